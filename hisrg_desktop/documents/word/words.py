"""The words of a Word paragraph with every tracked change accepted, and what else hangs in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from hisrg_desktop.documents.word.names import MC, VAL, VML, WP, M, W, on
from hisrg_desktop.documents.word.styles import Styles, switched

CHANGES = frozenset(
    W + tag
    for tag in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "cellIns",
        "cellDel",
        "cellMerge",
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "tblGridChange",
        "trPrChange",
        "tcPrChange",
        "tblPrExChange",
        "numberingChange",
    )
)
"""Every element with which Word tracks a change."""

_GONE = frozenset(W + tag for tag in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "ruby"))
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SYMBOL_FONT = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ\xb0\xb1\xb2\xb3\xb4\xb7\xa3\xb9\xae\xde",
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ°±″≥×•≤≠→⇒",
        strict=True,
    )
)
"""What the letters of the font "Symbol" stand for, in Unicode."""


@dataclass(frozen=True)
class Anchor:
    """A note's anchor: where it stands in the text, which note, and the sign typed instead of a number."""

    offset: int
    kind: str
    id: str
    mark: str | None = None


@dataclass(frozen=True)
class Found:
    """Something in a paragraph that is no word of it: what it is and its own text."""

    what: str
    text: str = ""


@dataclass
class Words:
    """A paragraph's words with its notes, spans of bold and italic, and what else was found in it."""

    text: str = ""
    notes: list[Anchor] = field(default_factory=list)
    spans: list[tuple[int, int, bool, bool]] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    superscripts: list[tuple[int, int]] = field(default_factory=list)
    contents: bool = False
    page_breaks: int = 0


@dataclass
class Fields:
    """The fields that are open: a field may begin in one paragraph and end in another."""

    open: list[tuple[bool, str]] = field(default_factory=list)

    def begin(self) -> None:
        """A field begins with its instruction."""
        self.open.append((False, ""))

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self.open:
            shown, said = self.open[-1]
            self.open[-1] = (shown, said + text)

    def show(self) -> None:
        """The instruction is over; the result follows."""
        if self.open:
            self.open[-1] = (True, self.open[-1][1])

    def end(self) -> None:
        """The innermost field ends."""
        if self.open:
            self.open.pop()

    @property
    def hidden(self) -> bool:
        """Whether what comes is instruction rather than result."""
        return any(not shown for shown, _ in self.open)

    @property
    def contents(self) -> bool:
        """Whether what comes is a table of contents."""
        return any(said.split()[:1] == ["TOC"] for _, said in self.open)


