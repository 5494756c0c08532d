"""Turns of speech. One speaker has the floor; giving it to another ends the first, letting another in interrupts it."""

from datetime import datetime, timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.people.participations import participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import capacity_of, seat_of
from hisrg_desktop.meeting.roll.meetings import Sitting, Suspension, current_sitting, named
from hisrg_desktop.meeting.standing import standing


class Intervention(Row):
    """One turn of speech, or a part of one: who had the floor, from when to when, as what, and on whose invitation.

    `capacity` is the letter the room knows the speaker by at that moment; `interjection` marks words that came in
    while somebody else kept the floor. A turn that was interrupted goes on in another part, which `resumes` the one
    before; the part of whoever was let in meanwhile says which one it `interrupts`.
    """

    sitting: str = Field(foreign_key="sitting.id", index=True)
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    speaker: str = Field(foreign_key="person.id", index=True)
    organisation: str | None = Field(default=None, foreign_key="organisation.id")
    capacity: str = ""
    began_at: datetime
    ended_at: datetime | None = None
    invitation: str | None = Field(default=None, foreign_key="invitation.id")
    interjection: bool = False
    resumes: str | None = Field(default=None, foreign_key="intervention.id", index=True)
    interrupts: str | None = Field(default=None, foreign_key="intervention.id")

    @property
    def counts(self) -> bool:
        """Whether it begins a turn of speech; a turn that was interrupted counts once, a short interjection never."""
        return self.resumes is None and not self.interjection

    def lasted(self, at: datetime) -> timedelta:
        """How long it has lasted, from its instants; never less than nothing."""
        return max(timedelta(), (self.ended_at or at) - self.began_at)


def running(record: Record) -> Intervention | None:
    """The intervention of the person who has the floor."""
    return next((i for i in reversed(record.where(Intervention, ended_at=None)) if not i.interjection), None)


@standing(Intervention, Sitting)
def one_speaker_has_the_floor(before: Record, after: Record, changes: list[Change]) -> str | None:
    """One speaker has the floor, in a sitting that runs; what was recorded in a sitting keeps it opened."""
    speaking = [i for i in after.where(Intervention, ended_at=None) if not i.interjection]
    if len(speaking) > 1:
        names = " and ".join(after.get(Person, one.speaker).name for one in speaking)
        return f"{names} cannot both have the floor."
    for one in speaking:
        sitting = after.get(Sitting, one.sitting)
        if sitting.state != "open":
            return f"{after.get(Person, one.speaker).name} cannot have the floor: {named(sitting)} is {sitting.state}."
    return None


@standing(Intervention)
def turns_of_speech_follow_one_another(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Nobody had the floor while another had it, whatever is taken back; a turn is resumed by whoever was interrupted."""
    for change in changes:
        one = change.after
        if not isinstance(one, Intervention) or one.interjection:
            continue
        if one.ended_at and one.ended_at < one.began_at:
            return "A turn of speech cannot end before it began."
        resumed = after.find(Intervention, one.resumes)
        if resumed and resumed.speaker != one.speaker:
            return "Only the speaker who was interrupted can go on with the turn."
        for other in after.where(Intervention, sitting=one.sitting):
            if other.id != one.id and not other.interjection and _meet(one, other):
                names = " and ".join(after.get(Person, i.speaker).name for i in (one, other))
                return f"{names} cannot both have had the floor at the same time."
    return None


def _meet(one: Intervention, other: Intervention) -> bool:
    return (other.ended_at is None or one.began_at < other.ended_at) and (
        one.ended_at is None or other.began_at < one.ended_at
    )


def parts_of_turn(record: Record, part: Intervention) -> list[Intervention]:
    """All parts of the turn of speech to which this one belongs, oldest first."""
    parts = [*_earlier(record, part), part]
    while following := record.one(Intervention, resumes=parts[-1].id):
        parts.append(following)
    return parts


def _earlier(record: Record, part: Intervention) -> list[Intervention]:
    parts: list[Intervention] = []
    while earlier := record.find(Intervention, (parts[0] if parts else part).resumes):
        parts.insert(0, earlier)
    return parts


def spoken_before(record: Record, part: Intervention) -> timedelta:
    """How long the turn had lasted before this part of it began; interruptions do not count."""
    return sum((one.lasted(part.began_at) for one in _earlier(record, part)), timedelta())


def interrupted(record: Record) -> Intervention | None:
    """The turn of speech that was interrupted last and may go on: by one who was let in, a point of order, a suspension."""
    sitting = current_sitting(record)
    last = latest_turn(record, sitting) if sitting else None
    if last is None:
        return None
    suspended = last.ended_at is not None and record.one(Suspension, interrupted=last.id)
    there = last if suspended else record.find(Intervention, last.interrupts)
    at = now(record)
    # Once the room is at another item, nobody goes on with what they said on the one before.
    return there if there and there.item == (at.item if at else None) else None


def latest_turn(record: Record, sitting: Sitting) -> Intervention | None:
    turns = record.where(Intervention, sitting=sitting.id)
    return next((i for i in reversed(turns) if not i.interjection), None)


def end_of_running(record: Record, moment: Moment) -> list[Change]:
    """The change that ends the running intervention, if there is one."""
    one = running(record)
    return [replaced(one, ended_at=moment.at)] if one else []


def began(
    record: Record,
    moment: Moment,
    *,
    sitting: str,
    speaker: str,
    item: str | None,
    invitation: str | None,
    interjection: bool = False,
    resumes: str | None = None,
    interrupts: str | None = None,
) -> Change:
    """A new intervention by a person, in the capacity they have today."""
    day = moment.at.date()
    held = participation_of(record, seat_of(record, speaker), day)
    return added(
        Intervention(
            id=moment.new_id(),
            sitting=sitting,
            item=item,
            speaker=speaker,
            organisation=held.organisation if held else None,
            capacity=capacity_of(record, speaker, day),
            began_at=moment.at,
            ended_at=moment.at if interjection else None,
            invitation=invitation,
            interjection=interjection,
            resumes=resumes,
            interrupts=interrupts,
        )
    )


def spoke_before(record: Record, person: str, sitting: str) -> int:
    """How many times the person has had the floor in this sitting."""
    return sum(i.counts for i in record.where(Intervention, speaker=person, sitting=sitting))
