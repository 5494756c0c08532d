"""Whom to tell: those whose seat is not what they were last told. Nobody is dropped in silence."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, derived
from hisrg_desktop.meeting.roll.answers import standings
from hisrg_desktop.meeting.roll.attendance import apologised
from hisrg_desktop.meeting.roll.inviting import MeetingInvitation, invited
from hisrg_desktop.meeting.roll.meetings import Meeting, called
from hisrg_desktop.meeting.roll.seats import SEATING, Seating, seating

News = Literal["has a seat", "is on the waiting list", "is not invited any more"]


class Told(Row):
    """What somebody was told about their place at a meeting, and when it was ticked off."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    person: str = Field(foreign_key="person.id")
    news: News
    at: datetime


@dataclass(frozen=True, slots=True)
class ToTell:
    """Somebody who has to be told something; `before` is what they believe now."""

    person: str
    news: News
    before: News


@derived(*SEATING, MeetingInvitation, Told)
def _worked_out(record: Record) -> dict[str, list[ToTell]]:
    """What has been asked for of this record, by meeting; the others are worked out when they are asked for."""
    return {}


def to_tell(record: Record, meeting: str) -> list[ToTell]:
    """Those who have to be told, until it is ticked off: first who lost something, then who moved up."""
    known = record.derive(_worked_out)
    if meeting not in known:
        known[meeting] = _of(record, record.get(Meeting, meeting), seating(record, meeting))
    return known[meeting]


def _of(record: Record, meeting: Meeting, there: Seating) -> list[ToTell]:
    told = {one.person: one.news for one in record.where(Told, meeting=meeting.id)}
    # Who accepts expects a seat until they hear otherwise.
    due = [ToTell(p, news, told.get(p, "has a seat")) for p, news in _news(record, meeting, there).items()]
    return sorted((one for one in due if one.news != one.before), key=lambda one: one.news == "has a seat")


def _news(record: Record, meeting: Meeting, there: Seating) -> dict[str, News]:
    found: dict[str, News] = dict.fromkeys(_not_any_more(record, meeting, there), "is not invited any more")
    found |= dict.fromkeys(there.waiting, "is on the waiting list")
    return found | dict.fromkeys((*there.seated, *there.kept), "has a seat")


def _not_any_more(record: Record, meeting: Meeting, there: Seating) -> list[str]:
    """Those who were invited or said that they come, and are not to be invited as things stand now."""
    answers = record.derive(standings).get(meeting.id, {})
    sorry = apologised(record, meeting.id)
    expecting = {*invited(record, meeting.id), *(p for p, one in answers.items() if one.since)}
    return sorted(person for person in expecting if person not in there.basis and person not in sorry)


class TickOff(Act):
    """Note that people have been told where they stand."""

    meeting: str
    people: tuple[str, ...] = Field(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What each of them was told."""
        due = {one.person: one.news for one in to_tell(record, self.meeting)}
        wanted = [person for person in self.people if person in due]
        if not wanted:
            names = " and ".join(record.get(Person, p).name for p in self.people[:3])
            raise OutOfOrder(f"There is nothing that {names} would have to be told.")
        return [
            added(Told(id=moment.new_id(), meeting=self.meeting, person=person, news=due[person], at=moment.at))
            for person in wanted
        ]

    def sentence(self, record: Record) -> str:
        """Names one person, counts several."""
        there = called(record, record.get(Meeting, self.meeting))
        who = record.get(Person, self.people[0]).name if len(self.people) == 1 else f"{len(self.people)} people"
        return f"Note that {who} heard about the seats of {there}"
