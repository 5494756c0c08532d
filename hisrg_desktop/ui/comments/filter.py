"""The filter of comments: words as they are typed, each made into a test once; what is searched is folded once."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from hisrg_desktop.meeting.comments.comments import Comment, author_name, author_organisation
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.ui.comments.shown import Row

Test = Callable[[Row], bool]

_TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|“([^”]*)”?|(\S+))')
_DROPPED = re.compile("[\u0300-\u036f'’.\\-]")

CLASSES = {
    "member": "MC",
    "chair": "C",
    "observer": "O",
    "panel": "P",
    "secretariat": "S",
    "external": "E",
    "public": "–E",
}
"""The words for classes, and the letters by which rows have them."""

STATES = ("open", "recommended", "disposed")


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """The text as it is searched: without case, diacritics, hyphens and full stops."""
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))


@derived(Comment, Person, Organisation)
def haystacks(record: Record) -> dict[str, str]:
    """What is searched of each comment: number, author, organisation, words."""
    return {c.id: _searched(record, c) for c in record.each(Comment)}


@follows(haystacks)
def _haystacks_after(known: dict[str, str], _before: Record, after: Record, changes: list[Change]) -> dict[str, str]:
    """What was searched before, with the comments that changed folded anew."""
    if not all(isinstance(change.row, Comment) for change in changes):
        return haystacks(after)
    made = known.copy()
    for change in changes:
        if isinstance(change.after, Comment):
            made[change.row.id] = _searched(after, change.after)
        else:
            made.pop(change.row.id, None)
    return made


def _searched(record: Record, comment: Comment) -> str:
    name, organisation = author_name(record, comment), author_organisation(record, comment)
    return _haystack(comment.number, name, organisation, comment.text)


@lru_cache(maxsize=20_000)
def _haystack(*parts: str) -> str:
    return "\n".join(map(folded, parts))


def filtered(all_rows: Sequence[Row], searched: dict[str, str], typed: str) -> list[Row]:
    """The rows that pass every term typed, in the order they came."""
    tests = [_test(*term, searched) for term in _terms(typed)]
    found = list(all_rows)
    for test in tests:
        found = [row for row in found if test(row)]
    return found


def _terms(typed: str) -> list[tuple[str, str]]:
    found = []
    for key, quoted, curled, bare in _TERM.findall(typed):
        value = quoted or curled or bare
        if value or key:
            found.append((key.casefold(), value))
    return found


def _test(key: str, value: str, searched: dict[str, str]) -> Test:
    wanted = value.casefold()
    if key in _KEYED:
        return _KEYED[key](wanted)
    if not key and wanted in STATES:
        return _in_state(wanted)
    words = folded(f"{key}:{value}" if key else value)
    return lambda row: words in searched[row.key]


def _in_state(wanted: str) -> Test:
    return lambda row: row.state.startswith(wanted)


def _of_class(wanted: str) -> Test:
    letters = next((letters for word, letters in CLASSES.items() if wanted and word.startswith(wanted)), wanted.upper())
    return lambda row: row.letter in letters or not wanted


def _at_block(wanted: str) -> Test:
    return lambda row: row.block.casefold() == wanted or not wanted


def _at_place(wanted: str) -> Test:
    bare = wanted.replace(" ", "").rstrip(")")
    return lambda row: row.place.casefold().startswith(bare)


_KEYED: dict[str, Callable[[str], Test]] = {
    "block": _at_block,
    "place": _at_place,
    "class": _of_class,
    "state": _in_state,
    "type": lambda wanted: lambda row: row.type.startswith(wanted),
    "channel": lambda wanted: lambda row: row.channel.startswith(wanted),
    "placing": lambda wanted: lambda row: wanted in row.placing,
    "recommended": lambda wanted: lambda row: row.recommended.startswith(wanted),
    "disposed": lambda wanted: lambda row: row.decided.startswith(wanted),
}
"""The terms that ask for one column, by what stands before the colon."""
