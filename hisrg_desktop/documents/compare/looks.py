"""Changes of how words, paragraphs and tables look, marked where they are asked for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from hisrg_desktop.documents.compare.characters import FIRST_SIGN, Node, Piece, Side, contents, is_formula
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.older import Older
from hisrg_desktop.documents.word.package import Package
from hisrg_desktop.documents.word.reading import every, name_of, value_of

_NOT_SEEN = frozenset(("lang", "noProof", "webHidden", "bCs", "iCs", "szCs", "rPrChange", "ins", "del"))
"""What of a run's look no reader sees: its language, whether it is proofread, how other scripts would look."""
_NOT_THE_LOOK = frozenset(("rPr", "sectPr", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "ins", "del"))
_SHAPE = frozenset(("gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter", "cnfStyle"))
"""What of a cell or a row says how the table is built, not how it looks."""
_ON = frozenset(("1", "true", "on"))

Level = tuple[str, ...]
"""What the level of a list shows: the format of its number and the words around it."""
Look = tuple[object, ...]


class Stretch(NamedTuple):
    """Words of the newer text, from one place to another, and the older look that they had."""

    start: int
    end: int
    older: Node | None


@dataclass(slots=True)
class Lists:
    """What the levels of the lists of both files show, by the list's number and the level."""

    old: dict[tuple[str, str], Level]
    new: dict[tuple[str, str], Level]

    def in_newer(self, numbering: Node) -> tuple[str, str] | None:
        """The list and level of the newer file that show what these of the older do, or None."""
        wanted = _list_of(numbering)
        shows = self.old.get(wanted)
        if shows is None:
            return None
        if self.new.get(wanted) == shows:
            return wanted
        return next((there for there, level in self.new.items() if level == shows and there[1] == wanted[1]), None)


@dataclass(slots=True)
class Looks:
    """Marks what looked otherwise in the older file; `changed` counts it."""

    old: Side
    new: Side
    older: Older
    pen: Pen
    lists: Lists
    changed: int = 0
    _known: dict[bytes, Look] = field(default_factory=dict)

    # --- words ------------------------------------------------------------------------------------------------------

    def stretches(
        self, befores: Sequence[Node], afters: Sequence[Node], same: Sequence[tuple[int, int, int]]
    ) -> list[Stretch]:
        """The words that both have and that looked otherwise, of stretches of words (older place, newer, length)."""
        olds, news = list(_looks(self.old, befores)), list(_looks(self.new, afters))
        return [one for at, there, length in same for one in self._differing(olds, news, at, there, length)]

    def _differing(
        self, olds: list[Stretch], news: list[Stretch], at: int, there: int, length: int
    ) -> Iterator[Stretch]:
        shift, until = there - at, at + length
        i, j = (bisect_right(some, place, key=_begin) - 1 for some, place in ((olds, at), (news, there)))
        found: Stretch | None = None
        while at < until:
            old, new = olds[i], news[j]
            end = min(old.end, new.end - shift, until)
            if self._look(old.older, self.older) != self._look(new.older, None):
                goes_on = found is not None and found.end == at + shift and self._alike(found.older, old.older)
                if found is not None and not goes_on:
                    yield found
                found = Stretch(found.start if found and goes_on else at + shift, end + shift, old.older)
            at, i, j = end, i + (old.end == end), j + (new.end - shift == end)
        if found is not None:
            yield found

    def _alike(self, one: Node | None, other: Node | None) -> bool:
        return self._look(one, self.older) == self._look(other, self.older)

    def mark(self, row: Sequence[Piece], stretches: Sequence[Stretch]) -> None:
        """Record the older look in each of these runs."""
        for stretch in stretches:
            marked = False
            for piece in row:
                words = stretch.start <= piece.at and piece.until <= stretch.end and "" < piece.text < FIRST_SIGN
                if words and not is_formula(piece.run):
                    self._record(self.pen.properties(piece.run, "rPr"), stretch.older, "rPr")
                    marked = True
            self.changed += marked

    # --- paragraphs and tables --------------------------------------------------------------------------------------

    def properties(self, before: Node, after: Node, name: str) -> None:
        """Mark where a paragraph (pPr), a table (tblPr), a row (trPr) or a cell (tcPr) looked otherwise."""
        old, new = _child(before, name), _child(after, name)
        if _shape(old) != _shape(new):
            return
        was = self._fitted(old, new)
        if self._look(was, None) != self._look(new, None):
            self._record(self.pen.properties(after, name), was, name)
            self.changed += 1

    def _renumber(self, numbering: Node, new: Node | None) -> None:
        """Let a paragraph's list be one of the newer file that shows the same; without any, it is not spoken of."""
        own = None if new is None else _child(new, "numPr")
        wanted = self.lists.old.get(_list_of(numbering))
        if own is not None and wanted is not None and self.lists.new.get(_list_of(own)) == wanted:
            numbering[:] = [deepcopy(child) for child in own]
            return
        there = self.lists.in_newer(numbering)
        if there is None:
            parent = numbering.getparent()
            assert parent is not None
            parent.remove(numbering)
            if own is not None:
                parent.insert(0, deepcopy(own))
                _in_order(parent)
            return
        for child in numbering:
            child.attrib.clear()
            child.set(self.pen.tag("val"), there[0] if name_of(child) == "numId" else there[1])

    def _fitted(self, properties: Node | None, new: Node | None) -> Node:
        """A copy of the older properties without what the newer file lacks, in a list that it has."""
        made = etree.Element("none") if properties is None else deepcopy(properties)
        for numbering in [child for child in made if name_of(child) == "numPr"]:
            self._renumber(numbering, new)
        made = self.older.fit(made)
        for child in [child for child in made if name_of(child) in _NOT_THE_LOOK]:
            made.remove(child)
        return made

    def _record(self, properties: Node, older: Node | None, name: str) -> None:
        change = self.pen.change(f"{name}Change")
        was = etree.SubElement(change, self.pen.tag(name))
        if older is not None:
            kept = self.older.fit(deepcopy(older))
            was.extend(child for child in kept if name_of(child) not in (*_NOT_THE_LOOK, "rPrChange"))
        properties.append(change)

    def _look(self, properties: Node | None, fits: Older | None) -> Look:
        """What properties say, whatever order and words it is said in."""
        if properties is None:
            return ()
        key = etree.tostring(properties) + (b"1" if fits else b"0")
        if key not in self._known:
            node = properties if fits is None else fits.fit(deepcopy(properties))
            self._known[key] = _said(node)
        return self._known[key]


