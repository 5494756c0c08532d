"""What is typed while the room decides: a member's position, hands counted, who does what until when."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time

from hisrg_desktop.meeting.comments.called import folded, people_called
from hisrg_desktop.meeting.comments.days import day_meant
from hisrg_desktop.meeting.decisions.polls import Hands
from hisrg_desktop.meeting.lists import PositionKind
from hisrg_desktop.meeting.local_time import ZONE, local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.participations import active, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Arrive, members_present, seat_of
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, number_of

POSITIONS: dict[str, PositionKind | None] = {
    "o": "objection",
    "objects": "objection",
    "objection": "objection",
    "r": "reservation",
    "reservation": "reservation",
    "reserves": "reservation",
    "s": "stand aside",
    "aside": "stand aside",
    "stands": "stand aside",
    "c": None,
    "consents": None,
}
"""What stands behind a name, and the position it means; None is consent, which takes a position back."""


@dataclass(frozen=True, slots=True)
class TypedPosition:
    """A member's position as it was typed; `kind` None is consent."""

    person: str
    kind: PositionKind | None
    reason: str = ""


def read_position(record: Record, typed: str, sitting: Sitting | None, at: datetime) -> TypedPosition:
    """The position meant by ``lin o too strict``; refused in words where the name or the letter is not understood.

    In a sitting it is that of a member present; without one, as where somebody writes a letter, that of any member.
    """
    words = typed.split()
    said = [word.casefold().strip(":,;") for word in words]
    place = next((i for i, word in enumerate(said) if i and word in POSITIONS), 0)
    if not place:
        raise OutOfOrder("Type a few letters of a name and o objects, r has a reservation, s stands aside, c consents.")
    kind = POSITIONS[said[place]]
    rest = words[place + 1 :]
    if kind == "stand aside" and said[place + 1 : place + 2] == ["aside"]:
        rest = rest[1:]
    person = _member_meant(record, " ".join(words[:place]), sitting, at)
    return TypedPosition(person, kind, " ".join(rest).strip(" ,;:"))


def _member_meant(record: Record, name: str, sitting: Sitting | None, at: datetime) -> str:
    """The member (present in the sitting) who is meant; an alternate means the seat."""
    called = people_called(record, name)
    everybody = [participation.person for participation in active(record, "member", at.date())]
    there = members_present(record, sitting.id, at) if sitting else everybody
    seats = list(dict.fromkeys(s for p in called if (s := seat_of(record, p.id)) in there))
    if len(seats) == 1:
        return seats[0]
    if seats:
        raise OutOfOrder(f"“{name}” could be {_listed(record, seats)}.")
    members = [p.id for p in called if class_of(record, p.id, at.date()) == "member"]
    if len(members) == 1:
        who = record.get(Person, members[0]).name
        remedy = Arrive(people=(members[0],))
        raise OutOfOrder(f"{who} is not marked present; only members present hold positions.", remedy=remedy)
    if members:
        raise OutOfOrder(f"“{name}” could be {_listed(record, members)}; none of them is marked present.")
    if called:
        raise OutOfOrder(f"{_listed(record, [p.id for p in called])}: no member; only members hold positions.")
    raise OutOfOrder(f"Nobody is called “{name}”.")


def _listed(record: Record, people: list[str]) -> str:
    return ", ".join(record.get(Person, key).name for key in people[:4])


def read_hands(typed: str) -> Hands | None:
    """The hands meant by ``12 3 2`` or ``12 for, 3 against, 2 abstaining``; None where it is not understood."""
    said = {word[:2]: int(number) for number, word in re.findall(r"(\d+)\s*([A-Za-z]{2,})", typed)}
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    if said and len(said) == len(numbers):
        known = {"fo": "in_favour", "in": "in_favour", "ag": "against", "ab": "abstaining"}
        if not set(said) <= set(known):
            return None
        counted = {"in_favour": 0, "against": 0, **{known[word]: number for word, number in said.items()}}
        return Hands.model_validate(counted)
    if re.fullmatch(r"[\d\s,;/:-]+", typed) and len(numbers) in (2, 3):
        return Hands(in_favour=numbers[0], against=numbers[1], abstaining=numbers[2] if len(numbers) == 3 else 0)
    return None


