"""Foot- or endnotes of two files: which are the same, what only the older one has, their ids in the order of the text."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from hisrg_desktop.documents.compare.characters import NOTES, Node
from hisrg_desktop.documents.word.package import Package
from hisrg_desktop.documents.word.reading import Reader, every, joined, name_of, value_of
from hisrg_desktop.meeting.redline.paragraphs import matched

_MARK = {kind: mark for mark, kind in NOTES.items()}


@dataclass(slots=True)
class Notes:
    """The notes of one kind, footnote or endnote, in both files."""

    kind: str
    old: Node | None
    new: Node | None
    same: dict[str, str] = field(default_factory=dict)
    """The newer id of each older note that both have."""
    taken: dict[str, str] = field(default_factory=dict)
    """The id that an older note has in the newer file, where it stands there as deleted."""

    def pair(self, before: Node, after: Node) -> None:
        """Find out which notes both have, by their words and their order in the texts."""
        old, new = list(self._marked(before, self.old)), list(self._marked(after, self.new))
        pairs = matched([words for _, words in old], [words for _, words in new])
        self.same = {old[i][0]: new[j][0] for i, j in pairs}

    def _marked(self, text: Node, part: Node | None) -> Iterator[tuple[str, str]]:
        there = self._entries(part)
        for mark in every(text, _MARK[self.kind]):
            id_ = value_of(mark, "id") or ""
            if id_ in there:
                yield id_, "\n".join(joined(Reader("accepted", full=True).lines(there[id_])))

    def _entries(self, part: Node | None) -> dict[str, Node]:
        return {} if part is None else {value_of(n, "id") or "": n for n in part if name_of(n) == self.kind}

    def take(self, id_: str) -> str:
        """The id of an older note in the newer file."""
        if id_ not in self.taken:
            used = [int(key) for key in (*self._entries(self.new), *self.taken.values()) if key.lstrip("-").isdigit()]
            self.taken[id_] = str(max([0, *used]) + 1)
        return self.taken[id_]

    def entries(self, id_: str, newer: str) -> tuple[Node, Node] | None:
        """The older and the newer note of these ids; None where one is missing."""
        before, after = self._entries(self.old).get(id_), self._entries(self.new).get(newer)
        return None if before is None or after is None else (before, after)

    def bring(self) -> list[Node]:
        """The older notes that stand in the newer file as deleted, put into its part; copies as they are."""
        there = self._entries(self.old)
        made: list[Node] = []
        for id_, newer in self.taken.items():
            if id_ in there and self.new is not None:
                copy = deepcopy(there[id_])
                key = next(key for key in copy.attrib if str(key).endswith("}id"))
                copy.set(key, newer)
                self.new.append(copy)
                made.append(copy)
        return made

    def only_new(self, both: Collection[str]) -> list[Node]:
        """The notes that come in: all but those of which both files have the mark, and the copies."""
        return [
            node
            for id_, node in self._entries(self.new).items()
            if id_ not in {*both, *self.taken.values()} and value_of(node, "type") is None
        ]

    def settle(self, text: Node) -> None:
        """Give the notes ids that ascend in the order of the text, and let them stand so.

        LibreOffice gives the first mark the note with the lowest id, whatever id the mark names.
        """
        marks = list(every(text, _MARK[self.kind]))
        order = list(dict.fromkeys(value_of(mark, "id") or "" for mark in marks))
        there = self._entries(self.new)
        known = [id_ for id_ in order if id_ in there]
        ids = dict(zip(known, sorted(known, key=int), strict=True))
        for node in [*marks, *(there[id_] for id_ in known)]:
            id_ = value_of(node, "id") or ""
            if id_ in ids:
                node.set(next(key for key in node.attrib if str(key).endswith("}id")), ids[id_])
        for id_ in known:
            assert self.new is not None
            self.new.append(there[id_])


def part_of(package: Package, kind: str) -> tuple[str, Node | None]:
    """The name and the root of a file's part of notes; no name where it has none."""
    name = package.related(package.main(), f"{kind}s")
    return (name, package.tree(name)) if name else ("", None)
