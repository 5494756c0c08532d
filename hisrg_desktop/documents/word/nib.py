"""Puts bits on paper: runs joined again, deletions wrapped, other people's insertions parted for ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hisrg_desktop.documents.word.bits import Bit
from hisrg_desktop.documents.word.edits import NotSpliced
from hisrg_desktop.documents.word.revisions import Revisions
from hisrg_desktop.documents.word.row import INSERTIONS
from hisrg_desktop.meeting.redline.pieces import Mark

_ID = re.compile(r"""(:id\s*=\s*)(?:"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class Nib:
    """Writes a row of bits with what goes from it (`gone`, by bit) and what comes before a bit (by its index).

    `starts` and `ends` are ranges of comments. `paragraph` is named where a change cannot be written.
    """

    revisions: Revisions
    paragraph: int
    row: list[Bit]
    gone: list[Mark | None]
    put: Mapping[int, list[str]]
    starts: Mapping[int, str]
    ends: Mapping[int, str]
    out: list[str] = field(default_factory=list)
    stack: list[Bit] = field(default_factory=list)

    def written(self) -> str:
        """The contents of the paragraph."""
        index = 0
        while index < len(self.row):
            self._between(index)
            if self.row[index].run is None:
                self._mark(self.row[index])
                index += 1
            else:
                index = self._runs(index)
        self._between(index)
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
        first = next((i for i, name in enumerate(names) if name in INSERTIONS), len(names))
        if any(name in ("sdt", "fldSimple") for name in names[first:]):
            raise NotSpliced(
                f"Paragraph {self.paragraph + 1} would change in a content control that someone else inserted."
            )
        inner = self.stack[first:]
        self.out += [bit.container.tail for bit in reversed(inner) if bit.container]
        self.out.append(xml)
        self.out += [self._again(bit) for bit in inner]

    def _again(self, bit: Bit) -> str:
        """The start of a container that was closed for words of ours; an insertion takes a new id."""
        if bit.container is None or bit.container.name not in INSERTIONS:
            return bit.xml
        id_ = self.revisions.ids.foreign()
        return _ID.sub(lambda found: f'{found.group(1)}"{id_}"', bit.xml, count=1)

    def _runs(self, index: int) -> int:
        """Writes all bits from here that share a fate; answers the first that does not."""
        mark = self.gone[index]
        end = index + 1
        while end < len(self.row) and self._goes_on(index, end):
            end += 1
        runs = self._joined(self.row[index:end], mark is not None)
        if mark is None:
            self.out.append(runs)
        elif self.revisions.tracked:
            self.out.append(self.revisions.change("del", mark, runs))
        return end

    def _goes_on(self, index: int, end: int) -> bool:
        """Whether the bit at `end` is written in one with that at `index`."""
        bit, mark = self.row[end], self.gone[index]
        if not bit.run or self.gone[end] != mark or end in self.put or end in self.starts or end in self.ends:
            return False
        return mark is not None or bit.run is self.row[index].run

    def _joined(self, bits: list[Bit], deleted: bool) -> str:
        """The bits in their runs."""
        out: list[str] = []
        run = None
        for bit in bits:
            if bit.run is not run and bit.run:
                out += [run.tail if run else "", bit.run.head, bit.run.look]
                run = bit.run
            out.append(self.revisions.deleted(bit) if deleted else bit.xml)
        return "".join([*out, run.tail if run else ""])