def _said(node: Node) -> Look:
    kept = (child for child in node if isinstance(child.tag, str) and name_of(child) not in _NOT_SEEN | _NOT_THE_LOOK)
    return tuple(sorted((name_of(child), _values(child), _said(child)) for child in kept))


def _values(node: Node) -> tuple[tuple[str, str], ...]:
    values = {str(key).rpartition("}")[2]: str(value) for key, value in node.attrib.items()}
    values = {key: value for key, value in values.items() if not key.startswith("rsid")}
    if values.get("val") in _ON:  # said by being there
        del values["val"]
    return tuple(sorted(values.items()))


def _looks(side: Side, paragraphs: Sequence[Node]) -> Iterator[Stretch]:
    """The runs of paragraphs as stretches of words, each with its look."""
    at = 0
    for paragraph in paragraphs:
        for run, content in contents(paragraph):
            length = side.length(content)
            if length:
                yield Stretch(at, at + length, None if is_formula(run) else _look_of(run))
            at += length


def _begin(stretch: Stretch) -> int:
    return stretch.start


def _look_of(run: Node) -> Node | None:
    return _child(run, "rPr")


def _child(node: Node, name: str) -> Node | None:
    return next((child for child in node if name_of(child) == name), None)


def _shape(properties: Node | None) -> Look:
    there = () if properties is None else (child for child in properties if name_of(child) in _SHAPE - {"cnfStyle"})
    return tuple((name_of(child), _values(child)) for child in there)


def _list_of(numbering: Node) -> tuple[str, str]:
    values = {name_of(child): value_of(child, "val") or "" for child in numbering}
    return values.get("numId", ""), values.get("ilvl", "0")


_FIRST = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr")
"""The order in which a paragraph's properties stand, as far as its list (CT_PPrBase)."""


def _in_order(properties: Node) -> None:
    """Put what was added to a paragraph's properties where the schema wants it."""
    properties[:] = sorted(properties, key=_place)


def _place(node: Node) -> int:
    return _FIRST.index(name_of(node)) if name_of(node) in _FIRST else len(_FIRST)


def levels(package: Package) -> dict[tuple[str, str], Level]:
    """What the levels of a file's lists show, by the number of the list and the level."""
    where = package.related(package.main(), "numbering")
    if where is None:
        return {}
    root = package.tree(where)
    abstract = {value_of(node, "abstractNumId"): node for node in every(root, "abstractNum")}
    found: dict[tuple[str, str], Level] = {}
    for one in every(root, "num"):
        named = _child(one, "abstractNumId")
        there = None if named is None else abstract.get(value_of(named, "val"))
        for level in () if there is None else every(there, "lvl"):
            key = value_of(one, "numId") or "", value_of(level, "ilvl") or "0"
            found[key] = tuple(
                value_of(part, "val") or "" if (part := _child(level, name)) is not None else ""
                for name in ("numFmt", "lvlText", "start")
            )
    return found
