"""The comment form of ISO, IEC and CEN: which column holds what, by its heading, or by how many columns there are.

The form of March 2012 has eight columns (MB/NC, line number, clause, paragraph, type, comments, proposed change,
observations), the older one seven (no line number). Both set their headings into the page header, so that the table in
the body begins with a comment. Our own compiled comments have the eight columns with a number and the author in front.
"""

import re
from collections.abc import Iterable, Sequence

from hisrg_desktop.meeting.returned.table import TableReading, TableRow

FIELDS = ("number", "by", "line", "clause", "paragraph", "type", "comment", "proposed", "observation")
"""What a column can hold, by the names of a `TableRow`."""

_FORMS: dict[int, tuple[str, ...]] = {
    8: ("by", "line", "clause", "paragraph", "type", "comment", "proposed", "observation"),
    7: ("by", "clause", "paragraph", "type", "comment", "proposed", "observation"),
}
"""The columns of a form without headings, by how many there are."""

_HEADINGS = (
    ("observation", r"observation|disposition|resolution|response|secretariat|reply"),
    ("type", r"type|category|kind"),
    ("proposed", r"propos|suggest|change$"),
    ("comment", r"comment|justification|rationale|remark"),
    ("line", r"\bline"),
    ("clause", r"clause|block|section|chapter|article|annex"),
    ("paragraph", r"paragraph|provision|figure|table|note\b|place"),
    ("by", r"\bmb\d*\b|\bnc\d*\b|from|member|organi[sz]ation|country|author|submitted|name|commenter"),
    ("number", r"^no\.?$|^nr\.?$|^#$|number|^id$|^ref"),
)
"""Words that a heading has, the telling ones first: "Type of comment" is a type."""

_ENOUGH = 4
"""So many columns known by their headings are a comment form."""

_TYPE = re.compile(r"\s*(ge|te|ed|general|technical|editorial|g|t|e|th|substantive)\b", re.IGNORECASE)


def columns_of(headings: Sequence[str]) -> dict[int, str]:
    """What each column holds, by a row of headings; empty where it is no row of headings of a comment form."""
    found: dict[int, str] = {}
    for at, heading in enumerate(headings):
        words = re.sub(r"[¹²³⁰-⁹]|\(\d+\)|^\d+\s*", " ", " ".join(heading.split())).strip().casefold()
        name = next((name for name, pattern in _HEADINGS if words and re.search(pattern, words)), None)
        if name and name not in found.values() and len(words) < 120:
            found[at] = name
    return found if len(found) >= _ENOUGH and {"comment", "proposed"} & set(found.values()) else {}


def columns_by_count(rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What each column of a form without headings holds: as many columns as a form has, the types where they belong."""
    widths = {len(row) for row in rows if sum(map(bool, row)) > 1}
    form = _FORMS.get(max(widths, default=0))
    if form is None:
        return {}
    types = [row[form.index("type")] for row in rows if len(row) == len(form) and sum(map(bool, row)) > 1]
    told = [words for words in types if words]
    return dict(enumerate(form)) if told and all(_TYPE.match(words) for words in told) else {}


def reading_of(rows: Iterable[Sequence[str]], columns: dict[int, str]) -> TableReading:
    """The rows with what each column holds; a row that comments on nothing is set aside with its words."""
    found = TableReading()
    for number, cells in enumerate(rows, 1):
        if not any(cells) or columns_of(cells):
            continue
        row = TableRow(row=number, **{name: cells[at] for at, name in columns.items() if at < len(cells)})
        if row.comment or row.proposed:
            found.rows.append(row)
        else:
            found.aside.append(" ".join(dict.fromkeys(cell for cell in cells if cell)))
    return found
