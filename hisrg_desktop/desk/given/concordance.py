"""The concordance of old and new numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.forms import PAPER, SHEETS, sheet, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def _concordance(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.documents.concordance import concordance, numbers_table

    if options.suffix in SHEETS:
        return sheet(numbers_table(record), "Concordance", record, options)
    return written(concordance(record), options)


CONCORDANCE = Kind("Concordance", "All, with each renumbering", (*PAPER, *SHEETS), ("template",), _concordance)
