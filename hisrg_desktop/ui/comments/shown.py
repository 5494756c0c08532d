"""What the comments page shows: the rows, the chart by block, one comment in full, and how one sorts."""

from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from hisrg_desktop.meeting.comments.comments import Comment, author_name, author_organisation
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.received import Disposition, disposition_of, is_due, proposal_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.meeting.redline.diff import hunks
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.marked import proposal_pieces
from hisrg_desktop.meeting.text.numbers import locator, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, blocks, by_block
from hisrg_desktop.ui.session.shown import disposition_tags, when
from hisrg_desktop.ui.widgets.tags import Kind, disposition_kind

State = Literal["open", "recommended", "disposed", ""]
"""What stands out on a comment; empty where no disposition is due."""

LONGEST_CHANGE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One comment as the table has it. `before` and `after` are the text it would change; both None where none."""

    key: str
    number: str
    place: str
    block: str
    letter: str
    who: str
    organisation: str
    type: str
    channel: str
    words: str
    before: str | None
    after: str | None
    recommended: str
    decided: str
    state: State
    order: int
    at: datetime
    placing: str = "placed"

    @property
    def change(self) -> str:
        """The proposed change in a few words: ``shall → should``."""
        return "" if self.before is None or self.after is None else short_change(self.before, self.after)


@lru_cache(maxsize=20_000)
def short_change(before: str, after: str) -> str:
    """What differs between two texts, in a few words."""
    if not before:
        return f"+ {_cut(after)}"
    if not after:
        return f"delete {_cut(before)}"
    said = [_hunk(before[h.start : h.end].strip(), h.text.strip()) for h in hunks(before, after)]
    return _cut("; ".join(said))


def _hunk(old: str, new: str) -> str:
    if old and new:
        return f"{_cut(old, 28)} → {_cut(new, 28)}"
    return f"+ {new}" if new else f"− {old}"


def _cut(text: str, longest: int = LONGEST_CHANGE) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


@derived(Block, Provision, Footnote)
def places(record: Record) -> dict[str, int]:
    """The order in which blocks and provisions stand in the text."""
    grouped = record.derive(by_block)
    in_order = [
        key for block in record.derive(blocks) for key in (block.id, *(p.id for p in grouped.get(block.id, [])))
    ]
    return {key: at for at, key in enumerate(in_order)}


@derived(Comment, Disposition, Proposal, Block, Provision, Footnote, Person, Organisation)
def rows(record: Record) -> tuple[Row, ...]:
    """All comments that are not struck, in the order of the text."""
    proposals = {p.comment: p for p in record.each(Proposal)}
    order, locators = record.derive(places), record.derive(numbers).locators
    # At ten thousand comments a look-up in a dictionary that is at hand costs a third of one through the record.
    at_hand = _AtHand(
        record.all(Person), record.all(Organisation), record.all(Block), record.all(Disposition), order, locators
    )
    made = [_row(record, c, at_hand, proposals.get(c.id)) for c in record.each(Comment) if not c.struck]
    made.sort(key=by_place)
    return tuple(made)


@follows(rows)
def _rows_after(known: tuple[Row, ...], before: Record, after: Record, changes: list[Change]) -> tuple[Row, ...]:
    """The rows with those made anew whose comment, disposition or proposal changed; all anew where the text moved."""
    if not all(isinstance(c.row, Comment | Disposition | Proposal) or _stays(c) for c in changes):
        return rows(after)
    touched = {c.row.comment if isinstance(c.row, Proposal) else c.row.id for c in changes}
    order, locators = after.derive(places), after.derive(numbers).locators
    at_hand = _AtHand(
        after.all(Person), after.all(Organisation), after.all(Block), after.all(Disposition), order, locators
    )
    there = any(before.find(Comment, key) for key in touched)
    made = [row for row in known if row.key not in touched] if there else list(known)
    said = [c for key in touched if (c := after.find(Comment, key)) and not c.struck]
    fresh = [_row(after, comment, at_hand, after.one(Proposal, comment=comment.id)) for comment in said]
    if len(fresh) > _A_FEW:
        return tuple(sorted(made + fresh, key=by_place))
    for row in fresh:
        insort(made, row, key=by_place)
    return tuple(made)


_A_FEW = 100
"""How many rows are put in one by one; to order a hundred thousand anew for one comment would hold up the desk."""


def _stays(change: Change) -> bool:
    """Whether a provision changed only its text or its state, which no row shows."""
    before, now = change.before, change.after
    if not (isinstance(before, Provision) and isinstance(now, Provision)):
        return False
    return all(getattr(before, name) == getattr(now, name) for name in ("block", "parent", "kind", "numbered", "rank"))


@dataclass(frozen=True, slots=True)
class _AtHand:
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    blocks: Mapping[str, Block]
    dispositions: Mapping[str, Disposition]
    order: Mapping[str, int]
    locators: Mapping[str, str]


def _row(record: Record, comment: Comment, at_hand: _AtHand, proposal: Proposal | None) -> Row:
    place = comment.provision or comment.block or ""
    block = at_hand.blocks.get(comment.block or "")
    there = at_hand.dispositions.get(comment.id)
    person = at_hand.people.get(comment.author or "")
    body = at_hand.organisations.get(comment.organisation or "")
    return Row(
        comment.id,
        comment.number,
        at_hand.locators.get(place, "*"),
        ("pre" if block.front else block.number) if block else "*",
        comment.capacity or "–",
        person.initialled if person else comment.by,
        body.name if body else "",
        comment.type,
        comment.channel,
        comment.text,
        proposal.before if proposal else None,
        proposal.after if proposal else None,
        (there.recommended or "") if there else "",
        (there.decided or "") if there else "",
        _state(record, comment, there),
        at_hand.order.get(place, -1),
        comment.at,
        comment.placing,
    )


def _state(record: Record, comment: Comment, there: Disposition | None) -> State:
    if there and there.decided:
        return "disposed"
    if not is_due(record, comment):
        return ""
    return "recommended" if there and there.recommended else "open"


# --- order ----------------------------------------------------------------------------------------------------------


def by_place(row: Row) -> tuple[int, str]:
    """In the order of the text."""
    return row.order, row.number


def by_number(row: Row) -> str:
    """By the comment's number."""
    return row.number


