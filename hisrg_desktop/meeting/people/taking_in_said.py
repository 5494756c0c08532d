"""What a row of a list says, cell by cell, or why nothing can be understood of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.taking_in_columns import DATES, HEADING, Columns, letter
from hisrg_desktop.meeting.people.taking_in_reading import ListRow
from hisrg_desktop.meeting.people.taking_in_row import Listed
from hisrg_desktop.meeting.people.taking_in_words import (
    addresses,
    day_of,
    is_serial,
    is_yes,
    kind_meant,
    people_in,
    roles_meant,
    turned,
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
_LOST = re.compile(r"\ufffd|\?(?=\w)|(?<=\w)\?")
"""What stands in the place of letters that the program which saved a list did not know."""
_NAMING = ("name", "given", "family")


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says: as it is understood, remarks on it, and why it cannot be taken in."""

    listed: Listed
    remarks: tuple[str, ...] = ()
    refused: str = ""


class _Refused(Exception):
    """The row cannot be understood; carries why."""


def understood(record: Record, columns: Columns, row: ListRow, is_name: Callable[[str], bool], kind: str = "") -> Said:
    """What the row says; `is_name` knows the names on record, `kind` is as what those take part whose row does not say it."""
    reading = _Row(record, columns, row, is_name)
    shown = next((" ".join(cell.split()) for cell in row.cells if cell), "")[:80]
    try:
        listed = Listed(**reading.values(kind))
    except _Refused as refusal:
        return Said(reading.at_least(shown), tuple(reading.remarks), str(refusal))
    return Said(listed, tuple(reading.remarks))


class _Row:
    """A row with its columns, and what is remarked on as it is read."""

    def __init__(self, record: Record, columns: Columns, row: ListRow, is_name: Callable[[str], bool]) -> None:
        self._record, self._columns, self._row, self._is_name = record, columns, row, is_name
        self.remarks: list[str] = []

    def values(self, kind: str) -> dict[str, Any]:
        """What the row says, by the names of a `Listed`."""
        self._remark_on_cells()
        said: dict[str, Any] = {name: self._plain(key) for key, name in _PLAIN.items()}
        said |= self._name()
        said["organisation"] = self._words("organisation")
        said["email"] = self._email()
        said["aliases"] = tuple(filter(None, (one.strip() for one in self._plain("aliases").split(";"))))
        said["alternate_of"] = tuple(filter(None, (one.strip() for one in self._plain("alternate").split(";"))))
        said["kind"] = self._kind(kind)
        said["roles"] = self._roles()
        said |= {key: self._day(key) for key in DATES}
        said["present"] = is_yes(self._words("present"))
        self._remark_on_panel(said)
        return said

    def at_least(self, shown: str) -> Listed:
        """Whom the row names, where no more of it is understood; its first words where there is no name."""
        name = self._words("name") or f"{self._words('given')} {self._words('family')}".strip()
        return Listed(name=" ".join(name.split()) or shown, organisation=self._words("organisation"))

    def _words(self, key: str) -> str:
        return self._row.at(self._columns.fields.get(key)).strip()

    def _plain(self, key: str) -> str:
        words = self._words(key)
        return "" if words in _DASHES else words

    def _where(self, key: str) -> str:
        return f"{HEADING[key]} ({letter(self._columns.fields[key])}{self._row.row})"

    def _remark_on_cells(self) -> None:
        for key, column in self._columns.fields.items():
            if column in self._row.formulas:
                where = self._where(key)
                if key in _NAMING:
                    raise _Refused(f"{where} begins with “=”: a formula without a value is no name.")
                self.remarks.append(f"{where} begins with “=”: a formula without a value, left aside.")
            if column in self._row.merged:
                self.remarks.append(f"{self._where(key)} is taken from the merged cell above.")

    # --- the name ---------------------------------------------------------------------------------------------------

    def _name(self) -> dict[str, str]:
        given, family, name = (self._words(key) for key in ("given", "family", "name"))
        whole = name or f"{given} {family}".strip()
        if not whole:
            raise _Refused("There is no name in this row.")
        if self._is_name(whole):
            return {"name": whole, "given": given, "family": family}
        shown = " ".join(whole.split())
        if _LOST.search(whole):
            raise _Refused(f"Letters of “{shown}” were lost when the list was saved: save it as Excel or UTF-8.")
        if any(people_in(part) > 1 for part in (name, given, family)):
            raise _Refused(f"Two people in one row (“{shown}”): give each a row of their own.")
        if name and not given and not family:
            name, given, family = turned(name)
        return {"name": name or whole, "given": given, "family": family}

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

    def _kind(self, usual: str) -> str:
        words = self._plain("kind")
        if not words:
            return usual
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
        day = day_of(words)
        if day is None:
            raise _Refused(
                f"{self._where(key)}: “{' '.join(words.split())[:60]}” cannot be read as a day; write 2020-06-30."
            )
        if is_serial(words):
            self.remarks.append(f"{self._where(key)}: {words} is read as {day_in_words(day)}, as Excel counts days.")
        return day
