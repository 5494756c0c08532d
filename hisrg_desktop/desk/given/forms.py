"""The forms in which documents are given out: paper (Word, PDF, plain text) and sheets (Excel, CSV)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Options
    from hisrg_desktop.documents.outline import Document, Status, Table
    from hisrg_desktop.meeting.record import Record

PAPER = (".docx", ".pdf", ".txt")
SHEETS = (".xlsx", ".csv")


def written(document: Document, options: Options) -> bytes:
    """A composed document in the form that was chosen."""
    if options.rehearsal:
        from hisrg_desktop.documents.head import rehearsed

        document = rehearsed(document)
    if options.suffix == ".pdf":
        from hisrg_desktop.documents.write_pdf import write_pdf

        return write_pdf(document)
    if options.suffix == ".txt":
        from hisrg_desktop.documents.write_text import write_text

        return write_text(document).encode()
    from hisrg_desktop.documents.write_word import write_word

    return write_word(document, options.template)


def sheet(table: Table, title: str, record: Record, options: Options) -> bytes:
    """A table in the form of sheet that was chosen; the tab of a rehearsal says so."""
    return as_sheet(table, f"REHEARSAL {title}" if options.rehearsal else title, record, options.suffix)


def as_sheet(table: Table, title: str, record: Record, suffix: str) -> bytes:
    """A table as a sheet with this title on its tab, under the Group's name and as of the last change on record."""
    from hisrg_desktop.documents.head import last_change
    from hisrg_desktop.documents.write_sheet import write_csv, write_xlsx
    from hisrg_desktop.meeting.people.group import group_name

    if suffix == ".csv":
        return write_csv(table)
    return write_xlsx(table, title=title, author=group_name(record), at=last_change(record))


def status_of(options: Options) -> Status:
    """What a document says of itself at its head: that it comes of a rehearsal, or nothing."""
    from hisrg_desktop.documents.outline import REHEARSAL

    return REHEARSAL if options.rehearsal else ""
