"""Words that were copied elsewhere: the cells of a table by tabs, its rows by line breaks, and none of the noise."""

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "br", "pre", "blockquote", "dt", "dd", "table")
)
_UNSEEN = frozenset(("style", "script", "head", "title", "xml", "meta"))
_VOID = frozenset(("br", "meta", "link", "img", "hr", "col", "input"))


def words_of_html(html: str) -> str:
    """The words of a piece of HTML as Word and browsers put it on the clipboard."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.words()


class _Reader(HTMLParser):
    """Gathers words; inside a cell every break is a blank."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._cells: list[list[str]] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a cell, a row or a line."""
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen += 1
        elif tag == "tr":
            self._cells.append([])
        elif tag in ("td", "th") and self._cells:
            self._cells[-1].append("")
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a row or a line."""
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "tr" and self._cells:
            self._end_row()
        elif tag in _BLOCKS and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        """Take words in; line breaks of the source are blanks."""
        if self._unseen:
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if self._cells and self._cells[-1]:
            self._cells[-1][-1] += words
        elif not self._cells:
            self._lines[-1] += words

    def _break(self) -> None:
        if self._cells and self._cells[-1]:
            self._cells[-1][-1] += " "
        elif self._lines[-1].strip():
            self._lines.append("")
        else:
            self._lines[-1] = ""

    def _end_row(self) -> None:
        row = "\t".join(" ".join(cell.split()) for cell in self._cells.pop())
        if self._cells and self._cells[-1]:
            self._cells[-1][-1] += f" {row} "  # a table inside a cell
        else:
            self._break()
            self._lines[-1] = row
            self._lines.append("")

    def words(self) -> str:
        """What was gathered, without empty lines at its ends."""
        while self._cells:
            self._end_row()
        lines = [line if "\t" in line else " ".join(line.split()) for line in self._lines]
        return "\n".join(line for line in lines if line.strip())


_RTF = re.compile(r"\\([a-z]+)(-?\d+)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)", re.IGNORECASE)
_RTF_UNSEEN = frozenset(
    {"fonttbl", "colortbl", "stylesheet", "info", "pict", "themedata", "colorschememapping", "latentstyles"}
    | {"datastore", "listtable", "listoverridetable", "generator", "xmlnstbl", "header", "footer", "rsidtbl"}
)
_RTF_BREAKS = {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t", "sect": "\n", "page": "\n"}
_RTF_SIGNS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
}


def words_of_rtf(rtf: str) -> str:
    """The words of a piece of rich text, as older programs put it on the clipboard."""
    made: list[str] = []
    hidden: list[bool] = [False]
    skip = 0
    for match in _RTF.finditer(rtf):
        word, number, code, sign, brace, text = match.groups()
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace == "}":
            hidden = hidden[:-1] or [False]
        elif sign == "*" or (word and word.lower() in _RTF_UNSEEN):
            hidden[-1] = True
        elif not hidden[-1]:
            piece, skip = _rtf_piece(word, number, code, sign, text, skip)
            made.append(piece)
    lines = (re.sub(r"\t$", "", line) for line in "".join(made).split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _rtf_piece(
    word: str | None, number: str | None, code: str | None, sign: str | None, text: str | None, skip: int
) -> tuple[str, int]:
    """The words that one token stands for, and how many letters that follow only repeat it."""
    if word == "u" and number:
        return chr(int(number) % 65536), 1
    if word:
        return _RTF_BREAKS.get(word) or _RTF_SIGNS.get(word, ""), 0
    if code:
        return ("", skip - 1) if skip else (bytes.fromhex(code).decode("cp1252", "replace"), 0)
    if sign:
        return {"~": "\u00a0", "_": "-"}.get(sign, sign if sign in "\\{}" else ""), 0
    return (text or "")[skip:], 0
