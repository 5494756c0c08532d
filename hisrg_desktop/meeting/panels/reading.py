"""What was read from a panel's report before it is received: plain data, so that it may come from another process."""

from typing import Literal

from sqlmodel import SQLModel


class ReportReading(SQLModel):
    """A report as read: a title as far as one can be guessed, and its text page by page.

    `scanned` says that the file holds pictures of pages and no text. Word keeps no pages: a Word report is parted at
    its page breaks, or after about three thousand characters.
    """

    title: str = ""
    pages: list[str] = []
    scanned: bool = False
    kind: Literal["pdf", "docx"] = "pdf"
