"""Values that can be saved, exported and read back: what is done once, when a row is made."""

import re
import unicodedata
from datetime import UTC, datetime

LONGEST = 1_000_000
"""The most characters one text may have."""

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_UNCLEAN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text without what no document can carry: controls removed, breaks unified, NFC, at most a million characters."""
    if text.isascii() and not _UNCLEAN.search(text):
        return text[:LONGEST]
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", text))[:LONGEST]


def one_line(text: str) -> str:
    """The text as it can stand in a sentence: clean, its line ends and tabs single blanks."""
    return " ".join(clean(text).split()) if not text.isprintable() else text


def cleaned(value: object) -> object:
    """A value with its text cleaned, in lists as well, and an instant in universal time, as it is kept."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, datetime) and value.tzinfo is not None and value.tzinfo is not UTC:
        return value.astimezone(UTC)
    if isinstance(value, tuple | list):
        return tuple(cleaned(one) for one in value)
    return value


def left_out(text: str) -> int:
    """How many characters `clean` removes or replaces, so that the person can be told."""
    return len(_CONTROLS.findall(text)) + len(_SURROGATES.findall(text)) + max(0, len(text) - LONGEST)
