"""In words where a person is named: the kind of the row, its number, and which of its words."""

from hisrg_desktop.meeting.people.erasing import Place
from hisrg_desktop.meeting.record import KINDS, Record

_KINDS = {
    "attachment": "Name of a kept file",
    "meeting_invitation": "Invitation",
    "meeting_answer": "Answer to an invitation",
    "submission": "Name of a submission",
    "agenda_item": "Agenda item",
    "private_note": "Private note",
    "point_of_order": "Point of order",
    "queue_entry": "Waiting for the floor",
    "action_item": "Action",
    "panel_item": "Panel item",
    "report_page": "Page of a panel report",
    "unplaced_part": "Part of a draft that was not taken in",
    "draft_part": "Draft",
}
_FIELDS = {"observation": "observation", "why": "reason", "reason": "reason", "quote": "quoted words", "by": "by whom"}


def where_named(record: Record, place: Place) -> str:
    """Where it is, for a list: ``Comment M-SWF-003``, ``Decision D-2.4-017, reason``."""
    row = record.find(KINDS[place.kind], place.row)
    if place.kind == "disposition":
        row = record.find(KINDS["comment"], place.row)
    number = str(getattr(row, "number", "") or "")
    kind = _KINDS.get(place.kind, place.kind.replace("_", " ").capitalize())
    words = f"{kind} {number}".strip()
    if place.field in _FIELDS:
        words += f", {_FIELDS[place.field]}"
    return f"{words} (taken back or changed since)" if place.past else words
