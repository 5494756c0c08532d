"""A table of comments, Word or Excel, told from other files by what it holds."""

from pathlib import PurePath

from hisrg_desktop.meeting.returned.table import TableReading

_SHEETS = frozenset({".xlsx", ".xlsm"})


def read_table(data: bytes, name: str = "") -> TableReading | None:
    """The comments of a table, row by row; None where the file is none. `Unreadable` in words where it is damaged."""
    if PurePath(name).suffix.casefold() in _SHEETS:
        from hisrg_desktop.documents.read_sheet import read_comment_sheet

        return read_comment_sheet(data, name)
    from hisrg_desktop.documents.word.comment_table import read_comment_table

    return read_comment_table(data, name)
