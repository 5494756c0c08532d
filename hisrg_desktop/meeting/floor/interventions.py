"""Turns of speech. One speaker has the floor; giving it to another ends the first."""

from datetime import datetime, timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.participations import participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import capacity_of, seat_of
from hisrg_desktop.meeting.roll.meetings import Sitting, named
from hisrg_desktop.meeting.standing import standing


class Intervention(Row):
    """One turn of speech: who had the floor, from when to when, as what, and on whose invitation.

    `capacity` is the letter the room knows the speaker by at that moment; `interjection` marks words that came in
    while somebody else kept the floor.
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

    def lasted(self, now: datetime) -> timedelta:
        """How long it has lasted, from its instants."""
        return (self.ended_at or now) - self.began_at


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
        if sitting.state in ("planned", "closed"):
            return f"{after.get(Person, one.speaker).name} cannot have the floor: {named(sitting)} is {sitting.state}."
    return None


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
        )
    )


def spoke_before(record: Record, person: str, sitting: str) -> int:
    """How many times the person has had the floor in this sitting."""
    return sum(not i.interjection for i in record.where(Intervention, speaker=person, sitting=sitting))
