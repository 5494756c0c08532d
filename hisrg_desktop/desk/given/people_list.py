"""The people on record as a list that is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.forms import SHEETS, sheet

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _people(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.people_list import people_list

    return sheet(people_list(record), "People", record, options)


PEOPLE = Kind(
    "People, as a list",
    "The secretariat: everybody on record with e-mail addresses, to be changed elsewhere and taken in again",
    SHEETS,
    (),
    _people,
)
