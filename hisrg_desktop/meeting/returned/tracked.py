"""What an author asks for by tracked changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.returned.edits import Edit, edits
from hisrg_desktop.meeting.returned.file import BOXED, File
from hisrg_desktop.meeting.returned.footnotes import Footnotes
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.texts import Part
from hisrg_desktop.meeting.returned.typed import without_number
from hisrg_desktop.meeting.returned.views import ViewParagraph
from hisrg_desktop.meeting.returned.words import asked
from hisrg_desktop.meeting.text.parts import Provision, below


@dataclass(frozen=True, slots=True)
class Tracked:
    """The tracked changes of a file as points, author by author."""

    file: File
    footnotes: Footnotes

    def of_author(self, author: str) -> Iterator[Item]:
        """What an author asks for, change by change."""
        view = self.file.seen.of(author)
        trusting = self.file.seen.trusting(author)
        made = edits(self.file.seen.base, view)
        moved = {b for edit in made if edit.kind == "move" for b in edit.bases}
        for edit in made:
            if edit.part.startswith(("footnote", "endnote")):
                yield from self.footnotes.edited(edit, author)
                continue
            if edit.part == "contents":
                continue
            for item in self._edited(edit, author, view, moved):
                item = replace(item, at=self.file.date(edit.saved, author))
                others = sorted({name for n in edit.saved for name in trusting.get(n, ())})
                if others:
                    item = doubted(item, f"It changes words that {' and '.join(others)} inserts here.")
                yield self.file.finished(item)
        touched = {b for edit in made for b in edit.bases if edit.kind in ("delete", "move")}
        for item in self.footnotes.gone(author, touched):
            yield self.file.finished(item)

    def _edited(self, edit: Edit, author: str, view: Sequence[ViewParagraph], moved: set[int]) -> Iterator[Item]:
        if edit.part == "box":
            yield self.file.lost(edit, author, BOXED)
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
        parts = [self.file.part_of(b) for b in edit.bases]
        return all(part and part.kind not in ("block", "title") for part in parts)

    def _reworded(self, edit: Edit, author: str) -> Iterator[Item]:
        """Words replaced, or a provision deleted; where paragraphs were cut and joined at once, one by one."""
        by_part: dict[int, list[int]] = {}
        for base in edit.bases:
            match = self.file.match(base)
            if match is None:
                yield self.file.lost(edit, author, self.file.not_found(base))
            else:
                by_part.setdefault(self.file.known.units[match.units[0]].part, []).append(base)
        for number, bases in by_part.items():
            yield from self._of_part(edit, author, number, bases)

    def _of_part(self, edit: Edit, author: str, number: int, bases: list[int]) -> Iterator[Item]:
        part = self.file.known.parts[number]
        text = "\n".join(edit.texts) if len(edit.bases) == 1 else self._own_words(edit, bases)
        before, after, bare = self.file.against(part, bases, text)
        if edit.notes:
            yield from self.footnotes.put_in(edit, author, part, bases[0])
        if before == after:
            self.file.numbers += 0 if edit.notes else 1
            return
        item = self.file.new(author, operation="replace", before=before, after=after)
        if (not after.strip() and not edit.texts) or not after.strip():
            item = replace(item, operation="delete", after="")
        elif part.kind in ("block", "heading"):
            item = replace(item, operation="rename")
        item = self.file.at(item, part)
        if edit.mixed:
            item = doubted(item, "Paragraphs are split and joined here at once.")
        if bare:
            item = doubted(item, "The draft reads otherwise here, and no change is tracked that says so.")
        yield self.file.sure_of(item, bases)

    def _own_words(self, edit: Edit, bases: list[int]) -> str:
        return "\n".join(edit.texts) if bases[0] == edit.bases[0] else ""

    def _inserted(self, edit: Edit, author: str) -> Iterator[Item]:
        text = clean(without_number(edit.texts[0]) if self._typed() else edit.texts[0]).strip()
        if edit.notes:
            noted = " ".join(f"With the footnote “{self.footnotes.text_of(note)}”." for note in edit.notes)
        item = self.file.new(author, operation="insert", after=text)
        if edit.notes:
            item = replace(item, words=f"{asked(self.file.record, item)} {noted}")
        yield self.file.behind(item, edit)

    def _typed(self) -> bool:
        """Whether the file types its numbers."""
        return sum(1 for b in self.file.seen.base if b.lead) > len(self.file.found.matches) / 3

    def _moved(self, edit: Edit, author: str, moved: set[int]) -> Iterator[Item]:
        base = edit.bases[0]
        part = self.file.part_of(base)
        if part is None:
            yield self.file.lost(edit, author, self.file.not_found(base))
            return
        item = self.file.at(self.file.new(author, operation="move", before=part.text), part)
        before, after, _ = self.file.against(part, [base], edit.texts[0])
        if part.kind in ("block", "title"):
            yield self.file.sure_of(
                replace(
                    self.file.at(self.file.new(author, before=before), part),
                    kind="comment",
                    operation=None,
                    target=None,
                    words=f"Moves {self.file.where(part)}.",
                ),
                [base],
            )
            return
        target = self.file.part_of(edit.before[0]) if edit.before else None
        if not self._goes_with(part, target, moved):
            if target is None or target.kind == "title":
                item = doubted(item, "No provision stands before its new place.")
            item = replace(item, target=target.key if target else None, after=after)
            yield self.file.sure_of(item, [base])
        if before != after:
            yield self.file.sure_of(
                self.file.at(self.file.new(author, operation="replace", before=before, after=after), part), [base]
            )

    def _goes_with(self, part: Part, target: Part | None, moved: set[int]) -> bool:
        """Whether what moves stands under something that moves before it, and goes with it by itself."""
        provision = self.file.record.find(Provision, part.key)
        if provision is None or provision.parent is None or target is None:
            return False
        parts = {p.key for b in moved if (p := self.file.part_of(b))}
        over = {provision.parent, *(p.id for p in below(self.file.record, provision.parent))}
        return provision.parent in parts and target.key in over

    def _cut_or_joined(self, edit: Edit, author: str) -> Iterator[Item]:
        parts = list(dict.fromkeys(part for b in edit.bases if (part := self.file.part_of(b))))
        first = parts[0]
        if edit.notes:
            yield from self.footnotes.put_in(edit, author, first, edit.bases[0])
        texts = tuple(clean(self.file.stripped(self.file.seen.base[edit.bases[0]], text)) for text in edit.texts)
        if edit.kind == "split":
            known = self.file.known.known(self.file.known.parts.index(first), self.file.seen.base[edit.bases[0]].words)
            item = self.file.new(
                author, operation="split", before=known or first.text, after="\n".join(texts), texts=texts
            )
            yield self.file.sure_of(self.file.at(item, first), edit.bases)
            return
        if len(parts) == 1:
            yield from self._reworded(edit, author)
            return
        for number, other in enumerate(parts[1:]):
            whole = texts[0] if number == len(parts) - 2 else ""
            item = self.file.new(author, operation="merge", before=first.text, after=whole, target=other.key)
            yield self.file.sure_of(self.file.at(item, first), edit.bases)
