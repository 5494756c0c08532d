"""What a person does with a file that cannot be read: open it in the program it is for, save it, try again."""

from pathlib import PurePath

_EXCEL, _WORD = ("Excel", ".xlsx"), ("Word", ".docx")
_PROGRAMS = dict.fromkeys((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"), _EXCEL)


def saved_again(name: str) -> str:
    """The way out, as the end of a sentence on a file of this name."""
    program, suffix = _PROGRAMS.get(PurePath(name).suffix.lower(), _WORD)
    return f"open it in {program}, save it as {suffix} and try again"