def by_age(row: Row) -> tuple[datetime, str]:
    """The oldest first."""
    return row.at, row.key


ORDERS: dict[str, Callable[[Row], object]] = {
    "place": by_place,
    "number": by_number,
    "age": by_age,
    "from": lambda row: (row.letter, row.who, row.order),
    "type": lambda row: (row.type, row.order),
    "words": lambda row: (row.words.casefold(), row.order),
    "change": lambda row: (row.before is None, row.order),
    "recommendation": lambda row: (row.recommended, row.order),
    "disposition": lambda row: (row.decided or row.state, row.order),
}
"""By what the rows may be ordered."""


def ordered(all_rows: tuple[Row, ...], by: str, backwards: bool = False) -> list[Row]:
    """The rows in that order; as they come they are in the order of the text."""
    if by == "place":
        return list(reversed(all_rows) if backwards else all_rows)
    return sorted(all_rows, key=ORDERS[by], reverse=backwards)  # type: ignore[arg-type]


# --- the chart ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """One block in the chart: its number, its heading, and how many comments are in which state."""

    block: str
    heading: str
    disposed: int
    recommended: int
    open: int

    @property
    def total(self) -> int:
        """All comments on the block for which a disposition is due."""
        return self.disposed + self.recommended + self.open


@derived(Comment, Disposition, Proposal, Block, Provision, Footnote, Person, Organisation)
def bars(record: Record) -> tuple[Bar, ...]:
    """The blocks in their order, those without comments included; the text as a whole first if it has any."""
    counts: dict[str, dict[State, int]] = {}
    for row in record.derive(rows):
        there = counts.setdefault(row.block, {})
        there[row.state] = there.get(row.state, 0) + 1
    named = [("pre" if b.front else b.number, b.heading) for b in record.derive(blocks)]
    known = dict(named)
    if "*" in counts:
        known = {"*": "The text as a whole", **known}
    return tuple(_bar(number, heading, counts.get(number, {})) for number, heading in known.items())


def _bar(number: str, heading: str, counts: dict[State, int]) -> Bar:
    return Bar(number, heading, counts.get("disposed", 0), counts.get("recommended", 0), counts.get("open", 0))


# --- one comment ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detail:
    """A comment in full."""

    letter: str
    title: str
    line: str
    words: str
    pieces: tuple[Piece, ...]
    tags: tuple[tuple[str, Kind], ...]
    reasons: str


def detail(record: Record, key: str) -> Detail:
    """The comment with this key."""
    comment = record.get(Comment, key)
    proposal = proposal_of(record, comment.id)
    where = locator(record, comment.provision or comment.block)
    who = author_name(record, comment) or "Secretariat"
    asked = record.find(Comment, comment.answers)
    parts = [author_organisation(record, comment), comment.number, when(record, comment), comment.type]
    parts += [f"answers {asked.number}"] if asked else []
    there = disposition_of(record, comment.id)
    return Detail(
        comment.capacity,
        f"{who} on {where}" if where != "*" else f"{who} on the text as a whole",
        " · ".join(part for part in parts if part),
        f"“{comment.quote}” – {comment.text}" if comment.quote else comment.text,
        proposal_pieces(record, proposal) if proposal else (),
        (*_tags(there, proposal), *_as_returned(comment)),
        "\n".join(why for why in (comment.why, _reasons(there)) if why),
    )


def _as_returned(comment: Comment) -> list[tuple[str, Kind]]:
    """What is to be known of a point that came back in a file: whether its place is in doubt, and how it was written."""
    made: list[tuple[str, Kind]] = []
    if comment.placing != "placed":
        made.append((comment.placing, "warn" if comment.placing == "placed with doubt" else "bad"))
    if comment.untracked:
        made.append(("tracking off", "plain"))
    if comment.resolved:
        made.append(("resolved", "plain"))
    return made


def _tags(there: Disposition | None, proposal: Proposal | None) -> tuple[tuple[str, Kind], ...]:
    made: list[tuple[str, Kind]] = []
    if proposal:
        made.append((f"{proposal.number} {proposal.state}", "accent"))
    if there and there.recommended:
        made.append((f"recommended: {there.recommended}", "recommended"))
    if there and there.decided:
        made += disposition_tags(there)
    return tuple(made)


def _reasons(there: Disposition | None) -> str:
    if there is None:
        return ""
    said = (("Recommended because", there.recommended_reason), ("Observation", there.observation))
    return "\n".join(f"{what}: {why}" for what, why in said if why)


def place_of(record: Record, key: str) -> str:
    """The provision, or else the block, that a comment is on; empty for the text as a whole."""
    comment = record.get(Comment, key)
    return comment.provision or comment.block or ""


def place_words(record: Record) -> list[tuple[str, str]]:
    """Every place with the locator by which one points at it, for who enters a comment."""
    known = record.derive(numbers)
    return [(key, known.locators[key]) for key in record.derive(places) if known.locators.get(key)]


def decided_kind(row: Row) -> Kind:
    """The colours in which a disposition is shown."""
    return disposition_kind(row.decided)
