"""Meetings and their sittings: planned and held dates differ, and a sitting is suspended and resumed."""

from datetime import date, datetime
from typing import Literal

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import MeetingKind
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.group import Phase
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.standing import standing


class Meeting(Row):
    """A face-to-face meeting or teleconference, with its number in the phase and its overall number.

    Teleconferences are counted apart and have no overall number. `revised` counts how often its days, place or venue
    were changed, so that a calendar knows which invitation is the newer.
    """

    phase: str = Field(foreign_key="phase.id")
    number: int
    overall: int | None = None
    kind: MeetingKind = "face-to-face"
    place: str = ""
    venue: str = ""
    planned_from: date
    planned_to: date
    held_from: date | None = None
    held_to: date | None = None
    capacity: int | None = None
    attributed: bool = True
    revised: int = 0


class Sitting(Row):
    """A morning or an afternoon of a meeting: its planned hours with a pause among them, and when it really was."""

    meeting: str = Field(foreign_key="meeting.id", index=True)
    number: int
    title: str = ""
    state: Literal["planned", "open", "suspended", "closed"] = "planned"
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    planned_from: datetime | None = None
    planned_to: datetime | None = None
    pause_from: datetime | None = None
    pause_to: datetime | None = None


class Suspension(Row):
    """A pause of a sitting, for coffee or informal consultations, with the turn of speech that it interrupted."""

    sitting: str = Field(foreign_key="sitting.id", index=True)
    began_at: datetime
    ended_at: datetime | None = None
    interrupted: str | None = Field(default=None, foreign_key="intervention.id", index=True)


@standing(Sitting)
def one_sitting_at_a_time(before: Record, after: Record, changes: list[Change]) -> str | None:
    """At most one sitting is open or suspended."""
    running = [s for s in after.each(Sitting) if s.state in ("open", "suspended")]
    if len(running) > 1:
        return f"{named(running[0])} is {running[0].state}; only one sitting runs at a time."
    return None


