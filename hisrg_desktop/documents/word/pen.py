"""Writes what stands in the place of one paragraph: itself with its changes, and the new ones after it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from hisrg_desktop.documents.word.bits import Bit, bits, cut, text_of
from hisrg_desktop.documents.word.edits import Change, InsertedParagraph, NotePut, NotSpliced, changes
from hisrg_desktop.documents.word.looks import Looks, core_of, look_of_most, unrecorded, with_mark
from hisrg_desktop.documents.word.moves import runs_of
from hisrg_desktop.documents.word.nib import Nib
from hisrg_desktop.documents.word.nodes import Node, tree
from hisrg_desktop.documents.word.plan import Place, Plan
from hisrg_desktop.documents.word.revisions import Revisions
from hisrg_desktop.documents.word.row import beginning, gap, gone, note_of, untracked
from hisrg_desktop.meeting.redline.pieces import Mark, Piece


@dataclass(slots=True)
class Pen:
    """Writes one paragraph of a plan."""

    plan: Plan
    place: Place
    prefix: str = ""
    node: Node = field(default_factory=lambda: Node("", ""))
    row: list[Bit] = field(default_factory=list)
    revisions: Revisions = field(init=False)

    def __post_init__(self) -> None:
        text = self.plan.text
        self.prefix = text.extents[self.place.index].prefix
        self.revisions = Revisions(self.prefix, self.plan.ids, self.plan.tracked, text.strict)
        self.node, self.row = self._read(self.place.index)

    def written(self) -> str:
        """The paragraph, and the ones inserted after it, or before it where it is the last and goes."""
        if self.place.merged:
            news = "".join(self._new(new) for new in self.place.inserted)
            return news + self._old()
        if self.place.end == "inserted":
            return self._old() + "".join(self._news_that_go_on())
        return self._old() + "".join(self._new(new) for new in self.place.inserted)

    def _read(self, index: int, unfold: bool = False) -> tuple[Node, list[Bit]]:
        prefix = self.plan.text.extents[index].prefix
        node = tree(self.plan.text.source(index), prefix)
        return node, bits(node, prefix=prefix, unfold=unfold)

    # --- new paragraphs ---------------------------------------------------------------------------------------------

    def _news_that_go_on(self) -> Iterator[str]:
        """New paragraphs after one whose end is inserted: each takes the next one's end, the last the old end."""
        news = self.place.inserted
        for new, following in pairwise(news):
            yield self._made(new, following.end_mark)
        yield self._made(news[-1], None, was=self.node.child("pPr"), recorded=True)

    def _new(self, new: InsertedParagraph) -> str:
        if new.moved_from in self.plan.moves:
            return self._moved_here(new.moved_from, new.end_mark)
        return self._made(new, new.end_mark if self.plan.tracked else None)

    def _made(
        self, new: InsertedParagraph, end: Mark | None, *, was: Node | None = None, recorded: bool = False
    ) -> str:
        """A new paragraph, its end inserted by `end`; where `recorded`, its properties noted as changed from `was`."""
        node, row = self._read(new.like)
        if self.plan.text.extents[new.like].prefix != self.prefix:
            raise NotSpliced(
                f"Paragraph {new.like + 1} names its parts otherwise than paragraph {self.place.index + 1}."
            )
        look = look_of_most(node, row, self.prefix)
        content = "".join(self._came(piece, look) for piece in new.marked_pieces)
        mark = self.revisions.change("ins", end) if end else ""
        like = node.child("pPr")
        properties = self._properties(like, mark, self._record(like, was) if recorded else "")
        return f"<{self.prefix}p>{properties}{content}</{self.prefix}p>"

    def _moved_here(self, source: int, mark: Mark) -> str:
        """A paragraph that came from elsewhere as it was, its look and all."""
        node = self.plan.node(source)
        w = self.plan.text.extents[source].prefix
        revisions = Revisions(w, self.plan.ids, self.plan.tracked, self.plan.text.strict)
        if not self.plan.tracked:
            return f"<{w}p>{self._properties(node.child('pPr'), '', '')}{runs_of(node)}</{w}p>"
        properties = self._properties(node.child("pPr"), revisions.change("moveTo", mark), "")
        half = f"<{w}p>{properties}{revisions.change('moveTo', mark, runs_of(node))}</{w}p>"
        return revisions.half_of_move("moveTo", self.plan.moves[source], mark, half)

    def _moved_away(self, mark: Mark) -> str:
        properties = with_mark(self.node.child("pPr"), self.revisions.change("moveFrom", mark), self.prefix)
        ids = [id_ for note in self.place.margins for id_ in note.ids]
        starts, ends = ("".join(map(r, ids)) for r in (self.revisions.range_start, self.revisions.range_end))
        half = self._framed(properties, starts + self.revisions.change("moveFrom", mark, runs_of(self.node)) + ends)
        return self.revisions.half_of_move("moveFrom", self.plan.moves[self.place.index], mark, half)

    def _came(self, piece: Piece | NotePut, look: str) -> str:
        """New words as runs, or the mark of a new footnote."""
        return self.revisions.note(piece) if isinstance(piece, NotePut) else self.revisions.put(piece, look)

    def _properties(self, like: Node | None, mark: str, record: str) -> str:
        """The paragraph properties of `like`, with the end marked and the old ones noted."""
        w = self.prefix
        look = mark + "".join(unrecorded(like.child("rPr") if like else None))
        inner = core_of(like) + (f"<{w}rPr>{look}</{w}rPr>" if look else "") + record
        return f"<{w}pPr>{inner}</{w}pPr>" if inner else ""

    def _record(self, like: Node | None, was: Node | None) -> str:
        """The note of what a paragraph's properties were, where they change."""
        if core_of(was) == core_of(like):
            return ""
        w = self.prefix
        return self.revisions.change("pPrChange", self.place.any_mark, f"<{w}pPr>{core_of(was)}</{w}pPr>")

    # --- the paragraph itself ---------------------------------------------------------------------------------------

    def _old(self) -> str:
        if not self.plan.tracked and self.place.deleted and not self._must_stay():
            return self._left_behind()
        if self.place.deleted and self.place.index in self.plan.moves and self.plan.tracked:
            return self._moved_away(self.place.deleted)
        made = self._changes()
        self._unfold(made)
        dropped = self.place.edit.dropped if self.place.edit else ()
        content = self._content(made) if made or dropped or self.place.margins else self._as_it_was()
        return self._framed(self._own_properties(), content)

    def _must_stay(self) -> bool:
        own = self.node.child("pPr")
        if own and own.child("sectPr"):
            return True
        return self.plan.is_last(self.place.index) and self.plan.goes(self.place.index)

    def _left_behind(self) -> str:
        """What remains of a paragraph that went: ranges that begin or end in it."""
        ranges = (bit for bit in self.row if (bit.kind == "point" and "Range" in bit.xml) or "bookmark" in bit.xml)
        return "".join(bit.xml for bit in ranges)

    def _as_it_was(self) -> str:
        content = (c for c in self.node.children if not (isinstance(c, Node) and c.name == "pPr"))
        return "".join(c if isinstance(c, str) else c.xml for c in content)

    def _framed(self, properties: str, content: str) -> str:
        head, tail = self.node.head, self.node.tail
        if not tail and not content and not properties:
            return head
        if not tail:
            head, tail = re.sub(r"\s*/>$", ">", head), f"</{self.prefix}p>"
        return f"{head}{properties}{content}{tail}"

    def _changes(self) -> list[Change]:
        text = text_of(self.row)
        if self.place.edit:
            return changes(text, self.place.edit)
        if self.place.deleted is None:
            return []
        end = len(text)
        merged = self.place.merged.marked_pieces if self.place.merged else []
        came = (
            Change(end, end, note=piece) if isinstance(piece, NotePut) else Change(end, end, piece=piece)
            for piece in merged
        )
        return [Change(0, end, deleted=self.place.deleted), *came]

    def _unfold(self, made: list[Change]) -> None:
        """Take simple fields apart where the words of one go altogether."""
        for index, bit in enumerate(self.row):
            if bit.kind == "open" and bit.container and bit.container.name == "fldSimple":
                end = next(b.at for b in self.row[index:] if b.kind == "close" and b.container is bit.container)
                if end > bit.at and any(c.start <= bit.at and end <= c.end for c in made if c.deleted):
                    self.node, self.row = self._read(self.place.index, unfold=True)
                    return

    def _own_properties(self) -> str:
        own, end_mark = self.node.child("pPr"), self.place.end_mark
        unchanged = own.xml if own else ""
        if not self.plan.tracked:
            return unchanged
        if taken := self._taken_over(own):
            return taken
        if self.place.end == "as it is" or end_mark is None:
            return unchanged
        look = own.child("rPr") if own else None
        if look and (look.child("del") or look.child("moveFrom")):
            return unchanged
        name = "ins" if self.place.end == "inserted" else "del"
        return with_mark(own, self.revisions.change(name, end_mark), self.prefix)

    def _taken_over(self, own: Node | None) -> str:
        """The properties of the paragraph whose end this one's now is, where they differ and none are noted yet."""
        if self.place.like is None or (own and own.child("pPrChange")):
            return ""
        other = self._read(self.place.like)[0].child("pPr")
        record = self._record(other, own)
        return self._properties(other, "", record) if record else ""

    # --- the contents of the paragraph ------------------------------------------------------------------------------

    def _content(self, made: list[Change]) -> str:
        places = {place for c in made for place in (c.start, c.end)} | set(self._margin_places())
        row = cut(self.row, places, self.prefix)
        starts, ends = self._ranges(row)
        put = self._put(row, made)
        fate = self._without_notes(row, gone(row, made, self.place.deleted))
        return Nib(self.revisions, self.place.index, row, fate, put, starts, ends).written()

    def _without_notes(self, row: list[Bit], fate: list[Mark | None]) -> list[Mark | None]:
        """The fate of each bit, with the marks of footnotes that go."""
        dropped = dict(self.place.edit.dropped) if self.place.edit else {}
        return [mark or dropped.get(note_of(bit)) for bit, mark in zip(row, fate, strict=True)]

    @property
    def _skip(self) -> int:
        return self.place.edit.skip if self.place.edit else 0

    def _put(self, row: list[Bit], made: list[Change]) -> dict[int, list[str]]:
        """The new words, by the bit they come before."""
        looks = Looks(row, self.node, self.prefix)
        replaced = {change.end: change.start for change in made if change.deleted}
        put: dict[int, list[str]] = defaultdict(list)
        for change in made:
            if change.piece:
                index = gap(row, change.start, change.start in replaced)
                first = change.start == self._skip
                look = looks.at(index, change.start, replaced.get(change.start), first=first)
                put[index].append(self.revisions.put(change.piece, look))
            elif change.note:
                put[gap(row, change.start, change.start in replaced)].append(self.revisions.note(change.note))
        return put

    def _margin_places(self) -> Iterator[int]:
        for note in self.place.margins:
            if not note.margin.whole:
                yield from (note.margin.start + self._skip, note.margin.end + self._skip)

    def _ranges(self, row: list[Bit]) -> tuple[dict[int, str], dict[int, str]]:
        """Where the comments begin and end, by the bit before which they do."""
        starts: dict[int, str] = defaultdict(str)
        ends: dict[int, str] = defaultdict(str)
        for note in self.place.margins:
            first, last = 0, len(row)
            if not note.margin.whole:
                first = beginning(row, note.margin.start + self._skip)
                last = max(first, untracked(row, gap(row, note.margin.end + self._skip, True)))
            for id_ in note.ids:
                starts[first] += self.revisions.range_start(id_)
                ends[last] += self.revisions.range_end(id_)
        return starts, ends
