"""The record: what did not change is shared, what is derived is worked out once, rows stand in the order of their ids."""

import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.counters import Counter
from hisrg_desktop.meeting.hygiene import LONGEST, clean, left_out
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.record import (
    Change,
    Record,
    added,
    changed_only,
    derived,
    follows,
    name_of,
    references,
    removed,
    replaced,
)
from hisrg_desktop.meeting.roll.attendance import Attendance

AT = datetime(2031, 3, 4, 9, 0, tzinfo=UTC)


def someone(key: str, name: str = "Somebody", country: str = "") -> Person:
    return Person(id=key, name=name, country=country)


def test_after_a_change_everything_else_is_shared() -> None:
    before = Record().after([added(someone("a")), added(Organisation(id="o", name="An Institute"))])
    after = before.after([added(someone("b"))])
    assert after.all(Organisation) is before.all(Organisation)
    assert after.get(Person, "a") is before.get(Person, "a")
    assert list(before.all(Person)) == ["a"]


def test_what_is_derived_is_worked_out_anew_only_when_its_kinds_change() -> None:
    asked = []

    @derived(Person)
    def names(record: Record) -> list[str]:
        asked.append(record)
        return [p.name for p in record.each(Person)]

    record = Record().after([added(someone("a", "Ann"))])
    assert record.derive(names) == record.derive(names) == ["Ann"]
    later = record.after([added(Organisation(id="o", name="An Institute"))])
    assert later.derive(names) == ["Ann"]
    assert len(asked) == 1
    assert later.after([added(someone("b", "Bo"))]).derive(names) == ["Ann", "Bo"]
    assert len(asked) == 2


def test_what_was_worked_out_of_an_earlier_record_is_carried_on_to_a_later_one() -> None:
    asked = []

    @derived(Person)
    def named(record: Record) -> dict[str, str]:
        asked.append(record)
        return {p.id: p.name for p in record.each(Person)}

    @follows(named)
    def _follow(known: dict[str, str], before: Record, after: Record, changes: list[Change]) -> dict[str, str]:
        went = {c.row.id for c in changes if c.after is None}
        came = {c.row.id: c.after.name for c in changes if isinstance(c.after, Person)}
        return {key: name for key, name in known.items() if key not in went} | came

    ann, bo = someone("a", "Ann"), someone("b", "Bo")
    early = Record().after([added(ann), added(bo)])
    late = early.after([removed(ann), replaced(bo, name="Bob"), added(someone("c", "Cy"))])
    early.derive(named)
    late.catch_up(early)
    assert late.derive(named) == {"b": "Bob", "c": "Cy"}
    assert asked == [early]


def test_a_lookup_is_kept_right_through_changes() -> None:
    record = Record().after([added(someone(k, country=c)) for k, c in (("a", "NL"), ("c", "NL"), ("d", "LU"))])
    assert [p.id for p in record.where(Person, country="NL")] == ["a", "c"]
    record = record.after([added(someone("b", country="NL"))])
    assert [p.id for p in record.where(Person, country="NL")] == ["a", "b", "c"]
    record = record.after([replaced(record.get(Person, "a"), country="LU")])
    assert [p.id for p in record.where(Person, country="LU")] == ["a", "d"]
    record = record.after([removed(record.get(Person, "d"))])
    assert [p.id for p in record.where(Person, country="LU")] == ["a"]
    assert [p.id for p in record.each(Person)] == ["a", "b", "c"]


steps = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["NL", "LU", None])), max_size=30)


@given(steps)
def test_lookups_carried_along_are_what_a_fresh_record_says(steps: list[tuple[str, str | None]]) -> None:
    record = Record()
    for key, country in steps:
        record.where(Person, country="NL")
        there = record.find(Person, key)
        if country is None:
            change = removed(there) if there else None
        else:
            change = replaced(there, country=country) if there else added(someone(key, country=country))
        record = record.after([change] if change else [])
    fresh = Record({Person: dict(sorted(record.all(Person).items()))})
    assert list(record.all(Person)) == sorted(record.all(Person))
    for country in ("NL", "LU"):
        assert record.where(Person, country=country) == fresh.where(Person, country=country)


def test_looking_up_while_the_record_moves_on_is_safe() -> None:
    record = Record().after([added(someone(f"{n:04}", country=str(n))) for n in range(300)])
    fields = [f for f in Person.model_fields if f != "id"]
    stop = threading.Event()
    failed: list[BaseException] = []

    def move_on() -> None:
        try:
            while not stop.is_set():
                record.after([added(Organisation(id="o", name="An Institute"))])
        except RuntimeError as fault:
            failed.append(fault)

    mover = threading.Thread(target=move_on)
    mover.start()
    for _ in range(400):
        record._groups.clear()
        for field in fields:
            record.where(Person, **{field: ""})
    stop.set()
    mover.join()
    assert failed == []


