"""A redline made inside the original Word file: only the paragraphs that change are written anew."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hisrg_desktop.documents.word import margin, package, proof, properties, story
from hisrg_desktop.documents.word.margin import Margin
from hisrg_desktop.documents.word.proof import Line
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.story import Bit, Node
from hisrg_desktop.meeting.hygiene import clean as hygienic
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.redline.pieces import Mark, Piece, after, before


class NotSpliced(OutOfOrder):
    """A paragraph whose change cannot be written exactly; the message says which and why."""


@dataclass(frozen=True, slots=True)
class ParagraphEdit:
    """What changes in a paragraph, which is counted among all paragraphs of the body in document order.

    `pieces` say the text as the draft was read, foreign tracked changes accepted. `skip` characters at the beginning
    (a typed number) are no part of it and stay.
    """

    paragraph: int
    pieces: tuple[Piece, ...]
    skip: int = 0


@dataclass(frozen=True, slots=True)
class InsertedParagraph:
    """A new paragraph after another one, with the properties, numbering and look of the paragraph `like`.

    Several after the same paragraph keep their order. Its end is the change of `mark`, or of the first piece.
    """

    after: int
    like: int
    pieces: tuple[Piece, ...]
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class DeletedParagraph:
    """A paragraph that goes as a whole, number and all."""

    paragraph: int
    mark: Mark


Edit = ParagraphEdit | InsertedParagraph | DeletedParagraph


def redline(original: bytes, edits: Sequence[Edit], margins: Sequence[Margin], titles: Properties) -> bytes:
    """The original file with the edits as tracked changes and the margins as comments, proved before it is handed out.

    Raises `NotSpliced` for an edit that cannot be written exactly, `proof.NotProved` where the file would read wrongly.
    """
    return _made(original, edits, margins, titles, tracked=True)


def clean(original: bytes, edits: Sequence[Edit], titles: Properties) -> bytes:
    """The original file with the edits carried out and no mark of them; tracked changes of others stay."""
    return _made(original, edits, (), titles, tracked=False)


def _made(
    original: bytes, edits: Sequence[Edit], margins: Sequence[Margin], titles: Properties, *, tracked: bool
) -> bytes:
    parts = package.opened(original)
    main = parts.main()
    text = story.scanned(parts.part(main))
    changed: dict[str, bytes] = {}
    ours = margin.numbered(parts, main, margins, text.data)
    plan = _Plan(text, tracked, ids=_Ids(margin.first_id(parts, main, text.data) + margin.count(ours)))
    plan.take(edits, ours)
    written = text.spliced(plan.written()) if edits or margins else parts.part(main)
    if written != parts.part(main):
        changed[main] = written
    if tracked:
        changed |= margin.parts(parts, main, ours, [m.author for m in plan.marks()], strict=text.strict)
    else:
        changed |= _notes_left(parts, main, written)
    changed |= properties.parts(parts, main, titles, changed)
    made = parts.written(changed)
    lines = proof.lines(original, "accepted")
    proof.prove(original, made, proof.joined(lines), plan.expected(lines), ours=plan.ids.given)
    return made


def _notes_left(parts: package.Package, main: str, written: bytes) -> dict[str, bytes]:
    """The parts of footnotes and endnotes without those whose mark went."""
    # LibreOffice counts the notes instead of reading their ids, and would show one that is left at another's place.
    changed: dict[str, bytes] = {}
    for kind in ("footnote", "endnote"):
        name = parts.related(main, f"{kind}s")
        mark = re.compile(rf"""<(?:\w+:)?{kind}Reference\b[^>]*?:id\s*=\s*["'](-?\d+)["']""".encode())
        gone = set(mark.findall(parts.part(main))) - set(mark.findall(written)) if name else set()
        for id_ in sorted(gone):
            note = rb"""<((?:\w+:)?%s)\b(?=[^>]*?:id\s*=\s*["']%s["'])[^>]*>.*?</\1>""" % (kind.encode(), id_)
            changed[name or ""] = re.sub(
                note, b"", changed.get(name or "") or parts.part(name or ""), count=1, flags=re.S
            )
    return changed


@dataclass(slots=True)
class _Ids:
    """One counter for the ids of a part."""

    next: int
    given: list[str] = field(default_factory=list)

    def take(self) -> str:
        """The next id, for a change of ours."""
        self.given.append(self.foreign())
        return self.given[-1]

    def foreign(self) -> str:
        """The next id, for a part of someone else's change."""
        self.next += 1
        return str(self.next - 1)


@dataclass(slots=True)
class _Place:
    """What happens at one paragraph of the original."""

    index: int
    edit: ParagraphEdit | None = None
    deleted: Mark | None = None
    inserted: list[InsertedParagraph] = field(default_factory=list)
    margins: list[margin.Numbered] = field(default_factory=list)
    end: str = "as it is"  # or inserted, deleted: what becomes of the paragraph's mark
    end_mark: Mark | None = None
    like: int | None = None  # whose properties the paragraph takes on where its end now ends another paragraph
    merged: InsertedParagraph | None = None  # text that goes into this paragraph, its own being deleted


@dataclass(slots=True)
class _Plan:
    """All edits, sorted to their paragraphs."""

    text: story.Story
    tracked: bool
    ids: _Ids
    places: dict[int, _Place] = field(default_factory=dict)
    read: dict[int, str] = field(default_factory=dict)

    def take(self, edits: Sequence[Edit], margins: Sequence[margin.Numbered]) -> None:
        """Sort the edits to their paragraphs; refuse those that contradict each other."""
        for edit in edits:
            match edit:
                case InsertedParagraph():
                    self._known(edit.like)
                    self.at(edit.after).inserted.append(edit)
                case DeletedParagraph():
                    self.at(edit.paragraph).deleted = edit.mark
                case ParagraphEdit():
                    if self.at(edit.paragraph).edit is not None:
                        raise NotSpliced(f"Paragraph {edit.paragraph + 1} is edited twice.")
                    self.at(edit.paragraph).edit = edit
        for note in margins:
            self.at(note.margin.paragraph).margins.append(note)
        for place in self.places.values():
            if place.deleted and place.edit:
                raise NotSpliced(f"Paragraph {place.index + 1} is both edited and deleted.")
            if self._around(place.index):
                raise NotSpliced(f"Paragraph {place.index + 1} stands in a text box whose paragraph is edited too.")
        if self.tracked:
            for index in sorted(self.places):
                self._ends(index)

    def at(self, index: int) -> _Place:
        """What happens at a paragraph."""
        self._known(index)
        return self.places.setdefault(index, _Place(index))

    def _known(self, index: int) -> None:
        if not 0 <= index < len(self.text.extents):
            raise NotSpliced(f"There is no paragraph {index + 1} in the file; it has {len(self.text.extents)}.")

    def _around(self, index: int) -> bool:
        outer = self.text.extents[index].inside
        while outer >= 0:
            if outer in self.places:
                return True
            outer = self.text.extents[outer].inside
        return False

    def _ends(self, index: int) -> None:
        """Decide whose mark is tracked: at the end of a body or cell, or before a table, the preceding one's."""
        place = self.places[index]
        if place.end != "as it is":
            return
        last = self.text.extents[index].following < 0
        if place.deleted:
            place.end, place.end_mark = "deleted", place.deleted
            if last:
                self._deleted_at_the_end(place)
        elif place.inserted and (last or _ends_in_insertion(place)) and self._mark_is_free(index):
            # Words put at the end and new paragraphs after them are one insertion, as when someone types on;
            # LibreOffice joins the two by itself and would take the paragraph's own end for inserted.
            place.end, place.end_mark = "inserted", _mark_of(place.inserted[0])

    def _deleted_at_the_end(self, place: _Place) -> None:
        if place.inserted:
            place.merged = place.inserted.pop()
            place.end = "as it is"
            return
        if self.goes(place.index):
            place.end = "as it is"
            return
        previous = self.text.extents[place.index].previous
        first = place.index
        while previous >= 0 and self.is_deleted(previous) and not self.places[previous].inserted:
            first, previous = previous, self.text.extents[previous].previous
        if previous in self.places and self.places[previous].inserted:
            place.merged = self.places[previous].inserted.pop()
            place.end = "as it is"
        elif previous >= 0 and self._mark_is_free(previous):
            before_it = self.at(previous)
            before_it.end, before_it.end_mark = "deleted", self.places[first].deleted
            place.end, place.like = "as it is", previous

    def is_deleted(self, index: int) -> bool:
        """Whether a paragraph goes as a whole."""
        return index in self.places and self.places[index].deleted is not None

    def _mark_is_free(self, index: int) -> bool:
        """Whether a paragraph's mark can carry a change of ours: no foreign one, no section break."""
        source = self.text.source(index)
        properties_ = story.tree(source, self.text.extents[index].prefix).child("pPr")
        if properties_ is None:
            return True
        look = properties_.child("rPr")
        tracked = look is not None and any(look.child(name) for name in ("ins", "del", "moveFrom", "moveTo"))
        return not tracked and properties_.child("sectPr") is None

    def marks(self) -> Iterator[Mark]:
        """Everyone whose change is written."""
        for place in self.places.values():
            pieces = [*(place.edit.pieces if place.edit else ()), *(p for new in place.inserted for p in new.pieces)]
            pieces += place.merged.pieces if place.merged else ()
            yield from (mark for piece in pieces for mark in (piece.inserted, piece.deleted) if mark)
            yield from (mark for mark in (place.deleted, place.end_mark) if mark)
            yield from (new.mark for new in place.inserted if new.mark)

    def written(self) -> dict[int, str]:
        """The XML that stands in each changed paragraph's place."""
        out: dict[int, str] = {}
        for index in sorted(self.places):
            out[index] = _Pen(self, self.places[index]).written()
        return out

    def expected(self, lines: list[Line]) -> list[str]:
        """The new paragraphs, worked out from the edits alone."""
        new: list[tuple[int, Line]] = []
        later: dict[int, list[tuple[int, Line]]] = defaultdict(list)
        for index, line in enumerate(lines):
            new += later.pop(index, [])
            place = self.places.get(index, _Place(index))
            if place.deleted is None:
                new.append((index, replace(line, text=changed_text(line.text, place.edit)) if place.edit else line))
            followers = [*place.inserted, *([place.merged] if place.merged else [])]
            if followers:
                behind = next((i for i in range(index + 1, len(lines)) if self._outside(i, index)), len(lines))
                made = [(behind - 1, Line(after(p.pieces), line.stretch, hidden=line.hidden)) for p in followers]
                later[behind] = made + later.pop(behind, [])
        new += [pair for index in sorted(later) for pair in later[index]]
        # Where every paragraph of a stretch goes, an empty one remains in place of its last.
        left = {line.stretch for _, line in new}
        lost = {line.stretch: index for index, line in enumerate(lines) if line.stretch not in left}
        new += [(index, Line("", stretch, hidden=lines[index].hidden)) for stretch, index in lost.items()]
        return proof.joined([line for _, line in sorted(new, key=lambda pair: pair[0])])

    def _outside(self, index: int, other: int) -> bool:
        return self.text.extents[index].start >= self.text.extents[other].end

    def goes(self, index: int) -> bool:
        """Whether the whole stretch of a paragraph goes, so that its last paragraph must stay, empty."""
        extents = self.text.extents
        while extents[index].previous >= 0:
            index = extents[index].previous
        while index >= 0:
            place = self.places.get(index)
            if place is None or place.deleted is None or place.inserted or place.merged:
                return False
            index = extents[index].following
        return True


def _ends_in_insertion(place: _Place) -> bool:
    return bool(place.edit and place.edit.pieces and place.edit.pieces[-1].inserted)


def _mark_of(new: InsertedParagraph) -> Mark:
    """Whose change a new paragraph's end is."""
    mark = new.mark or next((piece.inserted for piece in new.pieces if piece.inserted), None)
    if mark is None:
        raise NotSpliced("A new paragraph has no words that someone inserted.")
    return mark


# --- the text of an edit --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to `end` go by `deleted`; or, where they are none, `piece` comes in there."""

    start: int
    end: int
    deleted: Mark | None = None
    piece: Piece | None = None


def changes(text: str, edit: ParagraphEdit) -> list[Change]:
    """What the edit does to the paragraph's text as it stands in the file."""
    where = _offsets(text, before(edit.pieces), edit)
    at = 0
    found: list[Change] = []
    for piece in edit.pieces:
        if piece.inserted:
            found.append(Change(where[at], where[at], piece=piece))
            continue
        if piece.deleted and piece.text:
            found.append(Change(where[at], where[at + len(piece.text)], deleted=piece.deleted))
        at += len(piece.text)
    return found


def changed_text(text: str, edit: ParagraphEdit) -> str:
    """The paragraph's text with the edit carried out."""
    out, done = "", 0
    for change in changes(text, edit):
        out += text[done : change.start]
        if change.piece and not change.piece.deleted:
            out += hygienic(change.piece.text)
        done = change.end
    return out + text[done:]


def _offsets(text: str, base: str, edit: ParagraphEdit) -> list[int]:
    """Where each character of the edit's text stands in the paragraph; one more for the end."""
    if text[edit.skip :] == base:
        return list(range(edit.skip, len(text) + 1))
    seen, asked = _levelled(text, edit.skip), _levelled(base, 0)
    if "".join(c for c, _, _ in seen) != "".join(c for c, _, _ in asked):
        raise NotSpliced(
            f"Paragraph {edit.paragraph + 1} does not read as expected: “{text[:60]}” is not “{base[:60]}”."
        )
    where = [-1] * (len(base) + 1)
    for (_, there, _), (_, here, _) in zip(seen, asked, strict=True):
        where[here] = there
    where[len(base)] = seen[-1][2] if seen else edit.skip
    for index in range(len(base) - 1, -1, -1):
        where[index] = where[index + 1] if where[index] < 0 else where[index]
    return where


def _levelled(text: str, skip: int) -> list[tuple[str, int, int]]:
    """The characters that count when a reading is found again in the file, each with where it begins and ends.

    Readers differ on white space at the ends, on kinds of spaces and hyphens, on soft hyphens and on composed letters.
    """
    out: list[tuple[str, int, int]] = []
    for found in _CLUSTER.finditer(text, skip):
        chars = unicodedata.normalize("NFC", found.group()).replace("\u2011", "-").replace("\u00ad", "")
        out += [(" " if char.isspace() else char, *found.span()) for char in chars]
    while out and out[0][0] == " ":
        out.pop(0)
    while out and out[-1][0] == " ":
        out.pop()
    return out


_CLUSTER = re.compile(r".[\u0300-\u036f]*", re.S)


# --- writing one paragraph ------------------------------------------------------------------------------------------

_TRACKED = frozenset(("ins", "moveTo"))
_LOOKS_LIKE_A_LINK = re.compile(r"<[^>]*?rStyle\b[^>]*?/>|<[^>]*?:(?:color|u)\b[^>]*?/>")
_CORE = frozenset(("rPr", "sectPr", "pPrChange"))


@dataclass(slots=True)
class _Pen:
    """Writes what stands in the place of one paragraph."""

    plan: _Plan
    place: _Place
    prefix: str = ""
    node: Node = field(default_factory=lambda: Node("", ""))
    row: list[Bit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.prefix = self.plan.text.extents[self.place.index].prefix
        self.node, self.row = self._read(self.place.index)

    def _read(self, index: int, unfold: bool = False) -> tuple[Node, list[Bit]]:
        prefix = self.plan.text.extents[index].prefix
        node = story.tree(self.plan.text.source(index), prefix)
        return node, story.bits(node, prefix=prefix, unfold=unfold)

    def written(self) -> str:
        """The paragraph, and the ones inserted after it, or before it where it is the last and goes."""
        if self.place.merged:
            return "".join(self._new(new) for new in self.place.inserted) + self._old()
        if not self.place.inserted:
            return self._old()
        news = list(self.place.inserted)
        if self.place.end == "inserted":
            marks = [*(_mark_of(new) for new in news[1:]), None]
            return self._old() + "".join(self._new(new, mark) for new, mark in zip(news, marks, strict=True))
        return self._old() + "".join(self._new(new) for new in news)

    # the marks

    def _change(self, name: str, mark: Mark, inner: str | None = None) -> str:
        w = self.prefix or "w:"
        here = "" if self.prefix else f' xmlns:w="{story.STRICT if self.plan.text.strict else story.WORD}"'
        who = f'{w}author="{margin.quoted(mark.author)}" {w}date="{margin.stamp(mark.at)}"'
        head = f'<{w}{name}{here} {w}id="{self.plan.ids.take()}" {who}'
        return f"{head}/>" if inner is None else f"{head}>{inner}</{w}{name}>"

    # new paragraphs

    def _new(self, new: InsertedParagraph, mark: Mark | bool | None = True) -> str:
        node, row = self._read(new.like)
        prefix = self.plan.text.extents[new.like].prefix
        if prefix != self.prefix:
            raise NotSpliced(
                f"Paragraph {new.like + 1} names its parts otherwise than paragraph {self.place.index + 1}."
            )
        own = _mark_of(new)
        end = own if mark is True else mark or None
        longest = max((bit for bit in row if bit.kind == "text"), key=lambda bit: len(bit.text), default=None)
        look = plain_look(longest.run.look if longest and longest.run else mark_look(node), self.prefix)
        marked = [replace(piece, inserted=piece.inserted or own) for piece in new.pieces]
        content = "".join(self._put(piece, look) for piece in marked)
        if not self.plan.tracked:
            end = None
        old = None
        if end is None and self.plan.tracked and self.place.end == "inserted":
            old = self.node.child("pPr")
        own_properties = self._properties(node.child("pPr"), "inserted", end, old, mark is None)
        return f"<{self.prefix}p>{own_properties}{content}</{self.prefix}p>"

    def _properties(self, like: Node | None, end: str, mark: Mark | None, old: Node | None, recorded: bool) -> str:
        """The paragraph properties of `like`, with the end marked and, where `recorded`, the old ones noted."""
        w = self.prefix
        core = core_of(like)
        look = like.child("rPr") if like else None
        inner = (
            "".join(n.xml for n in look.nodes() if n.name not in ("ins", "del", "moveFrom", "moveTo", "rPrChange"))
            if look
            else ""
        )
        tracked = self._change("ins" if end == "inserted" else "del", mark) if mark else ""
        change = (
            self._change("pPrChange", _any(self.place), f"<{w}pPr>{core_of(old)}</{w}pPr>")
            if recorded and core_of(old) != core
            else ""
        )
        look_xml = f"<{w}rPr>{tracked}{inner}</{w}rPr>" if tracked or inner else ""
        return f"<{w}pPr>{core}{look_xml}{change}</{w}pPr>" if core or look_xml or change else ""

    # the paragraph itself

    def _old(self) -> str:
        place, plan = self.place, self.plan
        if not plan.tracked and place.deleted and not self._must_stay():
            return "".join(
                bit.xml for bit in self.row if (bit.kind == "point" and "Range" in bit.xml) or "bookmark" in bit.xml
            )
        made = self._changes()
        self._unfold(made)
        content = (
            self._content(made)
            if made or place.margins
            else "".join(
                c if isinstance(c, str) else c.xml
                for c in self.node.children
                if not (isinstance(c, Node) and c.name == "pPr")
            )
        )
        properties_ = self._own_properties()
        head, tail = self.node.head, self.node.tail
        if not tail:
            if not content and not properties_:
                return head
            head, tail = re.sub(r"\s*/>$", ">", head), f"</{self.prefix}p>"
        return f"{head}{properties_}{content}{tail}"

    def _must_stay(self) -> bool:
        own = self.node.child("pPr")
        if own and own.child("sectPr"):
            return True
        return self.plan.text.extents[self.place.index].following < 0 and self.plan.goes(self.place.index)

    def _changes(self) -> list[Change]:
        text = story.text_of(self.row)
        if self.place.edit:
            return changes(text, self.place.edit)
        if self.place.deleted is None:
            return []
        made = [Change(0, len(text), deleted=self.place.deleted)]
        if self.place.merged:
            own = _mark_of(self.place.merged)
            made += [
                Change(len(text), len(text), piece=replace(p, inserted=p.inserted or own))
                for p in self.place.merged.pieces
            ]
        return made

    def _unfold(self, made: list[Change]) -> None:
        """Take simple fields apart where the words of one go altogether."""
        gone = [(c.start, c.end) for c in made if c.deleted]
        for index, bit in enumerate(self.row):
            if bit.kind == "open" and bit.container and bit.container.name == "fldSimple":
                end = next(b.at for b in self.row[index:] if b.kind == "close" and b.container is bit.container)
                if end > bit.at and any(s <= bit.at and end <= e for s, e in gone):
                    self.node, self.row = self._read(self.place.index, unfold=True)
                    return

    def _own_properties(self) -> str:
        place = self.place
        own = self.node.child("pPr")
        if not self.plan.tracked:
            return own.xml if own else ""
        if place.like is not None:
            other = self._read(place.like)[0].child("pPr")
            if core_of(other) != core_of(own) and not (own and own.child("pPrChange")):
                return self._properties(other, "", None, own, True)
        if place.end == "as it is" or place.end_mark is None:
            return own.xml if own else ""
        name = "ins" if place.end == "inserted" else "del"
        if own and (look := own.child("rPr")) and (look.child("del") or look.child("moveFrom")):
            return own.xml
        return with_mark(own, self._change(name, place.end_mark), self.prefix)

    def _content(self, made: list[Change]) -> str:
        row = story.cut(
            self.row, {place for c in made for place in (c.start, c.end)} | self._margin_places(), self.prefix
        )
        gone = _gone(row, made, whole=self.place.deleted)
        looks = _Looks(row, self.prefix)
        put: dict[int, list[str]] = defaultdict(list)
        deleted_until = {c.end: c.start for c in made if c.deleted}
        for change in made:
            if change.piece:
                replaced = change.start in deleted_until
                index = gap(row, change.start, replaced)
                first = self.place.edit.skip if self.place.edit else 0
                look = looks.at(row, index, change.start, deleted_until.get(change.start), change.start == first)
                put[index].append(
                    self._put(
                        change.piece, look or (plain_look(mark_look(self.node), self.prefix) if not looks.any else "")
                    )
                )
        starts, ends = self._ranges(row)
        return _Nib(self, row, gone, put, starts, ends).written()

    def _margin_places(self) -> set[int]:
        skip = self.place.edit.skip if self.place.edit else 0
        return {
            p for n in self.place.margins for p in (n.margin.start + skip, n.margin.end + skip) if not n.margin.whole
        }

    def _ranges(self, row: list[Bit]) -> tuple[dict[int, str], dict[int, str]]:
        starts: dict[int, str] = defaultdict(str)
        ends: dict[int, str] = defaultdict(str)
        skip = self.place.edit.skip if self.place.edit else 0
        for note in self.place.margins:
            if note.margin.whole:
                first, last = 0, len(row)
            else:
                first = beginning(row, note.margin.start + skip)
                last = max(first, untracked(row, gap(row, note.margin.end + skip, True)))
            w, here = self._names()
            for id_ in note.ids:
                starts[first] += f'<{w}commentRangeStart{here} {w}id="{id_}"/>'
                ends[last] += (
                    f'<{w}commentRangeEnd{here} {w}id="{id_}"/><{w}r{here}><{w}commentReference {w}id="{id_}"/></{w}r>'
                )
        return starts, ends

    def _names(self) -> tuple[str, str]:
        here = "" if self.prefix else f' xmlns:w="{story.STRICT if self.plan.text.strict else story.WORD}"'
        return self.prefix or "w:", here

    def _put(self, piece: Piece, look: str) -> str:
        """The inserted words as runs with their marks."""
        if not self.plan.tracked:
            return "" if piece.deleted else self._runs(piece.text, look, "t")
        if piece.inserted is None or not piece.text:
            return ""
        if piece.deleted is None:
            return self._change("ins", piece.inserted, self._runs(piece.text, look, "t"))
        return self._change(
            "ins", piece.inserted, self._change("del", piece.deleted, self._runs(piece.text, look, "delText"))
        )

    def _runs(self, words: str, look: str, name: str) -> str:
        w = self.prefix
        marks = {"\t": f"<{w}tab/>", "\n": f"<{w}br/>"}
        inner = "".join(
            marks.get(part) or story.text_xml(part, w, name) for part in re.split(r"([\t\n])", hygienic(words)) if part
        )
        return f"<{w}r>{look}{inner}</{w}r>" if inner else ""


def _any(place: _Place) -> Mark:
    mark = place.end_mark or place.deleted or (place.inserted and _mark_of(place.inserted[0]))
    assert mark, "a paragraph's properties change only with its end"
    return mark


def core_of(properties_: Node | None) -> str:
    """The paragraph properties without the mark's look, the section and what was recorded."""
    return "".join(n.xml for n in properties_.nodes() if n.name not in _CORE) if properties_ else ""


def with_mark(own: Node | None, mark: str, prefix: str) -> str:
    """The paragraph properties with the paragraph's end marked."""
    w = prefix
    if own is None or not own.tail:
        return f"<{w}pPr><{w}rPr>{mark}</{w}rPr></{w}pPr>"
    out, done = own.head, False
    for child in own.children:
        if isinstance(child, Node) and child.name == "rPr":
            kept = child.nodes() if child.tail else []
            first = "".join(n.xml for n in kept if n.name == "ins")
            rest = "".join(n.xml for n in kept if n.name != "ins")
            out, done = f"{out}<{w}rPr>{first}{mark}{rest}</{w}rPr>", True
            continue
        if not done and isinstance(child, Node) and child.name in ("sectPr", "pPrChange"):
            out, done = f"{out}<{w}rPr>{mark}</{w}rPr>", True
        out += child if isinstance(child, str) else child.xml
    return out + ("" if done else f"<{w}rPr>{mark}</{w}rPr>") + own.tail


def mark_look(node: Node) -> str:
    """The look of a paragraph's end, as run properties."""
    properties_ = node.child("pPr")
    look = properties_.child("rPr") if properties_ else None
    return look.xml if look else ""


def plain_look(look: str, prefix: str, *, link: bool = False) -> str:
    """Run properties as new words take them over: no record of other changes, no look of a link."""
    if not look:
        return ""
    node = story.tree(look, prefix)
    kept = [n.xml for n in node.nodes() if n.name not in ("ins", "del", "moveFrom", "moveTo", "rPrChange")]
    if link:
        kept = [xml for xml in kept if not _LOOKS_LIKE_A_LINK.match(xml)]
    return f"<{prefix}rPr>{''.join(kept)}</{prefix}rPr>" if kept else ""


def gap(row: list[Bit], at: int, replaced: bool) -> int:
    """Before which bit the words inserted at an offset go: right after the word before, out of what ends there."""
    last = next((i for i in range(len(row) - 1, -1, -1) if row[i].text and row[i].until <= at), -1)
    if last < 0:
        return beginning(row, at)
    index = last + 1
    following = next((bit for bit in row[index:] if bit.text), None)
    if row[last].field >= 0 and (following is None or following.field != row[last].field):
        ends = [i for i in range(index, len(row)) if row[i].kind == "end" and row[i].field == row[last].field]
        index = ends[-1] + 1 if ends else index
    while index < len(row) and (row[index].kind == "close" or (not replaced and _is_note(row[index]))):
        index += 1
    return index


def beginning(row: list[Bit], at: int) -> int:
    """Before which bit a range that begins at an offset opens: before the word, and before what opens with it."""
    index = next((i for i, bit in enumerate(row) if bit.text and bit.at >= at), len(row) if at else 0)
    while (
        index
        and row[index - 1].kind in ("open", "begin", "code", "separate")
        and row[index - 1].at == (row[index].at if index < len(row) else at)
    ):
        index -= 1
    return index


def untracked(row: list[Bit], index: int) -> int:
    """The next place that is in nobody's insertion."""
    depth = sum(
        (bit.kind == "open") - (bit.kind == "close")
        for bit in row[:index]
        if bit.container and bit.container.name in _TRACKED
    )
    while depth > 0 and index < len(row):
        bit = row[index]
        if bit.container and bit.container.name in _TRACKED:
            depth += (bit.kind == "open") - (bit.kind == "close")
        index += 1
    return index


def _is_note(bit: Bit) -> bool:
    return bit.kind == "zero" and re.match(r"<(?:\w+:)?(?:footnote|endnote|comment)Reference", bit.xml) is not None


def _gone(row: list[Bit], made: list[Change], whole: Mark | None) -> list[Mark | None]:
    """Who deletes each bit: words by their place, what has no width with its neighbours, a field with all its words."""
    spans = [(c.start, c.end, c.deleted) for c in made if c.deleted]
    gone: list[Mark | None] = [None] * len(row)
    fields: dict[int, list[int]] = defaultdict(list)
    next_span = 0
    for index, bit in enumerate(row):
        while (
            next_span < len(spans)
            and spans[next_span][1] <= bit.at
            and not (spans[next_span][1] == bit.at and not bit.text)
        ):
            next_span += 1
        here = spans[next_span : next_span + 2]
        if bit.field >= 0:
            fields[bit.field].append(index)
        if bit.text:
            gone[index] = next((m for s, e, m in here if s <= bit.at and bit.until <= e), None)
        elif bit.kind in ("zero", "text"):
            left = next((m for s, e, m in here if s < bit.at <= e), None)
            gone[index] = whole or (left if any(s <= bit.at < e for s, e, _ in here) else None)
    for members in fields.values():
        marks = [gone[i] for i in members if row[i].text]
        balanced = sum(row[i].kind == "begin" for i in members) == sum(row[i].kind == "end" for i in members)
        if balanced and ((marks and all(marks)) or (whole and not marks)):
            for i in members:
                gone[i] = gone[i] or (marks[0] if marks else whole)
    return [mark if bit.run else None for bit, mark in zip(row, gone, strict=True)]


class _Looks:
    """The looks of a paragraph's words, for words that come in beside them."""

    def __init__(self, row: list[Bit], prefix: str) -> None:
        self._prefix = prefix
        self._links: list[bool] = []
        depth = 0
        for bit in row:
            if bit.container and bit.container.name == "hyperlink":
                depth += (bit.kind == "open") - (bit.kind == "close")
            self._links.append(depth > 0 or bit.field >= 0)
        self.any = any(bit.text for bit in row)

    def at(self, row: list[Bit], index: int, at: int, deleted_from: int | None, first: bool) -> str:
        """The run properties for words put before bit `index`: those of the words they replace, or of the neighbour."""
        left = next((i for i in range(len(row) - 1, -1, -1) if row[i].kind == "text" and row[i].until <= at), None)
        right = next((i for i, bit in enumerate(row) if bit.kind == "text" and bit.at >= at), None)
        order = [right, left] if first else [left, right]
        if deleted_from is not None:
            order.insert(
                0,
                next(
                    (
                        i
                        for i, bit in enumerate(row)
                        if bit.kind == "text" and bit.at >= deleted_from and bit.until <= at
                    ),
                    None,
                ),
            )
        found = [i for i in order if i is not None]
        if not found:
            return ""
        inside = bool(index and index < len(row) and self._links[index - 1] and self._links[index])
        best = next((i for i in found if self._links[i] == inside), found[0])
        run = row[best].run
        return plain_look(run.look if run else "", self._prefix, link=self._links[best] and not inside)


@dataclass(slots=True)
class _Nib:
    """Puts the bits on paper: runs joined again, deletions wrapped, other people's insertions parted for ours."""

    pen: _Pen
    row: list[Bit]
    gone: list[Mark | None]
    put: dict[int, list[str]]
    starts: dict[int, str]
    ends: dict[int, str]
    out: list[str] = field(default_factory=list)
    stack: list[Bit] = field(default_factory=list)

    def written(self) -> str:
        """The contents of the paragraph."""
        index = 0
        while index <= len(self.row):
            self._between(index)
            if index == len(self.row):
                break
            bit = self.row[index]
            if bit.run is None:
                self._mark(bit)
                index += 1
                continue
            index = self._run(index)
        return "".join(self.out)

    def _between(self, index: int) -> None:
        if index in self.put:
            self._parted("".join(self.put[index]))
        if index in self.ends:
            self._parted(self.ends[index])
        if index in self.starts:
            self.out.append(self.starts[index])

    def _mark(self, bit: Bit) -> None:
        if bit.kind == "open":
            self.stack.append(bit)
        elif bit.kind == "close":
            self.stack.pop()
        self.out.append(bit.xml)

    def _parted(self, xml: str) -> None:
        """Writes words of ours, outside of anyone's insertion."""
        names = [bit.container.name if bit.container else "" for bit in self.stack]
        first = next((i for i, name in enumerate(names) if name in _TRACKED), None)
        if first is None:
            self.out.append(xml)
            return
        if any(name in ("sdt", "fldSimple") for name in names[first:]):
            raise NotSpliced(
                f"Paragraph {self.pen.place.index + 1} would change in a content control that someone else inserted."
            )
        inner = self.stack[first:]
        self.out += [bit.container.tail for bit in reversed(inner) if bit.container]
        self.out.append(xml)
        self.out += [self._again(bit) for bit in inner]

    def _again(self, bit: Bit) -> str:
        if bit.container is None or bit.container.name not in _TRACKED:
            return bit.xml
        id_ = self.pen.plan.ids.foreign()
        return re.sub(r"""(:id\s*=\s*)(?:"[^"]*"|'[^']*')""", lambda m: f'{m.group(1)}"{id_}"', bit.xml, count=1)

    def _run(self, index: int) -> int:
        """Writes all bits from here that share a fate; answers the first that does not."""
        mark = self.gone[index]
        end = index + 1
        while (
            end < len(self.row)
            and self.row[end].run
            and self.gone[end] == mark
            and (mark or self.row[end].run is self.row[index].run)
            and not self._busy(end)
        ):
            end += 1
        runs: list[str] = []
        here = index
        while here < end:
            there = here
            while there < end and self.row[there].run is self.row[here].run:
                there += 1
            runs.append(self._one(self.row[here:there], mark is not None))
            here = there
        if mark is None:
            self.out += runs
        elif self.pen.plan.tracked:
            self.out.append(self.pen._change("del", mark, "".join(runs)))
        return end

    def _busy(self, index: int) -> bool:
        return index in self.put or index in self.starts or index in self.ends

    def _one(self, some: list[Bit], deleted: bool) -> str:
        run = some[0].run
        assert run
        inner = "".join(self._deleted(bit) if deleted else bit.xml for bit in some)
        return f"{run.head}{run.look}{inner}{run.tail}"

    def _deleted(self, bit: Bit) -> str:
        w = self.pen.prefix
        if bit.kind == "text":
            return story.text_xml(bit.text, w, "delText")
        return bit.xml.replace("instrText", "delInstrText") if bit.kind == "code" else bit.xml
