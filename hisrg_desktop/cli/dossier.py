"""A dossier that a command works on: opened for one act, and what its arguments mean on record."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.desk import Desk
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record

FILE = click.Path(path_type=Path)


def do(file: Path, act: Act, files: dict[str, bytes]) -> None:
    """Do an act, with the files it keeps, in a dossier that nobody has open."""
    at_desk(file, lambda desk: desk.do(act, files=files).result())


def at_desk(file: Path, work: Callable[[Desk], object]) -> None:
    """Do this work at the desk of a dossier that nobody has open."""
    from hisrg_desktop.desk.desk import Desk

    with closing(Desk.open(file, program="hisrg")) as desk:
        work(desk)


def person_called(record: Record, name: str | None) -> str:
    """The id of the person of this name; `OutOfOrder` where nobody has it, or several."""
    from hisrg_desktop.meeting.people.persons import people
    from hisrg_desktop.meeting.people.traces import folded

    if not name:
        raise click.UsageError("Say whose data: --person NAME.")
    wanted = folded(name)
    found = [
        p for p in people(record) if wanted in {p.id, *map(folded, (p.name, p.sort_name, p.email, *p.other_names))}
    ]
    if not found:
        raise OutOfOrder(f"There is nobody called {name} on record.")
    if len(found) > 1:
        several = ", ".join(f"{p.id} ({p.sort_name or p.name})" for p in found)
        raise OutOfOrder(f"Several are called {name}; say which by the id: {several}.")
    return found[0].id


def meeting_numbered(record: Record, number: str | None) -> str | None:
    """The id of the meeting of this number, such as 2.3; None where none was given, `OutOfOrder` where none has it."""
    from hisrg_desktop.meeting.roll.meetings import Meeting, number_of

    if number is None:
        return None
    for meeting in record.each(Meeting):
        if number_of(record, meeting) == number:
            return meeting.id
    raise OutOfOrder(f"There is no meeting {number} on record.")
