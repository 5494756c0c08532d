"""The letters of a text file: which alphabet of numbers it is written in, told by its mark or by what makes words of it."""

import re
from typing import NamedTuple


class Letters(NamedTuple):
    """A text that was decoded, what its letters are called, and whether that is only the likeliest."""

    text: str
    called: str
    guessed: bool = False


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    # Before the mark of UTF-16, which begins it.
    (b"\xff\xfe\x00\x00", "utf-32", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32", "UTF-32"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_OLDER = {
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp1250": "Windows-1250, Central European",
    "cp1251": "Windows-1251, Cyrillic",
}
"""Where two fit as well, the first: what programs in Western Europe wrote."""
_LOOKED_AT = 200_000
_SOME = 4_000


def decoded(data: bytes) -> Letters:
    """The text; no byte is lost, and one that stands for no letter becomes U+FFFD."""
    for mark, codec, called in _MARKS:
        if data.startswith(mark):
            return Letters(data.decode(codec, "replace"), called)
    wide = _wide(data)
    if wide:
        return Letters(data.decode(wide, "replace"), "UTF-16")
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    # A letter that was cut or spoilt makes no older alphabet of a list in UTF-8.
    if not lost or sum(1 for sign in text if sign > "\x7f") > 3 * lost:
        return Letters(text, "UTF-8")
    codec = max(_OLDER, key=lambda one: _likeness(data[:_LOOKED_AT].decode(one, "replace")))
    return Letters(data.decode(codec, "replace"), _OLDER[codec], guessed=True)


def _wide(data: bytes) -> str:
    """UTF-16 without a mark shows by the noughts of its Latin letters."""
    some = data[:_SOME]
    even, odd = some[0::2].count(0), some[1::2].count(0)
    half = len(some) // 2
    if half and odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if half and even > 0.4 * half and odd < 0.1 * half else ""


# --- which of the older ones ------------------------------------------------------------------------------------------

_FOREIGN = re.compile(r"[^\x00-\x7f]")
_USUAL = frozenset("àáâãäåæçèéêëìíîïñòóôöøùúûüœßÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŒ")
_OPENING, _CLOSING, _DASHES = frozenset("‘“«„¿¡"), frozenset("’”»…®™ªº"), frozenset("–—\xa0·•")
_APOSTROPHE = "’"
_FITS, _OTHER_LETTER, _ODD, _CASE, _MISPLACED, _NOTHING = 1.0, 0.5, 0.0, -2.0, -3.0, -5.0


def _likeness(text: str) -> float:
    """How much it looks like names: letters within words count for it; signs, capitals and two scripts there against it."""
    places = (found.start() for found in _FOREIGN.finditer(text))
    return sum(_weight(text[at - 1] if at else " ", text[at], text[at + 1 : at + 2] or " ") for at in places)


def _weight(before: str, sign: str, after: str) -> float:
    if sign == "\ufffd" or "\x80" <= sign < "\xa0":
        return _NOTHING
    if not sign.isalpha() or sign == "ƒ":
        return _placed(before.isalpha(), sign, after.isalpha())
    if sign.isupper() and before.islower():
        return _CASE
    return _in_script(before, sign, after)


def _placed(before: bool, sign: str, after: bool) -> float:
    """A sign that is no letter, and whether letters stand at its sides."""
    if sign == _APOSTROPHE and before and after:
        return _FITS
    if sign in _OPENING or sign in _CLOSING:
        right, wrong = (after, before) if sign in _OPENING else (before, after)
        return _MISPLACED if wrong else _FITS if right else _ODD
    if sign in _DASHES:
        return _OTHER_LETTER if not before and not after else _MISPLACED if before and after else _ODD
    return _MISPLACED if before or after else _ODD


def _in_script(before: str, sign: str, after: str) -> float:
    """A Cyrillic letter stands among its like; a Latin one that Western Europe uses is likelier than another."""
    neighbours = [one for one in (before, after) if one.isalpha()]
    if not neighbours:
        return _ODD
    if not "Ѐ" <= sign <= "ӿ":
        return _FITS if sign in _USUAL else _OTHER_LETTER
    return 2 * _FITS if all("Ѐ" <= one <= "ӿ" for one in neighbours) else _MISPLACED
