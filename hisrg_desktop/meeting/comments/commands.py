"""Commands of the capture line: the acts that ``/next`` and its like ask for. What is not understood asks for nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.called import beginning_named, meant
from hisrg_desktop.meeting.comments.capture import MoveComment
from hisrg_desktop.meeting.comments.days import day_meant
from hisrg_desktop.meeting.comments.off_the_record import GoOffTheRecord
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.comments.splitting import ReassignComment, last_said
from hisrg_desktop.meeting.decisions.actions import AddAction
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.decisions.typed import read_put_off
from hisrg_desktop.meeting.floor.giving import AskForFloor, NextSpeaker
from hisrg_desktop.meeting.floor.points import RaisePointOfOrder
from hisrg_desktop.meeting.lists import QueueKind
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import find_place


@dataclass(frozen=True, slots=True)
class Here:
    """What a command rests on: who has the floor, which place is active, what day it is."""

    speaker: str | None
    block: str | None
    provision: str | None
    today: date | None


Asked = Act | str
"""The act that is asked for, or what was not understood, in words."""


def asked(record: Record, word: str, rest: str, here: Here) -> Asked:
    """What a command asks for with these words behind it."""
    return _COMMANDS[word](record, rest, here)


def _next(record: Record, rest: str, here: Here) -> Asked:
    return "/next stands alone" if rest else NextSpeaker()


def _off(record: Record, rest: str, here: Here) -> Asked:
    return "/off stands alone" if rest else GoOffTheRecord()


def _queue(record: Record, rest: str, here: Here) -> Asked:
    person, about = beginning_named(record, rest)
    if person is None:
        return _nobody(record, rest.partition(" about ")[0])
    asked_first = here.today is not None and badge_of(record, person.id, here.today) == "P"
    kind: QueueKind = "when asked" if asked_first else "floor"
    return AskForFloor(person=person.id, kind=kind, about=about.removeprefix("about ").strip())


def _point_of_order(record: Record, rest: str, here: Here) -> Asked:
    person, about = beginning_named(record, rest)
    if person is None:
        return _nobody(record, rest.partition(" about ")[0])
    return RaisePointOfOrder(person=person.id, about=about.removeprefix("about ").strip())


def _nobody(record: Record, name: str) -> str:
    """What is wrong with a name that means nobody, or several."""
    if not name.strip():
        return "whose name?"
    names = ", ".join(person.name for person in meant(record, name)[:4])
    return f"“{name.strip()}” could be {names}" if names else f"nobody is called “{name.strip()}”"


def _to(record: Record, rest: str, here: Here) -> Asked:
    last = last_said(record)
    if last is None:
        return "nothing has been taken down in this sitting"
    place = (
        find_place(record, rest) if rest[:1] in "@*" or rest[:1].isdigit() or rest.startswith(("pre", "fn")) else None
    )
    if place:
        return MoveComment(comment=last.id, block=place.block, provision=place.provision)
    found = meant(record, rest)
    return ReassignComment(comment=last.id, speaker=found[0].id) if len(found) == 1 else _nobody(record, rest)


_PLACED = re.compile(r"^@(\S+)\s*")


def _park(record: Record, rest: str, here: Here) -> Asked:
    match = _PLACED.match(rest)
    place = find_place(record, match[1]) if match else None
    put_off = read_put_off(record, rest[match.end() :] if match and place else rest)
    if not rest and not here.block:
        return "what is parked?"
    block, provision = (place.block, place.provision) if place else (here.block, here.provision)
    return Park(what=put_off.what, owner=put_off.owner, until=put_off.until, block=block, provision=provision)


_BY = re.compile(r"\s+(?:by|until|due)\s+(?=[^\s])", re.IGNORECASE)


def _action(record: Record, rest: str, here: Here) -> Asked:
    owner, title = beginning_named(record, rest)
    due = None
    for match in _BY.finditer(title) if here.today else ():
        due = day_meant(title[match.end() :], here.today) if here.today else None
        if due:
            title = title[: match.start()]
            break
    if not title:
        return "what is to be done?"
    return AddAction(title=title, owner=owner.id if owner else None, due=due)


def _note(record: Record, rest: str, here: Here) -> Asked:
    if not rest:
        return "a note needs words"
    return TakeNote(text=rest, person=here.speaker, block=here.block, provision=here.provision)


_COMMANDS: dict[str, Callable[[Record, str, Here], Asked]] = {
    "next": _next,
    "off": _off,
    "q": _queue,
    "poo": _point_of_order,
    "to": _to,
    "park": _park,
    "action": _action,
    "note": _note,
}
