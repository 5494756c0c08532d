"""The practice meeting as acts build it."""

import unicodedata
from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.exports import KINDS, Options, produce
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of
from hisrg_desktop.meeting.floor.giving import asking, queue
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.alternates import Alternate
from hisrg_desktop.meeting.people.participations import active
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.store.ledger import Ledger


@pytest.fixture
def ledger(practice_file: Path):
    ledger = Ledger.read(practice_file)
    yield ledger
    ledger.close()


def test_it_stands_still_in_the_middle_of_the_debate_on_10_3(ledger: Ledger) -> None:
    record = ledger.load()
    sitting = current_sitting(record)
    assert sitting is not None
    assert sitting.title == "Tuesday morning"
    speaker = running(record)
    assert speaker is not None
    assert record.get(Person, speaker.speaker).family == "Okarobi"
    assert len(queue(record, sitting)) == 3
    assert len(asking(record, sitting)) == 1
    from hisrg_desktop.meeting.agenda.now import now

    there = now(record)
    assert there is not None
    assert label(record, there.provision) == "10.3"


def test_twenty_six_members_and_forty_eight_observers(ledger: Ledger) -> None:
    record = ledger.load()
    day = ledger.entries()[-1].at.date()
    assert len(active(record, "member", day)) == 26
    assert len(active(record, "observer", day)) == 48


def test_an_alternate_sat_once_in_the_seat_of_a_member_and_has_a_name_in_another_script(ledger: Ledger) -> None:
    record = ledger.load()
    (named,) = record.each(Alternate)
    (sat,) = record.where(Attendance, person=named.person)
    assert sat.stands_in_for == named.member
    assert not record.get(Person, named.person).name.isascii()
    assert "CYRILLIC" in unicodedata.name(record.get(Person, named.person).name[0])


def test_who_was_on_record_twice_is_one_person(ledger: Ledger) -> None:
    record = ledger.load()
    (merged,) = (person for person in record.each(Person) if person.merged_into)
    assert record.get(Person, merged.merged_into).name == "Fergus Thistlemoor"


def test_an_item_left_unfinished_came_to_the_next_meeting_at_its_place(ledger: Ledger) -> None:
    record = ledger.load()
    (carried,) = (item for item in record.each(AgendaItem) if item.carried_from)
    assert (carried.number, record.get(AgendaItem, carried.carried_from).number) == ("10", "4")
    assert [item.number for item in agenda_of(record, carried.meeting)] == [str(n) for n in range(1, 16)]


def test_nothing_in_it_is_at_odds_with_the_journal(ledger: Ledger) -> None:
    assert ledger.verify() == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_goes_out_with_names_and_without(ledger: Ledger, kind: str) -> None:
    record = ledger.load()
    for names in ("full", "none"):
        if kind == "participants" and names == "none":
            continue  # a list of participants without names is no list
        for suffix in KINDS[kind].suffixes:
            assert produce(kind, record, Options(names=names, suffix=suffix), ledger.attachment)


def test_its_clock_goes_on_from_where_it_stopped(practice: Path) -> None:
    desk = Desk.open(practice)
    try:
        assert desk.entries[-1].at <= desk.now()
        assert (desk.now() - desk.entries[-1].at).total_seconds() < 60
    finally:
        desk.close()
