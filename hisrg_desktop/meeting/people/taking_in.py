"""A list of people, row by row: what would become of each, decided as everything else is. Nothing is on record yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from pydantic import Field

from hisrg_desktop.meeting.acts import Act, Moment, decide_all
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import Participation, organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.taking_in_columns import Columns, rows_of
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow
from hisrg_desktop.meeting.people.taking_in_row import Listed, TakeInPerson
from hisrg_desktop.meeting.people.taking_in_said import Habits, Said, habits_of, understood
from hisrg_desktop.meeting.people.taking_in_same import Known, name_key
from hisrg_desktop.meeting.people.taking_in_told import Told, told
from hisrg_desktop.meeting.people.taking_in_words import Kind
from hisrg_desktop.meeting.record import Change, Record, changed_only
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.standing import check

Result = Literal["new", "changed", "unchanged", "warning", "refused", "left out"]
RESULTS: tuple[Result, ...] = ("new", "changed", "unchanged", "warning", "refused", "left out")
NEW = "new"
"""The answer that somebody is nobody on record."""
Progress = Callable[[float], None]
_TELL = 50
"""After so many rows it is said how far it is."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person can say otherwise: who is meant by a row, `about` a person or an organisation.

    `answers` are ids with words, the last one is somebody new; `chosen` is what holds now.
    """

    about: Literal["person", "organisation"]
    answers: tuple[tuple[str, str], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """What would become of a row, and why; `new` says whether the person is new to the record."""

    row: int
    name: str
    organisation: str
    kind: str
    result: Result
    why: tuple[str, ...] = ()
    fields: tuple[Told, ...] = ()
    questions: tuple[Question, ...] = ()
    new: bool = False
    act: TakeInPerson | None = None

    @property
    def taken(self) -> bool:
        """Whether it would change the record."""
        return self.act is not None and bool(self.fields)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person said of the rows: those to leave out, and who is meant, by row and what it is about."""

    left_out: frozenset[int] = frozenset()
    meant: Mapping[tuple[int, str], str] = field(default_factory=dict)
    kind: str = ""
    """As what those take part who are new and of whom the list does not say it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The rows of a list in their order, each decided on the record as the rows before it would leave it."""

    lines: tuple[Line, ...]

    def of(self, result: Result) -> list[Line]:
        """The rows that come to this."""
        return [line for line in self.lines if line.result == result]

    @property
    def counts(self) -> dict[Result, int]:
        """How many rows come to each result."""
        return {result: len(self.of(result)) for result in RESULTS}

    @property
    def taken(self) -> list[Line]:
        """The rows that would change the record."""
        return [line for line in self.lines if line.taken]

    def act(self, name: str) -> Act | None:
        """All of them as one act, undone as one; None where nothing would change."""
        acts = tuple(line.act for line in self.taken if line.act)
        if not acts:
            return None
        return TakeInList(rows=acts, name=name)


