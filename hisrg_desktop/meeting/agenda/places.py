"""Where an item of the agenda can go from where it stands: up, down, under its neighbour, out again, or to another item."""

from typing import Literal

from hisrg_desktop.meeting.agenda.items import AgendaItem, MoveAgendaItem, items_under, subtree
from hisrg_desktop.meeting.record import Record

Way = Literal["up", "down", "in", "out"]
Where = Literal["before", "after", "under"]


def moved(record: Record, item: AgendaItem, way: Way) -> MoveAgendaItem | None:
    """The move of an item by one step, or None where there is no way."""
    beside = [one.id for one in items_under(record, item.meeting, item.parent)]
    at = beside.index(item.id)
    if way in ("up", "down"):
        to = at + (-1 if way == "up" else 1)
        return MoveAgendaItem(item=item.id, to=to + 1, parent=item.parent) if 0 <= to < len(beside) else None
    if way == "in":
        return _last_under(record, item, beside[at - 1]) if at else None
    above = record.find(AgendaItem, item.parent)
    return placed(record, item, above, "after") if above else None


def placed(record: Record, item: AgendaItem, target: AgendaItem | None, where: Where) -> MoveAgendaItem | None:
    """The move of an item to a place beside or under another, or to the end; None where it would stand under itself."""
    if target is None:
        return _last_under(record, item, None)
    if target.id in {one.id for one in subtree(record, item)}:
        return None
    if where == "under":
        return _last_under(record, item, target.id)
    beside = [one.id for one in items_under(record, target.meeting, target.parent) if one.id != item.id]
    to = beside.index(target.id) + (1 if where == "before" else 2)
    return MoveAgendaItem(item=item.id, to=to, parent=target.parent)


def _last_under(record: Record, item: AgendaItem, parent: str | None) -> MoveAgendaItem:
    there = [one for one in items_under(record, item.meeting, parent) if one.id != item.id]
    return MoveAgendaItem(item=item.id, to=len(there) + 1, parent=parent)
