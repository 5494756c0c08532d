"""The typefaces of our PDF files, shipped and embedded, and what they cannot show."""

import re
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hisrg_desktop.documents.outline import Document, texts
from hisrg_desktop.shipped import shipped

SANS, SERIF = "NotoSans", "NotoSerif"
_FACES = {"Regular": "", "Bold": "-Bold", "Italic": "-Italic", "BoldItalic": "-BoldItalic"}
# Breaks and tabs have no glyph and need none.
_INVISIBLE = frozenset("\n\t")


@cache
def register() -> frozenset[int]:
    """The characters that every face has; registers the faces the first time."""
    known: list[frozenset[int]] = []
    for family in (SANS, SERIF):
        for face, suffix in _FACES.items():
            font = TTFont(family + suffix, str(shipped(f"fonts/{family}-{face}.ttf")))
            pdfmetrics.registerFont(font)
            known.append(frozenset(font.face.charToGlyph))
        pdfmetrics.registerFontFamily(
            family, normal=family, bold=f"{family}-Bold", italic=f"{family}-Italic", boldItalic=f"{family}-BoldItalic"
        )
    return frozenset.intersection(*known)


def missing_characters(document: Document) -> set[str]:
    """The characters that the PDF will show as the replacement sign, for the person to be told."""
    known = register()
    used = set[str]().union(*texts(document)) - _INVISIBLE
    return {character for character in used if ord(character) not in known}


def shown(text: str) -> str:
    """The text with a visible replacement sign for every character the typefaces lack."""
    if text.isascii():
        return text
    known = register()
    return re.sub(r"[^\x00-\x7f]", lambda one: one[0] if ord(one[0]) in known else "\N{REPLACEMENT CHARACTER}", text)