class TakeInList(Act):
    """Take in a list of people.

    `name` is that of the file.
    """

    rows: tuple[TakeInPerson, ...] = Field(min_length=1)
    name: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What all rows change, one after the other."""
        return decide_all(self.rows, record.bare(), moment)

    def sentence(self, record: Record) -> str:
        """Says how many people, and from where."""
        return f"Take in {_people(len(self.rows))} from {self.name}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def preview(
    record: Record,
    reading: ListReading,
    columns: Columns,
    moment: Moment,
    wishes: Wishes | None = None,
    progress: Progress = lambda _part: None,
) -> Preview:
    """What would become of each row; `moment` is one of its own, for nothing of it reaches the record."""
    rows = rows_of(reading, columns)
    going = _Going(record, columns, moment, wishes or Wishes(), habits_of(rows, columns))
    lines = []
    for number, row in enumerate(rows):
        if number % _TELL == 0:
            progress(number / len(rows))
        lines.append(going.line(row))
    progress(1.0)
    return Preview(tuple(lines))


class _Going:
    """The record on its way through the rows."""

    def __init__(self, record: Record, columns: Columns, moment: Moment, wishes: Wishes, habits: Habits) -> None:
        self.record = record.bare()
        self._columns, self._moment, self._wishes, self._habits = columns, moment, wishes, habits
        self._today = moment.at.date()
        self._known = Known(record)
        self._rows: dict[str, int] = {}

    def line(self, row: ListRow) -> Line:
        """What would become of this row."""
        said = understood(self.record, self._columns, row, self._known.is_name, self._habits)
        names = (row.row, said.listed.name, said.listed.organisation, said.listed.kind)
        if row.row in self._wishes.left_out:
            return Line(*names, "left out")
        if said.refused:
            return Line(*names, "refused", (said.refused,))
        why = list(said.remarks)
        questions: list[Question] = []
        try:
            organisation = self._organisation(row.row, said, why, questions)
            person = self._person(row.row, said, organisation, why, questions)
            # By its name, for one that an earlier row brings is on record only when that row has been taken in.
            called = self.record.get(Organisation, organisation).name if organisation else None
            listed = self._with_title(said, self._with_class(said, person), person)
            act = TakeInPerson(listed=listed, today=self._today, person=person, organisation=called)
            changes, after = act.decide_with(self.record, self._moment)
            if changes:
                check(self.record, after, changes)
        except OutOfOrder as refusal:
            return Line(*names, "refused", (refusal.message, *why), questions=tuple(questions))
        fields = told(self.record, after, changes)
        new = person is None
        self._keep(row.row, person, changes)
        why += self._kept_as_it_is(said, person)
        why += (words for change in changed_only(changes) if (words := _weighty(self.record, change)))
        self.record = after
        plain: Result = "new" if new else "changed" if fields else "unchanged"
        names = (*names[:3], listed.kind)
        return Line(*names, "warning" if why else plain, tuple(why), fields, tuple(questions), new, act)

    def _with_class(self, said: Said, person: str | None) -> Listed:
        """What the row says; somebody new of whom it names no class takes part as the person wishes."""
        if said.listed.kind or person is not None or not self._wishes.kind:
            return said.listed
        return replace(said.listed, kind=cast(Kind, self._wishes.kind))

    def _with_title(self, said: Said, listed: Listed, person: str | None) -> Listed:
        """The title that stood before the name, for those of whom neither the record nor another column knows one."""
        there = self.record.find(Person, person)
        if not said.title or listed.honorific or (there and there.honorific):
            return listed
        return replace(listed, honorific=said.title)

    def _keep(self, row: int, person: str | None, changes: Sequence[Change]) -> None:
        self._known.learn(changes)
        key = person or next(c.row.id for c in changes if isinstance(c.row, Person))
        self._rows[key] = row

    # --- who is meant -----------------------------------------------------------------------------------------------

    def _organisation(self, row: int, said: Said, why: list[str], questions: list[Question]) -> str | None:
        name = said.listed.organisation
        exact = self._known.organisation(name) if name else None
        likely = self._known.likely_organisation(name) if name and exact is None else None
        if likely is None:
            return exact
        same, sure = likely
        there = self.record.get(Organisation, same).name
        chosen = self._wishes.meant.get((row, "organisation"), same if sure else NEW)
        answers = ((same, f"the same as {there}"), (NEW, "a new organisation"))
        questions.append(Question("organisation", answers, chosen))
        if chosen != NEW:
            why.append(f"“{name}” is taken to be {there}.")
            return same
        if (row, "organisation") not in self._wishes.meant:
            why.append(f"“{name}” differs by a letter from {there}; it is taken to be a new organisation.")
        return None

    def _person(
        self, row: int, said: Said, organisation: str | None, why: list[str], questions: list[Question]
    ) -> str | None:
        named, addressed = self._known.people(said.listed.name, said.listed.email)
        # An office has one address for several people.
        addressed = [key for key in addressed if _share_a_word(self.record.get(Person, key).name, said.listed.name)]
        for key in (*(k for k in addressed if k in named), *addressed, *named):
            if key in self._rows and self._is_same(key, said, organisation, key in addressed):
                why.clear()  # What else is said of the row is of no use to anybody.
                raise OutOfOrder(f"{said.listed.name} stands in row {self._rows[key]} already.")
        found = [k for k in dict.fromkeys((*addressed, *named)) if k not in self._rows]
        if not found:
            return self._likely_person(row, said, organisation, why, questions)
        sure = [k for k in found if self._is_same(k, said, organisation, k in addressed)]
        likely = (sure or found)[0]
        if len(sure) == 1 and len(found) == 1:
            return likely
        usual = likely if sure else NEW
        chosen = self._wishes.meant.get((row, "person"), usual)
        answers = (*((k, f"the same as {self._words(k)}") for k in found), (NEW, "somebody else of that name"))
        questions.append(Question("person", answers, chosen))
        if chosen == NEW:
            why.append(f"{self._words(found[0])} is on record; this is taken to be somebody else of that name.")
            return None
        why.append(f"Taken to be {self._words(chosen)}.")
        return chosen

    def _likely_person(
        self, row: int, said: Said, organisation: str | None, why: list[str], questions: list[Question]
    ) -> str | None:
        likely = self._known.likely_person(said.listed.name, organisation or "")
        if likely is None:
            return None
        words = self._words(likely)
        if likely in self._rows:
            first = f"{said.listed.name} is likely {words}, who stands in row {self._rows[likely]}"
            why.append(f"{first}: leave one of the two out if they are one.")
            return None
        chosen = self._wishes.meant.get((row, "person"), likely)
        questions.append(Question("person", ((likely, f"the same as {words}"), (NEW, "somebody else")), chosen))
        if chosen == NEW:
            return None
        why.append(f"“{said.listed.name}” is taken to be {words}.")
        return likely

    def _is_same(self, key: str, said: Said, organisation: str | None, by_address: bool) -> bool:
        """Whether there is no doubt: the same address, or the same name and nothing that speaks against it."""
        there = self.record.get(Person, key)
        other = bool(there.email and said.listed.email and there.email.casefold() != said.listed.email.casefold())
        if by_address or not other:
            return True
        held = organisation_of(self.record, key, self._today)
        return held is None or organisation == held.id

    def _words(self, key: str) -> str:
        held = organisation_of(self.record, key, self._today)
        name = self.record.get(Person, key).name
        return f"{name} ({held.short or held.name})" if held else name

    # --- what is said beside it --------------------------------------------------------------------------------------

    def _kept_as_it_is(self, said: Said, person: str | None) -> list[str]:
        """What the row says otherwise than the record, where the record keeps what it says."""
        remarks = []
        if said.listed.present and current_sitting(self.record) is None:
            remarks.append("No sitting is open: nobody is marked present.")
        if person:
            remarks += filter(
                None, (named_otherwise(self.record, person, said), held_otherwise(self.record, person, said))
            )
        return remarks


def _weighty(record: Record, change: Change) -> str:
    """What nobody should do by a list unawares: that a class ends, that somebody is given a function of the Group."""
    row = change.after
    if isinstance(row, Function):
        return f"Becomes {row.role} of the Group; a function elsewhere is none here."
    if change.before is None or not isinstance(row, Participation) or row.until is None:
        return ""
    organisation = record.get(Organisation, row.organisation).name
    return f"Ends as {row.kind} for {organisation} on {day_in_words(row.until)}."


def _share_a_word(one: str, other: str) -> bool:
    return bool({w for w in name_key(one).split() if len(w) > 1} & set(name_key(other).split()))


def named_otherwise(record: Record, person: str, said: Said) -> str | None:
    """That the record has another name, which stays; None where it has not."""
    there = record.get(Person, person)
    if name_key(there.name) == name_key(said.listed.name):
        return None
    return f"On record as {there.name}; that name is kept."


def held_otherwise(record: Record, person: str, said: Said) -> str | None:
    """That the record has another first day of the same class, which is history and stays; None where it has not."""
    since = said.listed.since
    if since is None or not said.listed.kind:
        return None
    same = [p for p in record.where(Participation, person=person) if p.kind == said.listed.kind]
    if not same or any(p.since == since for p in same):
        return None
    held = next((p for p in same if p.until is None), same[-1])
    if held.since < since and held.until is not None and held.until < since:
        return None
    return f"On record as {held.kind} since {day_in_words(held.since)}; that day is kept."
