"""The agenda as its readers hold it: in the order of the clock, by which clock, on which days, and nothing abbreviated."""

import re

import pytest

from hisrg_desktop.documents.guests import guests
from hisrg_desktop.documents.head import place_and_days
from hisrg_desktop.meeting.agenda.documents import Paper
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.record import Record, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, sittings_of


@pytest.fixture
def meeting(practised) -> Meeting:
    found = current_meeting(practised.record)
    assert found is not None
    return found


def printed(practised, record: Record | None = None) -> str:
    return practised.made("agenda", ".txt", record, audience="members").decode()


def test_what_goes_round_a_pause_stands_before_and_after_it(practised):
    lines = [line for line in printed(practised).splitlines() if re.match(r"\d\d:\d\d", line)]
    begins = [line[:5] for line in lines]
    monday = lines[: begins.index("14:00")]
    assert [line[:11] for line in monday] == sorted(line[:11] for line in monday)
    pause = next(number for number, line in enumerate(monday) if "Pause" in line)
    assert monday[pause - 1].startswith("10:50–11:00 | 5 |")
    assert monday[pause + 1].startswith("11:15–12:30 | 5 | Second reading: Blocks 1 to 3 (continued)")


def test_it_says_by_which_clock(practised, meeting):
    told = "All times are local time in Leiden (CEST, UTC+2)."
    assert told in printed(practised)
    assert told in practised.made("annotated-agenda", ".txt").decode()
    away = practised.record.after([replaced(meeting, kind="teleconference", place="")])
    assert "All times are local time in the Netherlands (CEST, UTC+2)." in printed(practised, away)


def test_a_sitting_for_which_nothing_is_planned_says_so(practised, meeting):
    items = practised.record.where(AgendaItem, meeting=meeting.id)
    record = practised.record.after([replaced(item, minutes=5) for item in items])
    assert printed(practised, record).count("Nothing is planned for it yet.") == 4


def test_organisations_are_named_in_full(practised):
    said = printed(practised)
    shorts = {one.short for one in practised.record.each(Organisation) if one.short}
    assert not [short for short in shorts if f"({short})" in said]
    assert "Ilinca Rotăreș (University of Sânmarița)" in said


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (Paper("k", "report of the Technical Panel", "Report of the Technical Panel"), "Report of the Technical Panel"),
        (Paper("k", "draft", "Sea lanes", "BB/2/3"), "BB/2/3, Sea lanes (draft)"),
    ],
)
def test_a_document_says_once_what_it_is(paper, words):
    assert paper.words == words


def test_while_sittings_are_to_come_the_days_are_the_planned_ones_and_then_those_that_were(practised, meeting):
    assert place_and_days(practised.record, meeting).endswith("14–16 September 2020")
    done = [
        replaced(sitting, state="closed", opened_at=sitting.opened_at or sitting.planned_from)
        for sitting in sittings_of(practised.record, meeting.id)
    ]
    assert place_and_days(practised.record.after(done), meeting).endswith("14–15 September 2020")


def test_every_annotation_says_for_itself_on_which_block_it_is(practised):
    said = practised.made("annotated-agenda", ".txt").decode()
    assert "11 comments on Block 1 have been received" in said
    assert "Block 15 has 7 provisions, none of them opened yet." in said


def test_a_panel_chair_of_no_organisation_is_told_by_the_panel(practised):
    assert "Annelore Drosselhart | Technical Panel | comes" in practised.made("responses", ".txt").decode()
    meeting = current_meeting(practised.record)
    assert meeting is not None
    chairs = [one for one in guests(practised.record, meeting) if one.letter == "P"]
    assert {one.organisation for one in chairs} == {"Technical Panel", "Socio-Economic Panel"}
