"""All kinds of facts, acts and rules of the meeting, so that the store knows every kind."""

from hisrg_desktop.meeting import clock_moves, pen
from hisrg_desktop.meeting.agenda import items, now
from hisrg_desktop.meeting.comments import (
    abbreviations,
    alternatives,
    capture,
    comments,
    merging,
    off_the_record,
    private_notes,
    proposals,
    received,
    splitting,
)
from hisrg_desktop.meeting.decisions import (
    actions,
    decisions,
    filling,
    objections,
    parking,
    polls,
    settling,
    statements,
)
from hisrg_desktop.meeting.floor import giving, interventions, invitations, limits, points, reassigning, speakers_list
from hisrg_desktop.meeting.panels import reports
from hisrg_desktop.meeting.people import (
    admission,
    applications,
    functions,
    group,
    organisations,
    participations,
    persons,
)
from hisrg_desktop.meeting.record import KINDS
from hisrg_desktop.meeting.roll import attendance, closing, corrections, meetings, open_ends
from hisrg_desktop.meeting.text import amendments, brackets, carrying, drafts, parts, renumbering, tabling

__all__ = [
    "KINDS",
    "abbreviations",
    "actions",
    "admission",
    "alternatives",
    "amendments",
    "applications",
    "attendance",
    "brackets",
    "capture",
    "carrying",
    "clock_moves",
    "closing",
    "comments",
    "corrections",
    "decisions",
    "drafts",
    "filling",
    "functions",
    "giving",
    "group",
    "interventions",
    "invitations",
    "items",
    "limits",
    "meetings",
    "merging",
    "now",
    "objections",
    "off_the_record",
    "open_ends",
    "organisations",
    "parking",
    "participations",
    "parts",
    "pen",
    "persons",
    "points",
    "polls",
    "private_notes",
    "proposals",
    "reassigning",
    "received",
    "renumbering",
    "reports",
    "settling",
    "speakers_list",
    "splitting",
    "statements",
    "tabling",
]
