"""The sheet to sign, the attendance record, the list of participants: who is on them, what they say, for other readers."""

import io
import re
import subprocess
import unicodedata
from pathlib import Path

import docx
import openpyxl
import pypdf
import pypdfium2
import pytest

from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.documents.attendance import majorities
from hisrg_desktop.documents.guests import guests
from hisrg_desktop.documents.participants import taking_part
from hisrg_desktop.meeting.people.participations import EndParticipation
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import Meeting, current_meeting, sittings_of
from tests.meeting.conftest import before_the_meeting, built, dossier, room
from tests.meeting.room import Room

__all__ = ["before_the_meeting", "built", "dossier", "room"]


def made(record: Record, kind: str, suffix: str = ".docx") -> bytes:
    return produce(kind, record, Options(suffix=suffix), lambda _: None)


def rows(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in docx.Document(io.BytesIO(data)).tables for row in table.rows]


def words(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_everybody_who_may_come_has_a_numbered_line_to_sign_on(practised):
    meeting = current_meeting(practised.record)
    assert meeting is not None
    people = guests(practised.record, meeting)
    found = [row for row in rows(practised.made("sign-in")) if row[0].isdigit()]
    sittings = len(sittings_of(practised.record, meeting.id))
    assert len(found) == sittings * (len(people) + 6)
    numbers = [int(row[0]) for row in found[: len(people) + 6]]
    assert numbers == list(range(1, len(people) + 7))
    for one, row in zip(people, found, strict=False):
        assert one.name in row[1]
        assert row[3] == ""
    assert all(row[1] == row[2] == "" for row in found[len(people) : len(people) + 6])


def test_every_page_says_for_which_sitting_it_is_signed(practised):
    meeting = current_meeting(practised.record)
    assert meeting is not None
    pages = [
        " ".join(p.extract_text().split()) for p in pypdf.PdfReader(io.BytesIO(practised.made("sign-in", ".pdf"))).pages
    ]
    named = [sitting.title for sitting in sittings_of(practised.record, meeting.id)]
    assert len(pages) > len(named)
    for page in pages:
        assert sum(f"Signature: {name}" in page for name in named) == 1


@pytest.mark.second_reader("soffice")
def test_libreoffice_gives_each_line_room_for_a_signature(practised, tmp_path):
    path = tmp_path / "sign-in.docx"
    path.write_bytes(practised.made("sign-in"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(command, capture_output=True, check=True)
    for data in ((tmp_path / "sign-in.pdf").read_bytes(), practised.made("sign-in", ".pdf")):
        # Eleven millimetres a line leave fewer than 25 to a page.
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            lines = re.findall(r"(?m)^ *\d{1,3}(?: |$)", page.extract_text())
            assert len(lines) <= 25


def test_before_anybody_is_on_record_the_sheet_has_lines_for_others(before_the_meeting: Room) -> None:
    record = before_the_meeting.record
    meeting = next(record.each(Meeting))
    for held in [before_the_meeting.participation(name) for name in ("Lind", "Okafor")]:
        assert held.kind == "member"
    # The days of a meeting long before anybody took part.
    early = replaced(meeting, planned_from="2020-03-04", planned_to="2020-03-05")
    found = [row for row in rows(made(record.after([early]), "sign-in")) if row[0].isdigit()]
    assert len(found) >= 20
    assert all(row[1] == "" for row in found)


@pytest.fixture
def closed(room: Room) -> Room:
    """A sitting in which one came late, one left early and came back, one sat in another's seat."""
    room.do(Arrive(people=tuple(room.person(name) for name in ("Lind", "Okafor", "Haddad"))))
    room.do(Arrive(people=(room.person("Moreau"),), stands_in_for=room.person("van der Meer")))
    room.clock.on(minutes=40)
    room.do(Arrive(people=(room.person("Řezníčková"),)))
    room.do(Leave(people=(room.person("Haddad"),)))
    room.clock.on(minutes=15)
    room.do(Arrive(people=(room.person("Haddad"),)))
    room.do(Leave(people=(room.person("Lind"), room.person("Okafor"), room.person("Řezníčková"))))
    room.clock.on(minutes=30)
    room.do(CloseSitting(sitting=room.sitting.id))
    return room


def test_the_record_says_who_was_late_left_early_came_back_and_sat_in_whose_seat(closed: Room) -> None:
    found = {row[0]: row for row in rows(made(closed.record, "attendance"))}
    assert found["Jana Řezníčková"][4] == "late, left early"
    assert found["Salma Haddad"][4] == "came back"
    assert found["Salma Haddad"][3].count("–") == 2
    alternate = found["Luc Moreau – alternate for Joost van der Meer"]
    assert alternate[1] == "Member"


def test_the_majority_is_told_at_the_beginning_and_at_the_end(closed: Room) -> None:
    sitting = closed.record.get(type(closed.sitting), closed.sitting.id)
    told = list(majorities(closed.record, sitting))
    assert told == [
        "Ten minutes after the opening: 3 of 4 members, a majority.",
        "At the closing: 1 of 4 members, no majority.",
    ]
    assert told[0] in words(made(closed.record, "attendance"))


def test_the_sheet_has_a_row_for_each_stay(closed: Room) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(closed.record, "attendance", ".xlsx"))).worksheets[0]
    found = list(sheet.iter_rows(values_only=True))
    heads = dict(zip(found[0], range(20), strict=False))
    haddad = [row for row in found if row[heads["Name"]] == "Salma Haddad"]
    assert len(haddad) == 2
    assert haddad[0][heads["Left"]] < haddad[1][heads["Arrived"]]
    moreau = next(row for row in found if row[heads["Name"]] == "Luc Moreau")
    assert moreau[heads["Stands in for"]] == "Joost van der Meer"


def test_a_person_is_listed_as_what_they_were_then(closed: Room) -> None:
    held = closed.participation("Okafor")
    closed.do(EndParticipation(participation=held.id, until=closed.clock.at.date()))
    closed.clock.on(days=400)
    listed = {one.name: one for one in taking_part(closed.record, next(closed.record.each(Meeting)))}
    assert listed["Chidi Okafor"].group == "Members"
    assert listed["Chidi Okafor"].organisation == "Savanna Orbital Trust (SOT)"


def test_before_a_sitting_the_record_says_for_when_the_meeting_is_planned(before_the_meeting: Room) -> None:
    assert "No sitting was opened yet" in words(made(before_the_meeting.record, "attendance"))


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("badges", ".pdf"),
        ("place-cards", ".pdf"),
        ("sign-in", ".docx"),
        ("attendance", ".docx"),
        ("attendance", ".xlsx"),
        ("participants", ".docx"),
        ("figures", ".docx"),
    ],
)
def test_no_address_of_anybody_stands_in_what_is_printed(practised, tmp_path: Path, kind: str, suffix: str):
    record = practised.record
    changes = [replaced(one, email=f"mailbox{number}@example.org") for number, one in enumerate(record.each(Person))]
    data = practised.made(kind, suffix, record=record.after(changes))
    if suffix == ".pdf":
        read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    else:
        import zipfile

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            read = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert len(read) > 500
    assert "mailbox" not in read
    assert "@example" not in read


