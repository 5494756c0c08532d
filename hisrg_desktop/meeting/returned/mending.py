"""What LibreOffice loses when it saves: that somebody inserted a paragraph which somebody else then deleted.

Of such a paragraph only the deletion is written, and only the end before it is marked as inserted. Read as it stands, the
draft would have had the paragraph, joined to the one before; and whoever deletes it would join that to the one behind.
"""

from collections.abc import Collection

from hisrg_desktop.meeting.returned.reading import ParagraphRead, ReturnedReading, rejected
from hisrg_desktop.meeting.returned.texts import alike


def mended(reading: ReturnedReading, wordings: Collection[str]) -> ReturnedReading:
    """The file with such a paragraph inserted by whom the end before it was, where the draft has that one without it."""
    paragraphs = list(reading.paragraphs)
    for number in range(1, len(paragraphs)):
        before, there = paragraphs[number - 1 : number + 1]
        if _lost_its_insertion(reading, before, there) and alike(rejected(before)[before.lead :]) in wordings:
            pieces = [piece.model_copy(update={"inserted": before.inserted}) for piece in there.pieces]
            paragraphs[number] = there.model_copy(update={"pieces": pieces, "deleted": None})
    return reading.model_copy(update={"paragraphs": paragraphs})


def _lost_its_insertion(reading: ReturnedReading, before: ParagraphRead, there: ParagraphRead) -> bool:
    if before.inserted is None or there.inserted is not None or there.deleted is None or not there.pieces:
        return False
    author = reading.changes[before.inserted].author
    if before.stretch != there.stretch or any(p.deleted is None for p in there.pieces):
        return False
    if any(reading.changes[p.inserted].author != author for p in there.pieces if p.inserted is not None):
        return False
    gone = [there.deleted, *(p.deleted for p in there.pieces if p.deleted is not None)]
    return all(reading.changes[n].author != author for n in gone)
