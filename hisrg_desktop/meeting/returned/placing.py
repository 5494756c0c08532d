"""Where each change and comment of a returned file belongs in the text, and how sure that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.aligning import LIKE, aligned, exactly
from hisrg_desktop.meeting.returned.carried import Carrying
from hisrg_desktop.meeting.returned.file import TEXT, File
from hisrg_desktop.meeting.returned.footnotes import Footnotes
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.margin import Margin
from hisrg_desktop.meeting.returned.mending import mended
from hisrg_desktop.meeting.returned.opposing import Opposing
from hisrg_desktop.meeting.returned.reading import ReturnedReading
from hisrg_desktop.meeting.returned.texts import KnownText
from hisrg_desktop.meeting.returned.tracked import Tracked
from hisrg_desktop.meeting.returned.untracked import Untracked
from hisrg_desktop.meeting.returned.views import views

_HANDS = 300
"""More people than this never wrote in one copy."""
_ELSE = 0.2
"""A file of which less than this share of the words is found in the draft is one of something else."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file asks for, point by point; what was left out, in numbers; and what to say about the file.

    `draft` is the one it was made from, None where it is a file of something else.
    """

    draft: str | None
    items: tuple[Item, ...] = ()
    carried: int = 0
    numbers: int = 0
    notes: tuple[str, ...] = ()


def placed(
    record: Record, texts: Sequence[KnownText], reading: ReturnedReading, carrying: Carrying, sender: str
) -> Placed:
    """The points of a returned file at their places in the draft it was made from."""
    carries = carrying.counted()
    reading = mended(reading, {words for text in texts for words in text.wordings})
    seen = views(reading, carries, sender)
    if len(seen.authors) > _HANDS:
        return Placed(None, notes=(f"More than {_HANDS} people wrote in it: it is no copy that somebody sent back.",))
    paragraphs = [b.words if b.part in TEXT else "" for b in seen.base]
    known = max(texts, key=lambda text: (exactly(text, paragraphs), text.draft.id), default=None)
    if known is None:
        return Placed(None, notes=("There is no draft on record that it could be placed in.",))
    found = aligned(known, paragraphs)
    words = sum(len(p.split()) for p in paragraphs)
    of_draft = sum(len(paragraphs[i].split()) * match.share for i, match in found.of.items() if match.share >= LIKE)
    if not words:
        return Placed(None, notes=("It holds no text.",))
    if of_draft < _ELSE * words and of_draft < _ELSE * sum(len(u.words) for u in known.units):
        return Placed(None, notes=("It is no copy of the draft: hardly any of its paragraphs is found there.",))
    file = File(record, known, reading, carrying, seen, found, sender)
    items = tuple(_points(file))
    return Placed(known.draft.id, items, carries.count, file.numbers, tuple(file.remarks))


def _points(file: File) -> Iterator[Item]:
    """Everything the file asks for: changes author by author, those with tracking off, footnotes, the margin."""
    footnotes = Footnotes(file)
    tracked, margin = Tracked(file, footnotes), Margin(file, footnotes)
    made = [item for author in file.seen.authors for item in tracked.of_author(author)]
    made += Untracked(file, footnotes).points()
    made += Opposing(file, margin).points(made)
    yield from made
    yield from margin.points()
