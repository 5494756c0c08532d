"""What a file carried when it was given out: our own marks and comments, and those of the draft itself, are nobody's anew.

*"Tracked changes that the base already carried are somebody's: they stay untouched under their authors, and the base is
read with them accepted."*
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.reading import ChangeRead, MarginRead, ReturnedReading
from hisrg_desktop.meeting.returned.texts import alike
from hisrg_desktop.meeting.returned.views import Carried
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.drafts import DraftPart, UnplacedPart
from hisrg_desktop.meeting.text.marked import author_of, mark_of

_Key = tuple[str, str]
"""Whose a change is, and the minute: programs that save a file again may drop the seconds."""


@dataclass(slots=True)
class Counting:
    """Says of each change whether the file carried it, and counts those that it did."""

    carrying: "Carrying"
    _seen: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def count(self) -> int:
        """How many changes the file carried."""
        return len(self._seen)

    def __call__(self, change: ChangeRead, text: str) -> Carried:
        found = self.carrying.change(change, text)
        if found:
            self._seen.add((change.author, change.date, text))
        return found


@dataclass(frozen=True, slots=True)
class Carrying:
    """What files may have carried: the marks of the drafts' own files, what was agreed, what was proposed, our comments.

    `aside` are paragraphs of the drafts' files that are no part of the text; `drafted` the parts of each draft.
    """

    group: str
    foreign: dict[_Key, str] = field(default_factory=dict)
    margins: frozenset[tuple[str, str]] = frozenset()
    agreed: dict[_Key, str] = field(default_factory=dict)
    offered: dict[_Key, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    drafted: dict[str, frozenset[str]] = field(default_factory=dict)

    def counted(self) -> Counting:
        """The question asked of each change of one file."""
        return Counting(self)

    def change(self, change: ChangeRead, text: str) -> Carried:
        """Whether a file carried a change to these words when it was given out; no words stand for a paragraph's end."""
        key, words = (change.author, change.date[:16]), alike(text)

        def among(marks: dict[_Key, str]) -> bool:
            return key in marks and words in marks[key]

        if among(self.foreign) or among(self.agreed):
            return "agreed"
        if among(self.offered):
            return "offered"
        return "agreed" if change.author == self.group else None

    def comment(self, margin: MarginRead) -> str | None:
        """The comment on record that stands in the margin of what we gave out; None where it is somebody's anew."""
        number = margin.text.split("\n")[0].split(" · ")[0].strip()
        return self.comments.get(number) if "\n" in margin.text else None

    def margin(self, margin: MarginRead) -> bool:
        """Whether the draft's own file had this comment, or we gave it out without its number."""
        return (margin.author, alike(margin.text)) in self.margins or margin.author == self.group


def carrying(record: Record, originals: Iterable[ReturnedReading] = ()) -> Carrying:
    """What files given out may have carried, by what is on record and by the files that the drafts came from."""
    group = group_name(record)
    foreign: dict[_Key, str] = {}
    margins: set[tuple[str, str]] = set()
    for reading in originals:
        margins |= {(m.author, alike(m.text)) for m in reading.margins}
        for change, text in _changes(reading):
            _add(foreign, change.author, change.date, text)
    agreed: dict[_Key, str] = {}
    offered: dict[_Key, str] = {}
    for amendment in record.each(Amendment):
        mark = mark_of(record, amendment)
        for author in (mark.author, group):
            _add(agreed, author, _minute(mark.at), f"{amendment.before}\n{amendment.after}")
    for proposal in record.each(Proposal):
        for author in (author_of(record, proposal.sponsor, proposal.by), group):
            _add(offered, author, _minute(proposal.at), f"{proposal.before}\n{proposal.after}")
    drafted: dict[str, set[str]] = {}
    for row in record.each(DraftPart):
        drafted.setdefault(row.draft, set()).add(row.part)
    return Carrying(
        group,
        foreign,
        frozenset(margins),
        agreed,
        offered,
        {comment.number: comment.id for comment in record.each(Comment)},
        frozenset(alike(line) for row in record.each(UnplacedPart) for line in _lines(row.text)),
        {draft: frozenset(parts) for draft, parts in drafted.items()},
    )


def _lines(text: str) -> list[str]:
    return [text, *text.split("\n"), *(cell for line in text.split("\n") for cell in line.split("\t"))]


def _changes(reading: ReturnedReading) -> list[tuple[ChangeRead, str]]:
    found = []
    for paragraph in reading.paragraphs:
        for piece in paragraph.pieces:
            found += [(reading.changes[n], piece.text) for n in (piece.inserted, piece.deleted) if n is not None]
        found += [(reading.changes[n], "") for n in (paragraph.inserted, paragraph.deleted) if n is not None]
    return found


def _minute(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M")


def _add(into: dict[_Key, str], author: str, date: str, text: str) -> None:
    key = (author, date[:16])
    into[key] = f"{into[key]}\n{alike(text)}" if key in into else alike(text)
