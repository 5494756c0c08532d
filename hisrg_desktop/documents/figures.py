"""The figures of a meeting: attendance, speaking time, planned against actual minutes, drawn and as tables."""

from hisrg_desktop.documents.head import document, last_change
from hisrg_desktop.documents.outline import Document, Figure, Heading, PageBreak, Paragraph, Part, as_table
from hisrg_desktop.meeting.charts.meeting import charts_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting

NOTHING = "Nothing is on record of this meeting yet: no sitting was opened, and its agenda has no times."


def figures(record: Record, meeting: Meeting) -> Document:
    """Each chart, then the same figures in tables."""
    drawn = [Figure(chart) for chart in charts_of(record, meeting.id, last_change(record)) if not chart.is_empty]
    parts: list[Part] = list(drawn) if drawn else [Paragraph(NOTHING)]
    if drawn:
        parts += [PageBreak(), Heading("The same figures in tables")]
    for one in drawn:
        parts += [Heading(one.chart.title, 2), as_table(one)]
        parts += [Paragraph(one.chart.note)] if one.chart.note else []
    return document(record, meeting, "Figures of the meeting", parts)
