"""Erasing a person's data: what would go, then that it goes from record, journal, index, scratch, kept files and backups.

One transaction makes it so; what lies about afterwards (free pages, the write-ahead log, scratch, backups) is swept up next.
Where that is cut off, by a power cut or by a program that reads the dossier, opening the dossier goes on with it.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hisrg_desktop.desk.rehearsal import clear_leftovers, rehearsals_of
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.pen import refuse_without_pen
from hisrg_desktop.meeting.people.erasing import (
    ErasePerson,
    Erasing,
    Erasure,
    Place,
    erasing,
    places,
    refuse_to_erase,
    without,
)
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.traces import FORMER, Names
from hisrg_desktop.meeting.people.where_named import where_named
from hisrg_desktop.meeting.record import KINDS, Record, Row, references
from hisrg_desktop.store.backups import folder_of, renew
from hisrg_desktop.store.erasing import Told, has_on_record
from hisrg_desktop.store.ledger import Ledger

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk, News, Prepared


_log = logging.getLogger(__name__)
_LOOKS = 3
"""How often it is surveyed anew beside acts that are going on, before it is done in turn with them."""


@dataclass(frozen=True, slots=True)
class WouldErase:
    """What erasing a person would do: the places at which somebody decides, how many entries are told anew, which kept
    files go, and what cannot be reached. `refused` says why it is not in order now, `concerned` are the entries in which
    the person occurs."""

    person: Person
    places: tuple[Place, ...]
    entries: int
    files: tuple[Attachment, ...]
    beyond: tuple[str, ...]
    reads: Erasing
    concerned: tuple[Told, ...]
    refused: str = ""
    remedy: Act | None = None

    def decided(self, keep: Iterable[int] = (), also: Iterable[int] = ()) -> frozenset[str]:
        """The keys of the places that go: those that are sure but not the ones of these numbers, and these others."""
        keep, also = set(keep), set(also)
        unknown = sorted((keep | also) - set(range(1, len(self.places) + 1)))
        if unknown:
            raise OutOfOrder(f"There is no place {unknown[0]}; the list has {len(self.places)}.")
        return frozenset(
            place.key
            for number, place in enumerate(self.places, 1)
            if not place.locked and number not in keep and (place.sure or number in also)
        )


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased, in sentences, and what could not be reached. `remains` lie about that are swept up later."""

    news: News
    done: tuple[str, ...]
    beyond: tuple[str, ...]
    reads: Erasing
    remains: bool = False


def would_erase(record: Record, ledger: Ledger, person: str, on: date) -> WouldErase:
    """What erasing this person would do; nothing is changed. Any thread but the desk's may ask: foreign files are read."""
    seen = _surveyed(record, ledger, person, on)
    return replace(seen, beyond=tuple(_beyond(record, ledger, seen.reads)))


def _surveyed(record: Record, ledger: Ledger, person: str, on: date) -> WouldErase:
    """What erasing would do within the dossier."""
    reads = _erasing(record, ledger, person)
    now = list(places(record, reads))
    concerned = tuple(one for one in ledger.told() if reads.concerns(one.all))
    past = _in_journal(concerned, reads, {place.key for place in now})
    refusal = _refusal(record, person, on)
    return WouldErase(
        record.get(Person, person),
        tuple(sorted([*now, *past], key=_in_doubt_first)),
        sum(_anew(one, reads) is not None for one in concerned),
        tuple(_their_files(record, reads.people)),
        (),
        reads,
        concerned,
        refusal.message if refusal else "",
        refusal.remedy if refusal else None,
    )


def _refusal(record: Record, person: str, on: date) -> OutOfOrder | None:
    try:
        refuse_to_erase(record, person, on)
    except OutOfOrder as refusal:
        return refusal
    return None


