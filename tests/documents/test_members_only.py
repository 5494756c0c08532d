"""Members-only items never appear in what observers or others receive, whatever the document and its form."""

import io
import re
import zipfile
from datetime import UTC, datetime

import pypdfium2
import pytest
from lxml import etree

from hisrg_desktop.desk.exports import KINDS, Options
from hisrg_desktop.desk.given.minutes import composed_minutes
from hisrg_desktop.documents.outline import texts
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import Now
from hisrg_desktop.meeting.agenda.open_record import open_record
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.record import KINDS as ROWS
from hisrg_desktop.meeting.record import Record, references, replaced
from hisrg_desktop.meeting.standing import check

FOR_OTHERS = [kind for kind, told in KINDS.items() if "audience" in told.choices]
TITLE = "The confidential reading"


@pytest.fixture
def closed(practised) -> Record:
    """The practice meeting with the debate on Blocks 4 to 6 for members only, and a telling title."""
    item = practised.record.one(AgendaItem, number="6")
    return practised.record.after([replaced(item, members_only=True, title=TITLE)])


@pytest.fixture
def secrets(practised) -> set[str]:
    """What was said and decided on it, and its title."""
    record = practised.record
    item = record.one(AgendaItem, number="6")
    turns = {turn.id for turn in record.where(Intervention, item=item.id)}
    said = {c.text for c in record.each(Comment) if c.intervention in turns and len(c.text) > 20}
    decided = {d.words for d in record.where(Decision, item=item.id)}
    assert len(said) > 10
    return said | decided | {TITLE}


def words_of(data: bytes, suffix: str) -> str:
    """Every word of a file, whatever part of it they stand in."""
    if suffix == ".pdf":
        pages = pypdfium2.PdfDocument(data)
        return "\n".join(page.get_textpage().get_text_range() for page in pages)
    if suffix in (".txt", ".csv", ".ics", ".json"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    return "\n".join("".join(etree.fromstring(part).itertext()) for part in parts)


def flat(words: str) -> str:
    """Words as they run on, whatever lines they are set in."""
    return " ".join(words.split())


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("person", "day")])
def test_in_whatever_can_be_given_out_nothing_of_it_stands_once_it_is_for_observers(practised, closed, secrets, kind):
    names = "none" if "names" in KINDS[kind].choices else "full"
    for suffix in KINDS[kind].suffixes:
        said = flat(words_of(practised.made(kind, suffix, closed, audience="observers", names=names), suffix))
        assert not [secret for secret in secrets if flat(secret) in said], suffix


def test_the_day_file_is_the_secretariat_s_and_says_so():
    assert KINDS["day"].audience.startswith("The secretariat")


@pytest.fixture
def presented(closed) -> tuple[Record, str]:
    """The same, and the item presented by an observer who spoke on it."""
    item = closed.one(AgendaItem, title=TITLE)
    turns = closed.where(Intervention, item=item.id)
    observer = next(turn.speaker for turn in turns if turn.capacity == "O")
    return closed.after([replaced(item, presenter=observer)]), observer


@pytest.mark.parametrize("suffix", KINDS["person"].suffixes)
def test_what_an_observer_is_told_of_themselves_does_not_name_it(practised, presented, suffix):
    record, observer = presented
    noted = Entry(7, datetime(2020, 9, 14, 12, tzinfo=UTC), "", "", "TakeUpItem", f"Take up item 6, {TITLE}")
    said = practised.made("person", suffix, record, person=observer, journal=lambda _person, _record: [noted])
    assert TITLE not in flat(words_of(said, suffix))
    assert "Take up item 6, an item for members only" in flat(words_of(said, suffix))


def test_a_member_is_told_the_title(practised, presented):
    record, _ = presented
    member = next(p.person for p in record.where(Participation, kind="member") if p.until is None)
    item = record.one(AgendaItem, title=TITLE)
    told = practised.made("person", ".txt", record.after([replaced(item, presenter=member)]), person=member)
    assert TITLE in told.decode()


