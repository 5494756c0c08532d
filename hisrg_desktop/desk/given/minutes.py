"""The minutes, to be given out and to be read in a window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hisrg_desktop.desk.exports import Kind, known_to
from hisrg_desktop.desk.given.chosen import meeting_of, names_of
from hisrg_desktop.desk.given.forms import PAPER, written

if TYPE_CHECKING:
    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.documents.outline import Document
    from hisrg_desktop.meeting.record import Record


def composed_minutes(record: Record, options: Options) -> Document:
    """The minutes before they are written."""
    from hisrg_desktop.documents.minutes import minutes

    return minutes(known_to(MINUTES, record, options), meeting_of(record, options), names_of(options))


def _minutes(record: Record, options: Options, _: Attachment) -> bytes:
    from hisrg_desktop.meeting.floor.invitations import refuse_uninvited
    from hisrg_desktop.meeting.roll.meetings import sittings_of

    for sitting in sittings_of(record, meeting_of(record, options).id):
        refuse_uninvited(record, sitting.id)
    return written(composed_minutes(record, options), options)


MINUTES = Kind(
    "Minutes",
    "Members; observers when final. With names for the secretariat, without for circulation",
    PAPER,
    ("meeting", "names", "audience", "template"),
    _minutes,
)


@dataclass(frozen=True, slots=True)
class Read:
    """A document to be read in a window: rich text, its headings (level, words, anchor), and the names that would leak."""

    html: str
    places: tuple[tuple[int, str, str], ...]
    names: tuple[tuple[str, str], ...] = ()


def read_minutes(record: Record, options: Options) -> Read:
    """The minutes as they would be issued now; without names, also which names stand in the words taken down."""
    from hisrg_desktop.documents.write_html import write_html

    document = composed_minutes(record, options)
    shown = write_html(document)
    found: tuple[tuple[str, str], ...] = ()
    if options.names == "none":
        from hisrg_desktop.documents.names import find_names
        from hisrg_desktop.documents.outline import texts

        found = tuple((hit.name, hit.words) for hit in find_names(record, (("", text) for text in texts(document))))
    return Read(shown.html, tuple((p.level, p.text, p.anchor) for p in shown.places), found)
