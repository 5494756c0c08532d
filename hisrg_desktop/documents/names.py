"""A document without names has none: every part of the finished file is searched for every name on record.

What is searched for: each person's name, family name and e-mail address, each organisation's name, short name and
aliases, each author of the public; whole words only, letter case and accents left aside. What is not a name here: words
that the legal text itself uses, and the names of the Group, its panels, and the place of the meeting. A short name or a
family name that is also an ordinary word ("Rex" is none, "WHO" and "May" are) counts only where it is written as a name:
the short name in its capitals, the family name after a title, a given name or an initial.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.ordinary import ORDINARY
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.traces import FORMER
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.meeting.text.drafts import DraftPart
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, Text

_TITLES = "mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|judge|ambassador|amb|madam|hon|rev"


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: the name as it is on record, the part of the file, and the words around it."""

    name: str
    part: str
    words: str


class NamesFound(OutOfOrder):
    """A document that was to be without names has some; `hits` says which and where."""

    def __init__(self, hits: list[Hit]) -> None:
        self.hits = hits
        shown = "; ".join(f"“{hit.name}” in “…{hit.words}…”" for hit in hits[:3])
        more = f" and {len(hits) - 3} more" if len(hits) > 3 else ""
        one = "a name" if len(hits) == 1 else f"{len(hits)} names"
        super().__init__(
            f"The document without names would carry {one}: {shown}{more}. Reword these, then export again."
        )


def refuse_names(record: Record, data: bytes, suffix: str) -> None:
    """Nothing where the finished file carries no name on record; `NamesFound` otherwise."""
    hits = find_names(record, readable(data, suffix))
    if hits:
        raise NamesFound(hits)


def find_names(record: Record, parts: Iterable[tuple[str, str]]) -> list[Hit]:
    """Every name on record in these parts (what each is called, and its text), each once in each sentence around it."""
    search = _Search(record)
    found: dict[tuple[str, str, str], Hit] = {}
    for part, text in parts:
        for name, words in search.hits(text):
            found.setdefault((name, part, words), Hit(name, part, words))
    return list(found.values())


class _Search:
    """The names on record as one expression over folded text."""

    def __init__(self, record: Record) -> None:
        self._ordinary = ORDINARY | _prose(record)
        self._official = _squeezed(" | ".join(_official(record)))
        self._names: dict[str, str] = {}
        self._capitals: dict[str, str] = {}
        self._families: dict[str, str] = {}
        self._of_people(record)
        self._of_organisations(record)
        self._folded = _one_of(self._names)
        self._upper = _one_of(self._capitals)
        self._titled = _titled(self._families)

    def _of_people(self, record: Record) -> None:
        for person in record.each(Person):
            if person.name == FORMER:
                continue
            names = (person.name, person.email, person.family or "", person.sort_name.partition(",")[0])
            for name in (*names, *person.other_names):
                if name and " " not in name and self._usual(folded(name)):
                    self._families[folded(name)] = name
                else:
                    self._add(name)
        for author in {comment.by for comment in record.each(Comment) if comment.by}:
            self._add(author)

    def _of_organisations(self, record: Record) -> None:
        for organisation in record.each(Organisation):
            for name in (organisation.name, organisation.short, *organisation.aliases):
                if folded(name) not in self._ordinary:
                    self._add(name)
                elif name.isupper():
                    self._capitals[_plain(name)] = name

    def _usual(self, key: str) -> bool:
        """Whether a name is also a word that the legal text or the language uses."""
        return key in self._ordinary or (key in self._official and _whole(key, self._official))

    def _add(self, name: str) -> None:
        key = folded(name)
        if len(key) > 1 and name != FORMER and not self._usual(key):
            self._names.setdefault(key, name)

    def hits(self, text: str) -> Iterator[tuple[str, str]]:
        """The names in a text with the words around them."""
        plain = re.sub(r"\s+", " ", _plain(text))
        low = plain.casefold()
        around = plain if len(low) == len(plain) else low
        for expression, names, where in (
            (self._folded, self._names, low),
            (self._upper, self._capitals, plain),
            (self._titled, self._families, low),
        ):
            for found in expression.finditer(where) if expression else ():
                start, end = found.span(1)
                yield names[found.group(1)], _around(around, start, end)


