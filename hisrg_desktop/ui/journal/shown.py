"""What the journal page shows: what was found by a search, and the record as it stood."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.comments import Comment, author_name
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.panels.reports import PanelItem, PanelReport, ReportPage
from hisrg_desktop.meeting.record import KINDS, Record, Row
from hisrg_desktop.meeting.roll.attendance import Headcount
from hisrg_desktop.meeting.roll.meetings import current_sitting, named
from hisrg_desktop.meeting.text.marked import pieces_of
from hisrg_desktop.meeting.text.numbers import find_place, locator
from hisrg_desktop.meeting.text.parts import AGREED, Block, Footnote, Provision
from hisrg_desktop.ui.session.shown import state_of
from hisrg_desktop.ui.widgets.marked import Pieces
from hisrg_desktop.ui.widgets.marks import State

# --- search -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """Something that holds the words searched for: what it is, where it stands, its words, and where one goes to see it."""

    key: str
    what: str
    place: str
    words: str
    page: str
    target: str


def found(record: Record, hits: Iterable[tuple[str, str]]) -> list[Found]:
    """The hits of a search in plain words; what is not on record any more is left out."""
    made = []
    for kind, key in hits:
        row = record.find(KINDS[kind], key) if kind in KINDS else None
        tell = _TELLS.get(type(row)) if row is not None else None
        if row is not None and tell is not None:
            made.append(tell(record, row))
    return made


def _place(record: Record, key: str | None) -> str:
    return locator(record, key) if key else ""


def _comment(record: Record, row: Comment) -> Found:
    who = author_name(record, row) or "Secretariat"
    place = row.provision or row.block
    page, target = ("session", place) if place else ("comments", row.id)
    struck = ", struck out" if row.struck else ""
    return Found(row.id, f"{row.number} {who}{struck}", _place(record, place), row.text, page, target)


def _proposal(record: Record, row: Proposal) -> Found:
    return Found(
        row.id, f"{row.number} {row.state}", _place(record, row.provision), row.after, "session", row.provision
    )


def _provision(record: Record, row: Provision) -> Found:
    return Found(row.id, "the text", _place(record, row.id), row.text, "text", row.id)


def _block(record: Record, row: Block) -> Found:
    return Found(row.id, "heading", _place(record, row.id), row.heading, "text", row.id)


def _footnote(record: Record, row: Footnote) -> Found:
    return Found(row.id, "footnote", _place(record, row.provision), row.text, "text", row.provision)


def _decision(record: Record, row: Decision) -> Found:
    place = _place(record, row.provision or row.block)
    return Found(row.id, f"decision {row.number}", place, row.words, "decisions", row.id)


def _action(_: Record, row: ActionItem) -> Found:
    return Found(row.id, f"action {row.number}", "", row.title, "decisions", row.decision or "")


def _page(record: Record, row: ReportPage) -> Found:
    title = record.get(PanelReport, row.report).title
    return Found(row.id, f"{title}, page {row.page}", "", row.text, "panels", row.report)


def _item(record: Record, row: PanelItem) -> Found:
    place = ", ".join(_place(record, key) for key in (*row.blocks, *row.provisions))
    return Found(row.id, f"{row.number} {row.kind}", place, row.quote, "panels", row.id)


_TELLS: dict[type[Row], Callable[[Record, Any], Found]] = {
    Comment: _comment,
    Proposal: _proposal,
    Provision: _provision,
    Block: _block,
    Footnote: _footnote,
    Decision: _decision,
    ActionItem: _action,
    ReportPage: _page,
    PanelItem: _item,
}


def around(text: str, words: str, length: int = 160) -> str:
    """The part of a text in which the first of the words stands."""
    line = " ".join(text.split())
    first = next((w for w in words.split() if any(c.isalnum() for c in w)), "")
    at = line.casefold().find(first.casefold()) if first else -1
    if at <= length // 3:
        return line[:length]
    begin = line.find(" ", at - length // 3, at) + 1 or at
    return "…" + line[begin : begin + length]


# --- as it stood ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stood:
    """The record at an instant: the heads counted, and one place of the text."""

    sitting: str
    room: str
    heads: tuple[tuple[str, int], ...]
    place: str
    state: State
    word: str
    pieces: Pieces
    heading: str


def stood(record: Record, at: datetime, pointed: str = "") -> Stood:
    """What is told of the record as it stood, with the place pointed at, or the one that was active then."""
    sitting = current_sitting(record)
    room = ""
    if sitting:
        count = Headcount(record, sitting.id, at)
        room = f"{count.members} of {count.of} members, {count.observers} observers in the room"
    provision = _looked_at(record, pointed)
    block = record.find(Block, provision.block) if provision else None
    state: State = "none"
    word = ""
    if provision:
        state, word = state_of(record, provision)
    return Stood(
        named(sitting) if sitting else "No sitting was open",
        room,
        _heads(record),
        locator(record, provision.id) if provision else "",
        state,
        word,
        pieces_of(record, provision) if provision else (),
        block.heading if block else "",
    )


def _looked_at(record: Record, pointed: str) -> Provision | None:
    if pointed.strip():
        place = find_place(record, pointed)
        return record.find(Provision, place.provision) if place else None
    at = now(record)
    return record.find(Provision, at.provision) if at else None


def _heads(record: Record) -> tuple[tuple[str, int], ...]:
    return (
        ("comments", sum(not c.struck for c in record.each(Comment))),
        ("open proposals", sum(p.state in UNDECIDED for p in record.each(Proposal))),
        ("decisions", len(record.all(Decision))),
        ("provisions agreed", sum(p.state in AGREED for p in record.each(Provision))),
    )


_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_instant(typed: str, near: datetime) -> datetime | None:
    """The instant meant by ``15:40``, ``15:40:07`` or ``4 May 15:40``, on the day of `near` where none is said.

    A minute means its end: what was done within it counts. None where it is not understood.
    """
    time = _TIME.search(typed)
    if time is None:
        return None
    day = _day_in(typed[: time.start()] + typed[time.end() :], near)
    hour, minute, second = int(time[1]), int(time[2]), time[3]
    if day is None or hour > 23 or minute > 59 or int(second or 0) > 59:
        return None
    exact = day.replace(hour=hour, minute=minute, second=int(second or 0), microsecond=0)
    return exact + (timedelta(seconds=1) if second else timedelta(minutes=1)) - timedelta(milliseconds=1)


def _day_in(typed: str, near: datetime) -> datetime | None:
    words = re.findall(r"[a-z]+|\d+", typed.casefold())
    if not words:
        return near
    try:
        if len(words) >= 2 and words[1][:3] in _MONTHS:
            year = int(words[2]) if len(words) > 2 else near.year
            return near.replace(year=year, month=_MONTHS.index(words[1][:3]) + 1, day=int(words[0]))
        year, month, day = (int(word) for word in words)
        return near.replace(year=year, month=month, day=day)
    except ValueError:
        return None
