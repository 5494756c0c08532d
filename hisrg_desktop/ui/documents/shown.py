"""What the documents page shows: the kinds, what can be chosen of each, and how a file is called."""

import re
from dataclasses import dataclass

from hisrg_desktop.desk.exports import KINDS, Options
from hisrg_desktop.meeting.agenda.open_record import hides_something
from hisrg_desktop.meeting.people.persons import Person, people_by_name
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, number_of
from hisrg_desktop.meeting.text.drafts import Draft

FORMS = {
    ".docx": "Word",
    ".pdf": "PDF",
    ".txt": "plain text",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".zip": "one file of several",
    ".ics": "calendar",
    ".json": "JSON",
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


def people(record: Record) -> list[tuple[str, str]]:
    """Everybody on record by their names: id and words."""
    return [(p.id, p.sort_name or p.name) for p in people_by_name(record)]


def drafts(record: Record) -> list[str]:
    """The labels of the drafts that came from a Word file, in which changes can be marked; the latest first."""
    return [draft.label for draft in record.each(Draft) if draft.source][::-1]


def file_name(record: Record, kind: str, options: Options) -> str:
    """How the file is called: what it is, of which meeting, whether without names, whether only practised."""
    meeting = record.find(Meeting, options.meeting) or current_meeting(record)
    parts = ["rehearsal", kind] if options.rehearsal else [kind]
    if "meeting" in KINDS[kind].choices and meeting:
        parts.append(number_of(record, meeting))
    if "which" in KINDS[kind].choices and options.which == "proposals":
        parts.append("with-proposals")
    if "since" in KINDS[kind].choices and options.since:
        parts.append("since-" + re.sub(r"\W+", "-", options.since).strip("-"))
    if "names" in KINDS[kind].choices and options.names == "none":
        parts.append("without-names")
    if options.audience == "members" and hides_something(record) and KINDS[kind].readers(options.names) != "members":
        parts.append("for-members")
    if "person" in KINDS[kind].choices and options.person:
        parts.append(re.sub(r"\W+", "-", record.get(Person, options.person).name).strip("-"))
    return "-".join(parts) + options.suffix
