"""Where each change and comment of a returned file belongs in the text, and how sure that is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.rebase import rebase
from hisrg_desktop.meeting.returned.aligning import LIKE, SURE, Aligned, Match, aligned, exactly
from hisrg_desktop.meeting.returned.carried import Carrying
from hisrg_desktop.meeting.returned.edits import Edit, edits
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.mending import mended
from hisrg_desktop.meeting.returned.reading import MarginRead, ReturnedReading
from hisrg_desktop.meeting.returned.texts import KnownText, Part, alike, standing_before
from hisrg_desktop.meeting.returned.typed import same_but_numbers, without_number
from hisrg_desktop.meeting.returned.views import BaseParagraph, ViewParagraph, Views, WrittenIn, hands_in, named, views
from hisrg_desktop.meeting.returned.words import asked, type_of
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.numbers import full_number, label
from hisrg_desktop.meeting.text.parts import Footnote, Provision, below, footnotes_of, provisions_of

_HANDS = 300
"""More people than this never wrote in one copy."""
_ELSE = 0.2
"""A file of which less than this share of the words is found in the draft is one of something else."""
_FAR = 100
"""So many paragraphs up one looks for one of the level of what is new."""
_MISSING = 0.2
"""Where more than this share of the draft is missing, the file is a part of it and nothing was deleted."""
_TEXT = frozenset({"body", "table"})
_BOXED = "It stands in a text box, which is no part of the draft."
_UNKNOWN = "The paragraph is not found in the draft"
_NO_NOTE = "The provision has no such footnote on record."
_MANY = 25
"""So many untracked differences beside tracked changes come from another version of the draft, not from its sender."""
_VERSION = "It stands so in the version that the file was made from."
_BARE = "The words differ from the draft although no change is tracked there: written with tracking off, or in another version."


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file asks for, point by point; what was left out, in numbers; and what to say about the file.

    `draft` is the one it was made from, None where it is a file of something else.
    """

    draft: str | None
    items: tuple[Item, ...] = ()
    carried: int = 0
    numbers: int = 0
    notes: tuple[str, ...] = ()


def placed(
    record: Record, texts: Sequence[KnownText], reading: ReturnedReading, carrying: Carrying, sender: str
) -> Placed:
    """The points of a returned file at their places in the draft it was made from."""
    carries = carrying.counted()
    reading = mended(reading, {words for text in texts for words in text.wordings})
    seen = views(reading, carries, sender)
    if len(seen.authors) > _HANDS:
        return Placed(None, notes=(f"More than {_HANDS} people wrote in it: it is no copy that somebody sent back.",))
    paragraphs = [b.words if b.part in _TEXT else "" for b in seen.base]
    known = max(texts, key=lambda text: (exactly(text, paragraphs), text.draft.id), default=None)
    if known is None:
        return Placed(None, notes=("There is no draft on record that it could be placed in.",))
    found = aligned(known, paragraphs)
    words = sum(len(p.split()) for p in paragraphs)
    of_draft = sum(len(paragraphs[i].split()) * match.share for i, match in found.of.items() if match.share >= LIKE)
    if not words:
        return Placed(None, notes=("It holds no text.",))
    if of_draft < _ELSE * words and of_draft < _ELSE * sum(len(u.words) for u in known.units):
        return Placed(None, notes=("It is no copy of the draft: hardly any of its paragraphs is found there.",))
    file = _File(record, known, reading, carrying, seen, found, sender)
    items = tuple(file.items())
    return Placed(known.draft.id, items, carries.count, file.numbers, tuple(file.notes))


