"""Members-only items never appear in what observers or others receive, whatever the document and its form."""

import io
import re
import zipfile

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
from hisrg_desktop.meeting.record import KINDS as ROWS
from hisrg_desktop.meeting.record import Record, references, replaced
from hisrg_desktop.meeting.standing import check

FOR_OTHERS = [kind for kind, told in KINDS.items() if "audience" in told.choices]


@pytest.fixture
def closed(practised) -> Record:
    """The practice meeting with the debate on Blocks 4 to 6 for members only, and a telling title."""
    item = practised.record.one(AgendaItem, number="6")
    return practised.record.after([replaced(item, members_only=True, title="The confidential reading")])


@pytest.fixture
def secrets(practised) -> set[str]:
    """What was said and decided on it, and its title."""
    record = practised.record
    item = record.one(AgendaItem, number="6")
    turns = {turn.id for turn in record.where(Intervention, item=item.id)}
    said = {c.text for c in record.each(Comment) if c.intervention in turns and len(c.text) > 20}
    decided = {d.words for d in record.where(Decision, item=item.id)}
    assert len(said) > 10
    return said | decided | {"The confidential reading"}


def words_of(data: bytes, suffix: str) -> str:
    """Every word of a file, whatever part of it they stand in."""
    if suffix == ".txt":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [file.read(name) for name in file.namelist() if name.endswith(".xml")]
    return "\n".join("".join(etree.fromstring(part).itertext()) for part in parts)


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
        assert "The confidential reading" in words_of(practised.made(kind, ".txt", closed, audience="members"), ".txt")


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
