"""The comments in the margin of a returned file, at the paragraphs they stand on."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.returned.file import BOXED, File, when
from hisrg_desktop.meeting.returned.footnotes import Footnotes
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.reading import MarginRead
from hisrg_desktop.meeting.returned.texts import Part
from hisrg_desktop.meeting.returned.views import named


@dataclass(frozen=True, slots=True)
class Margin:
    """The margin of a file as points."""

    file: File
    footnotes: Footnotes

    def points(self) -> Iterator[Item]:
        """The comments of the margin, but those that went out from here."""
        ours = {m.id: found for m in self.file.reading.margins if (found := self.file.carrying.comment(m))}
        by_id = {m.id: m for m in self.file.reading.margins}
        for margin in self.file.reading.margins:
            if margin.id in ours or self.file.carrying.margin(margin):
                continue
            top = _top(margin, by_id)
            item = Item(
                key=f"c{margin.id}",
                kind="comment",
                author=named(margin.author, self.file.sender),
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
                yield self.standing(item, place, self.file.seen.base_of[place])

    def standing(self, item: Item, saved: int, base: int) -> Item:
        """A comment at the paragraph it stands on."""
        there = self.file.seen.paragraphs[saved]
        if there.part.startswith(("footnote", "endnote")):
            return self._on_note(item, there.part, base)
        if there.part == "box":
            return replace(item, placing="lost its place", why=BOXED)
        if not there.base.strip() and any(p.inserted for p in there.pieces) and there.inserted:
            return self._on_new(item, saved)
        match = self.file.match(base)
        if match is None:
            return replace(item, placing="lost its place", why=self.file.not_found(base))
        return self.file.sure_of(self._commented(item, self.file.part(match)), [base])

    def _on_new(self, item: Item, saved: int) -> Item:
        """A comment on a paragraph that somebody inserts: at the provision before it."""
        at = bisect_left(self.file.order, self.file.seen.base_of[saved])
        if not at:
            return replace(item, placing="lost its place", why="It stands on a paragraph that is only proposed.")
        item = self._commented(item, self.file.part(self.file.found.of[self.file.order[at - 1]]))
        return doubted(item, "It stands on a paragraph that is only proposed behind this one.")

    def _on_note(self, item: Item, note: str, base: int) -> Item:
        anchor = self.footnotes.mark_of(note)
        part = self.file.part_of(self.file.seen.base_of[anchor[0]]) if anchor else None
        if part is None:
            return replace(item, placing="lost its place", why="The note's mark is not found in the text.")
        found = self.footnotes.footnote(part, note, self.file.seen.base[base].words)
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
