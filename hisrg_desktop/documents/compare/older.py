"""What only the older file has, made fit to stand in the newer one."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from lxml import etree

from hisrg_desktop.documents.compare.characters import (
    FIELD,
    NOTES,
    THROUGH,
    Node,
    Piece,
    contents,
    is_formula,
    is_picture,
    set_words,
    whole_fields,
)
from hisrg_desktop.documents.compare.media import Media
from hisrg_desktop.documents.word.package import Package
from hisrg_desktop.documents.word.reading import W14, every, name_of, value_of
from hisrg_desktop.meeting.hygiene import one_line

_OUT = (
    "bookmarkStart",
    "bookmarkEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "annotationRef",
    "proofErr",
    "permStart",
    "permEnd",
    "lastRenderedPageBreak",
    "pPrChange",
    "sectPr",
)
"""What is the older file's own and would be doubled or left without its other half."""
_LOOSENED = THROUGH - {"hyperlink", "dir", "bdo"}
"""What stands around runs and is left out of a copy."""


@dataclass(slots=True)
class Older:
    """Copies from the older file: without what refers to something that the newer one does not have."""

    space: str
    styles: frozenset[str]
    lists: frozenset[str]
    media: Media
    note: Callable[[str, str], str]
    """The id that a note of this kind, footnote or endnote, and this id has in the newer file."""

    at: Node | None = None
    """What is copied now, for a refusal."""

    def block(self, node: Node) -> Node:
        """A paragraph or a table, whole."""
        self.at = node
        copy = self.fit(deepcopy(node))
        for paragraph in every(copy, "p"):
            _flatten(paragraph)
        return copy

    def linked(self, pieces: Sequence[Piece]) -> Iterator[tuple[Node | None, list[Node]]]:
        """The runs of these contents with the link they are in, those of one link together.

        A field is one only where all of it is here.
        """
        whole = whole_fields(pieces)
        kept = [piece for n, piece in enumerate(pieces) if piece.text or n in whole]
        gone = {piece.run for piece in kept}
        for link, some in groupby(kept, lambda piece: _around(piece.run, "hyperlink")):
            runs: list[Node] = []
            for simple, several in groupby(some, lambda piece: _around(piece.run, "fldSimple")):
                copies = [self._copied(piece.run) for piece in several]
                is_whole = simple is not None and all(run in gone for run, _ in contents(simple))
                runs += _spelt_out(simple, copies) if simple is not None and is_whole else copies
            yield (None if link is None else self._copied(link, shallow=True)), runs

    def _copied(self, node: Node, *, shallow: bool = False) -> Node:
        self.at = node
        if shallow:
            made = etree.Element(node.tag, dict(node.attrib), nsmap=node.nsmap)
            return self.fit(made)
        return self.fit(deepcopy(node))

    def fit(self, copy: Node) -> Node:
        """A copy, in place without what the newer file lacks."""
        copy.tail = None
        for node in list(every(copy, *_OUT)):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)
        for run in [n for n in every(copy, "r") if n is not copy and all(name_of(c) == "rPr" for c in n)]:
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)
        for node in copy.iter():
            if isinstance(node.tag, str):
                self._fit_one(node)
        return copy

    def _fit_one(self, node: Node) -> None:
        name = name_of(node)
        if name:
            for key in [key for key in node.attrib if _is_own(str(key))]:
                del node.attrib[key]
            self._in_space(node)
        if name in ("pStyle", "rStyle", "tblStyle"):
            _drop(node, unless=value_of(node, "val") in self.styles)
        elif name == "numPr":
            numbers = (value_of(child, "val") for child in node if name_of(child) == "numId")
            _drop(node, unless=any(number in self.lists for number in numbers))
        elif name in NOTES:
            node.set(f"{{{self.space}}}id", self.note(NOTES[name], value_of(node, "id") or ""))
        elif is_picture(node) or name == "hyperlink":
            self.media.carry(node, partial(place_of, self.at))

    def _in_space(self, node: Node) -> None:
        """Names of the strict edition stand for those of the other one, and the other way round."""
        uri, _, local = str(node.tag)[1:].partition("}")
        if uri != self.space:
            node.tag = f"{{{self.space}}}{local}"
            for key, value in list(node.attrib.items()):
                if str(key).startswith(f"{{{uri}}}"):
                    del node.attrib[key]
                    node.set(f"{{{self.space}}}{str(key).partition('}')[2]}", value)


