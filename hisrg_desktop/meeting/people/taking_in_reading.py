"""What was read from a list of people: plain data that comes from another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: its number in the file, from 1, and its cells as words.

    `formulas` are the columns, from 0, that hold a formula and no value; `merged` those filled from a cell above. Whoever
    opens the workbook does not see a row that is `hidden`.
    """

    row: int
    cells: list[str]
    formulas: list[int]
    merged: list[int]
    hidden: bool = False

    def at(self, column: int | None) -> str:
        """The words in this column; nothing where the row is shorter, or there is no such column."""
        return self.cells[column] if column is not None and 0 <= column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet with the rows that hold anything; the one sheet of a CSV file has no name."""

    name: str
    rows: list[ListRow]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class ListReading:
    """A file with a list of people; `form` says how it was understood: "Excel workbook", "UTF-8, separated by commas".

    `notes` are sentences on what was guessed or not read.
    """

    form: str
    sheets: list[ListSheet]
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, said: dict[str, Any]) -> ListReading:
        """The reading as it came in lines of JSON."""
        sheets = [ListSheet(s["name"], [ListRow(**row) for row in s["rows"]]) for s in said["sheets"]]
        return cls(said["form"], sheets, tuple(said["notes"]))
