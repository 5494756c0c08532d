"""The minutes and what goes with them say what is on record, in its order, and nothing that was struck."""

import io
import re
import time
import zipfile
from datetime import UTC, datetime

import pytest

from hisrg_desktop.documents.comments import COLUMNS, compiled
from hisrg_desktop.documents.head import ordinal
from hisrg_desktop.documents.minutes import HEADINGS, minutes
from hisrg_desktop.documents.outline import Heading, Numbered, plain, texts
from hisrg_desktop.documents.participants import participants, taking_part
from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.points import PointOfOrder
from hisrg_desktop.meeting.local_time import days_in_words
from hisrg_desktop.meeting.people.participations import Participation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, added, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, sittings_of


@pytest.fixture
def record(practised) -> Record:
    return practised.record


@pytest.fixture
def meeting(record) -> Meeting:
    there = current_meeting(record)
    assert there is not None
    return there


def words(document) -> str:
    return "\n".join(texts(document))


def test_the_minutes_have_the_eight_sections_and_their_annexes_in_order(record, meeting):
    first = [p.text for p in minutes(record, meeting).parts if isinstance(p, Heading) and p.level == 1]
    assert first[:8] == [f"{number}  {heading}" for number, heading in enumerate(HEADINGS, 1)]
    assert first[8:] == ["Annex 1  List of participants", "Annex 2  Decisions", "Annex 3  Actions"]


def test_paragraphs_are_numbered_through(record, meeting):
    numbers = [p.number for p in minutes(record, meeting).parts if isinstance(p, Numbered)]
    assert numbers == [f"{n}." for n in range(1, len(numbers) + 1)]


def test_every_decision_stands_with_its_words_and_the_members_present(record, meeting):
    said = words(minutes(record, meeting))
    for decision in record.each(Decision):
        assert decision.words in said
        assert f"Decision {decision.number}" in said
        assert f"{len(decision.members_present)} of {decision.members} members present" in said


def test_everything_taken_down_is_told_once(record, meeting):
    told = "\n".join(plain(p.text) for p in minutes(record, meeting).parts if isinstance(p, Numbered))
    for comment in record.each(Comment):
        if comment.channel == "in session" and comment.text:
            assert told.count(comment.text.rstrip(".")) == 1, comment.number


def test_a_struck_comment_is_in_no_document(record, meeting):
    struck = next(c for c in record.each(Comment) if c.channel == "in session" and c.provision and c.kind == "remark")
    assert struck.text in words(minutes(record, meeting))
    after = record.after([replaced(struck, struck=True)])
    assert struck.text not in words(minutes(after, meeting))
    assert all(struck.text not in plain(row[5]) for row in compiled(after).rows)


def test_reservations_are_named_with_their_reasons(record, meeting):
    said = words(minutes(record, meeting))
    assert "entered a reservation: Accumulated harm cannot be traced to any one crew" in said
    nameless = words(minutes(record, meeting, "none"))
    assert "A member entered a reservation: Accumulated harm" in nameless


def test_a_majority_is_computed_from_who_was_in_the_room(record, meeting):
    assert "Monday morning: 23 of 26 members" in words(minutes(record, meeting))


def test_old_minutes_show_the_class_then(record, meeting):
    member = next(p for p in record.where(Participation, kind="member"))
    name = record.get(Person, member.person).name
    left = record.after([replaced(member, until=datetime(2021, 1, 1, tzinfo=UTC).date())])
    there = next(one for one in taking_part(left, meeting) if name in one.name)
    assert there.group == "Members"


def test_an_item_held_without_attribution_names_nobody(record, meeting):
    comment = next(c for c in record.each(Comment) if c.channel == "in session" and c.kind == "remark" and c.provision)
    from hisrg_desktop.meeting.floor.interventions import Intervention

    item = record.get(AgendaItem, record.get(Intervention, comment.intervention).item or "")
    closed = record.after([replaced(item, attributed=False)])
    line = next(
        t for p in minutes(closed, meeting).parts if isinstance(p, Numbered) and comment.text in (t := plain(p.text))
    )
    assert record.get(Person, comment.author).initialled not in line
    assert line.startswith(("A member", "An observer"))


def test_the_list_of_participants_has_no_contact_data(record, meeting):
    person = next(record.each(Person))
    known = record.after([replaced(person, email="someone@example.org")])
    assert "example.org" not in words(participants(known, meeting))


def test_the_comments_keep_the_eight_columns_in_the_order_of_the_text(record, practised):
    assert [column.width for column in COLUMNS] == [606, 908, 1209, 1209, 1115, 4177, 4233, 2419]
    blocks = [int(str(row[2])) for row in compiled(record).rows if row[2]]
    assert blocks == sorted(blocks)
    body = zipfile.ZipFile(io.BytesIO(practised.made("comments"))).read("word/document.xml").decode()
    assert "Proposed change" not in body  # the headings stand in the header of the page


def test_ten_thousand_comments_are_composed_and_written_in_a_moment(record):
    """A watchdog, no benchmark: it fails only past what nobody would wait for."""
    from hisrg_desktop.documents.comments import comments
    from hisrg_desktop.documents.write_word import write_word

    model = [c for c in record.each(Comment) if c.channel != "in session"]
    many = [model[n % len(model)].model_copy(update={"id": f"zz{n:06d}"}) for n in range(10_000)]
    large = Record({**record._kinds, Comment: {c.id: c for c in many}})
    begun = time.perf_counter()
    data = write_word(comments(large))
    took = time.perf_counter() - begun
    assert len(re.findall(b"<w:tr>|<w:tr ", zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))) >= 10_000
    assert took < 5


@pytest.mark.parametrize("kind", ["minutes", "participants", "decisions", "actions", "comments"])
@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".txt"])
def test_the_same_record_gives_the_same_bytes(practised, kind, suffix):
    assert practised.made(kind, suffix) == practised.made(kind, suffix)


@pytest.mark.second_reader("soffice")
def test_libreoffice_opens_the_minutes(practised, file_of, soffice):
    text = soffice(file_of(practised.made("minutes"), "minutes.docx"), "txt:Text").read_text(encoding="utf-8-sig")
    assert "The agenda is adopted as circulated." in text


def test_days_and_numbers_read_as_people_write_them():
    from datetime import date

    assert days_in_words(date(2020, 9, 14), date(2020, 9, 16)) == "14–16 September 2020"
    assert days_in_words(date(2020, 9, 30), date(2020, 10, 1)) == "30 September – 1 October 2020"
    assert days_in_words(date(2020, 12, 31), date(2021, 1, 1)) == "31 December 2020 – 1 January 2021"
    assert [ordinal(n) for n in (1, 2, 3, 11, 22, 113)] == ["1st", "2nd", "3rd", "11th", "22nd", "113th"]


@pytest.mark.parametrize("names", ["full", "none"])
def test_a_point_of_order_stands_with_the_ruling_on_it(record, meeting, names):
    turn = next(t for s in sittings_of(record, meeting.id) for t in record.where(Intervention, sitting=s.id))
    point = PointOfOrder(
        id="p",
        sitting=turn.sitting,
        person=turn.speaker,
        intervention=turn.id,
        about="the quorum",
        raised_at=turn.began_at,
        ruling="a majority is present",
        ruled_at=turn.began_at,
    )
    parts = minutes(record.after([added(point)]), meeting, names).parts
    told = (plain(part.text) for part in parts if isinstance(part, Numbered))
    line = next(line for line in told if "raised a point of order about the quorum" in line)
    assert line.endswith("The chair ruled: A majority is present.")
    assert (record.get(Person, turn.speaker).initialled in line) == (names == "full")