class Reader:
    """Reads one paragraph after the other; fields are followed from paragraph to paragraph."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()
        self._faces: dict[str | None, tuple[bool, bool]] = {}

    def words(self, paragraph: etree._Element) -> Words:
        """The words of one paragraph."""
        out = Words(contents=self._fields.contents)
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        self._inside(paragraph, out, self._style_faces(None if style is None else style.get(VAL)))
        out.contents = out.contents or self._fields.contents
        return out

    def run(self, run: etree._Element) -> Words:
        """The words of one run."""
        out = Words()
        self._run(run, out, (False, False))
        return out

    def _style_faces(self, style_id: str | None) -> tuple[bool, bool]:
        if style_id not in self._faces:
            says = self._styles.says
            self._faces[style_id] = bool(says(style_id, "bold")), bool(says(style_id, "italic"))
        return self._faces[style_id]

    def _inside(self, node: etree._Element, out: Words, plain: tuple[bool, bool]) -> None:
        for child in node:
            tag = child.tag
            if tag == W + "r":
                self._run(child, out, plain)
            elif tag == M + "oMath" or tag == M + "oMathPara":
                out.found.append(Found("an equation", "".join(_texts(child, M + "t"))))
            elif tag == MC + "AlternateContent":
                self._inside(_choice(child), out, plain)
            elif tag == W + "sdt":
                self._inside(_content(child), out, plain)
            elif isinstance(tag, str) and tag not in _GONE:
                self._inside(child, out, plain)

    def _run(self, run: etree._Element, out: Words, plain: tuple[bool, bool]) -> None:
        properties = run.find(W + "rPr")
        begun, noted = len(out.text), len(out.notes)
        if properties is not None and self._says(properties, "vanish", "hidden"):
            self._hidden(run, out)
            return
        for child in run:
            self._piece(child, out)
        if len(out.notes) > noted and out.notes[-1].mark is not None:
            # A note with a sign of its own: the sign follows in the same run and is no word of the text.
            out.notes[-1] = _marked(out.notes[-1], out.text[begun:])
            out.text = out.text[:begun]
        if properties is not None and len(out.text) > begun:
            self._faced(properties, out, begun, plain)

    def _hidden(self, run: etree._Element, out: Words) -> None:
        aside = Words()
        for child in run:
            self._piece(child, aside)
        if aside.text.strip():
            out.found.append(Found("hidden text", aside.text.strip()))

    def _says(self, properties: etree._Element, tag: str, word: str) -> bool | None:
        own = switched(properties, tag)
        style = properties.find(W + "rStyle")
        if own is None and style is not None:
            return self._styles.run_says(style.get(VAL, ""), word)
        return own

    def _faced(self, properties: etree._Element, out: Words, begun: int, plain: tuple[bool, bool]) -> None:
        bold, italic = self._says(properties, "b", "bold"), self._says(properties, "i", "italic")
        if (bold and not plain[0]) or (italic and not plain[1]):
            out.spans.append((begun, len(out.text), bool(bold and not plain[0]), bool(italic and not plain[1])))
        raised = properties.find(W + "vertAlign")
        if raised is not None and raised.get(VAL) == "superscript":
            out.superscripts.append((begun, len(out.text)))

    def _piece(self, child: etree._Element, out: Words) -> None:
        tag = child.tag
        if tag == W + "fldChar":
            self._field(child)
        elif tag == W + "instrText":
            self._fields.instruct(child.text or "")
        elif tag == MC + "AlternateContent":
            for inner in _choice(child):
                self._piece(inner, out)
        elif self._fields.hidden:
            return
        elif tag == W + "t":
            out.text += child.text or ""
        elif tag in _SIGNS:
            out.text += _SIGNS[tag]
        elif tag == W + "br":
            self._break(child, out)
        elif tag == W + "sym":
            out.text += _symbol(child)
        elif tag in _NOTES:
            custom = child.get(W + "customMarkFollows")
            mark = "" if custom is not None and on(custom) else None
            out.notes.append(Anchor(len(out.text), _NOTES[tag], child.get(W + "id", ""), mark))
        elif tag in {W + "drawing", W + "pict", W + "object"}:
            out.found.extend(_drawn(child))

    def _field(self, child: etree._Element) -> None:
        {"begin": self._fields.begin, "separate": self._fields.show, "end": self._fields.end}.get(
            child.get(W + "fldCharType", ""), lambda: None
        )()

    def _break(self, child: etree._Element, out: Words) -> None:
        if child.get(W + "type") in {"page", "column"}:
            out.page_breaks += 1
        else:
            out.text += "\n"


def _marked(anchor: Anchor, sign: str) -> Anchor:
    return Anchor(anchor.offset, anchor.kind, anchor.id, sign.strip())


def _choice(node: etree._Element) -> etree._Element:
    """The branch that Word shows: the first choice, or the fallback where there is none."""
    for tag in ("Choice", "Fallback"):
        found = node.find(MC + tag)
        if found is not None:
            return found
    return node


def _content(control: etree._Element) -> etree._Element:
    content = control.find(W + "sdtContent")
    return control if content is None else content


def _texts(node: etree._Element, tag: str) -> Iterator[str]:
    return (found.text or "" for found in node.iter(tag))


def _symbol(node: etree._Element) -> str:
    try:
        code = int(node.get(W + "char", ""), 16)
    except ValueError:
        return ""
    sign = chr(code & 0xFF) if 0xF000 <= code <= 0xF0FF else chr(code) if 0 <= code < 0xD800 else "\ufffd"
    return _SYMBOL_FONT.get(sign, sign) if node.get(W + "font", "").lower() == "symbol" else sign


def _drawn(node: etree._Element) -> list[Found]:
    """What a drawing holds: text boxes with their words, an embedded object, or a picture with its description."""
    boxes = [found for found in node.iter(W + "txbxContent") if not _nested(found, node)]
    if boxes:
        return [Found("a text box", box_text(box)) for box in boxes]
    if node.tag == W + "object":
        return [Found("an embedded object")]
    described = node.find(f".//{WP}docPr")
    words = "" if described is None else described.get("descr", "") or described.get("title", "")
    shape = node.find(f".//{VML}shape")
    return [Found("a picture", words or ("" if shape is None else shape.get("alt", "")))]


def _nested(box: etree._Element, top: etree._Element) -> bool:
    """Whether the box lies in another box, or repeats one for older programs."""
    above = box.getparent()
    while above is not None and above is not top:
        if above.tag in {W + "txbxContent", MC + "Fallback"}:
            return True
        above = above.getparent()
    return False


def box_text(box: etree._Element) -> str:
    """The words of a text box, a header or a note, a line for each paragraph."""
    reader = Reader(Styles())
    lines = (reader.words(paragraph).text.strip() for paragraph in box.iter(W + "p") if not _nested(paragraph, box))
    return "\n".join(line for line in lines if line)
