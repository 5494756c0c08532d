"""The practice meeting as acts build it."""

from pathlib import Path

import pytest

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.desk.exports import KINDS, Options, produce
from hisrg_desktop.meeting.floor.giving import asking, queue
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.participations import active
from hisrg_desktop.meeting.people.persons import Person
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
