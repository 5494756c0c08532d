"""Erasing a person's data: their row becomes “a former participant”, in what is so and in how it came to be so.

What they said, wrote and decided stays, as do their class and organisation at the time: the minutes and the decisions rest
on them. The journal is told anew without the name; the digest of what it told before stays in the chain, and the digest of
what it tells now stands in the `Erasure`, so that the chain can still be verified.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.floor.giving import EndIntervention
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import EndFunction, Function
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import EndParticipation, Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.people.traces import FILES, FORMER, LOCKED, Names, shared_words, texts_of
from hisrg_desktop.meeting.record import KINDS, Change, Record, Row, added, derived, name_of, replaced
from hisrg_desktop.meeting.roll.attendance import Leave, is_present
from hisrg_desktop.meeting.standing import standing


class Erasure(Row):
    """That a person's data was erased, and which journal entries were told anew: each as ``number:digest``.

    `files` are the digests of kept files whose bytes were removed.
    """

    lasting = True

    person: str = Field(foreign_key="person.id", index=True)
    at: datetime
    entries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


@derived(Erasure)
def told_anew(record: Record) -> dict[int, str]:
    """The numbers of the entries that were told anew, each with the digest of what it tells now."""
    return told_by(erasure.entries for erasure in record.each(Erasure))


def told_by(listed: Iterable[Iterable[str]]) -> dict[int, str]:
    """What lists of ``number:digest`` say, the later list in force."""
    return {int(number): digest for several in listed for number, _, digest in (one.partition(":") for one in several)}


@derived(Erasure)
def erased(record: Record) -> frozenset[str]:
    """The ids of those whose data was erased."""
    return frozenset(erasure.person for erasure in record.each(Erasure))


@standing(Person)
def who_was_erased_turns_out_to_be_nobody(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Nobody is merged with a former participant: whose words those were is not known any more."""
    gone = before.derive(erased)
    for change in changes:
        now, was = change.after, change.before
        merged = isinstance(now, Person) and now.merged_into and not (isinstance(was, Person) and was.merged_into)
        if isinstance(now, Person) and merged and gone & {now.id, now.merged_into}:
            return "The data of this person was erased; they are merged with nobody."
    return None


@standing(Person)
def who_was_erased_stays_erased(before: Record, after: Record, changes: list[Change]) -> str | None:
    """Nobody's data comes back into a row from which it was erased."""
    gone = after.derive(erased)
    for change in changes:
        if isinstance(change.after, Person) and change.row.id in gone and change.after.name != FORMER:
            return "The data of this person was erased; whoever takes part again is put on record anew."
    return None


class ErasePerson(Act):
    """Erase a person's data.

    The desk does this, as it reaches further than the record; `entries` are those it has told anew, `files` the kept files
    that go.
    """

    person: str
    entries: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """That it was done, and the end of what the person still was; refused for a member and who has a function."""
        refuse_to_erase(record, self.person, moment.at.date())
        if not self.entries:
            raise OutOfOrder("A person's data is erased by itself, not together with other acts.")
        erasure = Erasure(id=moment.new_id(), person=self.person, at=moment.at, entries=self.entries, files=self.files)
        return [added(erasure), *_ended(record, self.person, moment.at.date())]

    def sentence(self, record: Record) -> str:
        """Names nobody."""
        return f"Erase the data of {FORMER}"


def refuse_to_erase(record: Record, person: str, day: date) -> None:
    """Refuse to erase a member, who has a function, is in the room or has the floor; each with what ends that."""
    there = record.get(Person, person)
    if there.merged_into:
        raise OutOfOrder(f"{there.name} was merged into another entry; erase that one, and this goes with it.")
    if person in record.derive(erased):
        raise OutOfOrder("The data of this person has been erased already.")
    turn = running(record)
    if turn is not None and turn.speaker == person:
        raise OutOfOrder(f"{there.name} has the floor.", remedy=EndIntervention())
    if is_present(record, person):
        raise OutOfOrder(f"{there.name} is in the room.", remedy=Leave(people=(person,)))
    for function in record.where(Function, person=person):
        if function.until is None or function.until > day:
            raise OutOfOrder(
                f"{there.name} is {function.role}. End the function first: whoever acts for the Group is named.",
                remedy=EndFunction(function=function.id, until=max(day, function.since))
                if function.until is None
                else None,
            )
    for held in _still(record, person, day):
        if held.kind == "member":
            raise OutOfOrder(
                f"{there.name} is a member. End the membership first.",
                remedy=EndParticipation(participation=held.id, until=max(day, held.since)),
            )


def _still(record: Record, person: str, day: date) -> Iterator[Participation]:
    yield from (p for p in record.where(Participation, person=person) if p.until is None or p.until > day)


def _ended(record: Record, person: str, day: date) -> Iterator[Change]:
    for held in _still(record, person, day):
        yield replaced(held, until=max(day, held.since))
    for asked in record.where(Application, person=person, outcome="waiting"):
        yield replaced(asked, outcome="withdrawn", decided_on=day)


# --- what is erased -------------------------------------------------------------------------------------------------

