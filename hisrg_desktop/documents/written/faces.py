"""Which of our typefaces prints which words: the document's own, or that of another script.

All are shipped, so that a badge comes out the same on every computer: those of Noto for the scripts of people's names,
one for Chinese and Japanese signs, one for Korean, and two for arrows, mathematical signs and boxes.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from hisrg_desktop.documents.written.order import clusters
from hisrg_desktop.shipped import shipped

SANS, SERIF = "NotoSans", "NotoSerif"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

Fragment = tuple[str, str]
"""A typeface and words set in it."""

_WEIGHTS = {"Regular": "", "Bold": "-Bold", "Italic": "-Italic", "BoldItalic": "-BoldItalic"}
_EASTERN = "DroidSansFallbackFull"
_OF_SCRIPT = {
    "ARABIC": "NotoSansArabic", "ARMENIAN": "NotoSansArmenian", "BENGALI": "NotoSansBengali",
    "DEVANAGARI": "NotoSansDevanagari", "ETHIOPIC": "NotoSansEthiopic", "GEORGIAN": "NotoSansGeorgian",
    "GUJARATI": "NotoSansGujarati", "GURMUKHI": "NotoSansGurmukhi", "HANGUL": "NanumGothicCoding",
    "HEBREW": "NotoSansHebrew", "KANNADA": "NotoSansKannada", "KHMER": "NotoSansKhmer", "LAO": "NotoSansLao",
    "MALAYALAM": "NotoSansMalayalam", "MYANMAR": "NotoSansMyanmar", "ORIYA": "NotoSansOriya",
    "SINHALA": "NotoSansSinhala", "TAMIL": "NotoSansTamil", "TELUGU": "NotoSansTelugu", "THAANA": "NotoSansThaana",
    "THAI": "NotoSansThai", "TIBETAN": "NotoSerifTibetan",
}  # fmt: skip
"""The typeface of each script, by the first word of Unicode's names of its signs."""
_FOR_THE_REST = (SANS, "NotoSansMath", _EASTERN, "NanumGothicCoding", "NotoSansSymbols2")
_UNSEEN = frozenset(
    "\n\t\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{WORD JOINER}\N{ZERO WIDTH SPACE}"
    "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
)
"""What needs no glyph."""
_SCRIPTS = {"Cjk": "Chinese characters", "Unknown": "signs without a name"}


@cache
def register() -> frozenset[int]:
    """The characters that all weights of both our own typefaces have; registers them the first time."""
    for family in (SANS, SERIF):
        _register(family, {weight: f"fonts/{family}-{weight}.ttf" for weight in _WEIGHTS})
    return frozenset.intersection(*(_characters(family + end) for family in (SANS, SERIF) for end in _WEIGHTS.values()))


def faced(text: str, face: str = SANS) -> list[Fragment]:
    """The words, each stretch with the typeface that has it; what none has gives way to the replacement sign."""
    known = register()
    if text.isascii() or all(ord(sign) in known for sign in text):
        return [(face, text)]
    found = [(_face_for(cluster, face), cluster) for cluster in clusters(text)]
    told = [(one or face, cluster if one else REPLACEMENT) for one, cluster in _joined(found)]
    return [(one, "".join(words for _, words in several)) for one, several in groupby(told, key=lambda each: each[0])]


def _joined(found: list[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """The signs with their typefaces; a space between words of one script is set in theirs, so that they stay together."""
    joined = list(found)
    for place in range(1, len(found) - 1):
        before, after = found[place - 1][0], found[place + 1][0]
        if found[place][1] == " " and before and before == after and ord(" ") in _characters(before):
            joined[place] = (before, " ")
    return joined


def what_is_missing(text: str) -> str:
    """The scripts of the signs that no typeface has, by name: "Cuneiform"; empty where the words can be set."""
    missing = (cluster for cluster in clusters(text) if not text.isascii() and _face_for(cluster, SANS) is None)
    scripts = dict.fromkeys(unicodedata.name(cluster[0], "UNKNOWN").split()[0].capitalize() for cluster in missing)
    return ", ".join(_SCRIPTS.get(script, script) for script in scripts)


@lru_cache(maxsize=16384)
def _face_for(cluster: str, face: str) -> str | None:
    """The first typeface with every sign that stays together: ours, the script's own, those for the rest."""
    seen = [sign for sign in cluster if sign not in _UNSEEN]
    if all(ord(sign) in register() for sign in seen):
        return face
    script = unicodedata.name(seen[0], "UNKNOWN").split()[0]
    families = dict.fromkeys((_OF_SCRIPT.get(script, _EASTERN), *_FOR_THE_REST))
    weighed = ((f"{one}-Bold" if "Bold" in face else one) for one in families if _of_family(one))
    return next((one for one in weighed if all(ord(sign) in _characters(one) for sign in seen)), None)


@cache
def _of_family(family: str) -> bool:
    """True; registers a script's typeface the first time. One that has no bold face lends its only one."""
    if family != SANS:
        regular = f"fonts/scripts/{family}-Regular.ttf"
        bold = f"fonts/scripts/{family}-Bold.ttf"
        _register(family, {"Regular": regular, "Bold": bold if shipped(bold).exists() else regular})
    return True


def _register(family: str, files: dict[str, str]) -> None:
    for weight, file in files.items():
        pdfmetrics.registerFont(TTFont(family + _WEIGHTS[weight], str(shipped(file))))
    names = {
        weight: family + _WEIGHTS[weight if weight in files else weight.replace("Italic", "") or "Regular"]
        for weight in _WEIGHTS
    }
    pdfmetrics.registerFontFamily(
        family, normal=names["Regular"], bold=names["Bold"], italic=names["Italic"], boldItalic=names["BoldItalic"]
    )


@cache
def _characters(face: str) -> frozenset[int]:
    font: Any = pdfmetrics.getFont(face)
    return frozenset(font.face.charToGlyph)