def test_figures_without_it_say_so_and_leave_the_time_of_the_others_as_it_was(practised, closed):
    members, others = (
        words_of(practised.made("figures", ".txt", closed, audience=a), ".txt") for a in ("members", "observers")
    )
    assert "Items for members only are left out" in others
    assert "Items for members only are left out" not in members
    row = next(line for line in members.splitlines() if "Second reading: Blocks 1 to 3" in line and "120 min" in line)
    assert row in others.splitlines()


WITH_AND_WITHOUT = [
    (kind, names)
    for kind in FOR_OTHERS
    for names in (("full", "none") if "names" in KINDS[kind].choices else ("full",))
]


@pytest.mark.parametrize(("kind", "names"), WITH_AND_WITHOUT)
def test_no_document_for_observers_holds_a_members_only_item(practised, closed, secrets, kind, names):
    for suffix in [".docx", *([".txt"] if ".txt" in KINDS[kind].suffixes else [])]:
        made = practised.made(kind, suffix, closed, audience="observers", names=names)
        said = words_of(made, suffix)
        assert not [secret for secret in secrets if secret in said]


@pytest.mark.parametrize("kind", FOR_OTHERS)
def test_without_a_word_on_who_receives_it_what_names_nobody_holds_none_either(practised, closed, secrets, kind):
    named = "names" in KINDS[kind].choices
    said = words_of(practised.made(kind, ".docx", closed, names="none" if named else "full"), ".docx")
    assert not [secret for secret in secrets if secret in said]


def test_members_receive_the_item(practised, closed):
    for kind in ("agenda", "annotated-agenda", "minutes"):
        assert TITLE in words_of(practised.made(kind, ".txt", closed, audience="members"), ".txt")


def test_the_minutes_read_in_the_window_without_names_leave_it_out(closed, secrets):
    said = "\n".join(texts(composed_minutes(closed, Options(names="none"))))
    assert not [secret for secret in secrets if secret in said]


def test_the_numbers_of_the_other_items_stay(practised, closed):
    said = words_of(practised.made("agenda", ".txt", closed), ".txt")
    assert "| 5 | Second reading: Blocks 1 to 3" in said
    assert "| 7 | Second reading: Blocks 7 to 9" in said
    assert "| 6 |" not in said


@pytest.mark.parametrize("kind", ["agenda", "annotated-agenda"])
def test_the_hours_of_the_other_items_are_those_of_the_whole_agenda(practised, closed, kind):
    members, others = (
        words_of(practised.made(kind, ".txt", closed, audience=a), ".txt") for a in ("members", "observers")
    )
    assert ("16:20" in members, "16:20" in others) == (True, True)
    assert set(re.findall(r"\d\d:\d\d", others)) <= set(re.findall(r"\d\d:\d\d", members))


def test_the_record_for_observers_points_at_nothing_that_is_gone(closed):
    known = open_record(closed)
    for kind in ROWS.values():
        for field, target in references(kind):
            for row in known.each(kind):
                value = getattr(row, field)
                assert value is None or known.find(ROWS[target], value) is not None, (kind, field)
    check(closed, known, [])


def test_a_room_that_is_at_a_members_only_item_is_at_none_for_observers(practised):
    record = practised.record
    there = next(record.each(Now))
    item = record.get(AgendaItem, there.item)
    assert next(open_record(record.after([replaced(item, members_only=True)])).each(Now)).item is None


def test_without_members_only_items_the_record_is_the_same(practised):
    hidden = practised.record.where(AgendaItem, members_only=True)
    record = practised.record.after([replaced(item, members_only=False) for item in hidden])
    assert open_record(record) is record


def test_what_is_on_record_about_a_person_names_no_members_only_item(practised, closed):
    turn = next(t for t in closed.each(Intervention) if t.item == closed.one(AgendaItem, number="6").id)
    said = words_of(practised.made("person", ".txt", closed, person=turn.speaker), ".txt")
    assert "6 (for members only)" in said
    assert "The confidential reading" not in said
