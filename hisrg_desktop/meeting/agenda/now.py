"""What the room is at now: the item, the block and the provision that are active. Selected is not active."""

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.meetings import current_meeting
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


class TakeUpItem(Act):
    """Take up an item of the agenda."""

    item: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item active, and with it its first block where it has one."""
        item = record.get(AgendaItem, self.item)
        fields: dict[str, object] = {"item": item.id}
        if item.blocks:
            first = next(iter(provisions_of(record, item.blocks[0])), None)
            fields |= {"block": item.blocks[0], "provision": first.id if first else None}
        return _moved(record, **fields)

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
