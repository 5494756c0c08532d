"""Who takes part as what: members, observers, external persons; one class at a time, history kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Class
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.organisations import Organisation, counts_as
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.standing import standing

MOST_MEMBERS = 35
"""*"The operative body of the Working Group consists of at most thirty-five members."*"""


class Participation(Row):
    """A person's class for an organisation from one day to another; `until` is the last day."""

    person: str = Field(foreign_key="person.id", index=True)
    organisation: str = Field(foreign_key="organisation.id", index=True)
    kind: Class
    since: date
    until: date | None = None
    application: str | None = Field(default=None, foreign_key="application.id")

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on this day."""
        return self.since <= day and (self.until is None or day <= self.until)


def participation_of(record: Record, person: str, day: date) -> Participation | None:
    """The person's participation in force on this day."""
    return next((p for p in record.where(Participation, person=person) if p.holds_on(day)), None)


def class_of(record: Record, person: str, day: date) -> Class | None:
    """What the person was on this day: old minutes show the class then."""
    held = participation_of(record, person, day)
    return held.kind if held else None


def active(record: Record, kind: Class, day: date) -> list[Participation]:
    """The participations of a class in force on this day, without those of people merged into somebody else."""
    return [p for p in record.where(Participation, kind=kind) if p.holds_on(day) and counts(record, p)]


def counts(record: Record, held: Participation) -> bool:
    """Whether a participation counts; one that stayed with a person merged into somebody else is history."""
    return record.get(Person, held.person).merged_into is None


def organisation_of(record: Record, person: str, day: date) -> Organisation | None:
    """The organisation the person takes part for on this day."""
    held = participation_of(record, person, day)
    return record.find(Organisation, held.organisation) if held else None


def overlap(one: Participation, other: Participation) -> bool:
    """Whether both are in force on some day."""
    return (other.until is None or one.since <= other.until) and (one.until is None or other.since <= one.until)


def _gained(after: Record, changes: Iterable[Change]) -> list[Participation]:
    """The participations that changed, and those of people who count again; without those that do not count."""
    gained: list[Participation] = []
    for change in changes:
        if isinstance(change.after, Participation):
            gained.append(change.after)
        elif isinstance(change.before, Person) and change.before.merged_into and change.after:
            gained += after.where(Participation, person=change.row.id)
    return [held for held in gained if counts(after, held)]


def whose_class_changed(changes: Iterable[Change]) -> set[str]:
    """Those whose class is another than before: by a merging and its taking apart it goes from one person to the other."""
    rows = (row for change in changes for row in (change.before, change.after))
    return {row.person for row in rows if isinstance(row, Participation)}


@standing(Participation)
def no_participation_ends_before_it_began(before: Record, after: Record, changes: list[Change]) -> str | None:
    """A participation is in force on one day at least."""
    for held in (change.after for change in changes):
        if isinstance(held, Participation) and held.until is not None and held.until < held.since:
            return f"{after.get(Person, held.person).name} became {_a(held.kind)} only on {day_in_words(held.since)}."
    return None


@standing(Participation, Person)
def at_most_thirty_five_members(before: Record, after: Record, changes: list[Change]) -> str | None:
    """At most thirty-five members are active on any date; imports and re-activations included."""
    several = [held for held in _gained(after, changes) if held.kind == "member"]
    members = [p for p in after.where(Participation, kind="member") if counts(after, p)] if several else []
    for gained in several:
        # The number of seats taken changes only where a participation begins.
        days = {m.since for m in members if gained.holds_on(m.since)} | {gained.since}
        for day in days:
            if len({m.person for m in members if m.holds_on(day)}) > MOST_MEMBERS:
                name = after.get(Person, gained.person).name
                return f"{name} would be member number {MOST_MEMBERS + 1}: the Group has at most {MOST_MEMBERS}."
    return None


