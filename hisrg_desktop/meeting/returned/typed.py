"""Numbers that were typed before or in the words of a returned file, which are not its words."""

import re

from hisrg_desktop.meeting.redline.diff import hunks

_TYPED = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]?(?:\s*(?:bis|ter|quater))?|\(?[a-z]{1,4}\)|\(?[ivxl]+\)|[a-z]\.)\s+")
_NUMBER = re.compile(r"\(?\d+(?:\.\d+)*\)?|[a-z]\)|bis|ter|quater|[.,()]")
_POINTING = re.compile(
    r"(?:blocks?|provisions?|paragraphs?|articles?|sections?|items?|points?|chapters?|clauses?|footnotes?|and|or|to)\W*$",
    re.IGNORECASE,
)


def without_number(text: str) -> str:
    """The words without a number typed before them: `4.3  Words`, `a)  Words`."""
    return _TYPED.sub("", text, count=1).strip()


def same_but_numbers(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but the numbers by which they point at other places."""
    found = hunks(one, other)
    return bool(found) and all(
        _NUMBER.fullmatch(one[h.start : h.end].strip())
        and _NUMBER.fullmatch(h.text.strip())
        and _POINTING.search(one[: h.start])
        for h in found
    )