@dataclass(slots=True)
class _File:
    """One file against the draft it was made from."""

    record: Record
    known: KnownText
    reading: ReturnedReading
    carrying: Carrying
    seen: Views
    found: Aligned
    sender: str
    numbers: int = 0
    notes: list[str] = field(default_factory=list)
    _made: int = 0
    _found: list[int] = field(default_factory=list)
    _saying: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found = sorted(self.found.of)
        for n, unit in enumerate(self.known.units):
            self._saying.setdefault(alike(unit.text), []).append(n)

    def items(self) -> Iterator[Item]:
        """Everything the file asks for: changes author by author, those with tracking off, footnotes, the margin."""
        made: list[Item] = []
        for author in self.seen.authors:
            made += self._by(author)
        made += self._silent()
        made += self._opposing(made)
        yield from made
        yield from self._margin()

    # --- what stands where -----------------------------------------------------------------------------------------

    def _match(self, base: int) -> Match | None:
        return self.found.of.get(base)

    def _part(self, match: Match) -> Part:
        return self.known.parts[self.known.units[match.units[0]].part]

    def _part_of(self, base: int) -> Part | None:
        match = self._match(base)
        return self._part(match) if match else None

    def _doubt(self, base: int, match: Match) -> str:
        """Why the place of a paragraph is not certain; empty where it is."""
        where = self._where(self._part(match))
        if match.share < SURE:
            return f"Its paragraph has only {match.share:.0%} of its words in common with {where}."
        if match.share < 1 and match.out_of_order:
            return (
                f"Its paragraph stands elsewhere in the file than {where} in the draft, and reads a little differently."
            )
        same = self._saying.get(alike(self.seen.base[base].words), [])
        if len(same) > 1 and not self._between_its_own(base, match):
            others = ", ".join(
                self._where(self.known.parts[self.known.units[n].part]) for n in same if n not in match.units
            )
            return f"The same words also stand in {others}."
        return ""

    def _between_its_own(self, base: int, match: Match) -> bool:
        """Whether a neighbour of the paragraph is the neighbour of the part."""
        at = bisect_left(self._found, base)
        for step in (-1, 1):
            if 0 <= at + step < len(self._found):
                other = self.found.of[self._found[at + step]]
                if match.units[0] + step in other.units:
                    return True
        return False

    def _where(self, part: Part) -> str:
        if part.kind == "title":
            return "the title"
        if part.kind == "block":
            return f"the heading of block {label(self.record, part.key)}"
        return full_number(self.record, part.key) or f"“{_short(part.text)}”"

    # --- items -----------------------------------------------------------------------------------------------------

    def _new(self, author: str, **fields: object) -> Item:
        self._made += 1
        item = Item(key=f"{self._made}", kind="proposal", author=author)
        return replace(item, **fields)  # type: ignore[arg-type]

    def _at(self, item: Item, part: Part) -> Item:
        """The item at a part of the text; a heading is its block's, a title stands for the text as a whole."""
        if part.kind == "title":
            return replace(item, kind="comment", operation=None)
        if part.kind == "block":
            first = next((p for p in provisions_of(self.record, part.key)), None)
            if first is None:
                return replace(item, kind="comment", operation=None, block=part.key)
            return replace(item, block=part.key, provision=first.id, target=part.key)
        return replace(item, block=part.block, provision=part.key)

    def _finished(self, item: Item) -> Item:
        """The item with what it asks for in words, and its type."""
        words = item.words or asked(self.record, item)
        return replace(item, words=words, type=type_of(item), quote=item.quote)

    # --- tracked changes -------------------------------------------------------------------------------------------

    def _by(self, author: str) -> Iterator[Item]:
        view = self.seen.of(author)
        trusting = self.seen.trusting(author)
        made = edits(self.seen.base, view)
        moved = {b for edit in made if edit.kind == "move" for b in edit.bases}
        for edit in made:
            if edit.part.startswith(("footnote", "endnote")):
                yield from self._note(edit, author)
                continue
            if edit.part == "contents":
                continue
            for item in self._edited(edit, author, view, moved):
                item = replace(item, at=self._date(edit.saved, author))
                others = sorted({name for n in edit.saved for name in trusting.get(n, ())})
                if others:
                    item = doubted(item, f"It changes words that {' and '.join(others)} inserts here.")
                yield self._finished(item)
        touched = {b for edit in made for b in edit.bases if edit.kind in ("delete", "move")}
        for item in self._notes_gone(author, touched):
            yield self._finished(item)

    def _date(self, saved: Sequence[int], author: str) -> datetime | None:
        """When the author last wrote in these paragraphs."""
        hands = [who for n in saved for who in hands_in(self.seen.paragraphs[n]) if who.key == (author, False)]
        return max((at for who in hands if (at := when(who.date))), default=None)

    def _edited(self, edit: Edit, author: str, view: Sequence[ViewParagraph], moved: set[int]) -> Iterator[Item]:
        if edit.part == "box":
            yield self._lost(edit, author, _BOXED)
        elif edit.kind == "insert":
            yield from self._inserted(edit, author)
        elif edit.kind == "move":
            yield from self._moved(edit, author, moved)
        elif edit.kind in ("split", "merge") and not edit.mixed and self._all_found(edit):
            yield from self._cut_or_joined(edit, author)
        else:
            yield from self._reworded(edit, author)

    def _all_found(self, edit: Edit) -> bool:
        """Whether each paragraph is one provision, which can be cut or joined."""
        parts = [self._part_of(b) for b in edit.bases]
        return all(part and part.kind not in ("block", "title") for part in parts)

    def _lost(self, edit: Edit, author: str, why: str) -> Item:
        """What changes where the draft has nothing: its words are kept in a comment without a place."""
        before = "\n".join(self.seen.base[b].words for b in edit.bases)
        after = "\n".join(clean(text).strip() for text in edit.texts)
        item = self._new(author, kind="comment", before=before, after=after, quote=before)
        return replace(item, placing="lost its place", why=why, words=asked(self.record, item))

    def _reworded(self, edit: Edit, author: str) -> Iterator[Item]:
        """Words replaced, or a provision deleted; where paragraphs were cut and joined at once, one by one."""
        by_part: dict[int, list[int]] = {}
        for base in edit.bases:
            match = self._match(base)
            if match is None:
                yield self._lost(edit, author, self._not_found(base))
            else:
                by_part.setdefault(self.known.units[match.units[0]].part, []).append(base)
        for number, bases in by_part.items():
            yield from self._of_part(edit, author, number, bases)

    def _not_found(self, base: int) -> str:
        there = self.seen.base[base]
        if there.part == "table":
            return "It stands in a table that is no part of the draft."
        return f"{_UNKNOWN}: “{_short(there.words)}”."

    def _of_part(self, edit: Edit, author: str, number: int, bases: list[int]) -> Iterator[Item]:
        part = self.known.parts[number]
        text = "\n".join(edit.texts) if len(edit.bases) == 1 else self._own_words(edit, bases)
        before, after, bare = self._against(part, bases, text)
        if edit.notes:
            yield from self._new_notes(edit, author, part, bases[0])
        if before == after:
            self.numbers += 0 if edit.notes else 1
            return
        item = self._new(author, operation="replace", before=before, after=after)
        if (not after.strip() and not edit.texts) or not after.strip():
            item = replace(item, operation="delete", after="")
        elif part.kind in ("block", "heading"):
            item = replace(item, operation="rename")
        item = self._at(item, part)
        if edit.mixed:
            item = doubted(item, "Paragraphs are split and joined here at once.")
        if bare:
            item = doubted(item, "The draft reads otherwise here, and no change is tracked that says so.")
        yield self._sure_of(item, bases)

    def _own_words(self, edit: Edit, bases: list[int]) -> str:
        return "\n".join(edit.texts) if bases[0] == edit.bases[0] else ""

    def _sure_of(self, item: Item, bases: Sequence[int]) -> Item:
        for base in bases:
            match = self._match(base)
            why = self._doubt(base, match) if match else ""
            if why:
                return doubted(item, why)
        return item

    def _against(self, part: Part, bases: Sequence[int], text: str) -> tuple[str, str, bool]:
        """The words on record and what they would read; and whether the two could only be brought together by force."""
        match = self._match(bases[0])
        assert match is not None
        paragraphs = list(dict.fromkeys([*match.paragraphs, *bases]))
        base = [self.seen.base[b] for b in paragraphs]
        was = " ".join(b.words for b in base)
        new = " ".join(
            self._stripped(b, text) if n in bases else b.words for n, b in zip(paragraphs, base, strict=True)
        )
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

    def _stripped(self, base: BaseParagraph, text: str) -> str:
        """New words without the number typed before them."""
        if not base.lead:
            return text.strip()
        lead = base.text[: base.lead]
        return text[len(lead) :].strip() if text.startswith(lead) else without_number(text)

    # --- changes of structure --------------------------------------------------------------------------------------

    def _inserted(self, edit: Edit, author: str) -> Iterator[Item]:
        text = clean(without_number(edit.texts[0]) if self._typed() else edit.texts[0]).strip()
        if edit.notes:
            noted = " ".join(f"With the footnote “{self._note_text(note)}”." for note in edit.notes)
        item = self._new(author, operation="insert", after=text)
        if edit.notes:
            item = replace(item, words=f"{asked(self.record, item)} {noted}")
        yield self._behind(item, edit)

    def _typed(self) -> bool:
        """Whether the file types its numbers."""
        return sum(1 for b in self.seen.base if b.lead) > len(self.found.matches) / 3

    def _behind(self, item: Item, edit: Edit) -> Item:
        """What is new, behind the provision that stands before it."""
        base = self._anchor(edit)
        part = self._part_of(base) if base is not None else None
        if part is None or part.kind == "title":
            return replace(
                item, kind="comment", operation=None, placing="lost its place", why="No provision stands before it."
            )
        if part.kind == "block":
            first = next(iter(provisions_of(self.record, part.key)), None)
            if first is None:
                return self._at(item, part)
            item = replace(item, block=part.key, provision=first.id, before=first.text)
            return doubted(item, f"It would stand before {full_number(self.record, first.id)}, the first of its block.")
        item = replace(self._at(item, part), before=part.text)
        assert base is not None
        provision = self.record.get(Provision, part.key)
        if edit.before and base == edit.before[0] and below(self.record, provision.id):
            item = doubted(item, f"It stands right under {self._where(part)}, before what is listed there.")
        return self._sure_of(item, [base])

    def _anchor(self, edit: Edit) -> int | None:
        """The base paragraph it follows: the last one at its level, if one stands between here and the heading above."""
        before = edit.before[0] if edit.before else -1
        at = bisect_right(self._found, before)
        if not at:
            return None
        near = self._found[at - 1]
        for base in reversed(self._found[max(0, at - _FAR) : at]):
            if self._part(self.found.of[base]).kind in ("block", "title"):
                break
            if self.seen.base[base].look == edit.look:
                return base
        return near

    def _moved(self, edit: Edit, author: str, moved: set[int]) -> Iterator[Item]:
        base = edit.bases[0]
        part = self._part_of(base)
        if part is None:
            yield self._lost(edit, author, self._not_found(base))
            return
        item = self._at(self._new(author, operation="move", before=part.text), part)
        before, after, _ = self._against(part, [base], edit.texts[0])
        if part.kind in ("block", "title"):
            yield self._sure_of(
                replace(
                    self._at(self._new(author, before=before), part),
                    kind="comment",
                    operation=None,
                    target=None,
                    words=f"Moves {self._where(part)}.",
                ),
                [base],
            )
            return
        target = self._part_of(edit.before[0]) if edit.before else None
        if not self._goes_with(part, target, moved):
            if target is None or target.kind == "title":
                item = doubted(item, "No provision stands before its new place.")
            item = replace(item, target=target.key if target else None, after=after)
            yield self._sure_of(item, [base])
        if before != after:
            yield self._sure_of(
                self._at(self._new(author, operation="replace", before=before, after=after), part), [base]
            )

    def _goes_with(self, part: Part, target: Part | None, moved: set[int]) -> bool:
        """Whether what moves stands under something that moves before it, and goes with it by itself."""
        provision = self.record.find(Provision, part.key)
        if provision is None or provision.parent is None or target is None:
            return False
        parts = {p.key for b in moved if (p := self._part_of(b))}
        over = {provision.parent, *(p.id for p in below(self.record, provision.parent))}
        return provision.parent in parts and target.key in over

    def _cut_or_joined(self, edit: Edit, author: str) -> Iterator[Item]:
        parts = list(dict.fromkeys(part for b in edit.bases if (part := self._part_of(b))))
        first = parts[0]
        if edit.notes:
            yield from self._new_notes(edit, author, first, edit.bases[0])
        texts = tuple(clean(self._stripped(self.seen.base[edit.bases[0]], text)) for text in edit.texts)
        if edit.kind == "split":
            known = self.known.known(self.known.parts.index(first), self.seen.base[edit.bases[0]].words)
            item = self._new(author, operation="split", before=known or first.text, after="\n".join(texts), texts=texts)
            yield self._sure_of(self._at(item, first), edit.bases)
            return
        if len(parts) == 1:
            yield from self._reworded(edit, author)
            return
        for number, other in enumerate(parts[1:]):
            whole = texts[0] if number == len(parts) - 2 else ""
            item = self._new(author, operation="merge", before=first.text, after=whole, target=other.key)
            yield self._sure_of(self._at(item, first), edit.bases)

    # --- tracking off ----------------------------------------------------------------------------------------------

    def _silent(self) -> Iterator[Item]:
        """What differs from the draft although no change is tracked."""
        tracked = bool(self.seen.authors)
        found = [self._finished(replace(item, untracked=True)) for item in self._bare()]
        if tracked and len(found) > _MANY:
            self.notes.append(
                f"It was made from another version of the draft, which reads otherwise in {len(found)} places."
            )
            found = [replace(item, left_out=_VERSION) for item in found]
        for item in found:
            yield doubted(item, _BARE) if tracked else item

    def _bare(self) -> Iterator[Item]:
        for match in self.found.matches:
            yield from self._bare_match(match)
        yield from self._bare_moves()
        yield from self._bare_extra()
        yield from self._bare_missing()
        yield from self._bare_notes()

    def _bare_match(self, match: Match) -> Iterator[Item]:
        parts = list(dict.fromkeys(self.known.units[u].part for u in match.units))
        paragraphs = [self.seen.base[b] for b in match.paragraphs]
        part = self.known.parts[parts[0]]
        if len(parts) > 1 and len(paragraphs) == 1:
            for other in parts[1:]:
                item = self._new(self.sender, operation="merge", before=part.text, after=paragraphs[0].words)
                item = self._at(item, part)
                yield self._sure_of(replace(item, target=self.known.parts[other].key), match.paragraphs)
        elif len(paragraphs) > 1:
            texts = tuple(clean(p.words) for p in paragraphs)
            item = self._new(self.sender, operation="split", before=part.text, after="\n".join(texts), texts=texts)
            yield self._sure_of(self._at(item, part), match.paragraphs)
        elif match.share < 1 or not self._known(match, paragraphs[0].words):
            yield from self._bare_words(match, part, clean(paragraphs[0].words))

    def _known(self, match: Match, words: str) -> bool:
        unit = self.known.units[match.units[0]]
        return alike(unit.text) == alike(words) or self.known.known(unit.part, words) is not None

    def _bare_words(self, match: Match, part: Part, words: str) -> Iterator[Item]:
        unit = self.known.units[match.units[0]]
        after = part.text[: unit.start] + words + part.text[unit.start + len(unit.text) :]
        if same_but_numbers(part.text, after):
            self.numbers += 1
            return
        capitals = part.text.isupper() or after.isupper()
        if capitals and alike(part.text).casefold() == alike(after).casefold():
            return  # set in capitals here or there, which is a matter of looks
        operation = "rename" if part.kind in ("block", "heading") else "replace"
        item = self._new(self.sender, operation=operation, before=part.text, after=after)
        yield self._sure_of(self._at(item, part), match.paragraphs)

    def _bare_moves(self) -> Iterator[Item]:
        last: Part | None = None
        now = standing_before(self.record)
        for match in self.found.matches:
            part = self._part(match)
            elsewhere = match.out_of_order and part.kind not in ("block", "title")
            if elsewhere and last and last.key not in (part.key, now.get(part.key)):
                item = self._at(self._new(self.sender, operation="move", before=part.text, after=part.text), part)
                yield replace(item, target=last.key)
            last = part

    def _bare_extra(self) -> Iterator[Item]:
        for base in self.found.extra:
            there = self.seen.base[base]
            if there.part not in _TEXT or alike(there.words) in self.carrying.aside or there.part == "table":
                continue
            edit = Edit("insert", (), (there.words,), (base,), there.look)
            yield self._behind(self._new(self.sender, operation="insert", after=clean(there.words)), edit)

    def _bare_missing(self) -> Iterator[Item]:
        parts = {self.known.units[u].part for u in self.found.missing}
        there = {self.known.units[u].part for match in self.found.matches for u in match.units}
        gone = [self.known.parts[n] for n in sorted(parts - there)]
        # What came to the text since the draft is not missed in a copy of the draft.
        gone = [part for part in gone if part.text and self._drafted(part)]
        if len(gone) > max(5, _MISSING * len(self.known.parts)):
            self.notes.append(f"It holds only a part of the draft: {len(gone)} paragraphs of it are not in the file.")
            return
        for part in gone:
            if part.kind != "title":
                item = self._new(self.sender, operation="delete", before=part.text)
                yield self._at(item, part)

    def _bare_notes(self) -> Iterator[Item]:
        """Footnotes that read otherwise, came or went although no change is tracked."""
        marks: dict[str, list[tuple[str, int]]] = {}
        for base in sorted(self.found.of):
            part = self._part_of(base)
            if part is not None and part.kind not in ("block", "title"):
                marks.setdefault(part.key, []).extend((note, base) for note in self._marks(base))
        if not any(marks.values()):
            return  # some programs give a text back without its notes
        for key, there in marks.items():
            yield from self._bare_notes_of(next(p for p in self.known.parts if p.key == key), there)

    def _marks(self, base: int) -> list[str]:
        """The notes whose marks a paragraph had before anybody wrote in it, in order."""
        saved = self.seen.base[base].saved
        return [p.note for n in saved for p in self.seen.paragraphs[n].pieces if p.note and p.inserted is None]

    def _bare_notes_of(self, part: Part, marks: list[tuple[str, int]]) -> Iterator[Item]:
        known = [note for note in footnotes_of(self.record, part.key) if self._note_drafted(note)]
        every = self.record.where(Footnote, provision=part.key)
        said = {alike(words) for note in every for words in self._note_wordings(note)}
        left = [(note, base) for note, base in marks if alike(self._note_text(note)) not in said]
        here = {alike(self._note_text(note)) for note, _ in marks}
        gone = [note for note in known if not here & {alike(words) for words in self._note_wordings(note)}]
        for (note, base), was in self._paired(left, gone):
            item = self._at(
                self._new(self.sender, before=was.text if was else part.text, after=self._note_text(note)), part
            )
            if was:
                item = replace(item, operation="edit footnote", footnote=was.id, target=was.id)
            else:
                item = replace(item, operation="add footnote", offset=self._offset(part, note, base))
            yield self._sure_of(item, [base])
        for was in gone if not left else ():
            item = self._at(self._new(self.sender, operation="delete footnote", before=was.text), part)
            yield replace(item, footnote=was.id, target=was.id)

    @staticmethod
    def _paired(left: list[tuple[str, int]], gone: list[Footnote]) -> list[tuple[tuple[str, int], Footnote | None]]:
        """Each note of the file that is not on record, with the one it takes the place of where as many are missed."""
        return list(zip(left, gone if len(left) == len(gone) else [None] * len(left), strict=True))

    def _note_wordings(self, note: Footnote) -> list[str]:
        """What a footnote on record reads, and what it read before it was changed."""
        return [note.text, *(a.before for a in self.record.where(Amendment, footnote=note.id))]

    def _note_drafted(self, note: Footnote) -> bool:
        """Whether a footnote was there when the draft was made."""
        return not any(a.operation == "add footnote" for a in self.record.where(Amendment, footnote=note.id))

    def _drafted(self, part: Part) -> bool:
        return part.key in self.carrying.drafted.get(self.known.draft.id, frozenset())

    # --- deletions of what others insert ---------------------------------------------------------------------------

    def _opposing(self, made: Sequence[Item]) -> Iterator[Item]:
        for author in self.seen.authors:
            for there in self.seen.written_in(author):
                if there.whole and not there.own:
                    yield from self._against_theirs(author, there, made)

    def _against_theirs(self, author: str, there: WrittenIn, made: Sequence[Item]) -> Iterator[Item]:
        """What somebody inserts is to go: on a provision a proposal made on their words, else a comment."""
        whose = there.whose.author
        pieces = self.seen.paragraphs[there.paragraph].pieces
        words = "".join(pieces[p].text for p in there.places).strip()
        if not words:
            return
        base = self.seen.base_of[there.paragraph]
        part = self._part_of(base)
        doubt = f"It deletes words that {whose} inserts here."
        item = self._new(author, at=self._date([there.paragraph], author))
        if part is None or part.kind in ("block", "title") or not self.seen.paragraphs[there.paragraph].base.strip():
            says = f"Would delete what {whose} inserts: “{words}”."
            item = replace(item, kind="comment", words=says, quote=words, before=clean(words))
            item = self._standing(item, there.paragraph, base)
            theirs = (m for m in made if m.author == whose and m.provision == item.provision and words in m.after)
            found = next(theirs, None)
            yield replace(item, answers=found.key if found else None)
            return
        stands = [place for place, piece in enumerate(pieces) if piece.inserted is None and place not in there.beside]
        _, without, _ = self._against(part, [base], "".join(pieces[place].text for place in stands))
        stands = sorted([*stands, *there.places])
        _, with_theirs, _ = self._against(part, [base], "".join(pieces[place].text for place in stands))
        item = replace(item, operation="replace", before=with_theirs, after=without)
        yield self._finished(doubted(self._at(item, part), doubt))

    # --- footnotes -------------------------------------------------------------------------------------------------

    def _note(self, edit: Edit, author: str) -> Iterator[Item]:
        """Words changed in a footnote; one that comes or goes is told where its mark does."""
        anchor = self._mark_of(edit.part)
        if anchor is None:
            yield replace(
                self._finished(self._lost(edit, author, "The note's mark is not found in the text.")), at=None
            )
            return
        saved, piece_inserted, piece_deleted = anchor
        if piece_inserted or (piece_deleted and not edit.texts):
            return
        base = self.seen.base_of[saved]
        part = self._part_of(base)
        was = " ".join(self.seen.base[b].words for b in edit.bases)
        text = clean(" ".join(t.strip() for t in edit.texts if t.strip()))
        if part is None or part.kind in ("block", "title"):
            yield self._lost(edit, author, self._not_found(base))
            return
        note = self._footnote(part, edit.part, was)
        item = self._new(author, operation="edit footnote", before=was, after=text, at=self._date(edit.saved, author))
        item = self._at(item, part)
        if note is None:
            item = replace(item, kind="comment", operation=None)
            yield self._finished(doubted(item, _NO_NOTE))
        else:
            yield self._finished(replace(item, footnote=note.id, target=note.id))

    def _mark_of(self, part: str) -> tuple[int, bool, bool] | None:
        """The paragraph in which a note's mark stands, and whether somebody inserts or deletes it."""
        for number, there in enumerate(self.seen.paragraphs):
            for piece in there.pieces:
                if piece.note == part:
                    return number, piece.inserted is not None, piece.deleted is not None
        return None

    def _footnote(self, part: Part, note: str, was: str) -> Footnote | None:
        """The footnote on record: by its words, else by its place among those of the provision."""
        there = footnotes_of(self.record, part.key)
        same = next((f for f in there if alike(f.text) == alike(was)), None)
        if same:
            return same
        base = next((b for b, match in self.found.of.items() if self._part(match) is part), None)
        saved = self.seen.base[base].saved if base is not None else ()
        marks = [p.note for n in saved for p in self.seen.paragraphs[n].pieces if p.note and p.inserted is None]
        at = marks.index(note) if note in marks else -1
        return there[at] if 0 <= at < len(there) else None

    def _notes_gone(self, author: str, touched: set[int]) -> Iterator[Item]:
        """Footnotes whose marks are deleted in provisions that stay where they are."""
        for number, there in enumerate(self.seen.paragraphs):
            base = self.seen.base_of[number]
            for piece in there.pieces:
                gone = piece.deleted is not None and piece.deleted.key == (author, False) and piece.inserted is None
                part = self._part_of(base) if piece.note and gone and base not in touched else None
                if part is None or part.kind in ("block", "title"):
                    continue
                text = self._note_text(piece.note)
                note = self._footnote(part, piece.note, text)
                item = self._new(author, operation="delete footnote", before=text, at=self._date([number], author))
                item = self._at(item, part)
                if note is None:
                    yield doubted(replace(item, kind="comment", operation=None), _NO_NOTE)
                else:
                    yield self._sure_of(replace(item, footnote=note.id, target=note.id), [base])

    def _note_text(self, note: str) -> str:
        return clean(
            " ".join(p.words for p in self._note_paragraphs(note) if p.words)
            or " ".join(
                "".join(piece.text for piece in p.pieces).strip() for p in self.seen.paragraphs if p.part == note
            )
        )

    def _note_paragraphs(self, note: str) -> list[BaseParagraph]:
        return [b for b in self.seen.base if b.part == note]

    def _new_notes(self, edit: Edit, author: str, part: Part, base: int) -> Iterator[Item]:
        """Footnotes whose marks are put in, each behind the words it stands behind."""
        for note in edit.notes:
            item = self._new(author, operation="add footnote", before=part.text, after=self._note_text(note))
            yield self._sure_of(self._at(replace(item, offset=self._offset(part, note, base)), part), [base])

    def _offset(self, part: Part, note: str, base: int) -> int:
        """Behind how many letters of the provision a note's mark stands."""
        before = self.seen.base[base]
        offset = 0
        for saved in before.saved:
            for piece in self.seen.paragraphs[saved].pieces:
                if piece.note == note:
                    return min(max(offset - before.lead, 0), len(part.text))
                offset += len(piece.text) if piece.inserted is None else 0
        return len(part.text)

    # --- the margin ------------------------------------------------------------------------------------------------

    def _margin(self) -> Iterator[Item]:
        ours = {m.id: found for m in self.reading.margins if (found := self.carrying.comment(m))}
        by_id = {m.id: m for m in self.reading.margins}
        for margin in self.reading.margins:
            if margin.id in ours or self.carrying.margin(margin):
                continue
            top = _top(margin, by_id)
            item = Item(
                key=f"c{margin.id}",
                kind="comment",
                author=named(margin.author, self.sender),
                at=when(margin.date),
                quote=margin.quote or top.quote,
                words=margin.text,
                resolved=margin.resolved,
            )
            if margin.answers is not None:
                item = replace(item, answers=ours.get(margin.answers) or f"c{margin.answers}")
            place = margin.paragraph if margin.paragraph >= 0 else top.paragraph
            if place < 0:
                yield replace(item, placing="lost its place", why="It stands on no words of the text.")
            else:
                yield self._standing(item, place, self.seen.base_of[place])

    def _standing(self, item: Item, saved: int, base: int) -> Item:
        """A comment at the paragraph it stands on."""
        there = self.seen.paragraphs[saved]
        if there.part.startswith(("footnote", "endnote")):
            return self._on_note(item, there.part, base)
        if there.part == "box":
            return replace(item, placing="lost its place", why=_BOXED)
        if not there.base.strip() and any(p.inserted for p in there.pieces) and there.inserted:
            return self._on_new(item, saved)
        match = self._match(base)
        if match is None:
            return replace(item, placing="lost its place", why=self._not_found(base))
        return self._sure_of(self._commented(item, self._part(match)), [base])

    def _on_new(self, item: Item, saved: int) -> Item:
        """A comment on a paragraph that somebody inserts: at the provision before it."""
        at = bisect_left(self._found, self.seen.base_of[saved])
        if not at:
            return replace(item, placing="lost its place", why="It stands on a paragraph that is only proposed.")
        item = self._commented(item, self._part(self.found.of[self._found[at - 1]]))
        return doubted(item, "It stands on a paragraph that is only proposed behind this one.")

    def _on_note(self, item: Item, note: str, base: int) -> Item:
        anchor = self._mark_of(note)
        part = self._part_of(self.seen.base_of[anchor[0]]) if anchor else None
        if part is None:
            return replace(item, placing="lost its place", why="The note's mark is not found in the text.")
        found = self._footnote(part, note, self.seen.base[base].words)
        return replace(self._commented(item, part), footnote=found.id if found else None)

    def _commented(self, item: Item, part: Part) -> Item:
        if part.kind == "title":
            return replace(item, type="ge")
        if part.kind == "block":
            return replace(item, block=part.key)
        return replace(item, block=part.block, provision=part.key)


def _top(margin: MarginRead, by_id: Mapping[str, MarginRead]) -> MarginRead:
    """The comment that a thread begins with."""
    seen = {margin.id}
    while margin.answers is not None and margin.answers in by_id and margin.answers not in seen:
        margin = by_id[margin.answers]
        seen.add(margin.id)
    return margin


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