def lines(record: Record, would: WouldErase, decided: frozenset[str]) -> list[str]:
    """What erasing would do, line by line, the places with their numbers."""
    told = [
        f"{would.person.name} would become {FORMER}.",
        f"{_count(would.entries, 'entry', 'entries')} of the journal would be told anew and could not be taken back.",
    ]
    told += [f"The file {kept.name} came from them alone and would be removed." for kept in would.files]
    if would.places:
        told.append("Words that name them or are about them:")
    for number, place in enumerate(would.places, 1):
        told.append(f"{number:4}  {_what_becomes(place, decided):8}  {where_named(record, place)}: {place.words}")
    told += [f"Not reached: {beyond}" for beyond in would.beyond]
    return told


def _what_becomes(place: Place, decided: frozenset[str]) -> str:
    if place.locked:
        return "text"
    if place.key not in decided:
        return "stays"
    return "goes" if not place.whole else "removed"


def _in_doubt_first(place: Place) -> tuple[bool, bool, bool]:
    return place.past, place.sure, place.locked


def _erasing(record: Record, ledger: Ledger, person: str) -> Erasing:
    """How everything reads without the person, by all names they ever had."""
    first = erasing(record, person)
    files = frozenset(kept.id for kept in _their_files(record, first.people))
    return replace(erasing(record, person, _earlier(ledger, first.people)), files=files)


def _earlier(ledger: Ledger, people: Iterable[str]) -> list[Person]:
    """The rows that the person had at any time, as the journal tells."""
    marks = [f'"id":"{key}"' for key in people]
    found: dict[str, Person] = {}
    for one in ledger.told():
        if any(mark in one.changes for mark in marks):
            for kind, *rows in json.loads(one.changes):
                for fields in rows:
                    if kind == "person" and fields and fields["id"] in people:
                        found[json.dumps(fields)] = Person.model_validate(fields)
    return list(found.values())


def _in_journal(concerned: Iterable[Told], reads: Erasing, known: set[str]) -> list[Place]:
    """The places that are only in the journal any more."""
    past: dict[str, Place] = {}
    for one in concerned:
        for kind, *rows in json.loads(one.changes):
            for fields in filter(None, rows):
                for place in reads.places(kind, fields, past=True):
                    if place.key not in known:
                        past.setdefault(place.key, place)
    return list(past.values())


def _anew(one: Told, reads: Erasing) -> Told | None:
    """The entry as it is told without the person; None where it tells nothing of them."""
    from hisrg_desktop.store.payload import reworded

    changes = reworded(one.changes, reads.without)
    # The sentence quotes what was changed: where that reads otherwise now, a name in doubt goes from it too.
    sentence = reads.sentence(one.sentence, only_sure=changes == one.changes)
    told = replace(one, by=reads.sentence(one.by), sentence=sentence, changes=changes)
    return replace(told, salt=os.urandom(16)) if told != one else None


def _their_files(record: Record, people: frozenset[str]) -> Iterator[Attachment]:
    """The kept files that came from the person and belong to nothing else."""
    users: dict[str, list[Row]] = {}
    for kind in KINDS.values():
        for field, target in references(kind):
            if target == "attachment":
                for row in record.each(kind):
                    users.setdefault(getattr(row, field) or "", []).append(row)
    for kept in record.each(Attachment):
        using = users.get(kept.id, [])
        if using and all(_whose(row) in people for row in using):
            yield kept


def _whose(row: Row) -> str | None:
    return getattr(row, "sender", None) or getattr(row, "person", None)


# --- what cannot be reached -----------------------------------------------------------------------------------------


def _beyond(record: Record, ledger: Ledger, reads: Erasing) -> Iterator[str]:
    """The copies and files that keep the name, a sentence each, as far as the dossier knows of them."""
    yield from _naming_files(record, ledger, reads)
    for entry in ledger.entries():
        if entry.act == "HandOver":
            yield f"The copy of {local(entry.at):%d.%m.%Y, %H:%M} ({reads.sentence(entry.sentence)}) keeps the name."
    for copy in rehearsals_of(ledger.path):
        yield f"The rehearsal under way in {copy.parent} keeps the name until it ends."
    for beside in _beside(ledger.path, reads):
        yield f"{beside.name}, beside the dossier, may hold the name; delete it if it is not needed."
    yield (
        "Documents and copies that were given out keep the name, and reports of crashes may; "
        "the dossier does not know where they are."
    )


