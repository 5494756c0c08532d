"""What a row of a list says, cell by cell, or why nothing can be understood of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.organisations import known_as
from hisrg_desktop.meeting.people.taking_in_columns import DATES, HEADING, Columns, letter
from hisrg_desktop.meeting.people.taking_in_names import called, is_nothing, why_no_name
from hisrg_desktop.meeting.people.taking_in_reading import ListRow
from hisrg_desktop.meeting.people.taking_in_row import Listed
from hisrg_desktop.meeting.people.taking_in_words import (
    addresses,
    could_be_either,
    day_of,
    has_month_first,
    is_no,
    is_serial,
    is_yes,
    kind_meant,
    name_beside,
    people_in,
    roles_meant,
    says_no_day,
    seen,
)
from hisrg_desktop.meeting.record import Record

_DASHES = frozenset({"-", "–", "—", "n/a", "N/A", "?"})
_PLAIN = {
    "honorific": "honorific",
    "sort": "sort_name",
    "country": "country",
    "short": "short",
    "parent": "parent",
    "org_country": "org_country",
    "category": "category",
    "separate": "separate",
    "panel": "panel",
}
"""The columns whose words are taken as they stand, and what they say."""
_TWICE = r"[ÃÂ][\x80-\xbfŒœŠšŸŽžƒˆ˜–-›€™]|â€"
_LOST = re.compile(rf"\ufffd|\?(?=\w)|(?<=\w)\?|{_TWICE}")
_SURELY_LOST = re.compile(rf"\ufffd|(?<=\w)\?(?=\w)|{_TWICE}")
"""What stands in the place of letters that the program which saved a list did not know, or saved twice over."""
_NAMING = ("name", "given", "family")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says: as it is understood, remarks on it, and why it cannot be taken in.

    `title` stood before the name; it says something only of those who have none on record. Where the parts of the name
    were told from the whole (`apart`), they say something only of somebody new.
    """

    listed: Listed
    remarks: tuple[str, ...] = ()
    refused: str = ""
    title: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Habits:
    """How whoever made a list writes: columns in which the month is first, names with the family name before a comma."""

    month_first: frozenset[str] = frozenset()
    family_first: bool = False


_ENOUGH = 3
_MOST = 0.6


def habits_of(rows: Sequence[ListRow], columns: Columns) -> Habits:
    """What the rows of a list show of how they are written."""
    cells = {key: [row.at(at) for row in rows] for key, at in columns.fields.items() if key in (*DATES, "name")}
    names = [words for words in cells.get("name", []) if words]
    commas = sum(1 for words in names if words.count(",") == 1)
    return Habits(
        frozenset(key for key in DATES if has_month_first(cells.get(key, []))),
        len(names) >= _ENOUGH and commas >= _MOST * len(names),
    )


class _Refused(Exception):
    """The row cannot be understood; carries why."""


def understood(
    record: Record, columns: Columns, row: ListRow, is_name: Callable[[str], bool], habits: Habits | None = None
) -> Said:
    """What the row says; `is_name` knows the names on record."""
    reading = _Row(record, columns, row, is_name, habits or Habits())
    try:
        listed = Listed(**reading.values())
    except _Refused as refusal:
        return Said(reading.at_least(), tuple(reading.remarks), str(refusal))
    return Said(listed, tuple(reading.remarks), title=reading.title, apart=reading.apart)