_ABOUT = (
    "hisrg_desktop.meeting.people.",
    "hisrg_desktop.meeting.roll.",
    "hisrg_desktop.meeting.comments.private_notes",
)
_REMARKS = frozenset({"text", "note", "notes", "remark", "remarks", "asked", "reason", "why"})
"""The modules in whose facts such words beside a person's id are about that person, whether they name them or not."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words on record, or once on record, that name the person or are about them: one field of one row.

    Not `sure` where the name may mean somebody else; `locked` where they are words of the legal text, which only an
    amendment changes; `whole` where they are about the person and go as a whole; `past` where they are only in the journal.
    """

    kind: str
    row: str
    field: str
    words: str
    sure: bool = True
    locked: bool = False
    whole: bool = False
    past: bool = False

    @property
    def key(self) -> str:
        """By which a decision about this place is told."""
        return f"{self.kind}:{self.row}:{self.field}"


@dataclass(frozen=True)
class Erasing:
    """How rows and journal read without the person. `people` are the ids of their rows, `files` those of the kept files
    that came from them alone, `goes` the places that go."""

    people: frozenset[str]
    names: Names
    number: int = 1
    files: frozenset[str] = frozenset()
    goes: frozenset[str] | None = None

    def concerns(self, text: str) -> bool:
        """Whether a text, or the JSON of rows, has to be looked at."""
        return any(person in text for person in self.people) or self.names.may_be_in(text)

    def places(self, kind: str, fields: dict[str, Any], *, past: bool = False) -> Iterator[Place]:
        """The places in a row at which there is something to decide."""
        if kind not in KINDS or (kind == "person"):
            return
        about = self._is_about(kind, fields)
        for name in texts_of(KINDS[kind]):
            value = fields.get(name)
            text = "\n".join(value) if isinstance(value, list | tuple) else value
            if not text:
                continue
            hits = self.names.hits(text, small_letters=kind in FILES)
            whole = about and name in _REMARKS
            own = bool({fields["id"], fields.get("sender")} & {*self.people, *self.files})
            if hits or whole:
                yield Place(
                    kind=kind,
                    row=fields["id"],
                    field=name,
                    words=_around(text, hits[0].start if hits else 0),
                    sure=whole or (own and kind in FILES) or any(hit.sure for hit in hits),
                    locked=name in LOCKED.get(kind, ()),
                    whole=whole,
                    past=past,
                )

    def _is_about(self, kind: str, fields: dict[str, Any]) -> bool:
        return fields.get("person") in self.people and KINDS[kind].__module__.startswith(_ABOUT)

    def without(self, kind: str, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a row without the person; the same object where nothing is to go."""
        if kind == "person":
            return self._former(fields) if fields["id"] in self.people else fields
        changed = {
            place.field: self._reworded(place, fields[place.field])
            for place in self.places(kind, fields)
            if self._goes(place)
        }
        return {**fields, **changed} if changed else fields

    def _goes(self, place: Place) -> bool:
        return not place.locked and (place.sure if self.goes is None else place.key in self.goes)

    def _reworded(self, place: Place, value: Any) -> Any:
        if place.whole:
            return "" if not KINDS[place.kind].model_fields[place.field].is_required() else "erased"
        small = place.kind in FILES
        if isinstance(value, list | tuple):
            return type(value)(self.names.replaced(one, small_letters=small) for one in value)
        return self.names.replaced(value, small_letters=small)

    def _former(self, fields: dict[str, Any]) -> dict[str, Any]:
        blank = {name: KINDS["person"].model_fields[name].default for name in fields if name not in _STAYS}
        sort = f"{FORMER} {self.number:04}"
        return {**fields, **blank, "name": FORMER, "sort_name": sort}

    def row(self, row: Row) -> Row:
        """The row without the person."""
        fields = row.__dict__
        without = self.without(name_of(type(row)), fields)
        return row if without is fields else type(row)(**without)

    def sentence(self, text: str, *, only_sure: bool = True) -> str:
        """The sentence of an entry, or the name of who made it, without the person."""
        return self.names.replaced(text, only_sure=only_sure)


_STAYS = ("id", "name", "sort_name", "merged_into")


def _around(text: str, start: int) -> str:
    first = text.rfind(" ", 0, max(0, start - 40)) + 1 if start > 40 else 0
    words = " ".join(text[first : start + 80].split())
    return ("…" if first else "") + words + ("…" if start + 80 < len(text) else "")


def erasing(record: Record, person: str, earlier: Iterable[Person] = ()) -> Erasing:
    """How the record reads without this person, with the places that are sure; `earlier` are rows they once had."""
    people = _rows_of(record, person)
    others = [p for p in record.each(Person) if p.id not in people]
    organisations = (name for o in record.each(Organisation) for name in (o.name, o.short, *o.aliases))
    return Erasing(
        people=frozenset(people),
        names=Names([*(record.get(Person, key) for key in people), *earlier], shared_words(others, organisations)),
        number=len(record.all(Erasure)) + 1,
    )


def _rows_of(record: Record, person: str) -> list[str]:
    """The row of a person, and those that turned out to be the same human being."""
    found = [person]
    for key in found:
        found += [p.id for p in record.each(Person) if p.merged_into == key and p.id not in found]
    return found


def without(record: Record, erasing: Erasing, places: Iterable[Place]) -> list[Change]:
    """The changes that leave the record without the person, who occurs at these places."""
    named = dict.fromkeys((place.kind, place.row) for place in places)
    rows = [
        *map(record.all(Person).get, sorted(erasing.people)),
        *(record.find(KINDS[kind], key) for kind, key in named),
    ]
    return [Change(row, other) for row in rows if row is not None and (other := erasing.row(row)) != row]


def places(record: Record, erasing: Erasing) -> Iterator[Place]:
    """The places on record at which there is something to decide, kind by kind."""
    for name, kind in KINDS.items():
        for row in record.each(kind):
            yield from erasing.places(name, row.__dict__)
