"""Statements for the record: announced in the room, due at a time, received with their text."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import current_meeting, current_sitting
from hisrg_desktop.meeting.text.parts import Provision


class Statement(Row):
    """What somebody wants to have in the record in their own words; announced first, received by `due`."""

    searched = ("about", "text")

    meeting: str = Field(foreign_key="meeting.id", index=True)
    sitting: str | None = Field(default=None, foreign_key="sitting.id")
    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    person: str = Field(foreign_key="person.id", index=True)
    about: str = ""
    provision: str | None = Field(default=None, foreign_key="provision.id", index=True)
    block: str | None = Field(default=None, foreign_key="block.id")
    decision: str | None = Field(default=None, foreign_key="decision.id", index=True)
    announced_at: datetime
    due: datetime | None = None
    text: str = ""
    attachment: str | None = Field(default=None, foreign_key="attachment.id")
    received_at: datetime | None = None
    withdrawn_at: datetime | None = None


class AnnounceStatement(Act):
    """Announce a statement for the record."""

    person: str
    about: str = ""
    due: datetime | None = None
    provision: str | None = None
    block: str | None = None
    decision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The statement, awaited."""
        meeting, sitting = current_meeting(record), current_sitting(record)
        if meeting is None:
            raise OutOfOrder("There is no meeting on record yet.")
        provision = record.find(Provision, self.provision)
        fields = {**self.model_dump(), "block": provision.block if provision else self.block}
        at = now(record)
        place = {
            "meeting": meeting.id,
            "sitting": sitting.id if sitting else None,
            "item": at.item if at else None,
        }
        return [added(Statement.model_validate({"id": moment.new_id(), "announced_at": moment.at, **place, **fields}))]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"{record.get(Person, self.person).name} announces a statement for the record"


class ReceiveStatement(Act):
    """Receive a statement for the record."""

    statement: str
    text: str = ""
    attachment: Attachment | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The statement with its text or its file; what was received before is replaced and stays in the journal."""
        statement = record.get(Statement, self.statement)
        if not self.text.strip() and self.attachment is None:
            raise OutOfOrder("A statement is received with its text or with a file.")
        changes: list[Change] = []
        if self.attachment and record.find(Attachment, self.attachment.id) is None:
            changes.append(added(self.attachment))
        kept = self.attachment.id if self.attachment else statement.attachment
        fields = {"text": self.text or statement.text, "attachment": kept, "withdrawn_at": None}
        return [*changes, replaced(statement, received_at=moment.at, **fields)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        person = record.get(Statement, self.statement).person
        return f"Receive the statement for the record of {record.get(Person, person).name}"


class WithdrawStatement(Act):
    """Note that an announced statement will not come."""

    statement: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The statement withdrawn; nobody waits for it any more."""
        statement = record.get(Statement, self.statement)
        if statement.received_at:
            raise OutOfOrder("The statement has been received.")
        if statement.withdrawn_at:
            raise OutOfOrder("The statement has been withdrawn already.")
        return [replaced(statement, withdrawn_at=moment.at)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        person = record.get(Statement, self.statement).person
        return f"{record.get(Person, person).name} makes no statement for the record"


def awaited(record: Record) -> list[Statement]:
    """The statements that were announced and have not come, those due first ahead."""
    found = [s for s in record.each(Statement) if s.received_at is None and s.withdrawn_at is None]
    return sorted(found, key=lambda s: (s.due is None, s.due or s.announced_at))


def is_overdue(statement: Statement, at: datetime) -> bool:
    """Whether it should have come by now."""
    waiting = statement.received_at is None and statement.withdrawn_at is None
    return waiting and statement.due is not None and statement.due < at
