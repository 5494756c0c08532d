"""Returned files on paper: a line for each paragraph, with the changes of those who wrote in it.

``States {A-should}{A+shall} cooperate.`` is a word that A replaces, ``{A+B-word}`` one that A inserts and B deletes, a line
that ends in ``{A+}`` or ``{A-}`` one whose end A inserts or deletes.
"""

import re
from datetime import UTC, datetime

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.returned.carried import carrying
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.placing import Placed, placed
from hisrg_desktop.meeting.returned.reading import ChangeRead, MarginRead, ParagraphRead, PieceRead, ReturnedReading
from hisrg_desktop.meeting.returned.texts import known_texts
from hisrg_desktop.meeting.text.drafts import TakeInDraft
from hisrg_desktop.meeting.text.numbers import locator
from tests.meeting.room import TEXT

NAMES = {"A": "Astrid Lind", "B": "Chidi Okafor", "C": "Ola Quist"}
DATES = {"A": "2031-02-01T09:00:00Z", "B": "2031-02-02T09:00:00Z", "C": "2031-02-03T09:00:00Z"}
BASE = [part.text for part in TEXT.parts]
_MARK = re.compile(r"\{((?:[A-Z][+-])+)([^}]*)\}")
_changes = [ChangeRead(author=NAMES[key], date=DATES[key]) for key in NAMES]
_PLACES = {key: number for number, key in enumerate(NAMES)}


def on_record(*acts: Act) -> Record:
    """A record of nothing but a text and what these acts do to it."""
    record = Record()
    for number, act in enumerate([TakeInDraft(reading=TEXT, label="Draft 1"), *acts]):
        moment = Moment(datetime(2031, 1, 1, 9, number, tzinfo=UTC), number)
        record = record.after([*act.decide(record, moment), *moment.counted()])
    return record


def paragraph(line: str) -> ParagraphRead:
    """A paragraph with its changes."""
    there = ParagraphRead(look="")
    done = 0
    for found in _MARK.finditer(line):
        _say(there, line[done : found.start()], "")
        if found[2]:
            _say(there, found[2], found[1])
        else:
            there.inserted, there.deleted = _hands(found[1])
        done = found.end()
    _say(there, line[done:], "")
    return there


def _say(there: ParagraphRead, words: str, hands: str) -> None:
    inserted, deleted = _hands(hands)
    if words:
        there.pieces.append(PieceRead(text=words, inserted=inserted, deleted=deleted))


def _hands(hands: str) -> tuple[int | None, int | None]:
    by = {sign: _PLACES[name] for name, sign in zip(hands[::2], hands[1::2], strict=True)}
    return by.get("+"), by.get("-")


def paper(*lines: str, margins: list[MarginRead] | None = None) -> ReturnedReading:
    """A returned file."""
    return ReturnedReading(
        paragraphs=[paragraph(line) for line in lines], changes=list(_changes), margins=margins or []
    )


def changed(**lines: str) -> list[str]:
    """The draft with some lines written otherwise, by their places: ``l2="…"``."""
    return [lines.get(f"l{number}", line) for number, line in enumerate(BASE)]


def told(record: Record, reading: ReturnedReading, sender: str = "Ola Quist") -> Placed:
    """What a file asks for."""
    return placed(record, known_texts(record), reading, carrying(record), sender)


def where(record: Record, item: Item) -> str:
    """How one points at the place of an item."""
    return locator(record, item.provision or item.block)


def said(record: Record, *lines: str, sender: str = "Ola Quist") -> list[tuple[str, str, str, str, str]]:
    """Place, author's family name, operation, before and after of each item."""
    return [
        (where(record, i), i.author.split()[-1], i.operation or i.kind, i.before, i.after)
        for i in told(record, paper(*lines), sender).items
    ]
