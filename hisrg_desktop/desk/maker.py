"""The process in which documents are made: started by `making`, answers one wish after the other, ends with its asker."""

import os
import pickle
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from hisrg_desktop.desk.exports import Options, produce, save
from hisrg_desktop.desk.given.person import journal_of
from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.store.ledger import Ledger

_LATER = 19
"""By how much the typing of words goes before the making of documents, where the platform knows such an order."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that is asked for: its kind, the options that are plain data, and where it is to be written."""

    kind: str
    options: dict[str, Any]
    target: Path


@dataclass(frozen=True, slots=True)
class Far:
    """How far the making is, between 0 and 1, and with what."""

    part: float
    words: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The document is out of order, in words, with the act that would remedy it."""

    message: str
    remedy: Act | None


@dataclass(frozen=True, slots=True)
class Failed:
    """The machine let us down: what `OSError` is made of."""

    why: tuple[Any, ...]


Answer = Path | Refused | Failed


class Telling:
    """Says how far the making is."""

    def __init__(self, said: BinaryIO) -> None:
        self._said = said

    def __call__(self, part: float, words: str) -> None:
        say(self._said, Far(part, words))


def say(stream: BinaryIO, what: object) -> None:
    """Send something to the other process."""
    pickle.dump(what, stream)
    stream.flush()


def main(dossier: str) -> None:
    """Make what is asked for, of the dossier as it stands then, until nobody asks any more."""
    if hasattr(os, "nice"):
        os.nice(_LATER)
    signal.signal(signal.SIGTERM, _leave)
    said = sys.stdout.buffer
    for wanted in _wanted(sys.stdin.buffer):
        say(said, _answer(Path(dossier), wanted, Telling(said)))


def _leave(_: int, __: FrameType | None) -> None:
    """End as a program ends, so that a file half written is removed."""
    raise SystemExit(1)


def _wanted(asked: BinaryIO) -> Iterator[Wanted]:
    while True:
        try:
            yield pickle.load(asked)
        except EOFError:
            return


def _answer(dossier: Path, wanted: Wanted, telling: Telling) -> Answer:
    try:
        return save(wanted.target, _made(dossier, wanted, telling))
    except OutOfOrder as refusal:
        return Refused(refusal.message, refusal.remedy)
    except OSError as failure:
        return Failed((failure.errno, failure.strerror or str(failure), failure.filename))


def _made(dossier: Path, wanted: Wanted, telling: Telling) -> bytes:
    ledger = Ledger.read(dossier)
    try:
        options = Options(**wanted.options, progress=telling, journal=journal_of(ledger))
        return produce(wanted.kind, ledger.load(), options, ledger.attachment)
    finally:
        ledger.close()


if __name__ == "__main__":
    # Under its own name: what is sent must be known by the same name on both sides.
    from hisrg_desktop.desk import maker

    maker.main(sys.argv[1])
