"""What the view of a list of people shows: the rows with their result, what changes and why; the columns with a sample."""

from dataclasses import dataclass

from hisrg_desktop.meeting.people.taking_in import Line, Preview, Result
from hisrg_desktop.meeting.people.taking_in_columns import HEADING, Columns, letter, rows_of
from hisrg_desktop.meeting.people.taking_in_reading import ListReading
from hisrg_desktop.meeting.people.taking_in_told import Told

SIGNS: dict[Result, str] = {
    "new": "+",
    "changed": "~",
    "unchanged": "=",
    "warning": "!",
    "refused": "×",
    "left out": "–",
}
"""The sign before the word of a result: nothing is told by colour alone."""
_PLAIN = frozenset({HEADING[key] for key in ("name", "given", "family", "sort")})
"""What need not be told again of somebody new, whose name stands beside it."""


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the file: its letter and heading, the first words in it, and what it holds."""

    column: int
    heading: str
    sample: str
    key: str


def columns_shown(reading: ListReading, columns: Columns) -> list[ColumnShown]:
    """Every column of the sheet in which anything stands."""
    sheet = reading.sheets[columns.sheet]
    head = next((row for row in sheet.rows if row.row == columns.head), None)
    rows = rows_of(reading, columns)
    found = []
    for at in range(sheet.width):
        heading = head.at(at) if head else ""
        sample = next((one_line(row.at(at)) for row in rows if row.at(at)), "")
        if heading or sample:
            found.append(ColumnShown(at, f"{letter(at)}  {one_line(heading or sample)}", sample, columns.key_of(at)))
    return found


def one_line(words: str) -> str:
    """Words as they stand on one line."""
    return " ".join(words.split())


def result_words(line: Line) -> str:
    """The result with its sign."""
    return f"{SIGNS[line.result]}  {line.result}"


def row_words(line: Line) -> str:
    """What changes by a row, or why it is not taken in or noticed."""
    if line.result == "refused":
        return one_line(line.why[0])
    changes = "; ".join(told_words(told) for told in line.fields if not (line.new and told.field in _PLAIN))
    return one_line(" · ".join(filter(None, (" ".join(line.why), changes))))


def told_words(told: Told) -> str:
    """A field from what to what."""
    return f"{told.field}: {told.before} → {told.after}" if told.before else f"{told.field}: {told.after}"


def detail_words(line: Line) -> str:
    """All reasons of a row, one a line, and then what it changes."""
    return "\n".join(filter(None, (*map(one_line, line.why), " · ".join(one_line(told_words(t)) for t in line.fields))))


def class_words(line: Line) -> str:
    """The class a row names."""
    return line.kind


def taken_words(found: Preview) -> str:
    """How many would be taken in."""
    count = len(found.taken)
    return "1 person" if count == 1 else f"{count} people"
