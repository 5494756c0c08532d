"""The debate of the practice meeting, step by step as its script tells it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.agenda.now import GoTo, GoToBlock, TakeUpItem
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.proposals import Proposal, TakeUp
from hisrg_desktop.meeting.decisions.actions import AddAction
from hisrg_desktop.meeting.decisions.decisions import Declare, Held
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.floor.giving import AskForFloor, EndIntervention, GiveFloor
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak, OpenToObservers
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.roll.attendance import Apologise, Arrive, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import (
    OpenSitting,
    PlanSitting,
    ResumeSitting,
    Sitting,
    SuspendSitting,
)
from hisrg_desktop.meeting.text.numbers import Place, find_place
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.sample.agenda import put_on_agenda

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script

Step = dict[str, Any]


def play(script: Script, told: dict[str, Any]) -> None:
    """Sittings and agenda of the meeting; then everything that happened."""
    first = told["steps"][0]["at"]
    script.later(datetime.fromisoformat(first).replace(hour=6, minute=0))
    for sitting in told["sittings"]:
        hours = {name: sitting[name] for name in ("planned_from", "planned_to", "pause_from", "pause_to")}
        act = PlanSitting.model_validate({"meeting": script.ids["meeting"], "title": sitting["title"], **hours})
        script.do(act, f"sitting:{sitting['number']}", Sitting)
    for item in told["agenda"]:
        script.ids[f"item:{item['number']}"] = put_on_agenda(script, script.ids["meeting"], item)
    for step in told["steps"]:
        script.later(datetime.fromisoformat(step["at"]))
        STEPS[step["do"]](script, step)


def _place(script: Script, locator: str | None) -> Place:
    return (find_place(script.desk.record, locator) if locator else None) or Place()


def _who(script: Script, step: Step) -> tuple[str, ...]:
    return tuple(script.ids[key] for key in step["who"])


def _go(script: Script, step: Step) -> None:
    place = _place(script, step["locator"])
    if place.provision:
        script.do(GoTo(provision=place.provision))
    elif place.block:
        script.do(GoToBlock(block=place.block))


def _ask(script: Script, step: Step) -> None:
    person = script.ids[step["who"]]
    kind = "when asked" if badge_of(script.desk.record, person, script.at.date()) == "P" else "floor"
    script.do(AskForFloor.model_validate({"person": person, "kind": kind, "about": step["about"]}))


def _say(script: Script, step: Step) -> None:
    record = script.desk.record
    place = _place(script, step["place"])
    change = step["proposal"]
    provision = record.find(Provision, place.provision)
    proposes = provision.text.replace(change["before"], change["after"], 1) if change and provision else None
    act = TakeDown(
        text=step["words"],
        speaker=script.ids[step["who"]],
        block=place.block,
        provision=place.provision,
        footnote=place.footnote,
        kind=step["kind"],
        proposes=proposes,
        supports=script.ids.get(f"proposal:{step['supports']}"),
        opposes=script.ids.get(f"proposal:{step['opposes']}"),
    )
    key = f"proposal:{change['ref']}" if change else ""
    script.do(act, key, Proposal if change else None)


def _decide(script: Script, step: Step) -> None:
    place = _place(script, step["place"])
    act = Declare(
        words=step["words"],
        method=step["method"],
        proposals=tuple(script.ids[f"proposal:{ref}"] for ref in step["proposals"]),
        block=place.block,
        provision=place.provision,
        positions=tuple(
            Held(person=script.ids[p["who"]], kind=p["kind"], reason=p["reason"]) for p in step["positions"]
        ),
        settles=bool(step.get("settles")),
    )
    script.do(act)


def _park(script: Script, step: Step) -> None:
    place = _place(script, step["place"])
    script.do(Park(what=step["why"], until=step["until"], block=place.block, provision=place.provision))


def _action(script: Script, step: Step) -> None:
    due = date.fromisoformat(step["due"]) if step["due"] else None
    script.do(AddAction(title=step["title"], owner=script.ids.get(step["owner"]), due=due))


def _take_up(script: Script, step: Step) -> None:
    script.do(TakeUp(proposal=script.ids[f"proposal:{step['proposal']}"], member=script.ids[step["by"]]))


STEPS: dict[str, Callable[[Script, Step], object]] = {
    "open_sitting": lambda script, step: script.do(OpenSitting(sitting=script.ids[f"sitting:{step['sitting']}"])),
    "close_sitting": lambda script, step: script.do(CloseSitting(sitting=_current(script, step))),
    "suspend": lambda script, _: script.do(SuspendSitting()),
    "resume": lambda script, _: script.do(ResumeSitting()),
    "arrive": lambda script, step: script.do(Arrive(people=_who(script, step))),
    "leave": lambda script, step: script.do(Leave(people=_who(script, step))),
    "apologies": lambda script, step: script.do(Apologise(meeting=script.ids["meeting"], people=_who(script, step))),
    "item": lambda script, step: script.do(TakeUpItem(item=script.ids[f"item:{step['number']}"])),
    "place": _go,
    "ask": _ask,
    "invite": lambda script, step: script.do(InviteToSpeak(person=script.ids[step["who"]])),
    "open_to_observers": lambda script, _: script.do(OpenToObservers()),
    "give": lambda script, step: script.do(GiveFloor(person=script.ids[step["who"]])),
    "end": lambda script, _: script.do(EndIntervention()),
    "say": _say,
    "decide": _decide,
    "park": _park,
    "action": _action,
    "take_up": _take_up,
}
"""What each step of the script does."""


def _current(script: Script, step: Step) -> str:
    if step.get("sitting"):
        return script.ids[f"sitting:{step['sitting']}"]
    return next(s.id for s in script.desk.record.each(Sitting) if s.state in ("open", "suspended"))
