"""What differs from the draft although no change is tracked: written with tracking off, or in another version."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.returned.aligning import Match
from hisrg_desktop.meeting.returned.edits import Edit
from hisrg_desktop.meeting.returned.file import TEXT, File
from hisrg_desktop.meeting.returned.footnotes import Footnotes
from hisrg_desktop.meeting.returned.items import Item, doubted
from hisrg_desktop.meeting.returned.texts import Part, alike, standing_before
from hisrg_desktop.meeting.returned.typed import same_but_numbers

_MISSING = 0.2
"""Where more than this share of the draft is missing, the file is a part of it and nothing was deleted."""
_MANY = 25
"""So many untracked differences beside tracked changes come from another version of the draft, not from its sender."""
_VERSION = "It stands so in the version that the file was made from."
_BARE = "The words differ from the draft although no change is tracked there: written with tracking off, or in another version."


@dataclass(frozen=True, slots=True)
class Untracked:
    """The differences of a file that no tracked change says, as points of its sender."""

    file: File
    footnotes: Footnotes

    def points(self) -> Iterator[Item]:
        """What differs from the draft although no change is tracked."""
        tracked = bool(self.file.seen.authors)
        found = [self.file.finished(replace(item, untracked=True)) for item in self._each()]
        if tracked and len(found) > _MANY:
            self.file.remarks.append(
                f"It was made from another version of the draft, which reads otherwise in {len(found)} places."
            )
            found = [replace(item, left_out=_VERSION) for item in found]
        for item in found:
            yield doubted(item, _BARE) if tracked else item

    def _each(self) -> Iterator[Item]:
        for match in self.file.found.matches:
            yield from self._matched(match)
        yield from self._moved()
        yield from self._extra()
        yield from self._missing()
        yield from self.footnotes.untracked()

    def _matched(self, match: Match) -> Iterator[Item]:
        parts = list(dict.fromkeys(self.file.known.units[u].part for u in match.units))
        paragraphs = [self.file.seen.base[b] for b in match.paragraphs]
        part = self.file.known.parts[parts[0]]
        if len(parts) > 1 and len(paragraphs) == 1:
            for other in parts[1:]:
                item = self.file.new(self.file.sender, operation="merge", before=part.text, after=paragraphs[0].words)
                item = self.file.at(item, part)
                yield self.file.sure_of(replace(item, target=self.file.known.parts[other].key), match.paragraphs)
        elif len(paragraphs) > 1:
            texts = tuple(clean(p.words) for p in paragraphs)
            item = self.file.new(
                self.file.sender, operation="split", before=part.text, after="\n".join(texts), texts=texts
            )
            yield self.file.sure_of(self.file.at(item, part), match.paragraphs)
        elif match.share < 1 or not self._known(match, paragraphs[0].words):
            yield from self._worded(match, part, clean(paragraphs[0].words))

    def _known(self, match: Match, words: str) -> bool:
        unit = self.file.known.units[match.units[0]]
        return alike(unit.text) == alike(words) or self.file.known.known(unit.part, words) is not None

    def _worded(self, match: Match, part: Part, words: str) -> Iterator[Item]:
        unit = self.file.known.units[match.units[0]]
        after = part.text[: unit.start] + words + part.text[unit.start + len(unit.text) :]
        if same_but_numbers(part.text, after):
            self.file.numbers += 1
            return
        capitals = part.text.isupper() or after.isupper()
        if capitals and alike(part.text).casefold() == alike(after).casefold():
            return  # set in capitals here or there, which is a matter of looks
        operation = "rename" if part.kind in ("block", "heading") else "replace"
        item = self.file.new(self.file.sender, operation=operation, before=part.text, after=after)
        yield self.file.sure_of(self.file.at(item, part), match.paragraphs)

    def _moved(self) -> Iterator[Item]:
        last: Part | None = None
        now = standing_before(self.file.record)
        for match in self.file.found.matches:
            part = self.file.part(match)
            elsewhere = match.out_of_order and part.kind not in ("block", "title")
            if elsewhere and last and last.key not in (part.key, now.get(part.key)):
                item = self.file.at(
                    self.file.new(self.file.sender, operation="move", before=part.text, after=part.text), part
                )
                yield replace(item, target=last.key)
            last = part

    def _extra(self) -> Iterator[Item]:
        for base in self.file.found.extra:
            there = self.file.seen.base[base]
            if there.part not in TEXT or alike(there.words) in self.file.carrying.aside or there.part == "table":
                continue
            edit = Edit("insert", (), (there.words,), (base,), there.look)
            yield self.file.behind(self.file.new(self.file.sender, operation="insert", after=clean(there.words)), edit)

    def _missing(self) -> Iterator[Item]:
        parts = {self.file.known.units[u].part for u in self.file.found.missing}
        there = {self.file.known.units[u].part for match in self.file.found.matches for u in match.units}
        gone = [self.file.known.parts[n] for n in sorted(parts - there)]
        # What came to the text since the draft is not missed in a copy of the draft.
        gone = [part for part in gone if part.text and self._drafted(part)]
        if len(gone) > max(5, _MISSING * len(self.file.known.parts)):
            self.file.remarks.append(
                f"It holds only a part of the draft: {len(gone)} paragraphs of it are not in the file."
            )
            return
        for part in gone:
            if part.kind != "title":
                item = self.file.new(self.file.sender, operation="delete", before=part.text)
                yield self.file.at(item, part)

    def _drafted(self, part: Part) -> bool:
        return part.key in self.file.carrying.drafted.get(self.file.known.draft.id, frozenset())