@dataclass(frozen=True, slots=True)
class Task:
    """Somebody, what they do, and until when; what was not understood stays with the words."""

    person: str | None
    words: str
    due: datetime | None = None


_BY = re.compile(r"[,;]?\s*\b(?:by|until|due)\s+([^,;]+?)\s*$", re.IGNORECASE)
_NAMED = re.compile(r"^\s*([^:;,]{1,60}?)\s*[:;]\s*")


def read_task(record: Record, typed: str, at: datetime) -> Task:
    """What is meant by ``Lind: write to the registry by 30 June``; a name and a day may be left out."""
    person, words, due = None, typed.strip(), None
    named = _NAMED.match(words)
    if named:
        found = people_called(record, named[1])
        if len(found) == 1:
            person, words = found[0].id, words[named.end() :]
    until = _BY.search(words)
    if until and (day := read_moment(until[1], at)):
        due, words = day, words[: until.start()]
    return Task(person, words.strip(" ,;"), due)


@dataclass(frozen=True, slots=True)
class PutOffAs:
    """What is left of something put off, with whom it is and until when."""

    what: str
    owner: str | None = None
    until: str = ""


_UNTIL = re.compile(r"(?:^|[,;]?\s+)(?:until|till)\s+(.+)$", re.IGNORECASE)
_WITH = re.compile(r"(?:^|[,;]?\s+)with\s+([^,;]+?)\s*$", re.IGNORECASE)


def read_put_off(record: Record, typed: str) -> PutOffAs:
    """What is meant by ``the width, with Lind, until after lunch``; a name nobody bears stays with the words."""
    what, until, owner = typed.strip(), "", None
    found = _UNTIL.search(what)
    if found:
        until, what = found[1].strip(), what[: found.start()]
    named = _WITH.search(what)
    people = people_called(record, named[1]) if named else []
    if named and len(people) == 1:
        owner, what = people[0].id, what[: named.start()]
    return PutOffAs(what.strip(" ,;"), owner, until)


@dataclass(frozen=True, slots=True)
class Destination:
    """To whom something is referred: a panel, a meeting, or in words; and what is asked."""

    panel: str | None
    meeting: str | None
    until: str
    what: str


def destinations(record: Record) -> list[str]:
    """To whom something can be referred: the panels, and the meetings that are not over."""
    later = [m for m in record.each(Meeting) if m.held_to is None or m.held_to < m.planned_to]
    return [p.name for p in record.each(Panel)] + [f"meeting {number_of(record, m)}" for m in later]


def read_destination(record: Record, typed: str) -> Destination:
    """What is meant by ``Technical: the width`` or ``meeting 2.5; the rest``; else the words say where it goes."""
    to, _, what = (part.strip() for part in re.sub(r"\s*[;:]\s*", "\0", typed, count=1).partition("\0"))
    wanted = folded(to)
    panels = [p for p in record.each(Panel) if wanted and folded(p.name).startswith(wanted)]
    if len(panels) == 1:
        return Destination(panels[0].id, None, "", what)
    number = wanted.removeprefix("meeting").strip()
    # `folded` drops full stops, as in a name; so does the number here.
    meetings = [m for m in record.each(Meeting) if number and number == number_of(record, m).replace(".", "")]
    if len(meetings) == 1:
        return Destination(None, meetings[0].id, "", what)
    return Destination(None, None, to, what)


END_OF_DAY = time(18, 0)


def read_moment(typed: str, at: datetime) -> datetime | None:
    """The moment meant by ``17:30``, ``30 June`` (its evening) or ``tomorrow 12:00``; None where it is not understood."""
    here = local(at)
    clock = re.search(r"\b(\d{1,2})[:.h](\d{2})\s*$", typed)
    day_words = typed[: clock.start()].strip(" ,") if clock and int(clock[1]) < 24 and int(clock[2]) < 60 else typed
    day = day_meant(day_words, here.date()) if day_words.strip() else here.date()
    if day is None:
        return None
    hour = END_OF_DAY if day_words == typed else time(int(clock[1]), int(clock[2])) if clock else END_OF_DAY
    return datetime.combine(day, hour, ZONE).astimezone(UTC)
