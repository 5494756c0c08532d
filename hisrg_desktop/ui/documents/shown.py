"""What the documents page shows: the kinds, what can be chosen of each, and how a file is called."""

from dataclasses import dataclass

from hisrg_desktop.desk.exports import KINDS, Options
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, number_of

FORMS = {
    ".docx": "Word",
    ".pdf": "PDF",
    ".txt": "plain text",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".zip": "one file of several",
}
"""The forms as people call them."""


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of document in the table."""

    key: str
    title: str
    audience: str
    forms: str


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A document given out since the window was opened; its key is its place in the list."""

    key: str
    at: str
    title: str
    path: str


def kind_rows() -> list[KindRow]:
    """Every kind of document."""
    return [
        KindRow(key, kind.title, kind.audience, ", ".join(FORMS[suffix] for suffix in kind.suffixes))
        for key, kind in KINDS.items()
    ]


def meetings(record: Record) -> list[tuple[str, str]]:
    """The meetings, the current one first: id and words."""
    current = current_meeting(record)
    found = sorted(record.each(Meeting), key=lambda m: (m != current, m.planned_from))
    return [(m.id, " · ".join(filter(None, (number_of(record, m), m.place)))) for m in found]


def file_name(record: Record, kind: str, options: Options) -> str:
    """How the file is called: what it is, of which meeting, whether without names, whether only practised."""
    meeting = record.find(Meeting, options.meeting) or current_meeting(record)
    parts = ["rehearsal", kind] if options.rehearsal else [kind]
    if "meeting" in KINDS[kind].choices and meeting:
        parts.append(number_of(record, meeting))
    if "which" in KINDS[kind].choices and options.which == "proposals":
        parts.append("with-proposals")
    if "names" in KINDS[kind].choices and options.names == "none":
        parts.append("without-names")
    return "-".join(parts) + options.suffix
