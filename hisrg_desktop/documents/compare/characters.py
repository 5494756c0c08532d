"""A paragraph as characters and the runs they stand in; what is no character but takes a place has a sign of its own."""

from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from hisrg_desktop.documents.word.reading import name_of, sign_of, value_of

Node = etree._Element
THROUGH = frozenset(("hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "dir", "bdo"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_PICTURES = frozenset(("drawing", "pict", "object"))
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
FIELD = frozenset(("fldChar", "instrText", "delInstrText"))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
KEPT = "{http://www.w3.org/XML/1998/namespace}space"
"""The attribute by which blanks at the ends of words are kept."""
FIRST_SIGN = "\U000f0000"
"""Where the private plane begins; no text has its characters."""

Meaning = Callable[[Node, str], Hashable]
"""What a picture or a note's mark means, so that two of the same meaning are the same."""


@dataclass(slots=True)
class Signs:
    """The characters that stand for what is none: the same for the same."""

    _known: dict[Hashable, str] = field(default_factory=dict)

    def sign(self, meaning: Hashable) -> str:
        """The character for something."""
        return self._known.setdefault(meaning, chr(ord(FIRST_SIGN) + len(self._known)))


@dataclass(slots=True, eq=False)
class Piece:
    """One content of a run (or a formula): the run, the content in it, its characters, where they begin."""

    run: Node
    content: Node
    text: str
    at: int = 0
    kind: str = ""

    @property
    def until(self) -> int:
        return self.at + len(self.text)


@dataclass(slots=True)
class Side:
    """One of the two files: how its paragraphs read, with the signs that both share."""

    signs: Signs
    meaning: Meaning
    texts: dict[Node, str] = field(default_factory=dict)

    def text(self, paragraph: Node) -> str:
        """The paragraph's characters."""
        if paragraph not in self.texts:
            self.texts[paragraph] = "".join(self._reads(content) for _, content in contents(paragraph))
        return self.texts[paragraph]

    def length(self, content: Node) -> int:
        """How many characters a content of a run takes."""
        return len(self._reads(content))

    def fields(self, paragraph: Node) -> list[tuple[int, int]]:
        """From where to where the words of each field go that begins and ends in the paragraph."""
        found: list[tuple[int, int]] = []
        open_: list[int] = []
        simple: dict[Node, tuple[int, int]] = {}
        at = 0
        for run, content in contents(paragraph):
            length = self.length(content)
            for above in _simple_fields(run, paragraph):
                simple[above] = simple.get(above, (at, at))[0], at + length
            at += length
            kind = value_of(content, "fldCharType") if name_of(content) == "fldChar" else ""
            if kind == "begin":
                open_.append(at)
            elif kind == "end" and open_:
                found.append((open_.pop(), at))
        return [(start, end) for start, end in (*found, *simple.values()) if start < end]

    def row(self, paragraph: Node, cuts: Collection[int] = ()) -> list[Piece]:
        """The paragraph's contents in order, each in a run of its own, words cut at these places."""
        for run in runs(paragraph):
            _part(run)
        at = 0
        for run, content in list(contents(paragraph)):
            text = self._reads(content)
            inside = sorted({cut - at for cut in cuts if at < cut < at + len(text)})
            if inside and name_of(content) == "t":
                _cut(run, content, text, inside)
            at += len(text)
        row: list[Piece] = []
        for run, content in contents(paragraph):
            row.append(Piece(run, content, self._reads(content), row[-1].until if row else 0, name_of(content)))
        return row

    def _reads(self, content: Node) -> str:
        name = name_of(content)
        if name in ("t", "delText"):
            return "".join(content.itertext())
        if is_formula(content):
            return self.signs.sign(("formula", "".join(content.itertext())))
        if name in _CHARACTERS:
            return _CHARACTERS[name]
        if name == "br":
            kind = value_of(content, "type")
            return self.signs.sign(("break", kind)) if kind in ("page", "column") else "\n"
        if name == "sym":
            return sign_of(content)
        if name in NOTES or name in _PICTURES or content.tag == _CHOICE:
            return self.signs.sign(self.meaning(content, name))
        return ""


def contents(node: Node) -> Iterator[tuple[Node, Node]]:
    """Each content of a paragraph with the run it is in; a formula is in no run."""
    for child in node:
        name = name_of(child)
        if name == "r":
            yield from ((child, content) for content in child if name_of(content) != "rPr")
        elif name in THROUGH:
            yield from contents(child)
        elif is_formula(child):
            yield child, child


def _simple_fields(run: Node, paragraph: Node) -> Iterator[Node]:
    for above in run.iterancestors():
        if above is paragraph:
            return
        if name_of(above) == "fldSimple":
            yield above


def runs(paragraph: Node) -> list[Node]:
    """The runs of a paragraph, and the formulas beside them, in order."""
    return list(dict.fromkeys(run for run, _ in contents(paragraph)))


def is_formula(node: Node) -> bool:
    """Whether this is a formula, which stands beside runs."""
    return isinstance(node.tag, str) and node.tag.startswith(_MATH)


def is_picture(content: Node) -> bool:
    """Whether a run's content is a picture, a shape or an object."""
    return name_of(content) in _PICTURES or content.tag == _CHOICE


def whole_fields(pieces: Sequence[Piece]) -> set[int]:
    """The places of the marks and codes of fields that begin, have words and end among these contents."""
    open_: list[list[int]] = []
    whole: set[int] = set()
    for n, piece in enumerate(pieces):
        if piece.kind not in FIELD:
            continue
        kind = value_of(piece.content, "fldCharType") if piece.kind == "fldChar" else ""
        if kind == "begin":
            open_.append([n])
        elif open_:
            open_[-1].append(n)
            if kind == "end":
                one = open_.pop()
                whole.update(one if pieces[one[0]].at < piece.at else ())
    return whole


def _part(run: Node) -> None:
    """Give each content of a run a run of its own, in the same look."""
    if is_formula(run):
        return
    contents = [child for child in run if name_of(child) != "rPr"]
    for content in reversed(contents[1:]):
        run.addnext(_like(run, content))


def _like(run: Node, content: Node) -> Node:
    """A run that looks like this one, around something else."""
    made = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    look = next((child for child in run if name_of(child) == "rPr"), None)
    if look is not None:
        made.append(deepcopy(look))
    made.append(content)
    return made


def _cut(run: Node, content: Node, text: str, places: list[int]) -> None:
    """Cut the words of a run, which has no others, at these places in it."""
    ends = [*places, len(text)]
    for start, end in reversed(list(zip(places, ends[1:], strict=True))):
        rest = etree.Element(content.tag)
        set_words(rest, text[start:end])
        run.addnext(_like(run, rest))
    set_words(content, text[: places[0]])


def set_words(content: Node, words: str) -> None:
    """Let a content hold these words, blanks at its ends included."""
    content.text = words
    content.set(KEPT, "preserve")
