"""All kinds of facts, acts and rules of the meeting, so that the store knows every kind."""

from hisrg_desktop.meeting import pen
from hisrg_desktop.meeting.agenda import items, now
from hisrg_desktop.meeting.comments import capture, comments, proposals, received
from hisrg_desktop.meeting.decisions import actions, decisions
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
from hisrg_desktop.meeting.roll import attendance, closing, meetings, open_ends
from hisrg_desktop.meeting.text import amendments, drafts, parts

__all__ = [
    "KINDS",
    "actions",
    "admission",
    "amendments",
    "applications",
    "attendance",
    "capture",
    "closing",
    "comments",
    "decisions",
    "drafts",
    "functions",
    "giving",
    "group",
    "interventions",
    "invitations",
    "items",
    "meetings",
    "now",
    "open_ends",
    "organisations",
    "participations",
    "parts",
    "pen",
    "persons",
    "proposals",
    "received",
    "reports",
]
