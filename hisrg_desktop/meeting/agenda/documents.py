"""What an item of the agenda can have before it: drafts, reports of panels, what was sent in, and other kept files."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.submissions import Submission
from hisrg_desktop.meeting.panels.reports import Panel, PanelReport
from hisrg_desktop.meeting.record import Change, Record, Row, derived
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.drafts import Draft


@dataclass(frozen=True, slots=True)
class Paper:
    """A document before the Group: its key, what it is, its title and, where it has one, its reference."""

    key: str
    kind: str
    title: str
    reference: str = ""

    @property
    def words(self) -> str:
        """The document as one names it: ``BB/2/3, Sea lanes (draft)``; a title that says what it is needs no more."""
        named = ", ".join(filter(None, (self.reference, self.title)))
        return named if self.kind.casefold() in self.title.casefold() else f"{named} ({self.kind})"


def _draft(record: Record, row: Draft) -> Paper:
    return Paper(row.id, "draft", row.label, row.reference)


def _report(record: Record, row: PanelReport) -> Paper:
    return Paper(row.id, f"report of the {record.get(Panel, row.panel).name}", row.title)


def _submission(record: Record, row: Submission) -> Paper:
    return Paper(row.id, f"sent in by {row.by}" if row.by else "sent in", row.name)


def _file(record: Record, row: Attachment) -> Paper:
    return Paper(row.id, "file", row.name)


_KINDS: Mapping[type[Row], Callable[[Record, Any], Paper]] = {
    Draft: _draft,
    PanelReport: _report,
    Submission: _submission,
    Attachment: _file,
}


def paper(record: Record, key: str) -> Paper | None:
    """The document with this key, or None where it is no longer on record."""
    for kind, told in _KINDS.items():
        row = record.find(kind, key)
        if row is not None:
            return told(record, row)
    return None


@standing(AgendaItem, *_KINDS)
def documents_of_items_are_on_record(before: Record, after: Record, changes: list[Change]) -> str | None:
    """What an item of the agenda has before it is on record, and stays there."""
    gone = {change.row.id for change in changes if change.after is None and change.kind in _KINDS}
    named = {change.row.id for change in changes if change.after is not None and change.kind is AgendaItem}
    for item in after.each(AgendaItem):
        wanted = item.documents if item.id in named else tuple(key for key in item.documents if key in gone)
        if any(paper(after, key) is None for key in wanted):
            return f"Item {item.number} of the agenda has a document that is not on record."
    return None


@derived(Draft, PanelReport, Submission, Attachment, Panel)
def papers(record: Record) -> tuple[Paper, ...]:
    """Every document on record, the latest first of each kind; the file of a draft or report only as that."""
    return tuple(_all(record))


def _all(record: Record) -> Iterator[Paper]:
    told = {row.source for row in record.each(Draft)} | {row.attachment for row in record.each(PanelReport)}
    told |= {row.attachment for row in record.each(Submission)}
    for kind, made in _KINDS.items():
        for row in reversed(list(record.each(kind))):
            if not (kind is Attachment and row.id in told):
                yield made(record, row)