def _flatten(paragraph: Node) -> None:
    """Leave only runs and links in a paragraph: controls and the like around them go, simple fields are spelt out."""
    for node in [node for node in every(paragraph, *_LOOSENED) if _is_beneath(node, paragraph)]:
        children = [child for child in node if name_of(child) in THROUGH | {"r"} or is_formula(child)]
        for child in _spelt_out(node, children) if name_of(node) == "fldSimple" else children:
            node.addprevious(child)
        _drop(node)
    _mend_fields(paragraph)


def _spelt_out(simple: Node, runs: list[Node]) -> list[Node]:
    """A simple field's runs, with its marks and its code in runs of their own; pandoc reads no change in a simple one."""
    space = str(simple.tag)[1:].partition("}")[0]

    def mark(name: str, words: str = "", **values: str) -> Node:
        run = etree.Element(f"{{{space}}}r")
        made = etree.SubElement(
            run, f"{{{space}}}{name}", {f"{{{space}}}{key}": value for key, value in values.items()}
        )
        if words:
            set_words(made, words)
        return run

    code = mark("instrText", value_of(simple, "instr") or "")
    return [
        mark("fldChar", fldCharType="begin"),
        code,
        mark("fldChar", fldCharType="separate"),
        *runs,
        mark("fldChar", fldCharType="end"),
    ]


def _around(run: Node, name: str) -> Node | None:
    """What of this kind a run of a paragraph stands in."""
    for above in run.iterancestors():
        if name_of(above) == name:
            return above
        if name_of(above) == "p":
            return None
    return None


def place_of(node: Node | None) -> str:
    """Where something stands, by the words of its paragraph or of the last one before it that has any."""
    if node is None:
        return "there"
    there = node if name_of(node) in ("p", "tbl") else _paragraph_of(node)
    words = _words_of(there)
    if words:
        return f"at “{words}”"
    last = ""
    for one in every(node.getroottree().getroot(), "p"):
        if one is there:
            break
        last = _words_of(one) or last
    return f"after “{last}”" if last else "at the beginning"


def _words_of(block: Node | None) -> str:
    return "" if block is None else one_line("".join(words.text or "" for words in every(block, "t")))[:60].strip()


def _is_own(key: str) -> bool:
    """Whether an attribute says who a paragraph or a run is, which a copy is not."""
    return key.startswith(W14) or "}rsid" in key


def _drop(node: Node, *, unless: bool = False) -> None:
    parent = node.getparent()
    if parent is not None and not unless:
        parent.remove(node)


def _is_beneath(node: Node, paragraph: Node) -> bool:
    """Whether something stands in a paragraph itself, and not in a text box in it."""
    around = (above for above in node.iterancestors() if name_of(above) in ("p", "txbxContent"))
    return next(around, None) is paragraph


def _paragraph_of(node: Node) -> Node | None:
    return next((above for above in node.iterancestors() if name_of(above) == "p"), None)


def _mend_fields(paragraph: Node) -> None:
    """Take the marks of fields out that have no other half in the paragraph, and their codes."""
    depth, bad = 0, False
    marks = [n for n in every(paragraph, *FIELD) if _paragraph_of(n) is paragraph]
    for mark in marks:
        if name_of(mark) == "fldChar":
            kind = value_of(mark, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            bad = bad or depth < 0
    if bad or depth:
        for mark in marks:
            _drop(mark)


def known_styles(package: Package) -> frozenset[str]:
    """The ids of the styles that a file has."""
    return frozenset(filter(None, (value_of(n, "styleId") for n in _of(package, "styles", "style"))))


def known_lists(package: Package) -> frozenset[str]:
    """The numbers of the lists that a file has."""
    return frozenset(filter(None, (value_of(n, "numId") for n in _of(package, "numbering", "num"))))


def _of(package: Package, part: str, name: str) -> Iterator[Node]:
    where = package.related(package.main(), part)
    if where:
        yield from (node for node in package.tree(where) if name_of(node) == name)
