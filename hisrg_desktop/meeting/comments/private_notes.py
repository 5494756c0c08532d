"""Private notes: what the secretary writes for themselves. No document, wall, search or count knows this kind."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.parts import Provision


class PrivateNote(Row):
    """Words that are nobody else's business. It names no field to search; `person` is whom it is about or who spoke."""

    text: str
    by: str = ""
    person: str | None = Field(default=None, foreign_key="person.id")
    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id")
    sitting: str | None = Field(default=None, foreign_key="sitting.id", index=True)
    off_the_record: bool = False
    struck: bool = False
    at: datetime


class TakeNote(Act):
    """Keep a private note."""

    text: str
    person: str | None = None
    block: str | None = None
    provision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The note, marked where the room is off the record."""
        if not self.text.strip():
            raise OutOfOrder("There are no words to keep.")
        sitting = current_sitting(record)
        provision = record.find(Provision, self.provision)
        note = PrivateNote(
            id=moment.new_id(),
            text=self.text,
            by=moment.by,
            person=self.person,
            block=provision.block if provision else self.block,
            provision=self.provision,
            sitting=sitting.id if sitting else None,
            off_the_record=off_the_record(record) is not None,
            at=moment.at,
        )
        return [added(note)]


class EditNote(Act):
    """Edit a private note."""

    note: str
    text: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The note with other words."""
        if not self.text.strip():
            raise OutOfOrder("The note would have no words; strike it out instead.", remedy=StrikeNote(note=self.note))
        return [replaced(record.get(PrivateNote, self.note), text=self.text)]


class StrikeNote(Act):
    """Strike out a private note, or restore it."""

    note: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The note struck; it is kept and can be restored."""
        note = record.get(PrivateNote, self.note)
        return [replaced(note, struck=not note.struck)]
