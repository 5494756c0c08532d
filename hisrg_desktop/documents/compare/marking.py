"""Tracked changes written into a tree: words that come in, words that go, ends of paragraphs, rows."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from hisrg_desktop.documents.compare.characters import KEPT, Node
from hisrg_desktop.documents.word.reading import every, name_of

_BEFORE_MARK = frozenset(("ins", "del", "moveFrom", "moveTo"))
_AFTER_LOOK = frozenset(("sectPr", "pPrChange"))
_BEFORE_PROPERTIES = frozenset(("tblPrEx",))


@dataclass(slots=True)
class Pen:
    """Writes tracked changes under one name and date, each with the next id."""

    space: str
    author: str
    date: str
    next: int
    written: dict[str, int] = field(default_factory=dict)
    moves: int = 0

    def tag(self, name: str) -> str:
        """An element's name as lxml has it, in the namespace of the file."""
        return f"{{{self.space}}}{name}"

    def change(self, name: str) -> Node:
        """An empty tracked change of this kind, such as ins or del, or the start of a move."""
        made = etree.Element(self.tag(name))
        made.set(self.tag("id"), str(self.next))
        made.set(self.tag("author"), self.author)
        if self.date:
            made.set(self.tag("date"), self.date)
        self.next += 1
        self.written[name] = self.written.get(name, 0) + 1
        return made

    def name_move(self) -> str:
        """A name for another move, which ties its two halves."""
        self.moves += 1
        return f"move{self.moves}"

    def range(self, paragraph: Node, name: str, move: str) -> None:
        """Say that a paragraph is one half of a move."""
        start = self.change(f"{name}RangeStart")
        start.set(self.tag("name"), move)
        end = etree.Element(self.tag(f"{name}RangeEnd"))
        end.set(self.tag("id"), str(start.get(self.tag("id"))))
        paragraph.addprevious(start)
        paragraph.addnext(end)

    def wrap(self, name: str, nodes: Iterable[Node]) -> None:
        """Put runs into changes of this kind where they stand; neighbours share one."""
        around: Node | None = None
        for node in nodes:
            if around is None or node.getprevious() is not around:
                around = self.change(name)
                node.addprevious(around)
            tail, node.tail = node.tail, None
            around.append(node)
            around.tail = tail

    def deletion(self, runs: list[Node]) -> Node:
        """A deletion that holds these runs, their words made deleted ones."""
        made = self.change("del")
        for run in runs:
            made.append(run)
        self.let_go(made)
        return made

    def let_go(self, node: Node) -> None:
        """Write the words in runs as deleted ones; those of a text box are the box's own."""
        for text in list(every(node, "t")):
            if not any(name_of(above) == "txbxContent" for above in text.iterancestors()):
                text.tag = self.tag("delText")
                text.set(KEPT, "preserve")
        for code in list(every(node, "instrText")):
            code.tag = self.tag("delInstrText")

    def mark_end(self, paragraph: Node, name: str) -> None:
        """Let the end of a paragraph come in or go."""
        look = self._look_of_end(self.properties(paragraph))
        if not any(name_of(child) in _BEFORE_MARK for child in look):
            look.insert(0, self.change(name))

    def properties(self, node: Node, name: str = "pPr") -> Node:
        """The properties of a paragraph, or of this name of a run, a table, a row or a cell; made where it has none."""
        there = next((child for child in node if name_of(child) == name), None)
        if there is None:
            there = etree.Element(self.tag(name))
            node.insert(sum(name_of(child) in _BEFORE_PROPERTIES for child in node), there)
        return there

    def _look_of_end(self, properties: Node) -> Node:
        there = next((child for child in properties if name_of(child) == "rPr"), None)
        if there is not None:
            return there
        made = etree.Element(self.tag("rPr"))
        at = next((i for i, child in enumerate(properties) if name_of(child) in _AFTER_LOOK), len(properties))
        properties.insert(at, made)
        return made

    def mark_row(self, row: Node, name: str) -> None:
        """Let a row of a table come in or go."""
        there = self.properties(row, "trPr")
        at = next((i for i, child in enumerate(there) if name_of(child) == "trPrChange"), len(there))
        there.insert(at, self.change(name))

    def end_as(self, paragraph: Node, other: Node, *, now: bool) -> None:
        """Let a paragraph whose end stays be of another one's kind: now, its own being the record of a change, or once."""
        own, theirs = _kind(paragraph), _kind(other)
        if _same(own, theirs):
            return
        properties = self.properties(paragraph)
        if now:
            for child in own:
                properties.remove(child)
            for at, child in enumerate(theirs):
                properties.insert(at, deepcopy(child))
        change = self.change("pPrChange")
        etree.SubElement(change, self.tag("pPr")).extend(deepcopy(child) for child in (own if now else theirs))
        properties.append(change)

    def same_kind(self, one: Node, other: Node) -> bool:
        """Whether two paragraphs are of one style and in one list, so that either may end the other."""
        return _same(_kind(one), _kind(other))


def _kind(paragraph: Node) -> list[Node]:
    """What a paragraph's properties say of the paragraph, not of its end."""
    properties = next((child for child in paragraph if name_of(child) == "pPr"), None)
    return [] if properties is None else [c for c in properties if name_of(c) not in ("rPr", *_AFTER_LOOK)]


def _same(some: list[Node], others: list[Node]) -> bool:
    def as_written(nodes: list[Node]) -> list[bytes]:
        return [etree.tostring(node, method="c14n") for node in nodes]

    return as_written(some) == as_written(others)
