"""Handing a dossier over with its pen, and taking it back: the copy that comes back must continue our journal."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hisrg_desktop.desk.erasing import erase_as_there
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable
from hisrg_desktop.meeting.pen import HandOver, ReceivePen, TakePenBack, pen_away, where_it_is
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.store.backups import copy_whole
from hisrg_desktop.store.ledger import Ledger
from hisrg_desktop.store.lock import Held, Lock
from hisrg_desktop.store.scratch import Scratch

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import Desk


def our_name(desk: Desk) -> str:
    """Who has the pen when it is at this desk."""
    return desk.clerk or socket.gethostname()


def hand_over(desk: Desk, ledger: Ledger, target: Path, to: str) -> Path:
    """Write a copy that has the pen; from then on this dossier can only be read. Done on the desk's thread.

    The copy is whole before the pen leaves, and comes under its name only once it has left: at no moment are there two.
    """
    if target.exists():
        raise FileExistsError(17, f"{target.name} is there already; choose another name", str(target))
    leaving = desk.prepared(HandOver(to=to))
    salt = ledger.new_salt(leaving.entry.number)
    part = target.with_name(f".{target.name}.handed-over")
    try:
        copy_whole(desk.path, part)
        copy = Ledger.open(part)
        try:
            copy.append(leaving.entry, leaving.changes, salt=salt)
            received = desk.prepared(ReceivePen(holder=to), leaving)
            copy.append(received.entry, received.changes)
        finally:
            copy.close()
        desk.make_so(leaving, salt=salt)
        try:
            part.replace(target)
        except OSError as fault:
            desk.make_so(
                desk.prepared(TakePenBack(holder=our_name(desk), why=f"The copy was not made: {fault.strerror}"))
            )
            raise
    finally:
        for leftover in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    return target


def take_back(desk: Desk, ledger: Ledger, source: Path) -> int:
    """Go on from the copy that comes back with the pen; how many entries were made there. Done on the desk's thread.

    Refused, with the reason and the way out, where the copy is damaged, does not continue our journal, or has no pen.
    """
    lock = Lock(source, "hisrg", desk.clerk)
    try:
        lock.take()
    except Held:
        raise
    except OSError:
        pass  # a stick that cannot be written cannot be written by anybody else either
    try:
        made = _refuse_unless_continued(ledger, source)
        desk.back_up("before taking back")
        before = desk.record
        ledger.become(source)
        desk.load_again()
        erase_as_there(desk, ledger, before)
        _leave_behind(desk, ledger, source)
        _take_words(desk, source)
    finally:
        lock.release()
    return made


def take_by_force(desk: Desk, why: str) -> None:
    """Take the pen back without the copy that has it, with the reason on record."""
    desk.make_so(desk.prepared(TakePenBack(holder=our_name(desk), why=why)))


def _refuse_unless_continued(ledger: Ledger, source: Path) -> int:
    other = Ledger.read(source)
    try:
        wrong = other.verify()
        if wrong:
            raise Unreadable(f"{source.name} is damaged ({wrong[0]}) and cannot be taken back.")
        ours, theirs = ledger.count(), other.count()
        if other.hash_at(ours) != ledger.hash_at(ours):
            raise OutOfOrder(_why_not(ledger, other, source.name))
        _refuse_without_its_pen(other.load(), source.name)
    finally:
        other.close()
    return theirs - ours


def _why_not(ledger: Ledger, other: Ledger, name: str) -> str:
    """Why a copy does not continue our journal, and the way out."""
    ours, theirs = ledger.count(), other.count()
    if theirs <= ours and other.hash_at(theirs) == ledger.hash_at(theirs):
        return f"{name} is an earlier state of this dossier; all that is in it is here already."
    common = _common(ledger, other)
    if common == 0:
        return f"{name} is another dossier, no copy of this one; open it with Open."
    return (
        f"{name} does not continue this dossier: after entry {common} other things were done here than there. "
        "Open it on its own to read what was done there, and enter here what is to count."
    )


def _common(ledger: Ledger, other: Ledger) -> int:
    """The number of the last entry that both journals share; hashes that agree stand for all entries before them."""
    low, high = 0, min(ledger.count(), other.count())
    while low < high:
        middle = (low + high + 1) // 2
        if ledger.hash_at(middle) == other.hash_at(middle):
            low = middle
        else:
            high = middle - 1
    return low


def _refuse_without_its_pen(record: Record, name: str) -> None:
    pen = pen_away(record)
    if pen:
        raise OutOfOrder(f"{name} has no pen. {where_it_is(pen)}; take back the copy that is there.")


def _leave_behind(desk: Desk, ledger: Ledger, source: Path) -> None:
    """The pen leaves the copy, where that can be written, and arrives here; both journals say the same."""
    leaving = desk.prepared(HandOver(to=our_name(desk)))
    salt = ledger.new_salt(leaving.entry.number)
    with suppress(OSError, OutOfOrder):
        copy = Ledger.open(source)
        try:
            copy.append(leaving.entry, leaving.changes, salt=salt)
        finally:
            copy.close()
    desk.make_so(leaving, salt=salt)
    desk.make_so(desk.prepared(ReceivePen(holder=our_name(desk))))


def _take_words(desk: Desk, source: Path) -> None:
    """The words not yet taken down at the other desk are kept here as well."""
    if not Path(f"{source}-scratch").exists():
        return
    with suppress(OSError, Unreadable):
        scratch = Scratch(source)
        done = {entry.scratch for entry in desk.entries}
        here = {kept.slot for kept in desk.kept()}
        for kept in scratch.all():
            if kept.text and kept.ticket not in done:
                desk.notes.keep(f"line-returned-{kept.slot}" if kept.slot in here else kept.slot, kept.text)
        scratch.close()
