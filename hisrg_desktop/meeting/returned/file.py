"""A returned file beside the draft it was made from: where its paragraphs stand, how sure that is, what they would read."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.rebase import rebase
from hisrg_desktop.meeting.returned.aligning import SURE, Aligned, Match
from hisrg_desktop.meeting.returned.carried import Carrying
from hisrg_desktop.meeting.returned.edits import Edit
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.reading import ReturnedReading
from hisrg_desktop.meeting.returned.texts import KnownText, Part, alike
from hisrg_desktop.meeting.returned.typed import without_number
from hisrg_desktop.meeting.returned.views import BaseParagraph, Views, hands_in
from hisrg_desktop.meeting.returned.words import asked, type_of
from hisrg_desktop.meeting.text.numbers import full_number, label
from hisrg_desktop.meeting.text.parts import Provision, below, provisions_of

TEXT = frozenset({"body", "table"})
"""The parts of a file in which the draft stands."""
BOXED = "It stands in a text box, which is no part of the draft."
_UNKNOWN = "The paragraph is not found in the draft"
_FAR = 100
"""So many paragraphs up one looks for one of the level of what is new."""


@dataclass(slots=True)
class File:
    """One file against the draft it was made from, and the points that are made of it.

    `order` are the paragraphs found in the draft, in the order of the file. `numbers` counts where only a number differs,
    `remarks` is what there is to say about the file as a whole.
    """

    record: Record
    known: KnownText
    reading: ReturnedReading
    carrying: Carrying
    seen: Views
    found: Aligned
    sender: str
    numbers: int = 0
    remarks: list[str] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    _made: int = 0
    _saying: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.order = sorted(self.found.of)
        for n, unit in enumerate(self.known.units):
            self._saying.setdefault(alike(unit.text), []).append(n)

    # --- what stands where -----------------------------------------------------------------------------------------

    def match(self, base: int) -> Match | None:
        """What of the draft a paragraph is; None where it is not found there."""
        return self.found.of.get(base)

    def part(self, match: Match) -> Part:
        """The part of the text that was found."""
        return self.known.parts[self.known.units[match.units[0]].part]

    def part_of(self, base: int) -> Part | None:
        """The part of the text that a paragraph is; None where it is not found in the draft."""
        match = self.match(base)
        return self.part(match) if match else None

    def _doubt(self, base: int, match: Match) -> str:
        """Why the place of a paragraph is not certain; empty where it is."""
        where = self.where(self.part(match))
        if match.share < SURE:
            return f"Its paragraph has only {match.share:.0%} of its words in common with {where}."
        if match.share < 1 and match.out_of_order:
            return (
                f"Its paragraph stands elsewhere in the file than {where} in the draft, and reads a little differently."
            )
        same = self._saying.get(alike(self.seen.base[base].words), [])
        if len(same) > 1 and not self._between_its_own(base, match):
            others = ", ".join(
                self.where(self.known.parts[self.known.units[n].part]) for n in same if n not in match.units
            )
            return f"The same words also stand in {others}."
        return ""

    def _between_its_own(self, base: int, match: Match) -> bool:
        """Whether a neighbour of the paragraph is the neighbour of the part."""
        at = bisect_left(self.order, base)
        for step in (-1, 1):
            if 0 <= at + step < len(self.order):
                other = self.found.of[self.order[at + step]]
                if match.units[0] + step in other.units:
                    return True
        return False

    def where(self, part: Part) -> str:
        """A part as one names it in a sentence."""
        if part.kind == "title":
            return "the title"
        if part.kind == "block":
            return f"the heading of block {label(self.record, part.key)}"
        return full_number(self.record, part.key) or f"“{_short(part.text)}”"

    # --- points ------------------------------------------------------------------------------------------------------

    def new(self, author: str, **fields: object) -> Item:
        """One more point of an author."""
        self._made += 1
        item = Item(key=f"{self._made}", kind="proposal", author=author)
        return replace(item, **fields)  # type: ignore[arg-type]

    def at(self, item: Item, part: Part) -> Item:
        """The item at a part of the text; a heading is its block's, a title stands for the text as a whole."""
        if part.kind == "title":
            return replace(item, kind="comment", operation=None)
        if part.kind == "block":
            first = next((p for p in provisions_of(self.record, part.key)), None)
            if first is None:
                return replace(item, kind="comment", operation=None, block=part.key)
            return replace(item, block=part.key, provision=first.id, target=part.key)
        return replace(item, block=part.block, provision=part.key)

    def finished(self, item: Item) -> Item:
        """The item with what it asks for in words, and its type."""
        words = item.words or asked(self.record, item)
        return replace(item, words=words, type=type_of(item), quote=item.quote)

    def date(self, saved: Sequence[int], author: str) -> datetime | None:
        """When the author last wrote in these paragraphs."""
        hands = [who for n in saved for who in hands_in(self.seen.paragraphs[n]) if who.key == (author, False)]
        return max((at for who in hands if (at := when(who.date))), default=None)

    def lost(self, edit: Edit, author: str, why: str) -> Item:
        """What changes where the draft has nothing: its words are kept in a comment without a place."""
        before = "\n".join(self.seen.base[b].words for b in edit.bases)
        after = "\n".join(clean(text).strip() for text in edit.texts)
        item = self.new(author, kind="comment", before=before, after=after, quote=before)
        return replace(item, placing="lost its place", why=why, words=asked(self.record, item))

    def not_found(self, base: int) -> str:
        """Why a paragraph has no place."""
        there = self.seen.base[base]
        if there.part == "table":
            return "It stands in a table that is no part of the draft."
        return f"{_UNKNOWN}: “{_short(there.words)}”."

    def sure_of(self, item: Item, bases: Sequence[int]) -> Item:
        """The item, doubted where the place of one of these paragraphs is not certain."""
        for base in bases:
            match = self.match(base)
            why = self._doubt(base, match) if match else ""
            if why:
                return doubted(item, why)
        return item

    # --- what it would read ------------------------------------------------------------------------------------------

    def against(self, part: Part, bases: Sequence[int], text: str) -> tuple[str, str, bool]:
        """The words on record and what they would read; and whether the two could only be brought together by force."""
        match = self.match(bases[0])
        assert match is not None
        paragraphs = list(dict.fromkeys([*match.paragraphs, *bases]))
        base = [self.seen.base[b] for b in paragraphs]
        was = " ".join(b.words for b in base)
        new = " ".join(self.stripped(b, text) if n in bases else b.words for n, b in zip(paragraphs, base, strict=True))
        was, new = clean(was), clean(new).strip()
        units = self.known.units
        own = [n for n, unit in enumerate(units) if self.known.parts[unit.part] is part]
        if len(own) > 1:
            return self._in_row(part, own, match, was, new)
        known = self.known.known(self.known.units[match.units[0]].part, was)
        if known is not None:
            if alike(was) == alike(known) and was != known:
                return known, rebase(was, new, known) or new, False
            return known, new, False
        if not new:
            return part.text, "", False
        carried = rebase(was, new, part.text)
        return (part.text, carried, False) if carried is not None else (was, new, True)

    def _in_row(self, part: Part, own: list[int], match: Match, was: str, new: str) -> tuple[str, str, bool]:
        """The same for one cell of a row of definitions: the other cells stay."""
        unit = self.known.units[match.units[0]]
        carried = new if alike(was) == alike(unit.text) else rebase(was, new, unit.text)
        end = unit.start + len(unit.text)
        cells = part.text[: unit.start] + (carried if carried is not None else new) + part.text[end:]
        return part.text, cells.strip() if cells.strip("\t ") else "", carried is None

    def stripped(self, base: BaseParagraph, text: str) -> str:
        """New words without the number typed before them."""
        if not base.lead:
            return text.strip()
        lead = base.text[: base.lead]
        return text[len(lead) :].strip() if text.startswith(lead) else without_number(text)

    # --- what is new -------------------------------------------------------------------------------------------------

    def behind(self, item: Item, edit: Edit) -> Item:
        """What is new, behind the provision that stands before it."""
        base = self._anchor(edit)
        part = self.part_of(base) if base is not None else None
        if part is None or part.kind == "title":
            return replace(
                item, kind="comment", operation=None, placing="lost its place", why="No provision stands before it."
            )
        if part.kind == "block":
            first = next(iter(provisions_of(self.record, part.key)), None)
            if first is None:
                return self.at(item, part)
            item = replace(item, block=part.key, provision=first.id, before=first.text)
            return doubted(item, f"It would stand before {full_number(self.record, first.id)}, the first of its block.")
        item = replace(self.at(item, part), before=part.text)
        assert base is not None
        provision = self.record.get(Provision, part.key)
        if edit.before and base == edit.before[0] and below(self.record, provision.id):
            item = doubted(item, f"It stands right under {self.where(part)}, before what is listed there.")
        return self.sure_of(item, [base])

    def _anchor(self, edit: Edit) -> int | None:
        """The base paragraph it follows: the last one at its level, if one stands between here and the heading above."""
        before = edit.before[0] if edit.before else -1
        at = bisect_right(self.order, before)
        if not at:
            return None
        near = self.order[at - 1]
        for base in reversed(self.order[max(0, at - _FAR) : at]):
            if self.part(self.found.of[base]).kind in ("block", "title"):
                break
            if self.seen.base[base].look == edit.look:
                return base
        return near


def when(date: str) -> datetime | None:
    """A moment as Word writes it; None where it is none."""
    try:
        at = datetime.fromisoformat(date.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 60 else words[:57] + "…"