def test_what_is_not_on_record_is_out_of_order_and_a_failed_lookup() -> None:
    with pytest.raises(OutOfOrder, match="There is no person 'x' on record"):
        Record().get(Person, "x")
    with pytest.raises(LookupError):
        Record().get(Person, "x")


def test_a_row_cannot_be_edited_and_takes_no_unknown_field() -> None:
    with pytest.raises(ValidationError):
        someone("a").name = "Other"
    with pytest.raises(ValidationError):
        Person(id="a", name="A", nickname="B")  # type: ignore[call-arg]


def test_records_are_equal_when_their_rows_are_whatever_was_asked_of_them() -> None:
    one, other = (Record().after([added(someone("a"))]) for _ in range(2))
    one.where(Person, name="Somebody")
    assert one == other
    assert one != other.after([added(someone("b"))])
    assert one == other.after([added(someone("b"))]).after([removed(someone("b"))])


def test_changes_of_one_row_become_one_change() -> None:
    first, second, third = (someone("a", name) for name in ("One", "Two", "Three"))
    assert changed_only([Change(first, second), Change(second, third)]) == [Change(first, third)]
    assert changed_only([Change(first, second), Change(second, first)]) == []
    assert changed_only([Change(None, first), Change(first, None)]) == []


def test_kinds_have_names_and_references() -> None:
    assert name_of(Attachment) == "attachment"
    assert dict(references(Attendance)) == {"sitting": "sitting", "person": "person", "stands_in_for": "person"}


# --- the moment ------------------------------------------------------------------------------------------------------


def test_ids_of_a_moment_are_unique_and_sorted_even_for_a_hundred_thousand_rows() -> None:
    moment = Moment(AT, 7)
    ids = [moment.new_id() for _ in range(100_000)]
    assert ids == sorted(set(ids))


def test_ids_sort_by_time_and_then_by_entry() -> None:
    in_order = [
        Moment(AT, 9),
        Moment(AT, 10),
        Moment(AT.replace(microsecond=1000), 11),
        Moment(AT.replace(hour=23), 12),
    ]
    ids = [moment.new_id() for moment in in_order]
    assert ids == sorted(ids)


def test_a_counter_counts_on_within_one_entry() -> None:
    record = Record().after([added(Counter(id="proposal", last=4))])
    moment = Moment(AT, 1)
    assert [moment.next_number(record, "proposal") for _ in range(3)] == [5, 6, 7]
    (change,) = moment.counted()
    assert change.before == Counter(id="proposal", last=4)
    assert change.after == Counter(id="proposal", last=7)


def test_an_act_is_named_by_its_first_line_and_several_by_the_last() -> None:
    class Greet(Act):
        """Greet the room.

        In a few words.
        """

    assert Greet().sentence(Record()) == "Greet the room"
    assert Together(acts=(AddPerson(name="Ann"), Greet())).sentence(Record()) == "Greet the room"
    assert Together(acts=(Greet(),), called="Begin").sentence(Record()) == "Begin"


def test_together_is_all_or_none_and_each_sees_what_the_one_before_did() -> None:
    class Rename(Act):
        """Rename the newest."""

        def decide(self, record: Record, moment: Moment) -> list[Change]:
            newest = list(record.each(Person))[-1]
            return [replaced(newest, name="Renamed")]

    changes = Together(acts=(AddPerson(name="Ann"), Rename())).decide(Record(), Moment(AT, 1))
    assert [c.after.name for c in changed_only(changes) if isinstance(c.after, Person)] == ["Renamed"]


# --- hygiene ---------------------------------------------------------------------------------------------------------


@given(st.text(st.characters()))
def test_clean_text_can_be_encoded_stays_as_it_is_and_loses_no_letter(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert not set(once) & {chr(n) for n in (*range(9), *range(11, 32), 127)}


def test_text_is_cleaned_wherever_it_stands_in_a_row_or_an_act() -> None:
    assert Person(id="a", name="A\x00nn\ud800").name == "Ann\ufffd"
    assert Organisation(id="o", name="An\x0bInstitute", aliases=("I\x07I", "\udfff")).aliases == ("II", "\ufffd")
    assert AddPerson(name="e\u0301").name == "é"
    assert left_out("a\x00b\ud800") == 2
    assert len(clean("x" * (LONGEST + 5))) == LONGEST
