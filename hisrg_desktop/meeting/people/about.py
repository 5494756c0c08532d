"""Everything on record about one person: what points at them, and where others name them."""

from collections.abc import Iterator

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.private_notes import PrivateNote
from hisrg_desktop.meeting.comments.received import Disposition
from hisrg_desktop.meeting.people.erasing import Place, erasing, places
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import KINDS, Record, Row, name_of, references


def about(record: Record, person: str) -> dict[str, list[Row]]:
    """The rows that belong to a person, by kind: their own, those that point at them, what became of their comments.

    Private notes are nobody else's business and not among them.
    """
    found = {"person": [record.get(Person, person), *_same(record, person)]}
    keys = {row.id for row in found["person"]}
    for name, kind in KINDS.items():
        rows = [] if kind in (PrivateNote, Person) else [row for row in record.each(kind) if _points_at(row, keys)]
        if rows:
            found[name] = rows
    comments = {row.id for row in found.get(name_of(Comment), ())}
    decided: list[Row] = [row for row in record.each(Disposition) if row.id in comments]
    return {**found, name_of(Disposition): decided} if decided else found


def _same(record: Record, person: str) -> list[Row]:
    return [row for row in record.each(Person) if row.merged_into == person]


def _points_at(row: Row, keys: set[str]) -> bool:
    if any(target == "person" and getattr(row, field) in keys for field, target in references(type(row))):
        return True
    lists = (value for value in row.__dict__.values() if isinstance(value, tuple))
    return any(key in value for value in lists for key in keys)


def private_notes(record: Record, person: str) -> int:
    """How many private notes there are about a person."""
    return len(record.where(PrivateNote, person=person))


def mentions(record: Record, person: str) -> Iterator[Place]:
    """Where the words of others on record name the person."""
    theirs = {row.id for row in about(record, person).get(name_of(Comment), ())}
    for place in places(record, erasing(record, person)):
        if place.row not in theirs and not place.whole and place.kind != name_of(PrivateNote):
            yield place
