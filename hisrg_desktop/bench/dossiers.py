"""The dossiers that are measured: the practice meeting, and the same with a hundred thousand comments."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.record import Record, added, replaced
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.sample.build import build
from hisrg_desktop.store.ledger import Ledger

MANY = 100_000
"""How many comments the large dossier has."""
TOGETHER = 250
"""How many of them one entry of its journal brings."""


class Dossiers:
    """Dossiers in a folder of their own, made when they are first asked for.

    `minutes` is how long somebody types who types for long; None where nobody says.
    """

    def __init__(self, folder: Path, minutes: float | None = None) -> None:
        self.folder = folder
        self.minutes = minutes

    @cached_property
    def practice(self) -> Path:
        """The practice meeting, as laid out."""
        path = self.folder / "practice.hisrg"
        build(path).close()
        return path

    @cached_property
    def large(self) -> Path:
        """The practice meeting with a hundred thousand comments, spread over all provisions."""
        path = self.copy(self.practice, "large")
        ledger = Ledger.open(path)
        try:
            fill(ledger, MANY)
        finally:
            ledger.close()
        return path

    def copy(self, path: Path, name: str) -> Path:
        """A copy that may be written to."""
        copy = self.folder / f"{name}.hisrg"
        # A log left beside an earlier copy would be taken for this one's.
        for left in self.folder.glob(f"{name}.hisrg*"):
            left.unlink()
        shutil.copyfile(path, copy)
        return copy

    @contextmanager
    def desk(self, path: Path) -> Iterator[Desk]:
        """A desk at a copy of this dossier."""
        desk = Desk.open(self.copy(path, "desk"), program="bench")
        try:
            yield desk
        finally:
            desk.close()
            for part in self.folder.glob("desk.hisrg*"):
                part.unlink()


@contextmanager
def dossiers(minutes: float | None = None) -> Iterator[Dossiers]:
    """Dossiers that go when they were measured."""
    with TemporaryDirectory(prefix="hisrg-bench-") as folder:
        yield Dossiers(Path(folder), minutes)


def fill(ledger: Ledger, wanted: int) -> None:
    """Bring the comments of a dossier up to this number."""
    record = ledger.load()
    last = ledger.entries()[-1]
    rows = list(comments(record, wanted - len(record.all(Comment)), last))
    for step, first in enumerate(range(0, len(rows), TOGETHER), 1):
        some = rows[first : first + TOGETHER]
        entry = Entry(last.number + step, some[-1].at, "", "bench", "TakeDown", f"{len(some)} comments")
        ledger.append(entry, [added(row) for row in some])


def comments(record: Record, wanted: int, last: Entry) -> Iterator[Comment]:
    """More comments like those there are, on every provision in turn, later than the last entry."""
    models = [comment for comment in record.each(Comment) if len(comment.text) > 40]
    places = list(record.each(Provision))
    at = last.at
    for number in range(wanted):
        model, place = models[number % len(models)], places[number * 7 % len(places)]
        at += timedelta(milliseconds=20)
        fields = {
            "id": f"{int(at.timestamp() * 1000):011x}{last.number + 1:06x}{number % TOGETHER:04x}",
            "number": f"{model.number}-{number}",
            "text": f"{model.text} In the matter of point {number}, see also {place.id[-6:]}.",
            "block": place.block,
            "provision": place.id,
            "footnote": None,
            "at": at,
        }
        yield Comment(**{**model.__dict__, **fields})


def debated(record: Record, wanted: int) -> Record:
    """The record with more turns of speech in its sittings, each with the words said in it, up to this number."""
    models = [i for i in record.each(Intervention) if i.ended_at]
    said = {c.intervention: c for c in record.each(Comment) if c.intervention}
    models = [i for i in models if i.id in said]
    missing = wanted - len(record.all(Intervention))
    changes = []
    for number in range(missing):
        model = models[number % len(models)]
        key = f"{model.id[:17]}{number:06x}"
        turn = replaced(model, id=key).after
        words = replaced(said[model.id], id=f"{key}c", intervention=key, number=f"B-{number}").after
        assert turn is not None
        assert words is not None
        changes += [added(turn), added(words)]
    return record.after(changes)
