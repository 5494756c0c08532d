"""What the invitations of a meeting show: who is invited and why, what they answered, where they sit, whom to tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.people.functions import badge_of, roles_of
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.answers import Says, answer_of
from hisrg_desktop.meeting.roll.entitled import AskedToTeleconference
from hisrg_desktop.meeting.roll.inviting import MeetingInvitation, invited
from hisrg_desktop.meeting.roll.meetings import Meeting, called, current_meeting, day_of
from hisrg_desktop.meeting.roll.next_meeting import left_over
from hisrg_desktop.meeting.roll.seats import Seating, seating
from hisrg_desktop.meeting.roll.telling import to_tell
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.ui.people.lines import in_words

LISTS = ("all", "not invited", "no answer", "coming", "waiting", "not coming")
"""The lists of people concerned, in the order in which they are offered."""

_ANSWERS: dict[Says | None, str] = {
    "comes": "comes",
    "does not come": "does not come",
    "undecided": "undecided",
    None: "",
}


_NO_BASIS = {True: "panel chair: only by a decision of the chair", False: "is not to be invited any more"}


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody who is to be invited, or was: a line of the table. `key` is the person's."""

    key: str
    letter: str
    name: str
    organisation: str
    basis: str
    sent: str
    answer: str
    seat: str
    place: int
    lists: frozenset[str]
    haystack: str


def meetings(record: Record) -> list[tuple[str, str]]:
    """The meetings one may look at, the latest first: key and words."""
    found = sorted(record.each(Meeting), key=lambda m: (day_of(m), m.id), reverse=True)
    return [(m.id, meeting_words(record, m)) for m in found]


def meeting_words(record: Record, meeting: Meeting) -> str:
    """The meeting with its place and days: ``Meeting 2.4 · Leiden · 14 – 16 Sep 2020``."""
    name = called(record, meeting)
    first, last = meeting.held_from or meeting.planned_from, max(meeting.planned_to, meeting.held_to or date.min)
    return " · ".join(filter(None, (name[0].upper() + name[1:], meeting.place, span(first, last))))


def span(first: date, last: date) -> str:
    """From one day to another, in few words."""
    if first == last:
        return in_words(first)
    same_month = (first.year, first.month) == (last.year, last.month)
    begins = str(first.day) if same_month else in_words(first).removesuffix(f" {last.year}")
    return f"{begins} – {in_words(last)}"


def day_words(day: date, meeting: date) -> str:
    """A day as people write it; the year only where it is not that of the meeting."""
    return in_words(day).removesuffix(f" {meeting.year}")


def first_shown(record: Record, today: date) -> str:
    """The meeting that is shown first: the one under way or next to come, else the latest; empty where there is none."""
    coming = [m for m in record.each(Meeting) if (m.held_to or m.planned_to) >= today]
    found = min(coming, key=lambda m: (m.planned_from, m.id), default=None) or current_meeting(record)
    return found.id if found else ""


# --- the people concerned -------------------------------------------------------------------------------------------


def invitees(record: Record, meeting: Meeting) -> list[Invitee]:
    """Everybody concerned, by class and name: who is to be invited, who was, and panel chairs about whom to decide."""
    there, sent = seating(record, meeting.id), invited(record, meeting.id)
    undecided = undecided_panel_chairs(record, meeting)
    people = dict.fromkeys((*there.basis, *sent, *undecided))
    order = {"C": 0, "M": 0, "P": 1, "S": 2, "O": 3}
    made = [
        _invitee(record, meeting, there, _Known(person, sent.get(person), person in undecided)) for person in people
    ]
    return sorted(made, key=lambda one: (order.get(one.letter, 4), folded(record.get(Person, one.key).sort_name)))


def undecided_panel_chairs(record: Record, meeting: Meeting) -> list[str]:
    """The panel chairs who come to this teleconference only if the chair decides so, and the chair has not."""
    if meeting.kind != "teleconference":
        return []
    on, asked = day_of(meeting), {a.person for a in record.where(AskedToTeleconference, meeting=meeting.id)}
    there = seating(record, meeting.id).basis
    chairs = [p.id for p in record.each(Person) if "panel chair" in roles_of(record, p.id, on)]
    return [p for p in chairs if p not in asked and p not in there]


@dataclass(frozen=True, slots=True)
class _Known:
    person: str
    sent: MeetingInvitation | None
    undecided: bool


