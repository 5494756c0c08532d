"""The record as observers and others may know it: without members-only items and all that belongs to them.

Members-only items never appear in what observers or others receive. A document for them is composed from this record, so
that it cannot hold what is not theirs. Numbers stay: a gap in them says that there was something, and not what.
"""

from collections.abc import Iterator

from hisrg_desktop.meeting.agenda.items import AgendaItem, for_members_only
from hisrg_desktop.meeting.agenda.now import Now
from hisrg_desktop.meeting.agenda.taken_up import Spell, spells
from hisrg_desktop.meeting.comments.alternatives import Alternative
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, removed, replaced
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.brackets import Bracket

_STAYS = (Amendment, Alternative, Bracket, Disposition, Now)
"""What is so of the text, or of what everybody may know, stays; only the word of where it was settled goes."""
_BELONGS = frozenset({"item", "intervention", "comment", "proposal", "decision", "subject"})
"""The fields by which a row belongs to another and goes with it; by any other it only mentions it."""
_DATED = (Comment, Parked, ActionItem)
"""What names no item, and belongs to the one the room was at when it was put down."""


def open_record(record: Record) -> Record:
    """The record without members-only items and what was said, proposed and decided on them."""
    hidden = {item.id for item in record.each(AgendaItem) if for_members_only(record, item)}
    return record.after(_changes(record, _gone(record, hidden))) if hidden else record


def hides_something(record: Record) -> bool:
    """Whether anything on record is for members only."""
    return any(item.members_only for item in record.each(AgendaItem))


def _gone(record: Record, hidden: set[str]) -> set[str]:
    gone = hidden | {row.id for row in _put_down_meanwhile(record, hidden)}
    while True:
        more = {row.id for row in _rows(record) if row.id not in gone and _goes(row, gone)}
        if not more:
            return gone
        gone |= more


def _rows(record: Record) -> Iterator[Row]:
    return (row for kind in KINDS.values() for row in record.each(kind))


def _put_down_meanwhile(record: Record, hidden: set[str]) -> Iterator[Row]:
    closed = [s for meeting in _meetings(record) for s in spells(record, meeting) if s.item in hidden]
    for kind in _DATED:
        for row in record.each(kind):
            if _names_no_item(row) and any(_within(row, spell) for spell in closed):
                yield row


def _meetings(record: Record) -> set[str]:
    return {item.meeting for item in record.each(AgendaItem)}


def _names_no_item(row: Row) -> bool:
    return not isinstance(row, Comment) or (row.channel == "in session" and row.intervention is None)


def _within(row: Row, spell: Spell) -> bool:
    at = getattr(row, "at", None)
    return at is not None and spell.began <= at and (spell.ended is None or at < spell.ended)


def _goes(row: Row, gone: set[str]) -> bool:
    for name, value in row.__dict__.items():
        if name == "id" or not isinstance(value, str) or value not in gone:
            continue
        belongs = name in _BELONGS and not isinstance(row, _STAYS)
        if belongs or type(row).model_fields[name].is_required():
            return True
    return False


def _changes(record: Record, gone: set[str]) -> Iterator[Change]:
    for row in _rows(record):
        if row.id in gone:
            yield removed(row)
            continue
        kept = {name: _without(value, gone) for name, value in row.__dict__.items() if name != "id"}
        if any(kept[name] is not row.__dict__[name] for name in kept):
            yield replaced(row, **kept)


def _without(value: object, gone: set[str]) -> object:
    """A value that no longer mentions what is gone."""
    if isinstance(value, str):
        return None if value in gone else value
    if isinstance(value, tuple) and any(isinstance(one, str) and one in gone for one in value):
        return tuple(one for one in value if one not in gone)
    return value