class _Row:
    """A row with its columns, and what is remarked on as it is read."""

    def __init__(
        self, record: Record, columns: Columns, row: ListRow, is_name: Callable[[str], bool], habits: Habits
    ) -> None:
        self._record, self._columns, self._row, self._is_name = record, columns, row, is_name
        self._habits = habits
        self.remarks: list[str] = []
        self.title = ""
        self.apart = False

    def values(self) -> dict[str, Any]:
        """What the row says, by the names of a `Listed`."""
        if self._row.hidden or self._row.formulas or self._row.merged:
            self._remark_on_cells()
        said: dict[str, Any] = {name: self._plain(key) for key, name in _PLAIN.items()}
        said |= self._name()
        said["organisation"] = self._organisation()
        said["email"] = self._email()
        said["aliases"] = tuple(filter(None, (one.strip() for one in self._plain("aliases").split(";"))))
        said["alternate_of"] = tuple(filter(None, (one.strip() for one in self._plain("alternate").split(";"))))
        said["kind"] = self._kind()
        said["roles"] = self._roles()
        said |= {key: self._day(key) for key in DATES}
        said["present"] = self._present()
        self._remark_on_panel(said)
        return said

    def at_least(self) -> Listed:
        """Whom the row names, where no more of it is understood."""
        name = self._words("name") or f"{self._words('given')} {self._words('family')}".strip()
        name = name or name_beside(self._words("email"))
        return Listed(name=" ".join(name.split()) or "no name", organisation=self._words("organisation"))

    def _words(self, key: str) -> str:
        column = self._columns.fields.get(key)
        return "" if column is None else self._row.at(column).strip()

    def _plain(self, key: str) -> str:
        words = self._words(key)
        if not words.isascii():
            words = seen(words).strip()
        return "" if words in _DASHES else words

    def _where(self, key: str) -> str:
        return f"{HEADING[key]} ({letter(self._columns.fields[key])}{self._row.row})"

    def _remark_on_cells(self) -> None:
        if self._row.hidden:
            self.remarks.append("The workbook hides this row, by a filter perhaps.")
        for key, column in self._columns.fields.items():
            if column in self._row.formulas:
                where = self._where(key)
                if key in _NAMING:
                    raise _Refused(f"{where} holds a formula without a value, which is no name.")
                self.remarks.append(f"{where} holds a formula without a value; it is left aside.")
            if column in self._row.merged:
                self.remarks.append(f"{self._where(key)} is taken from the merged cell above.")

    # --- the name ---------------------------------------------------------------------------------------------------

    def _name(self) -> dict[str, str]:
        given, family, name = (self._words(key) for key in ("given", "family", "name"))
        whole = name or f"{given} {family}".strip() or name_beside(self._words("email"))
        if not whole:
            raise _Refused(self._no_name())
        if self._is_name(whole):
            return {"name": whole, "given": given, "family": family}
        shown = " ".join(whole.split())
        if _LOST.search(whole):
            raise _Refused(f"Letters of “{shown}” were lost when the list was saved: save it as Excel or UTF-8.")
        if all(len(line.split()) == 1 for line in whole.split("\n")) and "\n" in whole:
            self.remarks.append(f"“{shown}” stands on {whole.count(chr(10)) + 1} lines and is taken for one name.")
            whole, name, given, family = (" ".join(words.split()) for words in (whole, name, given, family))
        if any(part and people_in(part, self._habits.family_first) > 1 for part in (name, given, family)):
            raise _Refused(f"Two people in one row (“{shown}”): give each a row of their own.")
        if no_name := why_no_name(whole, self._row_holds_one_cell()):
            raise _Refused(no_name)
        understood = called(seen(whole))
        self.title = understood.honorific
        self.remarks += (f"“{one}” beside the name: look whether it belongs to it." for one in understood.beside)
        given, family = " ".join(seen(given).split()), " ".join(seen(family).split())
        if given or family:
            return {"name": understood.name, "given": given, "family": family}
        self.apart = True
        return {"name": understood.name, "given": understood.given, "family": understood.family}

    def _no_name(self) -> str:
        if not any(key in self._columns.fields for key in _NAMING):
            return "No column is said to hold names: say which one does."
        return "There is no name in this row: write one, or leave the row out."

    def _row_holds_one_cell(self) -> bool:
        return sum(map(bool, self._row.cells)) == 1 and len(self._columns.fields) > 1

    def _organisation(self) -> str:
        words = self._words("organisation")
        if not words or known_as(self._record, words):
            return words
        plain = " ".join(seen(words).split())
        if _SURELY_LOST.search(plain):
            raise _Refused(f"Letters of “{plain}” were lost when the list was saved: save it as Excel or UTF-8.")
        return "" if plain in _DASHES or is_nothing(plain) else plain

    def _present(self) -> bool:
        words = self._words("present")
        if not is_yes(words) and not is_no(words):
            self.remarks.append(f"{self._where('present')}: “{words}” is neither yes nor no; nobody is marked present.")
        return is_yes(words)

    def _email(self) -> str:
        words = self._plain("email")
        found = list(dict.fromkeys(addresses(words)))
        if not words or [words] == found:
            return words
        if len(found) > 1:
            self.remarks.append(f"{self._where('email')} holds {len(found)} addresses; the first is taken.")
        elif not found:
            self.remarks.append(f"{self._where('email')}: “{words}” is no e-mail address, and is left aside.")
        return found[0] if found else ""

    # --- class and functions ----------------------------------------------------------------------------------------

    def _kind(self) -> str:
        words = self._plain("kind")
        if not words:
            return ""
        meant = kind_meant(words)
        if meant is None:
            raise _Refused(
                f"{self._where('kind')}: “{words}” is no class; there are member, observer, applicant, external."
            )
        return meant

    def _roles(self) -> tuple[str, ...]:
        roles, other = roles_meant(self._plain("role"))
        if other:
            said = ", ".join(f"“{words}”" for words in other)
            self.remarks.append(f"{self._where('role')}: {said} is no function of the Group, and is left aside.")
        return tuple(roles)

    def _remark_on_panel(self, said: dict[str, Any]) -> None:
        if said["panel"] and self._record.one(Panel, name=said["panel"]) is None:
            self.remarks.append(f"{self._where('panel')}: there is no panel “{said['panel']}”; left aside.")
            said["panel"] = ""

    # --- days -------------------------------------------------------------------------------------------------------

    def _day(self, key: str) -> date | None:
        words = self._plain(key)
        if not words:
            return None
        if says_no_day(words):
            self.remarks.append(f"{self._where(key)}: “{words}” says no day, and is left aside.")
            return None
        month_first = key in self._habits.month_first
        day = day_of(words, month_first)
        if day is None:
            raise _Refused(
                f"{self._where(key)}: “{' '.join(words.split())[:60]}” cannot be read as a day; write 2020-06-30."
            )
        if month_first and could_be_either(words):
            why = "in other rows of the column the month is first"
            self.remarks.append(f"{self._where(key)}: {words} is read as {day_in_words(day)}: {why}.")
        if is_serial(words):
            self.remarks.append(f"{self._where(key)}: {words} is read as {day_in_words(day)}, as Excel counts days.")
        return day