def _invitee(record: Record, meeting: Meeting, there: Seating, known: _Known) -> Invitee:
    person, sent = known.person, known.sent
    who, on = record.get(Person, person), day_of(meeting)
    organisation = organisation_of(record, person, on)
    basis = there.basis[person].basis if person in there.basis else _NO_BASIS[known.undecided]
    house = (organisation.short or organisation.name) if organisation else ""
    return Invitee(
        person,
        badge_of(record, person, on),
        who.name,
        house,
        basis,
        day_words(sent.sent_on, on) if sent else ("not yet" if person in there.basis else "—"),
        _answer_words(record, meeting, there, person),
        _seat_words(there, person) if meeting.kind == "face-to-face" else "",
        there.waiting.index(person) + 1 if person in there.waiting else 0,
        _lists(there, person, invited_already=sent is not None),
        folded(f"{who.name} {who.sort_name} {house} {organisation.name if organisation else ''} {basis}"),
    )


def _answer_words(record: Record, meeting: Meeting, there: Seating, person: str) -> str:
    said = there.says.get(person)
    answer = answer_of(record, meeting.id, person)
    if said is None or answer is None or answer.says != said:
        return _ANSWERS.get(said, "")
    instead = record.find(Person, answer.alternate)
    words = f"sends {instead.initialled}" if instead else _ANSWERS[said]
    given = day_words(answer.given_on, day_of(meeting))
    return " · ".join(filter(None, (words, given, answer.way, answer.remark)))


def _seat_words(there: Seating, person: str) -> str:
    seat = there.seat_of(person)
    if seat == "waiting":
        return f"waiting, {there.waiting.index(person) + 1}"
    if person in there.released:
        return "released"
    return {"kept": "kept", "seated": "has a seat"}.get(seat, "")


def _lists(there: Seating, person: str, *, invited_already: bool) -> frozenset[str]:
    said = there.says.get(person)
    found = {"all"}
    if person in there.basis and not invited_already:
        found.add("not invited")
    if person in there.basis and said in (None, "undecided"):
        found.add("no answer")
    if said in ("comes", "sends an alternate"):
        found.add("waiting" if there.seat_of(person) == "waiting" else "coming")
    if said == "does not come":
        found.add("not coming")
    return frozenset(found)


def counted(listed: Iterable[Invitee]) -> dict[str, int]:
    """How many stand in each list."""
    several = list(listed)
    return {name: sum(name in one.lists for one in several) for name in LISTS}


def matching(listed: Iterable[Invitee], name: str, typed: str) -> list[Invitee]:
    """Those in the list in whose line every word typed occurs; who waits stands in the order of the waiting list."""
    words = folded(typed).split()
    found = [one for one in listed if name in one.lists and all(word in one.haystack for word in words)]
    return sorted(found, key=lambda one: one.place) if name == "waiting" else found


# --- seats ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """The seats in figures; `capacity` is None where nothing limits them."""

    capacity: int | None
    kept: int
    coming: int
    observers: int
    free: int | None
    waiting: int
    missing: int


def seat_plan(record: Record, meeting: Meeting) -> SeatPlan:
    """How the seats of a meeting are given out."""
    there = seating(record, meeting.id)
    return SeatPlan(
        there.capacity,
        len(there.kept),
        len(there.coming),
        len(there.seated),
        there.free,
        len(there.waiting),
        there.missing,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """An observer on the waiting list, with their place."""

    key: str
    letter: str
    place: int
    name: str
    since: str


def waiting(record: Record, meeting: Meeting) -> list[Waiting]:
    """The waiting list in its order."""
    found = []
    for place, person in enumerate(seating(record, meeting.id).waiting, 1):
        answer = answer_of(record, meeting.id, person)
        since = day_words(answer.given_on, day_of(meeting)) if answer else ""
        found.append(Waiting(person, "O", place, _with_house(record, person, day_of(meeting)), since))
    return found


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who has to be told something."""

    key: str
    letter: str
    name: str
    news: str


def due(record: Record, meeting: Meeting) -> list[Due]:
    """Whom to tell, and what."""
    on = day_of(meeting)
    return [
        Due(one.person, badge_of(record, one.person, on), _with_house(record, one.person, on), one.news)
        for one in to_tell(record, meeting.id)
    ]


def _with_house(record: Record, person: str, on: date) -> str:
    organisation = organisation_of(record, person, on)
    house = (organisation.short or organisation.name) if organisation else ""
    return " · ".join(filter(None, (record.get(Person, person).name, house)))


def left_over_words(record: Record, meeting: Meeting) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What the next meeting finds: each kind of it with the things that are left over."""
    there = left_over(record, meeting.id)
    found = (
        ("unfinished", tuple(f"{item.number}  {item.title}" for item in there.items)),
        ("put off", tuple(_put_off(record, one) for one in there.parked)),
        ("to be done", tuple(f"{one.number}  {one.title}" for one in there.actions)),
    )
    return tuple((kind, things) for kind, things in found if things)


def _put_off(record: Record, one: Parked) -> str:
    proposal = record.find(Proposal, one.proposal)
    where = proposal.number if proposal else label(record, one.provision) or label(record, one.block)
    return "  ".join(filter(None, (where, one.what)))