@pytest.mark.parametrize(
    ("kind", "suffix"), [("sign-in", ".docx"), ("attendance", ".xlsx"), ("figures", ".docx"), ("figures", ".pdf")]
)
def test_the_same_data_give_the_same_bytes(practised, kind: str, suffix: str):
    assert practised.made(kind, suffix) == practised.made(kind, suffix)


FOREIGN = (
    "王小明", "Жанна Ёлкина", "Ωραία Παπαδοπούλου", "Nguyễn Thị Ánh", "श्री राजेन्द्र शर्मा", "김민수", "สมชาย น้ำทิพย์",
    "שרה כהן", "محمد عبد الله", "ლიანა ბერიძე", "தமிழ்ச்செல்வி", "አበበ ከበደ",
)  # fmt: skip


def squeezed(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(r"\s", "", text))


def read_text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def renamed(room: Room, *names: str) -> Record:
    people = [room.record.get(Person, room.person(key)) for key in ("Lind", "Okafor", "Haddad", "Moreau")]
    return room.record.after([replaced(one, name=name) for one, name in zip(people, names, strict=False)])


@pytest.mark.parametrize("kind", ["sign-in", "attendance", "participants"])
def test_names_in_other_scripts_stand_on_the_sheets_of_the_room(closed: Room, kind: str) -> None:
    for names in (FOREIGN[:4], FOREIGN[4:8], FOREIGN[8:]):
        read = squeezed(read_text(made(renamed(closed, *names), kind, ".pdf")))
        assert [word for name in names for word in name.split() if squeezed(word) not in read] == []


def test_whoever_makes_a_pdf_is_told_which_script_no_typeface_has(closed: Room) -> None:
    heard: list[tuple[float, str]] = []
    options = Options(suffix=".pdf", progress=lambda part, words: heard.append((part, words)))
    produce("participants", renamed(closed, "ߒߞߏ ߘߊ", "अनिता शर्मा"), options, lambda _: None)
    assert heard == [(1.0, "Shown as \N{REPLACEMENT CHARACTER}, for want of a typeface: Nko.")]


def test_whoever_makes_the_badges_is_told_which_names_are_to_be_written_by_hand(closed: Room) -> None:
    heard: list[tuple[float, str]] = []
    options = Options(suffix=".pdf", progress=lambda part, words: heard.append((part, words)))
    produce("badges", renamed(closed, "ߒߞߏ ߘߊ", "Ada Lind"), options, lambda _: None)
    assert heard == [(1.0, "To be written by hand, for want of a typeface: ߒߞߏ ߘߊ.")]
    heard.clear()
    produce("badges", renamed(closed, "Ada Lind"), options, lambda _: None)
    assert heard == []
