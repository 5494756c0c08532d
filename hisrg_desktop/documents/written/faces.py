"""Which typeface prints which words: ours, or one that this computer has for another script.

What was decided. Our own typefaces print Latin (Vietnamese too), Greek and Cyrillic. For other scripts typefaces weigh
some 20 MB, so none are shipped: one of this computer's is embedded, if it is there, allows being embedded (the bits of
`fsType` in its table OS/2) and is drawn in a way that reportlab reads (TrueType, not PostScript). Hebrew and Arabic are
turned round and joined by `order`. Scripts whose signs change place with their neighbours (those of India, Khmer,
Burmese, Tibetan, Syriac) cannot be set without a shaping engine, which is not among our dependencies: such words are
never set wrongly. Nothing that cannot be set is left out silently: the caller is told, and says so on paper.
"""

from __future__ import annotations

import os
import struct
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from hisrg_desktop.documents.written.order import as_drawn
from hisrg_desktop.documents.written.pdf_fonts import SANS, register

Fragment = tuple[str, str]
"""A typeface and words set in it."""

_FILES = (
    "DejaVuSans-Bold.ttf", "NotoSansArabic-Bold.ttf", "NotoSansHebrew-Bold.ttf", "NotoSansThai-Bold.ttf",
    "NotoSansArmenian-Bold.ttf", "NotoSansGeorgian-Bold.ttf", "NotoSansEthiopic-Bold.ttf",
    "arialbd.ttf", "tahomabd.ttf", "segoeuib.ttf", "LeelaUIb.ttf", "leelawdb.ttf", "ebrimabd.ttf",
    "Loma-Bold.ttf", "Garuda-Bold.ttf", "msyhbd.ttc", "msyh.ttc", "simhei.ttf", "YuGothB.ttc", "msgothic.ttc",
    "malgunbd.ttf", "malgun.ttf", "NanumGothicBold.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc",
    "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "Arial Bold.ttf", "Arial Unicode.ttf", "AppleGothic.ttf",
    "STHeiti Medium.ttc", "Thonburi.ttc", "arialuni.ttf",
)  # fmt: skip
"""The files in which a typeface for another script may be, those that look best beside ours first."""

_LIGHTER = {
    "DejaVuSans-Bold.ttf": "DejaVuSans.ttf", "arialbd.ttf": "arial.ttf", "tahomabd.ttf": "tahoma.ttf",
    "segoeuib.ttf": "segoeui.ttf", "LeelaUIb.ttf": "LeelawUI.ttf", "leelawdb.ttf": "leelawad.ttf",
    "ebrimabd.ttf": "ebrima.ttf", "Loma-Bold.ttf": "Loma.ttf", "Garuda-Bold.ttf": "Garuda.ttf",
    "msyhbd.ttc": "msyh.ttc", "YuGothB.ttc": "YuGothR.ttc", "malgunbd.ttf": "malgun.ttf",
    "NanumGothicBold.ttf": "NanumGothic.ttf", "Arial Bold.ttf": "Arial.ttf",
    **{name: name.replace("-Bold", "-Regular") for name in _FILES if name.startswith("Noto")},
}  # fmt: skip
"""The file of the same typeface for words that are not bold, where it is another."""
_RESTRICTED = 0x0002
_UNSHAPEABLE = (
    (0x0700, 0x085F), (0x0900, 0x0DFF), (0x0F00, 0x109F), (0x1700, 0x18AF), (0x1900, 0x1CFF), (0xA800, 0xABFF),
    (0x10A00, 0x11FFF),
)  # fmt: skip


def set_in_faces(text: str, bold: bool = True) -> list[Fragment] | None:
    """The words as they are drawn, each stretch with its typeface; None where they cannot be set rightly."""
    if text.isascii():
        return [(_ours(bold), text)]
    if any(_is_unshapeable(sign) for sign in text):
        return None
    fragments: list[Fragment] = []
    face: str | None = _ours(bold)
    for sign in as_drawn(text):
        # A stretch stays in its typeface as long as that has the sign: spaces and marks go with their letters.
        if face is None or not _has(face, sign):
            face = _face_for(sign, bold)
        elif face != _ours(bold) and _has(_ours(bold), sign) and sign.isalnum():
            face = _ours(bold)
        if face is None:
            return None
        if fragments and fragments[-1][0] == face:
            fragments[-1] = (face, fragments[-1][1] + sign)
        else:
            fragments.append((face, sign))
    return fragments


def what_is_missing(text: str) -> str:
    """The scripts of the signs that cannot be set, by name: "Devanagari"."""
    signs = [sign for sign in text if _is_unshapeable(sign) or _face_for(sign, True) is None]
    scripts = dict.fromkeys(unicodedata.name(sign, "UNKNOWN").split()[0].capitalize() for sign in signs)
    return ", ".join(_SCRIPTS.get(script, script) for script in scripts)


_SCRIPTS = {"Cjk": "Chinese characters", "Unknown": "signs without a name"}


def _ours(bold: bool) -> str:
    register()
    return f"{SANS}-Bold" if bold else SANS


def _is_unshapeable(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _UNSHAPEABLE)


def _has(face: str, sign: str) -> bool:
    font: Any = pdfmetrics.getFont(face)
    return ord(sign) in font.face.charToGlyph


@cache
def _face_for(sign: str, bold: bool) -> str | None:
    if _has(_ours(bold), sign):
        return _ours(bold)
    names = _FILES if bold else tuple(one for name in _FILES for one in (_LIGHTER.get(name, name), name))
    return next((face for name in names if (face := _registered(name)) and _has(face, sign)), None)


@cache
def _registered(name: str) -> str | None:
    """The typeface in this file of the computer, ready for use; None where there is none that may be used."""
    path = _installed().get(name.lower())
    if path is None or not _may_be_embedded(path):
        return None
    face = f"System-{Path(name).stem}"
    try:
        pdfmetrics.registerFont(TTFont(face, str(path), subfontIndex=0))
    except (TTFError, OSError, struct.error):
        return None
    return face


@cache
def _installed() -> dict[str, Path]:
    """The files of typefaces on this computer by their names."""
    wanted = {name.lower() for name in (*_FILES, *_LIGHTER.values())}
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in sorted(folder.rglob("*.tt[fc]")):
            if path.name.lower() in wanted:
                found.setdefault(path.name.lower(), path)
    return found


def _folders() -> Iterator[Path]:
    if sys.platform == "win32":
        several = [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")]
    elif sys.platform == "darwin":
        several = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), Path.home() / "Library/Fonts"]
    else:
        several = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts"]
    yield from (folder for folder in several if folder.is_dir())


def _may_be_embedded(path: Path) -> bool:
    """Whether its makers allow it to be embedded in a document."""
    try:
        with path.open("rb") as file:
            start = 0
            if file.read(4) == b"ttcf":
                file.seek(12)
                start = struct.unpack(">I", file.read(4))[0]
            file.seek(start + 4)
            tables = struct.unpack(">H6x", file.read(8))[0]
            for _ in range(tables):
                tag, offset = struct.unpack(">4s4xI4x", file.read(16))
                if tag == b"OS/2":
                    file.seek(offset + 8)
                    return not struct.unpack(">H", file.read(2))[0] & _RESTRICTED
    except (OSError, struct.error):
        return False
    return True
