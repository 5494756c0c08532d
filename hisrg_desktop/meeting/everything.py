"""All kinds of facts, acts and rules of the meeting, so that the store knows every kind."""

from hisrg_desktop.meeting.agenda import items, now
from hisrg_desktop.meeting.comments import alternatives, capture, comments, merging, proposals, received
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
from hisrg_desktop.meeting.floor import giving, interventions, invitations
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
from hisrg_desktop.meeting.roll import attendance, closing, meetings
from hisrg_desktop.meeting.text import amendments, brackets, drafts, parts

__all__ = [
    "KINDS",
    "actions",
    "admission",
    "alternatives",
    "amendments",
    "applications",
    "attendance",
    "brackets",
    "capture",
    "closing",
    "comments",
    "decisions",
    "drafts",
    "filling",
    "functions",
    "giving",
    "group",
    "interventions",
    "invitations",
    "items",
    "meetings",
    "merging",
    "now",
    "objections",
    "organisations",
    "parking",
    "participations",
    "parts",
    "persons",
    "polls",
    "proposals",
    "received",
    "reports",
    "settling",
    "statements",
]
