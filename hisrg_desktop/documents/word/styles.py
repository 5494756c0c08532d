"""The styles of a Word file: what a paragraph inherits from the styles it is set in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from hisrg_desktop.documents.word.names import VAL, W, on

_FIGURES, _LARGEST = 11, 2**31
"""The most figures of a number with its sign, and the largest one in a `w:val`."""

_DEEPEST = 50
"""Styles may be based on one another in a ring; no honest chain is this long."""


@dataclass(frozen=True)
class Style:
    """One style as saved, without what it inherits; None means that it does not say."""

    id: str
    name: str
    kind: str
    based_on: str | None = None
    num_id: int | None = None
    ilvl: int | None = None
    outline: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None


@dataclass
class Styles:
    """All styles of a file by id, and which paragraphs have when they name none."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None

    def chain(self, style_id: str | None) -> Iterator[Style]:
        """The style and those it is based on, nearest first; the default one where none is named or known."""
        style = self.by_id.get(style_id or "") or self.by_id.get(self.default or "")
        for _ in range(_DEEPEST):
            if style is None:
                return
            yield style
            style = self.by_id.get(style.based_on or "")

    def says(self, style_id: str | None, word: str) -> bool | int | None:
        """What the style or the nearest one below it says of `bold`, `outline`, ...; None where none does."""
        said: Iterator[bool | int | None] = (getattr(style, word) for style in self.chain(style_id))
        return next((value for value in said if value is not None), None)

    def run_says(self, style_id: str, word: str) -> bool | None:
        """What a character style says of `bold`, `italic`, ...; None where it says nothing or is not known."""
        return bool(said) if style_id in self.by_id and (said := self.says(style_id, word)) is not None else None

    def named(self, style_id: str | None) -> str:
        """The style's name in lower case ("heading 1", "title"), as Word saves it in every language."""
        style = next(self.chain(style_id), None)
        return style.name.lower() if style else ""


def read_styles(root: etree._Element | None) -> Styles:
    """The styles of a `w:styles`; none where the file has no such part."""
    styles = Styles()
    for node in root.iterchildren(W + "style") if root is not None else ():
        style = _style(node)
        styles.by_id.setdefault(style.id, style)
        if style.kind == "paragraph" and node.get(W + "default") is not None and on(node.get(W + "default")):
            styles.default = style.id
    return styles


def whole(node: etree._Element | None) -> int | None:
    """The whole number in `w:val`; None where there is none, or one that Word could not keep."""
    said = "" if node is None else node.get(VAL, "")
    try:
        number = int(said) if len(said) <= _FIGURES else None
    except ValueError:
        return None
    return number if number is not None and abs(number) <= _LARGEST else None


def switched(properties: etree._Element | None, tag: str) -> bool | None:
    """Whether a switch such as `w:b` is on among the properties; None where it is not named."""
    node = None if properties is None else properties.find(W + tag)
    return None if node is None else on(node.get(VAL))


def _style(node: etree._Element) -> Style:
    name, based = node.find(W + "name"), node.find(W + "basedOn")
    paragraph, run = node.find(W + "pPr"), node.find(W + "rPr")
    style_id = node.get(W + "styleId", "")
    return Style(
        id=style_id,
        name=name.get(VAL, style_id) if name is not None else style_id,
        kind=node.get(W + "type", "paragraph"),
        based_on=None if based is None else based.get(VAL),
        num_id=_in(paragraph, "numPr/numId"),
        ilvl=_in(paragraph, "numPr/ilvl"),
        outline=_in(paragraph, "outlineLvl"),
        bold=switched(run, "b"),
        italic=switched(run, "i"),
        caps=switched(run, "caps"),
        hidden=switched(run, "vanish"),
        centred=_centred(paragraph),
    )


def _in(properties: etree._Element | None, path: str) -> int | None:
    if properties is None:
        return None
    return whole(properties.find("/".join(W + step for step in path.split("/"))))


def _centred(paragraph: etree._Element | None) -> bool | None:
    node = None if paragraph is None else paragraph.find(W + "jc")
    return None if node is None else node.get(VAL) == "center"
