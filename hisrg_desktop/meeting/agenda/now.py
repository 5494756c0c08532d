"""What the room is at now: the item, the block and the provision that are active. Selected is not active."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.taken_up import TakenUp
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import (
    Meeting,
    OpenSitting,
    current_meeting,
    current_sitting,
    number_of,
    sittings_of,
)
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision, provisions_of


class Now(Row):
    """The item, block and provision a meeting is at; its id is the meeting's."""

    item: str | None = Field(default=None, foreign_key="agenda_item.id")
    block: str | None = Field(default=None, foreign_key="block.id")
    provision: str | None = Field(default=None, foreign_key="provision.id")


def now(record: Record) -> Now | None:
    """What the current meeting is at."""
    meeting = current_meeting(record)
    return record.find(Now, meeting.id) if meeting else None


def _moved(record: Record, **fields: object) -> list[Change]:
    meeting = current_meeting(record)
    if meeting is None:
        raise OutOfOrder("There is no meeting on record yet.")
    there = record.find(Now, meeting.id)
    return [replaced(there, **fields) if there else added(Now.model_validate({"id": meeting.id, **fields}))]


def _refuse_another_meeting(record: Record, item: AgendaItem) -> None:
    meeting = current_meeting(record)
    if meeting is None or meeting.id == item.meeting:
        return
    its = record.get(Meeting, item.meeting)
    planned = next((s for s in sittings_of(record, its.id) if s.state == "planned"), None)
    raise OutOfOrder(
        f"Item {item.number} is on the agenda of meeting {number_of(record, its)}; the room is in another meeting.",
        remedy=OpenSitting(sitting=planned.id) if planned and current_sitting(record) is None else None,
    )


class TakeUpItem(Act):
    """Take up an item of the agenda."""

    item: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item active, and with it its first block where it has one; open to observers where it is marked so."""
        item = record.get(AgendaItem, self.item)
        _refuse_another_meeting(record, item)
        there = now(record)
        fields: dict[str, object] = {"item": item.id}
        if item.blocks:
            first = next(iter(provisions_of(record, item.blocks[0])), None)
            fields |= {"block": item.blocks[0], "provision": first.id if first else None}
        changes = _moved(record, **fields)
        if there is None or there.item != item.id:
            changes.append(added(TakenUp(id=moment.new_id(), meeting=item.meeting, item=item.id, at=moment.at)))
        if item.outcome in ("finished", "put off"):
            changes.append(replaced(item, outcome=""))
        from hisrg_desktop.meeting.floor.invitations import invited_with_the_item

        return [*changes, *invited_with_the_item(record, item, current_sitting(record), moment)]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        item = record.get(AgendaItem, self.item)
        return f"Take up item {item.number}, {item.title}"


class GoTo(Act):
    """Make a provision active."""

    provision: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The provision and its block active."""
        provision = record.get(Provision, self.provision)
        changes = _moved(record, block=provision.block, provision=provision.id)
        if provision.state == "unopened":
            changes.append(replaced(provision, state="open"))
        return changes

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Go to {label(record, self.provision)}"


class GoToBlock(Act):
    """Make a block active as a whole."""

    block: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The block active, and none of its provisions."""
        return _moved(record, block=record.get(Block, self.block).id, provision=None)