class CreateMeeting(Act):
    """Create a meeting.

    Without a number it is the next of its kind in the phase; without an overall number the next of all, if one is known.
    """

    phase: str
    number: int | None = Field(default=None, ge=1)
    overall: int | None = Field(default=None, ge=1)
    kind: MeetingKind = "face-to-face"
    place: str = ""
    venue: str = ""
    planned_from: date
    planned_to: date
    capacity: int | None = Field(default=None, ge=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The meeting with what the last one left over; refused where it ends before it starts or its number is taken."""
        from hisrg_desktop.meeting.agenda.unfinished import handed_down

        number = self.number or next_number(record, self.phase, self.kind)
        overall = self.overall or next_overall(record, self.kind)
        fields = self.model_dump() | {"number": number, "overall": overall}
        made = Meeting(id=moment.new_id(), **fields)
        refuse_meeting(record, made)
        return [added(made), *handed_down(record, moment, made)]

    def sentence(self, record: Record) -> str:
        """Names the meeting."""
        number = self.number or next_number(record, self.phase, self.kind)
        return f"Create {numbered(record, self.phase, self.kind, number)}"


def refuse_meeting(record: Record, meeting: Meeting) -> None:
    """Refuse a meeting that ends before it starts, or has the number of another."""
    for first, last in ((meeting.planned_from, meeting.planned_to), (meeting.held_from, meeting.held_to)):
        if first and last and last < first:
            raise OutOfOrder("A meeting cannot end before it starts.")
    others = [m for m in record.where(Meeting, kind=meeting.kind) if m.id != meeting.id]
    if any((m.phase, m.number) == (meeting.phase, meeting.number) for m in others):
        raise OutOfOrder(f"{_capital(called(record, meeting))} is on record already.")
    if meeting.overall and any(m.overall == meeting.overall for m in others):
        raise OutOfOrder(f"Another meeting is number {meeting.overall} of all already.")


def next_number(record: Record, phase: str, kind: MeetingKind) -> int:
    """The number in its phase that a new meeting of this kind has."""
    return max((m.number for m in record.where(Meeting, phase=phase, kind=kind)), default=0) + 1


def next_overall(record: Record, kind: MeetingKind) -> int | None:
    """The overall number that a new face-to-face meeting has; None where no earlier meeting says how many there were."""
    held = record.where(Meeting, kind="face-to-face")
    if kind != "face-to-face":
        return None
    if not held:
        return 1 if len(record.all(Phase)) == 1 and next(record.each(Phase)).number == 1 else None
    known = [m.overall for m in held if m.overall]
    return max(known) + 1 if known else None


def told_anew(record: Record, *sittings: Sitting) -> list[Change]:
    """The meeting counted as revised, where one of the sittings has hours: whoever has it in a calendar must learn."""
    meeting = record.get(Meeting, sittings[0].meeting)
    return [replaced(meeting, revised=meeting.revised + 1)] if any(one.planned_from for one in sittings) else []


class PlanSitting(Act):
    """Plan a sitting of a meeting."""

    meeting: str
    title: str = ""
    planned_from: datetime | None = None
    planned_to: datetime | None = None
    pause_from: datetime | None = None
    pause_to: datetime | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting, numbered after the last."""
        number = len(record.where(Sitting, meeting=self.meeting)) + 1
        sitting = Sitting(id=moment.new_id(), number=number, **self.model_dump())
        refuse_hours(record, sitting)
        return [added(sitting), *told_anew(record, sitting)]


class PlanHours(Act):
    """Plan the hours of a sitting, and a pause in them.

    What is given is changed, to nothing as well.
    """

    sitting: str
    planned_from: datetime | None = None
    planned_to: datetime | None = None
    pause_from: datetime | None = None
    pause_to: datetime | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting with these hours."""
        sitting = record.get(Sitting, self.sitting)
        given = {name: getattr(self, name) for name in self.model_fields_set if name != "sitting"}
        planned = Sitting(**{**sitting.__dict__, **given})
        refuse_hours(record, planned)
        news = (planned.planned_from, planned.planned_to) != (sitting.planned_from, sitting.planned_to)
        return [replaced(sitting, **given), *(told_anew(record, sitting, planned) if news else ())]

    def sentence(self, record: Record) -> str:
        """Names the sitting."""
        return f"Plan the hours of {named(record.get(Sitting, self.sitting))}"


class OpenSitting(Act):
    """Open a sitting."""

    sitting: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting open; the first day on which a sitting opens is the day from which the meeting is held."""
        sitting = record.get(Sitting, self.sitting)
        running = current_sitting(record)
        if running:
            raise OutOfOrder(f"{named(running)} is {running.state}; close it first.", remedy=_close(running))
        if sitting.state != "planned":
            raise OutOfOrder(f"{named(sitting)} has been {sitting.state} already.")
        meeting = record.get(Meeting, sitting.meeting)
        held = {"held_from": meeting.held_from or moment.at.date(), "held_to": moment.at.date()}
        return [
            replaced(sitting, state="open", opened_at=moment.at),
            replaced(meeting, **held),
            *_still_invited(record, sitting, moment),
        ]

    def sentence(self, record: Record) -> str:
        """Names the sitting."""
        return f"Open {named(record.get(Sitting, self.sitting))}"


def _still_invited(record: Record, sitting: Sitting, moment: Moment) -> list[Change]:
    """The invitation of observers to the item that a sitting goes on with, where that is marked so."""
    from hisrg_desktop.meeting.agenda.items import AgendaItem
    from hisrg_desktop.meeting.agenda.now import Now
    from hisrg_desktop.meeting.floor.invitations import invited_with_the_item

    there = record.find(Now, sitting.meeting)
    item = record.find(AgendaItem, there.item) if there else None
    return invited_with_the_item(record, item, sitting, moment) if item else []


class SuspendSitting(Act):
    """Suspend the sitting."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting suspended; clocks stop because the running intervention ends, which may go on afterwards."""
        from hisrg_desktop.meeting.floor.interventions import end_of_running, running

        sitting = current_sitting(record)
        if sitting and sitting.state == "suspended":
            raise OutOfOrder(f"{named(sitting)} is suspended already.")
        sitting = sitting_in(record, "open")
        speaking = running(record)
        pause = Suspension(
            id=moment.new_id(),
            sitting=sitting.id,
            began_at=moment.at,
            interrupted=speaking.id if speaking else None,
        )
        return [*end_of_running(record, moment), added(pause), replaced(sitting, state="suspended")]


class ResumeSitting(Act):
    """Resume the sitting."""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The sitting open again, its pause ended."""
        sitting = sitting_in(record, "suspended")
        pauses = record.where(Suspension, sitting=sitting.id, ended_at=None)
        return [*(replaced(pause, ended_at=moment.at) for pause in pauses), replaced(sitting, state="open")]


def refuse_hours(record: Record, sitting: Sitting) -> None:
    """Refuse planned hours that end before they begin or meet another sitting's, and a pause outside them."""
    begins, ends = sitting.planned_from, sitting.planned_to
    if (begins is None) != (ends is None):
        raise OutOfOrder("Planned hours have a beginning and an end.")
    if (sitting.pause_from is None) != (sitting.pause_to is None):
        raise OutOfOrder("A pause has a beginning and an end.")
    if begins and ends and ends <= begins:
        raise OutOfOrder(f"{named(sitting)} cannot end before it starts.")
    for other in record.where(Sitting, meeting=sitting.meeting):
        if other.id != sitting.id and _meet(sitting, other):
            raise OutOfOrder(f"{named(other)} has these hours already.")
    if sitting.pause_from and sitting.pause_to:
        within = begins and ends and begins < sitting.pause_from < sitting.pause_to < ends
        if not within:
            raise OutOfOrder("The pause lies within the hours of the sitting.")


def _meet(one: Sitting, other: Sitting) -> bool:
    """Whether two sittings are planned for the same hours in part."""
    if not (one.planned_from and one.planned_to and other.planned_from and other.planned_to):
        return False
    return one.planned_from < other.planned_to and other.planned_from < one.planned_to


def named(sitting: Sitting) -> str:
    """The sitting as people call it."""
    return sitting.title or f"sitting {sitting.number}"


def number_of(record: Record, meeting: Meeting) -> str:
    """The meeting's number with its phase: ``2.4``; a teleconference, which is counted apart: ``2.T1``."""
    return _number(record, meeting.phase, meeting.kind, meeting.number)


def called(record: Record, meeting: Meeting) -> str:
    """The meeting as a sentence names it: ``meeting 2.4``, ``teleconference 2.T1``."""
    return numbered(record, meeting.phase, meeting.kind, meeting.number)


def numbered(record: Record, phase: str, kind: MeetingKind, number: int) -> str:
    """The same for a meeting that is not on record yet."""
    return f"{'meeting' if kind == 'face-to-face' else 'teleconference'} {_number(record, phase, kind, number)}"


def _number(record: Record, phase: str, kind: MeetingKind, number: int) -> str:
    return f"{record.get(Phase, phase).number}.{'T' if kind == 'teleconference' else ''}{number}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def day_of(meeting: Meeting) -> date:
    """The day by which classes and functions are told: the first on which it was held, or is planned."""
    return meeting.held_from or meeting.planned_from


def current_sitting(record: Record) -> Sitting | None:
    """The sitting that is open or suspended."""
    return record.one(Sitting, state="open") or record.one(Sitting, state="suspended")


def current_meeting(record: Record) -> Meeting | None:
    """The meeting of the current sitting; else the one a sitting was last opened in; else the latest on record."""
    sitting = current_sitting(record) or max(
        (s for s in record.each(Sitting) if s.opened_at), key=lambda s: str(s.opened_at), default=None
    )
    if sitting:
        return record.get(Meeting, sitting.meeting)
    return max(record.each(Meeting), key=lambda m: m.planned_from, default=None)


def pause_of(record: Record, sitting: Sitting) -> Suspension | None:
    """The pause during which a sitting stands still now, or None."""
    return record.one(Suspension, sitting=sitting.id, ended_at=None) if sitting.state == "suspended" else None


def sittings_of(record: Record, meeting: str) -> list[Sitting]:
    """The sittings of a meeting in their order."""
    return sorted(record.where(Sitting, meeting=meeting), key=lambda s: s.number)


def sitting_in(record: Record, state: str) -> Sitting:
    """The current sitting if it is in this state; refused otherwise, with the way out."""
    sitting = current_sitting(record)
    if sitting is None:
        planned = next((s for s in record.each(Sitting) if s.state == "planned"), None)
        raise OutOfOrder("No sitting is open.", remedy=OpenSitting(sitting=planned.id) if planned else None)
    if sitting.state != state:
        # Nobody who wants to resume what runs is helped by suspending it first.
        remedy = ResumeSitting() if sitting.state == "suspended" else None
        raise OutOfOrder(f"{named(sitting)} is {sitting.state}.", remedy=remedy)
    return sitting


def _close(sitting: Sitting) -> Act:
    from hisrg_desktop.meeting.roll.closing import CloseSitting

    return CloseSitting(sitting=sitting.id)
