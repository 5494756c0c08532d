"""Returned files on their way to the record: read, placed, matched with people and with what was taken in before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hisrg_desktop.desk.files import Attachments, attachment_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.comments.submissions import (
    Submission,
    Submitted,
    TakeInSubmissions,
    comments_of,
    sender_of,
    submission_of,
)
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.lists import UNDECIDED, Channel
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.carried import Carrying, carrying
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.people import authors_of, folded, is_nobody, person_named
from hisrg_desktop.meeting.returned.placing import placed
from hisrg_desktop.meeting.returned.reading import ReturnedReading
from hisrg_desktop.meeting.returned.rows import items_of
from hisrg_desktop.meeting.returned.table import TableReading
from hisrg_desktop.meeting.returned.texts import KnownText, known_texts
from hisrg_desktop.meeting.text.drafts import Draft, latest_draft

if TYPE_CHECKING:
    from hisrg_desktop.documents.apart import Apart

Progress = Callable[[float, str], None]
"""Told the share done, from 0 to 1, and the name of the file; what it raises ends the reading."""
_WORD = frozenset({".docx", ".docm"})
_TIMES, _AND_SOME = 3, 1_000
"""A copy has at most so many times the paragraphs of the draft, and some more: boxes, notes, tables."""
_KNOWN = "It was taken in already as {number}."


@dataclass(frozen=True, slots=True)
class Returned:
    """One returned file as understood, for a person to look through before it is taken in.

    `refused` says why nothing can be taken from it (unreadable, something else, the same file again); then it has no items.
    `names` are the names in the file that stand for somebody and are not on record; `people` says whom each name means.
    `corrects` is the earlier submission of which it is a corrected version, `gone` the numbers of what that one had and
    this one has no more, `replaces` the proposals (ids) that its own give other words to, by key.
    `formatting`, `carried` and `numbers` count what was left out: looks, what the file carried when it was given out, and
    references to renumbered places. `notes` are sentences to show about the file.
    """

    path: Path
    name: str
    data: bytes = b""
    sender: str | None = None
    by: str = ""
    draft: str | None = None
    items: tuple[Item, ...] = ()
    refused: str = ""
    names: tuple[str, ...] = ()
    people: Mapping[str, str | None] = field(default_factory=dict)
    corrects: str | None = None
    gone: tuple[str, ...] = ()
    replaces: Mapping[str, str] = field(default_factory=dict)
    formatting: int = 0
    carried: int = 0
    numbers: int = 0
    notes: tuple[str, ...] = ()

    def with_item(self, item: Item) -> Returned:
        """The file with another item of this key: placed elsewhere, of another type, left out."""
        return replace(self, items=tuple(item if there.key == item.key else there for there in self.items))

    def with_person(self, name: str, person: str | None) -> Returned:
        """The file with a name in it matched to a person on record, or to nobody there."""
        items = tuple(replace(i, person=person) if i.author == name else i for i in self.items)
        names = tuple(n for n in self.names if n != name)
        people = {**self.people, name: person}
        sender = person if self.by == name else self.sender
        return replace(self, items=items, names=names, people=people, sender=sender)

    @property
    def taken(self) -> tuple[Item, ...]:
        """The items that are not left out."""
        return tuple(item for item in self.items if not item.left_out)


def read_returned(
    record: Record,
    paths: Sequence[Path],
    attachment: Attachments,
    progress: Progress = lambda _part, _words: None,
    *,
    sender: str = "",
    people: Mapping[str, str | None] | None = None,
    day: date | None = None,
) -> list[Returned]:
    """What each file asks for, in the order of the files; nothing on record changes.

    `attachment` gives the bytes of kept files (of the drafts). `sender` is who sent the files where they do not say it;
    `people` says of names in them whom they mean; what somebody is counts on the `day`, today if not said.
    A file that cannot be read is among them, refused. The files are foreign:
    a process of its own, with limits on time and memory, reads one after the other. OSError where one cannot be opened.
    """
    reading = _Reading(record, attachment, sender, dict(people or {}), day or datetime.now(UTC).date())
    return list(reading.each(paths, progress))


def taking_in(returned: Iterable[Returned], channel: Channel = "written") -> tuple[TakeInSubmissions, dict[str, bytes]]:
    """The act that takes these files in as one entry, and the bytes of the files to keep.

    `OutOfOrder` where no file has anything to take in.
    """
    files: list[Submitted] = []
    kept: dict[str, bytes] = {}
    for one in returned:
        if one.refused:
            continue
        there = attachment_of(one.name, one.data)
        kept[there.id] = one.data
        files.append(
            Submitted(
                attachment=there,
                items=one.items,
                name=one.name,
                sender=one.sender,
                by=one.by,
                draft=one.draft,
                corrects=one.corrects,
                formatting=one.formatting,
                carried=one.carried,
                replaces=one.replaces,
            )
        )
    if not files:
        raise OutOfOrder("There is nothing to take in from these files.")
    return TakeInSubmissions(files=tuple(files), channel=channel), kept


# --- one file after the other -----------------------------------------------------------------------------------------


class _Reading:
    """Reads files one after the other; each is compared with what is on record and with those before it."""

    def __init__(
        self, record: Record, attachment: Attachments, sender: str, people: dict[str, str | None], day: date
    ) -> None:
        self._record, self._attachment = record, attachment
        self._sender, self._people = sender, people
        self._day = day
        self._texts: list[KnownText] = []
        self._carrying: Carrying | None = None
        self._digests: dict[str, str] = {}
        self._matched: dict[str, str | None] = {}
        self._taken: dict[tuple[str, ...], tuple[str, str]] | None = None

    def each(self, paths: Sequence[Path], progress: Progress) -> Iterable[Returned]:
        """The files as understood."""
        from hisrg_desktop.documents.apart import Apart

        self._texts = known_texts(self._record)
        with Apart() as apart:
            for number, path in enumerate(paths):
                progress(number / len(paths), one_line(path.name))
                yield self._one(apart, path)
        progress(1.0, "")

    def _one(self, apart: Apart, path: Path) -> Returned:
        from hisrg_desktop.documents.apart import read_returned_apart, read_table_apart
        from hisrg_desktop.documents.word.guard import file_bytes

        there = Returned(path, one_line(path.name))
        try:
            data = file_bytes(path)
            there = replace(there, data=data)
            again = self._again(there.name, data)
            if again:
                return replace(there, refused=one_line(again))
            table = read_table_apart(apart, path)
            if table is not None:
                return self._of_table(there, table)
            if path.suffix.casefold() not in _WORD:
                raise Unreadable(f"{there.name} holds no table of comments that could be told by its headings.")
            carrying_ = self._carried(apart)
            reading = read_returned_apart(apart, path)
        except Unreadable as refusal:
            return replace(there, refused=refusal.message)
        return self._understood(there, reading, carrying_)

    def _again(self, name: str, data: bytes) -> str:
        """Why a file is the same one again; empty where it is not."""
        digest = attachment_of(name, data).id
        known = submission_of(self._record, digest)
        if known:
            return f"{name} has been taken in already, from {sender_of(self._record, known) or 'somebody'}."
        draft = next((d for d in self._record.each(Draft) if d.source == digest), None)
        if draft:
            return f"{name} is the draft “{draft.label}” itself; nothing was changed in it."
        if digest in self._digests:
            return f"{name} is the same file as {self._digests[digest]}."
        self._digests[digest] = name
        return ""

    def _carried(self, apart: Apart) -> Carrying:
        """What files given out carried; the drafts' own files are read once."""
        if self._carrying is None:
            readings = [r for draft in self._record.each(Draft) if (r := self._original(apart, draft)) is not None]
            self._carrying = carrying(self._record, readings)
        return self._carrying

    def _original(self, apart: Apart, draft: Draft) -> ReturnedReading | None:
        from hisrg_desktop.documents.apart import read_kept_apart

        data = self._attachment(draft.source) if draft.source else None
        try:
            return None if data is None else read_kept_apart(apart, data, draft.label)
        except Unreadable:
            return None  # it was taken in all the same; what it carried is not known then

    def _understood(self, there: Returned, reading: ReturnedReading, carrying_: Carrying) -> Returned:
        if refused := self._too_many(there.name, len(reading.paragraphs)):
            return replace(there, refused=refused)
        sender = self._sender or self._sender_in(reading)
        found = placed(self._record, self._texts, reading, carrying_, sender)
        there = replace(
            there,
            by=sender,
            sender=self._person(sender),
            draft=found.draft,
            formatting=reading.formatting,
            carried=found.carried,
            numbers=found.numbers,
            notes=found.notes,
        )
        if found.draft is None:
            return replace(there, refused=f"{there.name}: {found.notes[0]}")
        names = authors_of([sender, *(item.author for item in found.items)])
        people = {name: self._person(name) for name in names}
        items = tuple(replace(item, person=people.get(item.author)) for item in found.items)
        there = replace(
            there, people=people, names=tuple(n for n in names if people[n] is None and n not in self._people)
        )
        return self._against_earlier(replace(there, items=items))

    def _too_many(self, name: str, paragraphs: int) -> str:
        """Why a file is far too long to be a copy of the draft; empty where it is not."""
        drafted = max((len(text.units) for text in self._texts), default=0)
        if paragraphs <= _TIMES * drafted + _AND_SOME:
            return ""
        return f"{name} is no copy of the draft: it has {paragraphs:,} paragraphs, the draft {drafted:,}; choose another file."

    def _of_table(self, there: Returned, table: TableReading) -> Returned:
        """The comments of a table, at the places that its rows name."""
        found = items_of(self._record, table, self._sender)
        names = authors_of([self._sender, *(item.author for item in found)])
        people = {name: self._person(name) for name in names}
        draft = latest_draft(self._record)
        notes = tuple(f"A row holds no comment: {words}" for words in table.aside)
        there = replace(
            there,
            by=self._sender or (names[0] if len(names) == 1 else ""),
            sender=self._person(self._sender or (names[0] if len(names) == 1 else "")),
            draft=draft.id if draft else None,
            items=tuple(replace(item, person=people.get(item.author)) for item in found),
            people=people,
            names=tuple(n for n in names if people[n] is None and n not in self._people),
            notes=notes,
        )
        return self._against_earlier(there) if found else replace(there, refused=f"{there.name} holds no comment.")

    def _sender_in(self, reading: ReturnedReading) -> str:
        """Who sent a file, by what it says itself: the only one who wrote in it, or who saved it last."""
        used = {
            n
            for p in reading.paragraphs
            for piece in p.pieces
            for n in (piece.inserted, piece.deleted)
            if n is not None
        }
        group = self._carrying.group if self._carrying else ""
        authors = authors_of([*(reading.changes[n].author for n in sorted(used)), *(m.author for m in reading.margins)])
        authors = [name for name in authors if name != group]
        if len(authors) == 1:
            return authors[0]
        saved = "" if is_nobody(reading.saved_by) or reading.saved_by == group else reading.saved_by
        return saved or (authors[0] if authors else "")

    def _person(self, name: str) -> str | None:
        if name in self._people:
            return self._people[name]
        if name not in self._matched:
            nobody = not name or is_nobody(name)
            self._matched[name] = None if nobody else person_named(self._record, name, self._day)
        return self._matched[name]

    # --- what was taken in before ----------------------------------------------------------------------------------

    def _against_earlier(self, there: Returned) -> Returned:
        """The file without what was taken in before; where it is a second version, what it replaces and what is gone."""
        known = self._known()
        items = tuple(
            replace(item, left_out=_KNOWN.format(number=known[item.fingerprint][1]))
            if item.fingerprint in known
            else item
            for item in there.items
        )
        there = replace(there, items=items)
        again = [known[item.fingerprint] for item in items if item.fingerprint in known]
        if items and len(again) == len(items):
            return replace(there, refused=f"{there.name}: all that it says has been taken in already.")
        earlier = self._earlier(there, [submission for submission, _ in again])
        return self._correcting(there, earlier) if earlier else there

    def _known(self) -> dict[tuple[str, ...], tuple[str, str]]:
        """By what each point taken from a file asks for: its submission and its number."""
        if self._taken is None:
            self._taken = {}
            for comment in self._record.each(Comment):
                if comment.submission:
                    proposal = self._record.one(Proposal, comment=comment.id)
                    item = _as_item(self._record, comment, proposal)
                    self._taken[item.fingerprint] = (comment.submission, comment.number)
        return self._taken

    def _earlier(self, there: Returned, again: Sequence[str]) -> Submission | None:
        """The submission of which the file is a second version: most of that one's points stand in it, some otherwise."""
        for key in sorted(set(again), key=again.count, reverse=True):
            earlier = comments_of(self._record, key)
            otherwise = [c for c in earlier if any(_instead(self._record, item, c) for item in there.taken)]
            if 2 * (again.count(key) + len(otherwise)) >= len(earlier):
                return self._record.get(Submission, key)
        same = [
            s for s in self._record.each(Submission) if self._same_sender(s, there) and _like_named(s.name, there.name)
        ]
        return same[-1] if same else None

    def _same_sender(self, submission: Submission, there: Returned) -> bool:
        if submission.sender or there.sender:
            return submission.sender == there.sender
        return bool(there.by) and folded(submission.by) == folded(there.by)

    def _correcting(self, there: Returned, earlier: Submission) -> Returned:
        """What the second version gives other words to, and what it has no more."""
        here = {item.fingerprint for item in there.items}
        replaces: dict[str, str] = {}
        gone: list[str] = []
        for comment in comments_of(self._record, earlier.id):
            proposal = self._record.one(Proposal, comment=comment.id)
            if comment.struck or _as_item(self._record, comment, proposal).fingerprint in here:
                continue
            otherwise = (i for i in there.taken if i.key not in replaces and _instead(self._record, i, comment))
            new = next(otherwise, None)
            if new and proposal and proposal.state in UNDECIDED:
                replaces[new.key] = proposal.id
            else:
                gone.append(comment.number)
        return replace(there, corrects=earlier.id, replaces=replaces, gone=tuple(gone))