def _naming_files(record: Record, ledger: Ledger, reads: Erasing) -> Iterator[str]:
    """The kept files that name the person in their own words: they stay whole, as they came."""
    from hisrg_desktop.documents.apart import Apart, read_words_apart

    theirs = {kept.id for kept in _their_files(record, reads.people)}
    with Apart() as apart:
        for kept in record.each(Attachment):
            data = ledger.attachment(kept.id) if kept.id not in theirs else None
            if data is None:
                continue
            name = reads.names.replaced(kept.name, small_letters=True)
            try:
                said = read_words_apart(apart, data, kept.name)
            except Unreadable:
                yield f"The file {name}, kept whole in the dossier, may name them; it cannot be looked through."
                continue
            if any(hit.sure for words in said for hit in reads.names.hits(words)):
                yield f"The file {name}, kept whole in the dossier, names them in its own words and stays as it is."


def _beside(path: Path, reads: Erasing) -> Iterator[Path]:
    """Dossiers in the same folder that have the name on record, and what was left of words by a damaged file."""
    copies = [*path.parent.glob("*.hisrg"), *path.parent.glob(f"{path.name}-version-*")]
    yield from (copy for copy in sorted(copies) if copy != path and has_on_record(copy, reads.names.whole))
    yield from path.parent.glob(f"{path.name}-scratch-damaged")


# --- done -----------------------------------------------------------------------------------------------------------


Survey = tuple[Record, WouldErase]
"""What erasing would do, and of which record that was told."""


def surveyed(desk: Desk, person: str) -> Survey | None:
    """A survey made beside the acts, which a hundred thousand comments would hold for seconds; None where it is refused."""
    ledger = Ledger.read(desk.path)
    try:
        for _ in range(_LOOKS):
            record = desk.record
            if _refusal(record, person, desk.now().date()) is not None:
                return None
            seen = _surveyed(record, ledger, person, desk.now().date())
            if desk.record is record:
                break
        return record, seen
    finally:
        ledger.close()


def erase(
    desk: Desk, ledger: Ledger, person: str, goes: frozenset[str] | None = None, survey: Survey | None = None
) -> Erased:
    """Erase the person; `goes` are the keys of the places that go, without it those that are sure. Done on the desk's thread.

    A `survey` made before holds where nothing has become so since. `OutOfOrder` for a member, who has a function, and who
    is in the room.
    """
    record = desk.record
    refuse_without_pen(record)
    refuse_to_erase(record, person, desk.now().date())
    known = survey is not None and survey[0] is record
    seen = survey[1] if survey and known else _surveyed(record, ledger, person, desk.now().date())
    there = seen.decided()
    if goes is not None:
        there = frozenset(place.key for place in seen.places if place.key in goes and not place.locked)
    reads = replace(seen.reads, goes=there)
    anew = [told for one in seen.concerned if (told := _anew(one, reads)) is not None]
    rows = without(record, reads, seen.places)
    act = ErasePerson(
        person=person, entries=tuple(one.listed for one in anew), files=tuple(kept.id for kept in seen.files)
    )
    prepared = _prepared(desk, act, record.after(rows), reads)
    ledger.erase(prepared.entry, prepared.changes, rows, anew, _as_json(reads.names))
    news = desk.became(prepared, [*rows, *prepared.changes])
    left = sweep(desk, ledger)
    return Erased(news, tuple(_done(seen, there, anew)), tuple(left), seen.reads, remains=bool(left))


def _prepared(desk: Desk, act: ErasePerson, record: Record, reads: Erasing) -> Prepared:
    prepared = desk.prepared_on(act, record)
    # Whoever erases their own data is not named by the entry that says so.
    entry: Entry = replace(prepared.entry, by=reads.sentence(prepared.entry.by))
    return replace(prepared, entry=entry)


