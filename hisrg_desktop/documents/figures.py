"""The figures of a meeting: attendance, speaking time, planned against actual minutes, drawn and as tables."""

from hisrg_desktop.documents.head import document, last_change
from hisrg_desktop.documents.outline import Document, Figure, Heading, PageBreak, Paragraph, Part, as_table
from hisrg_desktop.meeting.agenda.items import agenda_of
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.charts.meeting import charts_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting

NOTHING = "Nothing is on record of this meeting yet: no sitting was opened, and its agenda has no times."
LEFT_OUT = "Items for members only are left out, and so is what was said on them."


def figures(record: Record, meeting: Meeting, whole: Record | None = None) -> Document:
    """Each chart, then the same figures in tables.

    The record is as the readers may know it; how long each item took is told by the `whole` one, since what is left out
    took its time all the same.
    """
    whole = whole or record
    at = last_change(whole)
    taken = used_by_item(whole, meeting.id, at)
    drawn = [Figure(chart) for chart in charts_of(record, meeting.id, at, taken) if not chart.is_empty]
    parts: list[Part] = list(drawn) if drawn else [Paragraph(NOTHING)]
    if len(agenda_of(record, meeting.id)) < len(agenda_of(whole, meeting.id)):
        parts.insert(0, Paragraph(LEFT_OUT))
    if drawn:
        parts += [PageBreak(), Heading("The same figures in tables")]
    for one in drawn:
        parts += [Heading(one.chart.title, 2), as_table(one)]
        parts += [Paragraph(one.chart.note)] if one.chart.note else []
    return document(record, meeting, "Figures of the meeting", parts)
