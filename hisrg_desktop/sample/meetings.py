"""The meetings before the practice meeting, and who was invited to that and what they answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.acts import Together
from hisrg_desktop.meeting.agenda.now import TakeUpItem
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Apologise, Arrive
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.entitled import AskToTeleconference
from hisrg_desktop.meeting.roll.inviting import SendInvitations
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.roll.telling import TickOff
from hisrg_desktop.sample.agenda import put_on_agenda

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script

Told = dict[str, Any]


def meet_before(script: Script, told: list[Told]) -> None:
    """The earlier meetings, each held on its days: who came, and who spoke for how long."""
    for one in told:
        first = date.fromisoformat(one["from"])
        script.later(datetime.combine(first, time(5), UTC) - timedelta(days=30))
        meeting = create(script, one | {"planned_from": one["from"], "planned_to": one["to"]}, f"meeting:{one['key']}")
        for person in one.get("decided", ()):
            script.do(AskToTeleconference(meeting=meeting, person=script.ids[person]))
        script.do(SendInvitations(meeting=meeting))
        items = {item["number"]: put_on_agenda(script, meeting, item) for item in one.get("agenda", ())}
        for sitting in one["sittings"]:
            _sit(script, meeting, sitting, items)


def create(script: Script, one: Told, key: str) -> str:
    """The meeting as it was planned; its id."""
    fields = {name: one[name] for name in ("number", "overall", "kind", "place", "venue", "capacity")}
    dates = {name: date.fromisoformat(one[name]) for name in ("planned_from", "planned_to")}
    return script.do(CreateMeeting.model_validate({"phase": script.ids["phase"], **fields, **dates}), key, Meeting)


def _sit(script: Script, meeting: str, told: Told, items: dict[str, str]) -> None:
    opens = datetime.fromisoformat(told["opens"])
    sitting = script.do(PlanSitting(meeting=meeting, title=told["title"]), "", Sitting)
    if told["apologise"]:
        script.do(Apologise(meeting=meeting, people=_people(script, told["apologise"])))
    script.later(opens)
    script.do(OpenSitting(sitting=sitting))
    script.do(Arrive(people=_people(script, told["come"])))
    for one in told.get("alternates", ()):
        script.do(Arrive(people=(script.ids[one["who"]],), stands_in_for=script.ids[one["for"]]))
    for number, (who, minutes) in enumerate(told["turns"]):
        if str(number) in told.get("items", ()):
            script.do(TakeUpItem(item=items[told["items"][str(number)]]))
        person = script.ids[who]
        if badge_of(script.desk.record, person, script.at.date()) == "O":
            script.do(InviteToSpeak(person=person))
        script.do(GiveFloor(person=person))
        script.later(script.at + timedelta(minutes=minutes))
        script.do(EndIntervention())
    script.later(opens + timedelta(minutes=told["minutes"]))
    script.do(CloseSitting(sitting=sitting))


def _people(script: Script, keys: list[str]) -> tuple[str, ...]:
    return tuple(script.ids[key] for key in keys)


def convene(script: Script, told: Told, meeting: Told) -> None:
    """The practice meeting on record, for a few more seats than there will be, and its invitations sent."""
    on = date.fromisoformat(told["invited_on"])
    script.later(datetime.combine(on, time(9), UTC))
    create(script, meeting | {"capacity": told["capacity_first"]}, "meeting")
    script.do(SendInvitations(meeting=script.ids["meeting"], on=on))


def answer(script: Script, told: Told, meeting: Told) -> None:
    """The answers, those of one day as one entry; then the hall has fewer seats, and one of those who wait was told."""
    there = script.ids["meeting"]
    for some in sorted(told["answers"], key=lambda one: str(one["on"])):
        given = {"meeting": there, "says": some["says"], "on": some["on"], "way": some["way"]}
        acts = [AnswerInvitation.model_validate({**given, "person": p}) for p in _people(script, some["who"])]
        script.do(Together(acts=tuple(acts), called=f"Record the answers of {len(acts)} people"))
    script.do(ChangeMeeting(meeting=there, capacity=meeting["capacity"]))
    script.do(TickOff(meeting=there, people=_people(script, told["told"])))
