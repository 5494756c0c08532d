"""Reports over meetings: who came, who spoke and for how long, by class, and the sentence that the Group publishes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hisrg_desktop.meeting.comments.called import folded
from hisrg_desktop.meeting.floor.times import Spoken, by_person, spoken_in
from hisrg_desktop.meeting.people.functions import Function, badge_of
from hisrg_desktop.meeting.people.participations import Participation, active, class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, derived, follows
from hisrg_desktop.meeting.roll.attendance import Apology, Attendance, apologised, was_there
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, day_of, sittings_of

LARGE = 10
"""*"A large number of observers"* is at least so many, and at least as many as the members who came.

The Group publishes the words and no figure for them. Fewer observers than members would not be a large number to
anybody in the room, and of a small meeting nobody would say so of a handful.
"""

CLASSES = {"C": "M", "M": "M", "P": "P", "S": "S", "O": "O"}
"""Under which class a letter of the room is counted: the chair among the members."""


@dataclass(frozen=True, slots=True)
class Attended:
    """Who came to a meeting: at some time of it, in person or for members by an alternate.

    `members` are the seats taken out of `of`; `others` came by a function. A meeting without a sitting that was opened
    has nobody.
    """

    members: frozenset[str] = frozenset()
    of: int = 0
    observers: frozenset[str] = frozenset()
    panels: frozenset[str] = frozenset()
    secretariat: frozenset[str] = frozenset()
    apologies: int = 0
    people: dict[str, str] = field(default_factory=dict)

    @property
    def majority(self) -> bool:
        """Whether more than half of the members came."""
        return len(self.members) * 2 > self.of

    @property
    def large(self) -> bool:
        """Whether the observers were a large number."""
        return len(self.observers) >= max(LARGE, len(self.members))


@derived(Attendance, Apology, Sitting, Meeting, Participation, Function, Person)
def _worked_out(record: Record) -> dict[str, Attended]:
    """What has been asked for of this record, by meeting; the others are worked out when they are asked for."""
    return {}


@follows(_worked_out)
def _as_before(known: dict[str, Attended], before: Record, after: Record, changes: list[Change]) -> dict[str, Attended]:
    """Who comes and goes changes their meeting only; what somebody is may change them all."""
    concerned: set[str] = set()
    for change in changes:
        if isinstance(change.row, Participation | Function) or _merged(change):
            return {}
        concerned |= {_meeting(record, row) for record, row in ((before, change.before), (after, change.after)) if row}
    return {meeting: there for meeting, there in known.copy().items() if meeting not in concerned}


def _merged(change: Change) -> bool:
    """Whether a person became another, or is one again: only then do the seats of a meeting depend on their row."""
    rows = (change.before, change.after)
    was, now = (row.merged_into if isinstance(row, Person) else None for row in rows)
    return was != now


def _meeting(record: Record, row: Row) -> str:
    if isinstance(row, Attendance):
        return record.get(Sitting, row.sitting).meeting
    return row.meeting if isinstance(row, Apology | Sitting) else row.id


def _stays(record: Record, meeting: Meeting) -> dict[str, Attendance]:
    """The first stay of each person who was in the room."""
    stays = [stay for s in sittings_of(record, meeting.id) for stay in record.where(Attendance, sitting=s.id)]
    found: dict[str, Attendance] = {}
    for stay in sorted(filter(was_there, stays), key=lambda stay: stay.id):
        found.setdefault(stay.person, stay)
    return found


def attended(record: Record, meeting: Meeting) -> Attended:
    """Who came to a meeting, as what they were then."""
    known = record.derive(_worked_out)
    if meeting.id not in known:
        known[meeting.id] = _attended(record, meeting)
    return known[meeting.id]


def _attended(record: Record, meeting: Meeting) -> Attended:
    on, stays = day_of(meeting), _stays(record, meeting)
    people = {p: _letter(record, stay) for p, stay in stays.items()}
    seats = (stay.stands_in_for or p for p, stay in stays.items())
    return Attended(
        members=frozenset(p for p in seats if class_of(record, p, on) == "member"),
        of=len(active(record, "member", on)),
        observers=frozenset(p for p, letter in people.items() if letter == "O"),
        panels=frozenset(p for p, letter in people.items() if letter == "P"),
        secretariat=frozenset(p for p, letter in people.items() if letter == "S"),
        apologies=len(apologised(record, meeting.id)),
        people=people,
    )


def _letter(record: Record, stay: Attendance) -> str:
    """What somebody was when they came; who stands in for a member sits as one."""
    if stay.stands_in_for:
        return "M"
    return CLASSES.get(badge_of(record, stay.person, stay.arrived_at.date()), "O")


def published(meeting: Meeting, there: Attended) -> str:
    """The sentence that the Group publishes of a meeting; empty where nobody has come yet."""
    if not there.people:
        return ""
    kind = "teleconference" if meeting.kind == "teleconference" else "meeting"
    observers = f" and {_observers(there)}" if meeting.kind == "face-to-face" else ""
    return f"The {kind} was attended by {_members(there)}{observers}."


def _members(there: Attended) -> str:
    came = len(there.members)
    if came and came == there.of:
        return "all members"
    if there.majority:
        return "a majority of members"
    return f"{came} of the {there.of} members"


def _observers(there: Attended) -> str:
    came = len(there.observers)
    if there.large:
        return "a large number of observers"
    if came > 4:
        return "a number of observers"
    return {0: "no observers", 1: "one observer"}.get(came, "a few observers")


def figures(meeting: Meeting, there: Attended) -> str:
    """The figures behind the sentence."""
    if not there.people:
        return "nobody has been marked present"
    parts = [f"{len(there.members)} of {there.of} members"]
    if meeting.kind == "face-to-face":
        parts.append(_many(len(there.observers), "observer"))
    parts += [_many(len(people), word) for people, word in ((there.panels, "panel chair"),) if people]
    parts += [f"{len(there.secretariat)} of the secretariat"] if there.secretariat else []
    parts += [f"{there.apologies} sent apologies"] if there.apologies else []
    return ", ".join(parts)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Took:
    """What one person did over the meetings: at how many they were, out of how many held, and what they spoke."""

    person: str
    letter: str
    meetings: int
    spoken: Spoken


def spoken_by_class(record: Record, meetings: list[Meeting], at: datetime) -> dict[str, Spoken]:
    """What members (the chair among them), observers, panels and secretariat spoke in these meetings, by letter."""
    found: dict[str, Spoken] = {}
    for (_, letter), spoken in spoken_in(record, _sittings(record, meetings), at).items():
        counted = CLASSES.get(letter, "O")
        found[counted] = found.get(counted, Spoken()) + spoken
    return {letter: spoken for letter, spoken in found.items() if spoken.turns}


def _sittings(record: Record, meetings: list[Meeting]) -> list[str]:
    return [sitting.id for meeting in meetings for sitting in sittings_of(record, meeting.id)]


def held(record: Record) -> list[Meeting]:
    """The meetings to which somebody has come, oldest first."""
    return sorted((m for m in record.each(Meeting) if attended(record, m).people), key=lambda m: (day_of(m), m.id))


def over_all(record: Record, meetings: list[Meeting], at: datetime) -> list[Took]:
    """What each person did over these meetings: members first, then by how long they spoke."""
    spoken = by_person(record, _sittings(record, meetings), at)
    seen: dict[str, list[str]] = {}
    for meeting in meetings:
        for person, letter in attended(record, meeting).people.items():
            seen.setdefault(person, []).append(letter)
    found = [Took(person, letters[-1], len(letters), spoken.get(person, Spoken())) for person, letters in seen.items()]
    return sorted(found, key=lambda one: (_ORDER.index(one.letter), -one.spoken.time, _name(record, one.person)))


_ORDER = ("M", "P", "O", "S")


def _name(record: Record, person: str) -> str:
    return folded(record.get(Person, person).sort_name)


def share(one: Spoken, whole: timedelta) -> int:
    """What part of the whole somebody spoke, in per cent."""
    return round(100 * one.time / whole) if whole else 0
