"""What was said among members only stays so, unless they decide that others may know of it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem, above, for_members_only, subtree
from hisrg_desktop.meeting.agenda.taken_up import spells
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.standing import standing


class Disclosed(Row):
    """That an item dealt with among members only is open to observers and others from then on, and why."""

    item: str = Field(foreign_key="agenda_item.id", index=True)
    at: datetime
    why: str = ""


class Disclose(Act):
    """Open an item that was dealt with among members only, with what was said on it."""

    item: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The item for everybody, and that it was decided so; refused while it stands under one for members only."""
        item = record.get(AgendaItem, self.item)
        over = next((one for one in above(record, item) if one.members_only), None)
        if over:
            raise OutOfOrder(
                f"Item {item.number} stands under item {over.number}, which is for members only.",
                remedy=Disclose(item=over.id, why=self.why),
            )
        if not item.members_only:
            raise OutOfOrder(f"Item {item.number} is for everybody already.")
        opened = replaced(item, members_only=False, members_only_since=None)
        return [opened, added(Disclosed(id=moment.new_id(), item=item.id, at=moment.at, why=self.why))]

    def sentence(self, record: Record) -> str:
        """Names the item."""
        item = record.get(AgendaItem, self.item)
        return f"Open item {item.number}, {item.title}, and what was said on it to all"


@standing(AgendaItem)
def what_members_said_among_themselves_stays_so(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Members-only items never appear in what observers or others receive, undone and done again as well."""
    decided = {change.after.item for change in changes if isinstance(change.after, Disclosed) and not change.before}
    for item in _opened(before, after, changes):
        if not decided & {item.id, *(one.id for one in above(before, item))} and _dealt_with(after, item, before):
            return (
                f"Item {item.number}, {item.title}, was dealt with among members only; what was said on it would be in"
                " what others receive."
            )
    return None


def _opened(before: Record, after: Record, changes: list[Change]) -> Iterator[AgendaItem]:
    """The items that were for members only, as they were, and are for everybody now."""
    for change in changes:
        if isinstance(change.before, AgendaItem) and isinstance(change.after, AgendaItem):
            for item in subtree(before, change.before):
                now = after.find(AgendaItem, item.id)
                if now and for_members_only(before, item) and not for_members_only(after, now):
                    yield item


def _dealt_with(record: Record, item: AgendaItem, before: Record) -> bool:
    """Whether somebody spoke on an item or something was decided while it was for members only."""
    marks = [one.members_only_since for one in (item, *above(before, item)) if one.members_only]
    since = None if None in marks else min((at for at in marks if at), default=None)
    turns = record.where(Intervention, item=item.id)
    said = (comment.at for turn in turns for comment in record.where(Comment, intervention=turn.id))
    decided = (one.declared_at for one in record.where(Decision, item=item.id))
    instants = chain((turn.began_at for turn in turns), said, decided, _said_meanwhile(record, item))
    return any(since is None or at >= since for at in instants)


def _said_meanwhile(record: Record, item: AgendaItem) -> Iterator[datetime]:
    """When something was taken down without a speaker while the room was at an item."""
    there = [spell for spell in spells(record, item.meeting) if spell.item == item.id]
    for comment in record.where(Comment, channel="in session", intervention=None) if there else ():
        if any(s.began <= comment.at and (s.ended is None or comment.at < s.ended) for s in there):
            yield comment.at


def refuse_to_disclose(record: Record, item: AgendaItem, changes: list[Change]) -> None:
    """Refuse to open an item by which becomes known what members said among themselves, with deciding so as remedy."""
    why = what_members_said_among_themselves_stays_so(record, record.after(changes), changes)
    if why:
        raise OutOfOrder(why, remedy=Disclose(item=item.id))