def _as_item(record: Record, comment: Comment, proposal: Proposal | None) -> Item:
    """A point on record as it would be read from a file."""
    person = record.find(Person, comment.author)
    item = Item(
        key=comment.id,
        kind="proposal" if proposal else "comment",
        author=person.name if person else comment.by,
        person=comment.author,
        block=comment.block,
        provision=comment.provision,
        footnote=comment.footnote,
        words=comment.text,
        quote=comment.quote,
    )
    if proposal is None:
        return item
    return replace(
        item, operation=proposal.operation, after=proposal.after, target=proposal.target, texts=proposal.texts
    )


def _instead(record: Record, item: Item, comment: Comment) -> bool:
    """Whether a point gives other words to an earlier proposal of the same author at the same place."""
    proposal = record.one(Proposal, comment=comment.id)
    same = (item.person == comment.author) if comment.author else folded(item.author) == folded(comment.by)
    if proposal is None or not same:
        return False
    place = (item.provision, item.operation, item.target, item.footnote)
    return place == (comment.provision, proposal.operation, proposal.target, comment.footnote)


def _like_named(one: str, other: str) -> bool:
    """Whether two files are named alike but for a number or a word such as “corrected”."""
    words = [{w for w in folded(Path(name).stem.replace("_", " ")).split() if not w.isdigit()} for name in (one, other)]
    spare = {"v", "rev", "corrected", "final", "new", "copy", "version", "v1", "v2", "v3"}
    return bool(words[0] - spare) and words[0] - spare == words[1] - spare
