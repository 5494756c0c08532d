"""The day file: one file of the day with everything that was agreed, put off and is to be done; the rest is named."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document

from hisrg_desktop.cli import run
from hisrg_desktop.desk.begin import begin
from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.meeting.decisions.actions import AddAction
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive, Leave
from hisrg_desktop.meeting.roll.closing import CloseSitting
from hisrg_desktop.meeting.roll.meetings import OpenSitting, Sitting
from hisrg_desktop.store.ledger import Ledger
from tests.meeting.conftest import before_the_meeting, built, dossier, room
from tests.meeting.room import Room

__all__ = ["before_the_meeting", "built", "dossier", "room"]


def day_file(room: Room) -> dict[str, bytes]:
    data = produce("day", room.record, Options(suffix=".zip"), lambda key: room.desk.attachment(key).result())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(data: bytes) -> str:
    made = Document(io.BytesIO(data))
    rows = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in made.paragraphs] + rows)


@pytest.fixture
def two_days(room: Room) -> Room:
    """A decision on the first day, and one on the second with something parked and something to do."""
    room.do(Declare(words="The title is agreed."))
    room.do(CloseSitting(sitting=room.sitting.id))
    room.clock.on(days=1)
    afternoon = list(room.record.each(Sitting))[1]
    room.do(OpenSitting(sitting=afternoon.id))
    room.do(Arrive(people=(room.person("Lind"), room.person("Haddad"))))
    room.clock.on(minutes=90)
    room.do(Leave(people=(room.person("Haddad"),)))
    room.do(Declare(words="The scope is agreed.", provision=room.place("1.1")))
    room.do(Park(provision=room.place("1.2"), what="the verb", until="the next meeting"))
    room.do(AddAction(title="Circulate the text", owner=room.person("Lind")))
    return room


def test_it_holds_what_was_decided_on_the_day_and_who_was_there_when(two_days: Room) -> None:
    files = day_file(two_days)
    decided = words(files["3 Decisions.docx"])
    assert "The scope is agreed." in decided
    assert "The title is agreed." not in decided
    assert "Wednesday 5 March 2031" in decided
    there = words(files["6 Attendance.docx"])
    assert "Salma Haddad" in there
    assert "Observer" in there
    stays = re.findall(r"(?:from )?\d\d:\d\d(?:–\d\d:\d\d)?", there)
    assert [stay.startswith("from ") for stay in stays] == [True, True, False]
    assert "the verb" in words(files["4 Parked.docx"])
    assert "Circulate the text" in words(files["5 Actions.docx"])
    assert "D-2.4-002  1.1" in files["Contents.txt"].decode()


def test_what_cannot_be_made_is_named_and_stops_nothing(two_days: Room) -> None:
    files = day_file(two_days)
    assert "1 Redline.docx" not in files
    assert "1 Redline.docx: The text of this dossier came from no Word file" in files["Contents.txt"].decode()
    assert "States should cooperate" in words(files["2 Clean text.docx"])


def test_the_practice_meeting_has_its_redline_in_it_and_the_same_record_gives_the_same_file(practice: Path) -> None:
    ledger = Ledger.read(practice)
    record = ledger.load()
    one, other = (produce("day", record, Options(suffix=".zip"), ledger.attachment) for _ in range(2))
    ledger.close()
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        names = archive.namelist()
    assert names == [
        "Contents.txt",
        "1 Redline.docx",
        "2 Clean text.docx",
        "3 Decisions.docx",
        "4 Parked.docx",
        "5 Actions.docx",
        "6 Attendance.docx",
    ]


def test_one_who_does_not_want_it_any_more_is_heard_between_its_parts(two_days: Room) -> None:
    class Enough(Exception):
        pass

    heard: list[str] = []

    def stop(part: float, words: str) -> None:
        heard.append(words)
        if len(heard) == 3:
            raise Enough

    with pytest.raises(Enough):
        produce("day", two_days.record, Options(suffix=".zip", progress=stop), lambda _: None)
    assert heard == ["1 Redline.docx", "2 Clean text.docx", "3 Decisions.docx"]


def test_without_a_meeting_there_is_no_day(tmp_path: Path) -> None:
    desk = begin(tmp_path / "new.hisrg", None)
    with pytest.raises(OutOfOrder, match="no meeting on record"):
        produce("day", desk.record, Options(suffix=".zip"), lambda _: None)
    desk.close()


def test_the_command_line_writes_it_and_leaves_an_existing_file_alone_where_it_cannot(
    practice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "day.zip"
    assert run(["export", "day", str(practice), "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None
    before = out.read_bytes()
    assert run(["export", "day", str(practice), "-o", str(out), "--meeting", "9.9"]) == 1
    assert "There is no meeting 9.9" in capsys.readouterr().err
    assert out.read_bytes() == before
