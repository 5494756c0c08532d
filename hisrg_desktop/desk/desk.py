"""The desk: the one door through which the record changes."""

import errno
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hisrg_desktop.desk.asked import Asked, deciding
from hisrg_desktop.desk.clock import Clock, MeetingClock, wall_clock
from hisrg_desktop.desk.notes import Notes
from hisrg_desktop.desk.past import Past
from hisrg_desktop.desk.space import Space
from hisrg_desktop.desk.turns import Turns, answer_with
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.clock_moves import NoteMovedClock
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.journal import Entry, Undoable, undoable
from hisrg_desktop.meeting.pen import pen_away, refuse_without_pen
from hisrg_desktop.meeting.people.erasing import told_anew
from hisrg_desktop.meeting.record import Change, Record, changed_only
from hisrg_desktop.meeting.standing import check
from hisrg_desktop.store.ledger import Ledger, OvertakenError, Salt, random_salt
from hisrg_desktop.store.lock import Lock
from hisrg_desktop.store.scratch import Kept, Scratch

if TYPE_CHECKING:
    from hisrg_desktop.desk.erasing import Erased, Survey, WouldErase

_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class News:
    """What has just become so: the record now, what changed, and the entry that says so."""

    record: Record
    changes: tuple[Change, ...]
    entry: Entry
    undoable: Undoable


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry that has been decided and not yet been made: what it changes, and the record afterwards."""

    entry: Entry
    changes: list[Change]
    after: Record


Listener = Callable[[News], None]


class Desk:
    """A dossier open for writing. Acts are decided and put on disk one after the other by one thread.

    `record` is what is officially so; any thread may hold it. Listeners are called on the desk's own thread.
    """

    def __init__(self, path: Path, station: str, program: str, clerk: str, clock: MeetingClock) -> None:
        self.path = path
        self.station = station
        self.clerk = clerk
        self.record = Record()
        self.entries: list[Entry] = []
        self.undoable = Undoable()
        self.space = Space(path)
        self._lock = Lock(path, program, clerk)
        self._turns = Turns(path.name)
        self._listeners: list[Listener] = []
        self._closed = False
        self._beside: list[threading.Thread] = []
        self._clock = clock

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        station: str = "desk",
        program: str = "hisrg",
        clerk: str = "",
        clock: Clock | None = None,
        salt: Salt = random_salt,
    ) -> "Desk":
        """A new dossier, open."""
        desk = cls(path, station, program, clerk, MeetingClock(wall_clock, clock))
        return desk._start(lambda: Ledger.create(path, salt))

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        station: str = "desk",
        program: str = "hisrg",
        clerk: str = "",
        clock: Clock | None = None,
        wall: Clock = wall_clock,
        salt: Salt = random_salt,
    ) -> "Desk":
        """A dossier that is there; `Held` where someone else has it open, `Unreadable` where it is none.

        `clock` is the time of the meeting; without one it runs with the time passed, from what `wall` shows now.
        """
        desk = cls(path, station, program, clerk, MeetingClock(wall, clock))
        return desk._start(lambda: Ledger.open(path, salt))

    def _start(self, open_ledger: Callable[[], Ledger]) -> "Desk":
        self._lock.take()
        try:
            ready = self._turns.begin(open_ledger, self._load)
            # The disk is waited for here while the desk's own thread reads the record.
            scratch = Scratch(self.path)
            try:
                ready.result()
                self.notes = Notes(scratch, {e.scratch for e in self.entries if e.scratch}, self.space)
                if self._unswept:
                    self.look(self._finish_erasing)
            except BaseException:
                scratch.close()
                raise
        except BaseException:
            self._turns.end()
            self._lock.release()
            raise
        return self

    # --- what may be asked -----------------------------------------------------------------------------------------

    def do(
        self, act: Act, *, by: str = "", scratch: str = "", files: Mapping[str, bytes] | None = None
    ) -> Future[News | None]:
        """Do an act; the answer is the news of it, or None where it changed nothing.

        It raises `OutOfOrder` where the act is refused and `OSError` where the machine failed. `scratch` names the
        slot whose unfinished words become this entry.
        """
        ticket = self.notes.ticket(scratch) if scratch else ""
        return self._ask(Asked(deciding(act), by or self.clerk, ticket, files or {}))

    def undo(self, *, by: str = "", number: int | None = None) -> Future[News | None]:
        """Take back the last entry, or the one with this number; refused where someone has built on it."""
        return self._ask(Asked(lambda record, _: self._past.undone(record, number), by or self.clerk))

    def redo(self, *, by: str = "") -> Future[News | None]:
        """Do again what was last taken back."""
        return self._ask(Asked(lambda record, _: self._past.redone(record), by or self.clerk))

    def look(self, question: Callable[[Ledger], T]) -> Future[T]:
        """Ask the ledger something in turn with the acts: a search, a kept file, the journal."""
        return self._turns.take(question)

    def search(self, words: str, limit: int = 100) -> Future[list[tuple[str, str]]]:
        """The kind and id of the rows that hold these words, newest first."""
        return self.look(lambda ledger: ledger.search(words, limit))

    def attachment(self, digest: str) -> Future[bytes | None]:
        """The bytes of a kept file."""
        return self.look(lambda ledger: ledger.attachment(digest))

    def as_it_stood(self, at: datetime) -> Future[Record]:
        """The record as it stood at an instant."""
        return self.look(lambda _: self._past.as_it_stood(self.record, at))

    def listen(self, listener: Listener) -> None:
        """Call this with the news of every entry, on the desk's thread."""
        self._listeners.append(listener)

    def stop_listening(self, listener: Listener) -> None:
        """Call a listener no more."""
        self._listeners = [there for there in self._listeners if there != listener]

    def now(self) -> datetime:
        """The time of the meeting, never before the last entry."""
        at = self._clock.now()
        return max(at, self.entries[-1].at) if self.entries else at

    def kept(self) -> list[Kept]:
        """The unfinished words that have become no entry, by slot."""
        return self.notes.found

    def hand_over(self, target: Path, to: str) -> Future[Path]:
        """Write a copy of the dossier that has the pen; here it can only be read until it comes back."""
        from hisrg_desktop.desk.pen import hand_over

        return self.look(lambda ledger: hand_over(self, ledger, target, to))

    def take_back(self, source: Path) -> Future[int]:
        """Go on from the copy that comes back with the pen; the answer is how many entries were made there."""
        from hisrg_desktop.desk.pen import take_back

        return self.look(lambda ledger: take_back(self, ledger, source))

    def take_by_force(self, why: str) -> Future[None]:
        """Take the pen back without the copy that has it; the reason goes on record."""
        from hisrg_desktop.desk.pen import take_by_force

        return self.look(lambda _: take_by_force(self, why))

    def would_erase(self, person: str) -> "WouldErase":
        """What erasing this person's data would do; any thread but the desk's may ask."""
        from hisrg_desktop.desk.erasing import would_erase

        ledger = Ledger.read(self.path)
        try:
            return would_erase(self.record, ledger, person, self.now().date())
        finally:
            ledger.close()

    def erase(self, person: str, goes: frozenset[str] | None = None) -> "Future[Erased]":
        """Erase a person's data, which cannot be taken back; `goes` are the keys of the places that go with it."""
        answer: Future[Erased] = Future()
        self._do_beside("surveying", lambda: self._erase_surveyed(person, goes, answer))
        return answer

    def _erase_surveyed(self, person: str, goes: frozenset[str] | None, answer: "Future[Erased]") -> None:
        """Look through everything beside the acts, which go on, then erase in turn with them."""
        from hisrg_desktop.desk.erasing import erase, surveyed

        survey: Future[Survey | None] = Future()
        answer_with(survey, lambda: surveyed(self, person))
        if (fault := survey.exception()) is not None:
            answer.set_exception(fault)
            return
        done = self.look(lambda ledger: erase(self, ledger, person, goes, survey.result()))
        done.add_done_callback(lambda done: self._erase_in_backups(done, answer))

    def _erase_in_backups(self, done: "Future[Erased]", answer: "Future[Erased]") -> None:
        """Make the backups anew beside the acts: a large dossier takes seconds to be copied and read through."""
        from hisrg_desktop.desk.erasing import with_backups

        if (fault := done.exception()) is not None:
            answer.set_exception(fault)
            return
        self._do_beside("backups", lambda: answer_with(answer, lambda: with_backups(self, done.result())))

    def _do_beside(self, name: str, work: Callable[[], None]) -> None:
        """Do this on a thread of its own, which is waited for where the dossier is closed."""
        thread = threading.Thread(target=work, name=name)
        self._beside.append(thread)
        thread.start()

    def back_up(self, name: str) -> Path:
        """Make a verified copy of the dossier as it is now, beside the acts; any thread but the desk's may ask."""
        from hisrg_desktop.store.backups import back_up

        return back_up(self.path, f"{self.path.stem} {self.now():%Y-%m-%d %H%M%S} {_plain_name(name)}".strip())

    def copy_elsewhere(self, target: Path) -> Path:
        """Write a verified copy of the dossier to a place of its own, with the words not yet taken down beside it."""
        from hisrg_desktop.store.backups import copy_whole

        made = copy_whole(self.path, target)
        words = self.kept()
        if words:
            scratch = Scratch(made)
            for kept in words:
                scratch.keep(kept)
            scratch.close()
        return made

    def close(self) -> None:
        """Finish what was asked, put the last words on disk and give the dossier back."""
        if self._closed:
            return
        self._closed = True
        self._wait_beside()
        self._turns.end()
        self._wait_beside()
        try:
            self.notes.close()
        finally:
            self._lock.release()

    def _wait_beside(self) -> None:
        for work in self._beside:
            work.join()

    # --- the desk's own thread -------------------------------------------------------------------------------------

    def _ask(self, asked: Asked) -> Future[News | None]:
        return self._turns.take(lambda ledger: self._entered(ledger, asked))

    def _load_record(self, ledger: Ledger) -> None:
        self.record = ledger.load()
        self.entries = ledger.entries()
        self.undoable = undoable(self.entries).without(self.record.derive(told_anew))
        self._unswept = bool(ledger.unswept())

    def _finish_erasing(self, ledger: Ledger) -> None:
        from hisrg_desktop.desk.erasing import finish

        for left in finish(self, ledger):
            _log.warning("erasing: %s", left)

    def _load(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._load_record(ledger)
        self._clock.begin(self.record, self.entries)

    @property
    def _past(self) -> Past:
        return Past(self.entries, self.undoable, self._ledger)

    def _entered(self, ledger: Ledger, asked: Asked) -> News | None:
        while True:
            try:
                return self._enter(ledger, asked)
            except OvertakenError:
                self._load_record(ledger)

    def _enter(self, ledger: Ledger, asked: Asked) -> News | None:
        self._note_moved_clock(ledger)
        prepared = self._prepared(asked)
        if prepared is None:
            return None
        news = self._make_so(ledger, prepared, asked.files)
        if asked.scratch:
            self.notes.became(asked.scratch)
        return news

    def prepared(self, act: Act, after: "Prepared | None" = None) -> "Prepared":
        """An act decided and not yet done, on the record as it is or as it will be; only on the desk's own thread."""
        asked = Asked(deciding(act), self.clerk, moves_pen=True)
        made = self._prepared(asked, after)
        assert made is not None
        return made

    def prepared_on(self, act: Act, record: Record) -> "Prepared":
        """An act decided as the next entry on a record that is about to be; only on the desk's own thread."""
        return self.prepared(act, Prepared(self.entries[-1], [], record))

    def became(self, prepared: "Prepared", changes: Sequence[Change]) -> News:
        """Tell what was put on disk together with other words for earlier entries; only on the desk's own thread."""
        self.record = prepared.after
        self.entries = self._ledger.entries()
        self.undoable = undoable(self.entries).without(self.record.derive(told_anew))
        return self._told(prepared, changes)

    def make_so(self, prepared: "Prepared", salt: bytes | None = None) -> News:
        """Do what was prepared; only on the desk's own thread."""
        return self._make_so(self._ledger, prepared, {}, salt)

    def load_again(self) -> None:
        """Read the record anew, as the dossier has become another; only on the desk's own thread."""
        self._load_record(self._ledger)
        if self.entries:
            self._clock.catch_up(self.entries[-1].at)

    def _note_moved_clock(self, ledger: Ledger) -> None:
        """Say in the journal, once, that the computer's clock was moved; the time of the meeting goes on."""
        moved = None if pen_away(self.record) else self._clock.moved()
        if moved:
            wall, by = moved
            seconds = round(by.total_seconds())
            self._make_so(ledger, self.prepared(NoteMovedClock(wall=wall, seconds=seconds)), {})

    def _prepared(self, asked: Asked, before: "Prepared | None" = None) -> "Prepared | None":
        """What an act would put on record, and the entry that would say so; None where it would change nothing."""
        record = before.after if before else self.record
        if not asked.moves_pen:
            refuse_without_pen(record)
        last = before.entry.number if before else (self.entries[-1].number if self.entries else 0)
        by = clean(asked.by)
        moment = Moment(self.now(), last + 1, by)
        decided = asked.decide(record, moment)
        changes = changed_only([*decided.changes, *moment.counted()])
        if not changes:
            return None
        after = record.after(changes)
        check(record, after, changes)
        entry = Entry(
            number=last + 1,
            at=moment.at,
            by=by,
            station=self.station,
            act=decided.act,
            sentence=decided.sentence,
            undoes=decided.undoes,
            redoes=decided.redoes,
            scratch=asked.scratch,
        )
        return Prepared(entry, changes, after)

    def _make_so(
        self, ledger: Ledger, prepared: "Prepared", files: Mapping[str, bytes], salt: bytes | None = None
    ) -> News:
        entry, changes = prepared.entry, prepared.changes
        self._put_on_disk(ledger, entry, changes, files, salt)
        self.record = prepared.after
        self.entries.append(entry)
        self.undoable = self.undoable.after(entry)
        return self._told(prepared, changes)

    def _told(self, prepared: "Prepared", changes: Sequence[Change]) -> News:
        news = News(prepared.after, tuple(changes), prepared.entry, self.undoable)
        for listener in self._listeners:
            _tell(listener, news)
        return news

    def _put_on_disk(
        self, ledger: Ledger, entry: Entry, changes: list[Change], files: Mapping[str, bytes], salt: bytes | None
    ) -> None:
        """Append the entry; on a full disk with the room that the reserve gives back."""
        try:
            ledger.append(entry, changes, files, salt)
        except OSError as fault:
            if fault.errno != errno.ENOSPC:
                raise
            made = self.space.make_room()
            self.notes.watch_the_disk()
            if not made:
                raise
            ledger.append(entry, changes, files, salt)


def _plain_name(name: str) -> str:
    """The letters, digits and spaces of a name, which every disk takes."""
    return "".join(c for c in name if c.isalnum() or c in " -").strip()[:60]


def _tell(listener: Listener, news: News) -> None:
    """Tell a listener; what it does wrong goes to the crash report, and the entry, which is on disk, stands."""
    try:
        listener(news)
    except BaseException as fault:  # noqa: BLE001 - reported as if it had risen; the others hear the news all the same
        told = (type(fault), fault, fault.__traceback__, threading.current_thread())
        threading.excepthook(threading.ExceptHookArgs(told))
