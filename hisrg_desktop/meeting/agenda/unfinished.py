"""What a meeting left over, and how it comes to the next one."""

import re
from collections.abc import Iterable

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of, for_members_only, hidden_for_itself, items_under
from hisrg_desktop.meeting.agenda.now import Now
from hisrg_desktop.meeting.agenda.taken_up import was_taken_up
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, added
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, number_of

_USUAL = re.compile(
    r"^(opening|adoption of the agenda|attendance|roll call|other matters|any other business|(the )?next meeting"
    r"|dates? of the next|clos(ing|e|ure))",
    re.IGNORECASE,
)
"""The titles of items that every meeting has for itself."""


def is_usual(item: AgendaItem) -> bool:
    """Whether every meeting has this item for itself: its opening, its agenda, its closing."""
    return item.usual or (not item.blocks and bool(_USUAL.match(item.title)))


def is_finished(record: Record, item: AgendaItem) -> bool:
    """Whether an item needs no more time: it was said so, or it was taken up and the room went on from it.

    One that only holds others together is finished when they are.
    """
    if item.outcome:
        return item.outcome == "finished"
    if was_taken_up(record, item.id):
        there = record.find(Now, item.meeting)
        return not (there and there.item == item.id)
    held = items_under(record, item.meeting, item.id)
    return bool(held) and all(is_finished(record, one) for one in held)


def unfinished(record: Record, meeting: str) -> list[AgendaItem]:
    """The items a meeting left over, in their order; one under which something is left over belongs to them.

    What was put off, what was not taken up, and what the room is at or is to go on with; never what every meeting has.
    """
    left = {item.id for item in agenda_of(record, meeting) if not is_usual(item) and not is_finished(record, item)}
    # An item that only holds others together is left over with one of them, and not for itself.
    left -= {key for key in left if _only_holds(record, record.get(AgendaItem, key))}
    for item in reversed(agenda_of(record, meeting)):
        if item.id in left and item.parent:
            left.add(item.parent)
    return [item for item in agenda_of(record, meeting) if item.id in left]


def _only_holds(record: Record, item: AgendaItem) -> bool:
    held = bool(items_under(record, item.meeting, item.id))
    return held and not item.outcome and not was_taken_up(record, item.id)


def carried_over(
    record: Record, moment: Moment, meeting: str, to: str, items: Iterable[str] | None = None
) -> list[Change]:
    """The items left over at the end of another meeting's agenda, each with where it comes from.

    An item stands in a meeting once, however often it is carried over. One that was carried elsewhere stays there.
    """
    wanted = None if items is None else set(items)
    came: dict[str, str] = {}
    changes: list[Change] = []
    ranks: dict[str | None, int] = {}
    for item in unfinished(record, meeting):
        if wanted is not None and item.id not in wanted:
            continue
        there = record.where(AgendaItem, carried_from=item.id)
        if there:
            came[item.id] = there[-1].id
            continue
        parent = came.get(item.parent or "")
        over = record.find(AgendaItem, parent)
        if over and over.meeting != to:
            parent = None
        rank = ranks.get(parent, len(items_under(record, to, parent))) + 1
        ranks[parent] = rank
        above = next((c.after for c in changes if c.after and c.after.id == parent), record.find(AgendaItem, parent))
        place = f"{above.number}." if isinstance(above, AgendaItem) else ""
        fresh: dict[str, object] = {"meeting": to, "parent": parent, "rank": rank, "carried_from": item.id}
        fresh |= {"outcome": "", "limit": None, "id": moment.new_id(), "number": f"{place}{rank}", "own_number": False}
        if for_members_only(record, item) and not _is_hidden(record, changes, parent):
            # What it stood under stays behind, and with it the mark that only members may know of it.
            fresh |= hidden_for_itself(record, item)
        row = AgendaItem(**{**item.__dict__, **fresh})
        came[item.id] = row.id
        changes.append(added(row))
    return changes


def _is_hidden(record: Record, changes: list[Change], parent: str | None) -> bool:
    """Whether only members may know of what stands under an item that is on record or among these changes."""
    then = record.after(changes)
    return for_members_only(then, then.find(AgendaItem, parent))


class CarryOver(Act):
    """Carry over what a meeting left unfinished.

    Without `items` it is everything that was left over.
    """

    meeting: str
    to: str
    items: tuple[str, ...] | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The items at the end of the other meeting's agenda."""
        if self.meeting == self.to:
            raise OutOfOrder("Items are carried over into another meeting.")
        record.get(Meeting, self.to)
        changes = carried_over(record, moment, self.meeting, self.to, self.items)
        if not changes:
            raise OutOfOrder(f"Meeting {number_of(record, record.get(Meeting, self.meeting))} left nothing over.")
        return changes

    def sentence(self, record: Record) -> str:
        """Names both meetings."""
        here, there = (number_of(record, record.get(Meeting, one)) for one in (self.meeting, self.to))
        return f"Carry what meeting {here} left unfinished over to meeting {there}"


def next_after(record: Record, meeting: Meeting) -> Meeting | None:
    """The next meeting of the same kind that has not begun, or None where none is on record."""
    later = (m for m in record.each(Meeting) if m.kind == meeting.kind and m.planned_from > meeting.planned_from)
    return min((m for m in later if m.held_from is None), key=lambda m: m.planned_from, default=None)


def is_over(record: Record, meeting: str, but: str = "") -> bool:
    """Whether the last sitting of a meeting is closed, leaving one out of account."""
    others = [s for s in record.where(Sitting, meeting=meeting) if s.id != but]
    return all(s.state == "closed" for s in others) and bool(others or but)


def last_over(record: Record, kind: str) -> Meeting | None:
    """The latest meeting of a kind that is over, or None."""
    done = (m for m in record.each(Meeting) if m.kind == kind and m.held_from and is_over(record, m.id))
    return max(done, key=lambda m: m.held_from or m.planned_from, default=None)


def handed_on(record: Record, moment: Moment, sitting: Sitting) -> list[Change]:
    """What the closing of a sitting hands on: with the last one, what is left over goes to the next meeting on record."""
    after = _heir(record, sitting)
    return carried_over(record, moment, sitting.meeting, after.id) if after else []


def handed_on_in_words(record: Record, sitting: Sitting) -> str:
    """What the closing of a sitting hands on, as the end of a sentence: ``, 3 unfinished items go to meeting 2.5``."""
    after = _heir(record, sitting)
    left = [i for i in unfinished(record, sitting.meeting) if not record.where(AgendaItem, carried_from=i.id)]
    if after is None or not left:
        return ""
    what = "1 unfinished item goes" if len(left) == 1 else f"{len(left)} unfinished items go"
    return f"; {what} to meeting {number_of(record, after)}"


def _heir(record: Record, sitting: Sitting) -> Meeting | None:
    over = is_over(record, sitting.meeting, but=sitting.id)
    return next_after(record, record.get(Meeting, sitting.meeting)) if over else None


def handed_down(record: Record, moment: Moment, meeting: Meeting) -> list[Change]:
    """What a new meeting is handed: what the last one of its kind left over."""
    last = last_over(record, meeting.kind)
    if last is None or last.planned_from >= meeting.planned_from:
        return []
    return carried_over(record, moment, last.id, meeting.id)
