"""What was read from a table of comments: plain data, so that it may come from another process."""

from sqlmodel import SQLModel


class TableRow(SQLModel):
    """One row: whose it is, the place it points at in one or two cells, what it says and asks for; `row` counts from 1."""

    row: int
    number: str = ""
    by: str = ""
    line: str = ""
    clause: str = ""
    paragraph: str = ""
    type: str = ""
    comment: str = ""
    proposed: str = ""
    observation: str = ""


class TableReading(SQLModel):
    """A table of comments, row by row, and the words of rows that hold no comment, such as headings across the page."""

    rows: list[TableRow] = []
    aside: list[str] = []