def _done(seen: WouldErase, decided: frozenset[str], anew: list[Told]) -> Iterator[str]:
    yield "The person is a former participant now; class and organisation at the time stay with what they said."
    yield f"Told anew in the journal: {_count(len(anew), 'entry', 'entries')}, which cannot be taken back any more."
    if decided:
        yield f"The name was replaced at {_count(len(decided), 'place', 'places')}."
    stayed = [place for place in seen.places if place.key not in decided]
    if stayed:
        yield f"{_count(len(stayed), 'place stays as it is', 'places stay as they are')}."
    if seen.files:
        yield f"Removed: {_count(len(seen.files), 'file', 'files')} that came from them and belonged to nothing else."


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


_AGAIN = "This is tried again when the dossier is opened."


def sweep(desk: Desk, ledger: Ledger) -> list[str]:
    """Sweep scratch and dossier of what lies about of erasures; what stood in the way. Done on the desk's thread."""
    try:
        for names in filter(None, ledger.unswept()):
            desk.notes.reword(partial(_from_json(names).replaced, only_sure=True))
        desk.notes.sweep()
        ledger.forget_names()
        ledger.sweep()
    except (OSError, Unreadable) as fault:
        return [f"{_sentence(fault)}. {_AGAIN}"]
    return []


def renew_backups(desk: Desk) -> list[str]:
    """The backups made anew, as those there are hold what was erased; what stood in the way. Any thread may do it."""
    clear_leftovers()
    if not any(folder_of(desk.path).glob("*.hisrg")):
        return []
    try:
        stayed = renew(desk.path, f"{desk.path.stem} {desk.now():%Y-%m-%d %H%M%S} After erasing")
    except (OSError, Unreadable) as fault:
        return [f"{_sentence(fault)}; the backups made before keep the name. {_AGAIN}"]
    return [f"The backup {path} could not be removed and keeps the name. {_AGAIN}" for path in stayed]


def finish(desk: Desk, ledger: Ledger) -> list[str]:
    """Sweep up after erasures that were cut off; what stood in the way. Done on the desk's thread.

    As long as anything does the dossier remembers it, and opening it tries again.
    """
    if not ledger.unswept():
        return []
    left = sweep(desk, ledger) or renew_backups(desk)
    if not left:
        ledger.swept()
    return left


def with_backups(desk: Desk, erased: Erased) -> Erased:
    """What was erased, in the backups as well, and what is beyond. Not for the desk's thread, which goes on meanwhile."""
    left = [] if erased.remains else renew_backups(desk)
    if not left and not erased.remains:
        with suppress(OutOfOrder):  # closed meanwhile; the next opening finds nothing left to do
            desk.look(_swept).result()
    ledger = Ledger.read(desk.path)
    try:
        return replace(erased, beyond=(*erased.beyond, *left, *_beyond(desk.record, ledger, erased.reads)))
    finally:
        ledger.close()


def _swept(ledger: Ledger) -> None:
    ledger.swept()


def erase_as_there(desk: Desk, ledger: Ledger, before: Record) -> None:
    """Sweep up here what was erased in the copy that has come back; `before` is the record that knew the names."""
    for erasure in desk.record.each(Erasure):
        there = before.find(Person, erasure.person)
        if before.find(Erasure, erasure.id) is None and there is not None:
            ledger.leave_unswept(_as_json(erasing(before, there.id).names))
    for left in finish(desk, ledger):
        _log.warning("erasing: %s", left)


def _sentence(fault: OSError | Unreadable) -> str:
    words = fault.message if isinstance(fault, Unreadable) else (fault.strerror or str(fault))
    return words.rstrip(".")


def _as_json(names: Names) -> str:
    return json.dumps({"people": [p.model_dump() for p in names.people], "shared": sorted(names.shared)})


def _from_json(text: str) -> Names:
    told = json.loads(text)
    return Names([Person.model_validate(fields) for fields in told["people"]], told["shared"])
