"""Words as glyphs: how wide they are and how they are drawn, with the forms that letters give each other.

Our own typefaces are set letter by letter. Other scripts, and letters with loose marks, go through HarfBuzz: it joins
Arabic, reorders Devanagari and places marks. Such words carry what they say beside their glyphs, so that they can be
searched for and copied (ActualText, ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import uharfbuzz  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from hisrg_desktop.documents.written.faces import SANS, SERIF, Fragment, faced
from hisrg_desktop.documents.written.order import Drawn, as_drawn

_OURS = (SANS, SERIF)


def width(words: str, face: str, size: float) -> float:
    """How wide the words are in this typeface, in points."""
    if not needs_shaping(words, face):
        return float(pdfmetrics.stringWidth(words, face, size))
    return float(sum(glyph.x_advance for glyph in glyphs(words, face, False).__shapeData__) * size / 1000)


def line_width(line: Sequence[Fragment], size: float) -> float:
    """How wide a line is, in points."""
    return sum(width(words, face, size) for face, words in line)


def draw_line(
    canvas: Canvas, line: Sequence[Fragment], size: float, left: float, base: float, from_right: bool | None = None
) -> None:
    """Draw one line from the left on its base; the words are given in the order in which they are read."""
    draw_ordered(canvas, as_drawn(line, from_right), size, left, base)


def draw_ordered(canvas: Canvas, line: Sequence[Drawn[str]], size: float, left: float, base: float) -> None:
    """Draw what stands in the order in which it is drawn."""
    drawn = [_with_forms(one) for one in line]
    is_told = _is_unsaid(line, drawn)
    if is_told:
        canvas.addLiteral(f"/Span << /ActualText <{_in_hex(''.join(one.words for one in line))}> >> BDC")
    text = canvas.beginText(left, base)
    for one, signs in zip(line, drawn, strict=True):
        text.setFont(one.key, size)
        text.textOut(signs)
    canvas.drawText(text)
    if is_told:
        canvas.addLiteral("EMC")


def _is_unsaid(line: Sequence[Drawn[str]], drawn: Sequence[str]) -> bool:
    """Whether the glyphs do not say the words by themselves."""
    if any(one.from_right for one in line):
        # Readers of PDF turn round what is drawn from the right; told in the order of reading it would come out reversed.
        return False
    # A form has no sign of its own, and reportlab names signs in sixteen bits.
    return any(
        signs is not one.words and (signs != one.words or max(signs) > "\uffff")
        for one, signs in zip(line, drawn, strict=True)
    )


def _with_forms(one: Drawn[str]) -> str:
    """The words as signs from the left, shaped where they need it."""
    if one.from_right or needs_shaping(one.words, one.key):
        shaped: str = glyphs(one.words, one.key, one.from_right)
        return shaped
    return one.words


def draw_words(
    canvas: Canvas, words: str, face: str, size: float, left: float, base: float, *, end: bool = False
) -> None:
    """Draw words on their base, from the left or, at `end`, up to there."""
    line = faced(words, face)
    draw_line(canvas, line, size, left - line_width(line, size) if end else left, base)


def needs_shaping(words: str, face: str) -> bool:
    """Whether letters change beside each other here."""
    if words.isascii():
        return False
    return face.split("-")[0] not in _OURS or any(unicodedata.combining(sign) for sign in words)


@lru_cache(maxsize=16384)
def glyphs(words: str, face: str, from_right: bool) -> Any:
    """The words as reportlab's string of glyphs, from the left, each with where it stands, in thousandths of the size."""
    font: Any = pdfmetrics.getFont(face)
    placed: Any = ttfonts.ShapeData
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    if from_right:
        buffer.direction = "rtl"
    shaper = font.hbFont()
    uharfbuzz.shape(shaper, buffer, {"kern": True, "liga": True})
    letters, places = "", []
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        letter = _letter(font, shaper, glyph.codepoint, words[glyph.cluster])
        scaled = [font.pdfScale(value) for value in (place.x_advance, place.y_advance, place.x_offset, place.y_offset)]
        letters += letter
        places.append(placed(glyph.cluster, *scaled, font.face.charWidths[ord(letter)]))
    shaped: Any = ttfonts.ShapedStr
    return shaped(letters, shapeData=places)


def _letter(font: Any, shaper: Any, glyph: int, said: str) -> str:
    """A character that stands for the glyph in the PDF: the one that was typed, or a private one."""
    if font.face.charToGlyph.get(ord(said)) == glyph:
        return said
    known = font.face.glyphToChar.get(glyph)
    if known:
        return chr(known[0])
    private = font.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, 0)
    font.face.charWidths[private] = font.pdfScale(shaper.get_glyph_h_advance(glyph))
    return chr(private)


def _in_hex(words: str) -> str:
    return (b"\xfe\xff" + words.encode("utf-16-be")).hex()
