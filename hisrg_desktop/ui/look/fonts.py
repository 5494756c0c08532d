"""The type: Inter for the interface, Noto Serif for the legal text, sized by what the words are for."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from hisrg_desktop.shipped import shipped

INTERFACE = "Inter"
LEGAL = "Noto Serif"

FILES = (
    "Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf", "Inter-Bold.ttf",
    "NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Italic.ttf", "NotoSerif-BoldItalic.ttf",
)  # fmt: skip

Role = Literal[
    "label",
    "section",
    "small",
    "body",
    "strong",
    "reading",
    "heading",
    "title",
    "capture",
    "clock",
    "figures",
    "card",
    "provision",
]
"""What words are for; the size follows from it."""


@dataclass(frozen=True, slots=True)
class Size:
    """Pixels at a zoom of 100 %, weight, family, letter spacing in per cent, figures of one width."""

    pixels: int
    weight: int = 400
    family: str = INTERFACE
    spacing: int = 100
    tabular: bool = False


SIZES: dict[Role, Size] = {
    "label": Size(11),
    "section": Size(11, 600, spacing=106),
    "small": Size(12),
    "body": Size(13),
    "strong": Size(13, 600),
    "reading": Size(14),
    "heading": Size(14, 600),
    "title": Size(22, 600),
    "capture": Size(16),
    "clock": Size(30, 700, tabular=True),
    "figures": Size(14, 600, tabular=True),
    "card": Size(15, family=LEGAL),
    "provision": Size(19, family=LEGAL),
}


@cache
def load() -> tuple[str, ...]:
    """The families made known to the application from the shipped files; asked twice, loaded once.

    Raises OSError naming the file that cannot be read.
    """
    families = {family: None for name in FILES for family in _load(name)}
    return tuple(families)


def _load(name: str) -> list[str]:
    path = shipped(f"fonts/{name}")
    number = QFontDatabase.addApplicationFont(str(path))
    if number < 0:
        raise OSError(f"the font {path} cannot be read")
    return QFontDatabase.applicationFontFamilies(number)


def sized(
    pixels: float, weight: int = 400, family: str = INTERFACE, spacing: int = 100, *, tabular: bool = False
) -> QFont:
    """The font in that size and weight; `tabular` gives all figures the same width."""
    return QFont(_kept(max(1, round(pixels)), weight, family, spacing, tabular=tabular))


@lru_cache(maxsize=256)
def _kept(pixels: int, weight: int, family: str, spacing: int, *, tabular: bool) -> QFont:
    """One font for all who draw in it. As long as it is there Qt keeps what it has read of the typeface.

    Fonts made anew for each drawing leave Qt with none that is in use: it throws the typefaces away every few minutes
    and reads them again in the midst of a drawing, which held the windows for 80 ms.
    """
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    if tabular:
        # Only where figures run, so that nothing beside them trembles: in Inter it widens the hyphen as well.
        font.setFeature(QFont.Tag("tnum"), 1)
    if spacing != 100:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, spacing)
    return font


def font(role: Role, zoom: float = 1.0, weight: int | None = None) -> QFont:
    """The font for what the words are for, at that zoom."""
    size = SIZES[role]
    return sized(size.pixels * zoom, weight or size.weight, size.family, size.spacing, tabular=size.tabular)