def _around(text: str, start: int, end: int) -> str:
    first = text.rfind(" ", 0, max(0, start - 24)) + 1 if start > 24 else 0
    last = text.find(" ", end + 24)
    return text[first : last if last >= 0 else len(text)].strip()


def _one_of(names: dict[str, str]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")


def _titled(families: dict[str, str]) -> re.Pattern[str] | None:
    """A family name that is an ordinary word, after a title or an initial; with the given name it is a whole name."""
    if not families:
        return None
    return re.compile(rf"(?<!\w)(?:(?:{_TITLES})\.? |[a-z]\. )({'|'.join(map(re.escape, sorted(families)))})(?!\w)")


def _plain(text: str) -> str:
    """The text without accents; letters that have none but look it (ł, ø, đ) become what a keyboard has."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)


_LETTERS = str.maketrans("łŁøØđĐðÐıħĦŧŦ’‘‐‑", "lLoOdDdDihHtT''--", "\u00ad\u200b")


def folded(name: str) -> str:
    """A name as it is compared: letter case, accents and kinds of spaces left aside."""
    return _squeezed(_plain(name)).casefold()


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _whole(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _official(record: Record) -> Iterator[str]:
    """What every document names without naming anybody: the Group, its panels, the place, the words of the text."""
    yield folded(group_name(record))
    yield from (folded(panel.name) for panel in record.each(Panel))
    yield from (folded(f"{meeting.place}, {meeting.venue}") for meeting in record.each(Meeting))
    yield from (folded(text) for text in _legal(record))


def _prose(record: Record) -> frozenset[str]:
    """The words that the legal text uses, as far as it writes them small."""
    return frozenset(word for text in _legal(record) for word in re.findall(r"\b[a-z]+\b", _plain(text)))


def _legal(record: Record) -> Iterator[str]:
    yield from (text.name for text in record.each(Text))
    yield from (block.heading for block in record.each(Block))
    yield from (provision.text for provision in record.each(Provision))
    yield from (note.text for note in record.each(Footnote))
    yield from (part.text for part in record.each(DraftPart))


# --- what a finished file says --------------------------------------------------------------------------------------

_PARAGRAPH = re.compile(r"</(?:\w+:)?(?:p|si|c|row|comment)>|<(?:\w+:)?(?:tab|br|cr)\b[^>]*/>")
_TAG = re.compile(r"<[^>]*>")
_SPOKEN = re.compile(
    r"""\b(?:\w+:)?(?:author|initials|userId|name|descr|title|Target|tooltip|alias|lastModifiedBy)="([^"]*)\""""
)
_FIXED = re.compile(
    r"word/(?:styles|fontTable|theme/.*|numbering|webSettings|_rels/.*)\.?\w*$|\[Content_Types\]\.xml|.*\.rels$"
)


def readable(data: bytes, suffix: str) -> Iterator[tuple[str, str]]:
    """What each part of a file says, with what it says of itself: authors, titles, targets of links."""
    if suffix == ".pdf":
        yield from _pdf(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.namelist():
                yield from ((part, text) for text in _said(part, archive.read(part)))
    else:
        yield suffix.lstrip("."), data.decode("utf-8-sig", "replace")


def _said(part: str, data: bytes) -> Iterator[str]:
    if not part.endswith((".xml", ".rels")):
        return
    text = data.decode("utf-8", "replace")
    attributes = _SPOKEN.findall(text) if not _FIXED.match(part) else re.findall(r'Target="([^"]*)"', text)
    yield " | ".join(unescape(value) for value in dict.fromkeys(attributes))
    if not _FIXED.match(part):
        for paragraph in _PARAGRAPH.split(text):
            yield unescape(_TAG.sub("", paragraph))


def _pdf(data: bytes) -> Iterator[tuple[str, str]]:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(data)
    try:
        yield "properties", " | ".join(document.get_metadata_dict().values())
        for number in range(len(document)):
            page = document[number].get_textpage()
            yield f"page {number + 1}", page.get_text_range()
    finally:
        document.close()
