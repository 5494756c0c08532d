"""A text as words, numbers and punctuation, each with its place; white space only stands between them."""

import re
from typing import NamedTuple

# Signs that join a letter (accents, vowel signs, soft hyphen) are no \w for `re`, yet cutting before one cuts a word.
_JOINED = (
    "\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e\u200c\u200d\u20d0-\u20ff\ufe0f"
)
_APART = "\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"(?:(?![{_APART}])[\w{_JOINED}])"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)+{_LETTER}*|{_LETTER}+(?:['\u2019\u2010\u2011-]{_LETTER}+)*|[{_APART}][{_JOINED}]*|[^\s]"
)
_SMALL_WORDS = """
a an and any are as at be been by for from had has have if in into is it its may no nor not of on or other
shall should so such than that the their them then there these they this those to was were which will with would
"""
_COMMON = frozenset(_SMALL_WORDS.split())


class Token(NamedTuple):
    """A word, a number or a mark of punctuation and where it begins and ends."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words, numbers ("10.3" is one) and marks of a text in order; a script without spaces goes by character."""
    return [Token(found.group(), *found.span()) for found in _TOKEN.finditer(text)]


def says_something(word: str) -> bool:
    """Whether a match on this word is likely to be more than coincidence: no punctuation and no "the"."""
    return word[:1].isalnum() and word.casefold() not in _COMMON
