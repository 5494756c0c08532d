"""What a document consists of, before anybody knows whether it becomes Word, PDF or text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from hisrg_desktop.meeting.charts.chart import Chart, headings, rows
from hisrg_desktop.meeting.redline.pieces import Piece

UPRIGHT_TEXT = 9298
"""The width of the text on an upright page, in twips."""

Status = Literal["DRAFT", "FINAL", "REHEARSAL – NOT A RECORD", ""]
REHEARSAL: Final = "REHEARSAL – NOT A RECORD"
"""What every document of a meeting that is only practised says of itself."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `soft` words stand back (a time, an organisation, an aside)."""

    text: str
    bold: bool = False
    italic: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing among the words where its number is to appear."""

    text: str


Words = str | Sequence[Run | Note]
"""Plain words, or runs with footnotes among them."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who issues the document, what it is called, for which meeting, under which reference, draft or final."""

    body: str
    title: str
    meeting: str = ""
    place_and_dates: str = ""
    reference: str = ""
    status: Status = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` is the name of a style of the template."""

    text: Words
    style: str = "Body"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph under a number that the composer gives ("12."); `note` is a small remark below it."""

    number: str
    text: Words
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """A point of a list."""

    text: Words


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody else, set apart."""

    text: Words


@dataclass(frozen=True, slots=True)
class Provision:
    """Legal text under its label; inserted pieces are set bold and underlined, deleted ones struck.

    `depth` is 1 for a provision, 2 for an item, 3 for an item of an item.
    """

    label: str
    pieces: Sequence[Piece | Note]
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in twips (1,440 to the inch), whether a sheet can add it up."""

    heading: str
    width: int
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    `shading` gives a cell, by row and column counted from 0, a background such as "E3EDF6".
    With `headings_in_page_header` the headings stand in the header of every page and the table itself has
    none, as in the comment form of ISO, IEC and CEN; the table then has pages of its own.
    `row_height` is the least height of a row in twips, where somebody is to write in it.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Words]]
    shading: Mapping[tuple[int, int], str] = field(default_factory=dict)
    headings_in_page_header: bool = False
    row_height: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, drawn where there is paper; where there are only words, its figures as a table."""

    chart: Chart


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Pairs of a name and what it stands for, without lines."""

    pairs: Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class Landscape:
    """Parts on pages of their own, turned."""

    parts: Outline


Part = (
    Heading
    | Paragraph
    | Numbered
    | Bullet
    | Quote
    | Provision
    | Table
    | Figure
    | KeyValues
    | PageBreak
    | Empty
    | Landscape
)
Outline = Sequence[Part]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document on A4. `at` is the date from the record; `author` is the Working Group's name."""

    parts: Outline
    masthead: Masthead
    at: datetime
    author: str
    language: str = "en-GB"
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Parts that share a layout of the page; `form` is the table whose headings stand in the page header."""

    parts: Outline
    landscape: bool
    form: Table | None = None


def sections(document: Document) -> list[Section]:
    """The document cut where the layout of the page changes; at least one section."""
    found = list(_cut(document.parts, document.landscape))
    return found or [Section((), document.landscape)]


def _cut(parts: Outline, landscape: bool) -> Iterator[Section]:
    gathered: list[Part] = []
    for part in parts:
        apart = _apart(part, landscape)
        if apart is None:
            gathered.append(part)
            continue
        if gathered:
            yield Section(tuple(gathered), landscape)
            gathered = []
        yield from apart
    if gathered:
        yield Section(tuple(gathered), landscape)


def _apart(part: Part, landscape: bool) -> Iterable[Section] | None:
    if isinstance(part, Landscape):
        return _cut(part.parts, landscape=True)
    if isinstance(part, Table) and part.headings_in_page_header:
        wide = sum(column.width for column in part.columns) > UPRIGHT_TEXT
        return [Section((part,), landscape or wide, form=part)]
    return None


def as_table(figure: Figure) -> Table:
    """The figures of a chart, the first column wide enough for its labels."""
    names = headings(figure.chart)
    rest = max(900, min(1500, (UPRIGHT_TEXT - 3000) // max(1, len(names) - 1)))
    widths = [UPRIGHT_TEXT - rest * (len(names) - 1), *(rest for _ in names[1:])]
    return Table([Column(name, width) for name, width in zip(names, widths, strict=True)], rows(figure.chart))


def plain(words: Words) -> str:
    """The words without look and footnotes."""
    if isinstance(words, str):
        return words
    return "".join(run.text for run in words if isinstance(run, Run))


def texts(document: Document) -> Iterator[str]:
    """Every text of the document, footnotes included, so that it can be searched as a whole."""
    head = document.masthead
    yield from (head.body, head.title, head.meeting, head.place_and_dates, head.reference)
    for part in document.parts:
        yield from _texts(part)


def _texts(part: Part) -> Iterator[str]:
    match part:
        case Heading(text=heading):
            yield heading
        case Paragraph() | Bullet() | Quote():
            yield from _words(part.text)
        case Numbered():
            yield part.number
            yield from _words(part.text)
            yield part.note
        case Provision():
            yield part.label
            yield from (piece.text for piece in part.pieces)
        case Table():
            yield from (column.heading for column in part.columns)
            yield from (text for row in part.rows for cell in row for text in _words(cell))
        case Figure(chart=chart):
            yield from (chart.title, chart.note)
            yield from (text for row in (headings(chart), *rows(chart)) for text in row)
        case KeyValues():
            for name, words in part.pairs:
                yield name
                yield from _words(words)
        case Landscape():
            yield from (text for inner in part.parts for text in _texts(inner))


def _words(words: Words) -> Iterator[str]:
    if isinstance(words, str):
        yield words
    else:
        yield from (run.text for run in words)