@standing(Participation, Organisation, Person)
def one_observer_for_each_organisation(before: Record, after: Record, changes: list[Change]) -> str | None:
    """One observer per organisation; an organisation, its aliases and its parent count as one. Members do not count."""
    moved = any(_moved(change) for change in changes)
    comes = [p for p in _gained(after, changes) if p.kind == "observer"]
    if not (moved or comes):
        return None
    observers = [p for p in after.where(Participation, kind="observer") if counts(after, p)]
    concerned = {counts_as(after, after.get(Organisation, p.organisation)).id for p in comes}
    if moved:
        concerned = {counts_as(after, after.get(Organisation, p.organisation)).id for p in observers}
    by_root: dict[str, list[Participation]] = {}
    for held in observers:
        root = counts_as(after, after.get(Organisation, held.organisation)).id
        if root in concerned:
            by_root.setdefault(root, []).append(held)
    for root, several in by_root.items():
        for index, one in enumerate(several):
            for other in several[index + 1 :]:
                if one.person != other.person and overlap(one, other):
                    sits, joins = (after.get(Person, p.person).name for p in (one, other))
                    organisation = after.get(Organisation, root).name
                    return f"{organisation} has an observer already ({sits}); {joins} cannot observe for it as well."
    return None


def _moved(change: Change) -> bool:
    """Whether an organisation counts otherwise than before."""
    was, now = change.before, change.after
    if not isinstance(was, Organisation) or not isinstance(now, Organisation):
        return isinstance(was, Organisation)
    return (was.parent, was.separate_because) != (now.parent, now.separate_because)


@standing(Participation, Application)
def nobody_observes_without_an_application(before: Record, after: Record, changes: list[Change]) -> str | None:
    """An observer has an application on record, admitted."""
    concerned = {change.row.id for change in changes if change.kind is Application}
    observers = after.where(Participation, kind="observer") if concerned else ()
    held = [p for p in observers if p.application in concerned]
    for participation in (*held, *(p for p in _gained(after, changes) if p.kind == "observer")):
        application = after.find(Application, participation.application)
        admitted = application is not None and application.outcome == "admitted"
        if application is None or not admitted or not _is_theirs(application, participation):
            name = after.get(Person, participation.person).name
            return f"{name} has no admitted application on record; nobody becomes an observer without one."
    return None


def _is_theirs(application: Application, participation: Participation) -> bool:
    return (application.person, application.organisation) == (participation.person, participation.organisation)


@standing(Participation, Person)
def one_class_at_a_time(before: Record, after: Record, changes: list[Change]) -> str | None:
    """One person has one class at a time; functions are separate."""
    for gained in _gained(after, changes):
        for other in after.where(Participation, person=gained.person):
            if other.id != gained.id and overlap(gained, other):
                return f"{after.get(Person, gained.person).name} is {_a(other.kind)} already."
    return None


def _a(kind: str) -> str:
    return {"member": "a member", "observer": "an observer", "external": "an external person"}[kind]


class TakePart(Act):
    """Enter a person as member or external person."""

    person: str
    organisation: str
    kind: Class
    since: date
    application: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The participation from this day on."""
        return [added(Participation(id=moment.new_id(), **self.model_dump()))]

    def sentence(self, record: Record) -> str:
        """Names the person and the class."""
        return f"Enter {record.get(Person, self.person).name} as {self.kind}"


class EndParticipation(Act):
    """End a person's participation."""

    participation: str
    until: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The participation with its last day; it is kept as history."""
        held = record.get(Participation, self.participation)
        if held.until is not None:
            raise OutOfOrder("This participation has ended already.")
        if self.until < held.since:
            raise OutOfOrder("A participation cannot end before it began.")
        return [replaced(held, until=self.until)]

    def sentence(self, record: Record) -> str:
        """Names the person."""
        held = record.get(Participation, self.participation)
        return f"End the participation of {record.get(Person, held.person).name} as {held.kind}"


class ChangeClass(Act):
    """Enter a person in another class or for another organisation, the earlier participation ending the day before."""

    person: str
    organisation: str
    kind: Class
    since: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The participation of now ended, and the new one; an observer needs an admitted application for it."""
        held = participation_of(record, self.person, self.since)
        ended: list[Change] = []
        if held:
            if (held.kind, held.organisation) == (self.kind, self.organisation):
                raise OutOfOrder(f"{record.get(Person, self.person).name} is {_a(held.kind)} already.")
            if held.since >= self.since:
                raise OutOfOrder(f"{record.get(Person, self.person).name} became {_a(held.kind)} only that day.")
            ended = [replaced(held, until=self.since - timedelta(days=1))]
        return [*ended, added(Participation(id=moment.new_id(), **self.model_dump()))]

    def sentence(self, record: Record) -> str:
        """Names the person and the class."""
        return f"Enter {record.get(Person, self.person).name} as {self.kind} from now on"


def history(record: Record, person: str) -> list[Participation]:
    """What a person was, the first first."""
    return sorted(record.where(Participation, person=person), key=lambda held: (held.since, held.id))
