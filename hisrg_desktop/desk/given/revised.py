"""The revised text: a redline, mark-up and clean text inside the draft's own Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from hisrg_desktop.desk.exports import Kind
from hisrg_desktop.desk.given.chosen import names_of, original
from hisrg_desktop.desk.given.forms import PAPER, status_of, written
from hisrg_desktop.meeting.order import OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from hisrg_desktop.desk.exports import Attachment, Options
    from hisrg_desktop.meeting.record import Record


def redline(record: Record, options: Options, attachment: Attachment) -> bytes:
    """The Word file of the draft with what was changed as tracked changes."""
    from hisrg_desktop.documents.revised import redline

    return _marked(redline, record, options, attachment)


def _markup(record: Record, options: Options, attachment: Attachment) -> bytes:
    from hisrg_desktop.documents.revised import markup

    return _marked(markup, record, options, attachment)


def _marked(make: Callable[..., bytes], record: Record, options: Options, attachment: Attachment) -> bytes:
    there = original(record, attachment, options.since)
    if there is None:
        raise OutOfOrder(
            "The text of this dossier came from no Word file, so there is none to mark changes in; "
            "export the clean text, and the decisions for what was changed."
        )
    which: Literal["agreed", "proposals"] = "proposals" if options.which == "proposals" else "agreed"
    return make(record, *there, which=which, names=names_of(options), status=status_of(options))


def clean(record: Record, options: Options, attachment: Attachment) -> bytes:
    """The text as it is now: in the Word file of the draft, else as a document of its own."""
    there = original(record, attachment, options.since) if options.suffix == ".docx" else None
    if there is None:
        from hisrg_desktop.documents.clean_text import clean_text

        return written(clean_text(record), options)
    from hisrg_desktop.documents.revised import clean

    return clean(record, *there, status=status_of(options))


REDLINE = Kind(
    "Redline",
    "Members. Without names also for outsiders",
    (".docx",),
    ("which", "names", "audience", "since"),
    redline,
)
MARKUP = Kind(
    "Mark-up without tracked changes",
    "Where tracked changes are not wanted: new words bold and underlined, deleted ones struck through",
    (".docx",),
    ("which", "names", "audience", "since"),
    _markup,
)
CLEAN = Kind("Clean text", "All, when final", PAPER, (), clean)
