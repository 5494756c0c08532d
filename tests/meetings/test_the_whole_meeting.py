"""A whole meeting through the real window: from a Word draft to minutes and a redline that others read."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hisrg_desktop.desk.exports import Options, produce, save
from hisrg_desktop.desk.files import attachment_of
from hisrg_desktop.meeting.comments.capture import TakeDown, flags_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.interventions import Intervention, running
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import MarkItem, Panel, PanelReport, ReceiveReport, SetUpPanel
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.capture_hand import PutBack
from hisrg_desktop.ui.session.centre import TABS
from tests.meetings.conftest import DRAFT, Room

EXAM = Path(__file__).parents[3] / "shared" / "exam" / "word_exam.py"


def hold_the_meeting(room: Room) -> None:
    """Two speakers, a proposal, support, an observer, a decision."""
    room.answer("goTo", "10.3")
    room.press("activate")
    room.answer("queue", "okaf about the reviewers")
    room.press("next")
    room.take_down("Asks that the plan be reviewed before any working is opened, not after.")
    room.take_down('"two members" -> "three members" three eyes see more than two')
    room.take_down("Tanaka: + Okafor")
    room.window.menus.actions["declare"].trigger()
    room.press("activate")


def test_what_is_said_becomes_comment_proposal_and_decision(room: Room) -> None:
    hold_the_meeting(room)
    record = room.record
    said = [c for c in record.each(Comment) if c.channel == "in session"]
    assert [c.text for c in said] == [
        "Asks that the plan be reviewed before any working is opened, not after.",
        "three eyes see more than two",
        f"Supports {next(record.each(Proposal)).number}.",
    ]
    assert {c.provision for c in said} == {room.place("10.3")}
    assert record.get(Intervention, said[0].intervention).speaker == room.ids["Okafor"]
    decision = next(record.each(Decision))
    assert set(decision.members_present) == {room.ids[name] for name in ("Lind", "Okafor", "Tanaka")}
    assert "three members" in record.get(Provision, room.place("10.3")).text
    assert next(record.each(Proposal)).state == "agreed"


def test_going_to_a_place_selects_it_and_the_same_key_again_makes_it_active(room: Room) -> None:
    room.answer("goTo", "2.9")
    assert room.session.tree.key == room.place("2.9")
    assert room.session.tree.active != room.place("2.9")
    room.press("goTo")
    assert room.session.tree.active == room.place("2.9")


def test_an_observers_words_are_saved_and_the_missing_invitation_is_one_key_away(room: Room, qtbot) -> None:
    room.answer("goTo", "10.3")
    room.press("activate")
    room.take_down("van der Wiel: operators need the width in advance")
    said = next(room.record.each(Comment))
    assert said.text == "operators need the width in advance"
    assert "invitation not recorded" in flags_of(room.record, said)
    qtbot.waitUntil(room.window.messages.banner.isVisible)
    room.press("remedy")
    assert "invitation not recorded" not in flags_of(room.record, said)


def test_an_open_flag_keeps_the_sitting_from_being_closed(room: Room) -> None:
    room.take_down("van der Wiel: operators need the width in advance")
    room.press("closeSitting")
    assert room.session.closing.is_open
    refusal = room.refused("closeSitting")
    assert "without an invitation" in refusal.message
    room.press("remedy")
    room.press("closeSitting")
    assert running(room.record) is None


def test_an_open_flag_keeps_the_minutes_from_being_given_out(room: Room) -> None:
    room.take_down("van der Wiel: operators need the width in advance")
    with pytest.raises(OutOfOrder, match="without an invitation") as refusal:
        exported(room, "minutes", ".docx")
    room.do(refusal.value.remedy)
    assert exported(room, "minutes", ".docx")


def test_undo_takes_the_last_act_back_by_name_and_redo_does_it_again(room: Room, qtbot) -> None:
    hold_the_meeting(room)
    text = room.record.get(Provision, room.place("10.3")).text
    assert "decision on P-001" in room.window.menus.actions["undo"].text()
    with qtbot.waitSignal(room.window.bridge.news):
        QTest.keyClick(room.session.capture.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "two members" in room.record.get(Provision, room.place("10.3")).text
    assert not list(room.record.each(Decision))
    number = room.window.bridge.record.get(Proposal, next(room.record.each(Proposal)).id).number
    room.press("redo")
    assert room.record.get(Provision, room.place("10.3")).text == text
    assert next(room.record.each(Decision)).number.endswith("-001")
    assert number == "P-001"


def test_words_that_cannot_be_taken_down_come_back_to_the_line(room: Room, qtbot) -> None:
    act = TakeDown(text="lost?", provision="no such place")
    with qtbot.waitSignal(room.window.bridge.refused):
        room.window.bridge.do(act, otherwise=PutBack(room.session.taking_down, "line-x", "lost?"))
    assert room.session.capture.text == "lost?"


def exported(room: Room, kind: str, suffix: str, **options: object) -> bytes:
    """A document as the window would give it out now."""
    desk = room.window.bridge.desk
    return produce(
        kind, room.record, Options(suffix=suffix, **options), lambda digest: desk.attachment(digest).result()
    )


@pytest.fixture
def redline(room: Room, tmp_path: Path) -> Path:
    hold_the_meeting(room)
    return save(tmp_path / "redline.docx", exported(room, "redline", ".docx"))


@pytest.mark.second_reader("soffice", "uno")
def test_libreoffice_reads_the_redline_as_the_new_text_and_as_the_base(
    room: Room, redline: Path, tmp_path: Path, libreoffice_paragraphs
) -> None:
    clean = save(tmp_path / "clean.docx", exported(room, "clean", ".docx"))
    assert libreoffice_paragraphs(redline, "accepted") == libreoffice_paragraphs(clean, "accepted")
    assert libreoffice_paragraphs(redline, "rejected") == libreoffice_paragraphs(DRAFT, "accepted")
    assert any("three members" in p for p in libreoffice_paragraphs(redline, "accepted"))


@pytest.mark.second_reader("pandoc")
def test_pandoc_reads_the_redline_as_the_new_text_and_as_the_base(
    room: Room, redline: Path, tmp_path: Path, pandoc_text
) -> None:
    clean = save(tmp_path / "clean.docx", exported(room, "clean", ".docx"))
    assert pandoc_text(redline, "accept") == pandoc_text(clean, "accept")
    assert pandoc_text(redline, "reject") == pandoc_text(DRAFT, "accept")


def test_the_redline_carries_the_proposer_and_the_time_of_the_decision(room: Room, redline: Path) -> None:
    with zipfile.ZipFile(redline) as package:
        body = package.read("word/document.xml").decode()
        notes = package.read("word/comments.xml").decode()
    decision = next(room.record.each(Decision))
    assert 'w:author="Ben Okafor"' in body
    assert f'w:date="{decision.declared_at:%Y-%m-%dT%H:%M:%SZ}"' in body
    assert "three eyes see more than two" in notes


def test_untouched_paragraphs_are_byte_for_byte_those_of_the_original(redline: Path) -> None:
    def paragraphs(data: bytes) -> list[bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            body = package.read("word/document.xml")
        return [piece + b"</w:p>" for piece in body.split(b"</w:p>")[:-1]]

    before, after = paragraphs(DRAFT.read_bytes()), paragraphs(redline.read_bytes())
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


@pytest.mark.skipif(not EXAM.exists(), reason="the Word exam is not beside this checkout")
def test_the_exams_lint_finds_nothing_in_the_redline_that_the_base_had_not(redline: Path) -> None:
    ran = subprocess.run(
        [sys.executable, str(EXAM), "lint", str(redline), "--base", str(DRAFT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_minutes_tell_what_was_said_and_decided(room: Room) -> None:
    hold_the_meeting(room)
    text = exported(room, "minutes", ".txt").decode()
    assert "three eyes see more than two" in text.casefold()
    assert next(room.record.each(Decision)).words in text
    assert "3 of 3" in text or "three" in text


def test_minutes_without_names_name_nobody(room: Room) -> None:
    hold_the_meeting(room)
    text = exported(room, "minutes", ".txt", names="none").decode()
    for name in ("Okafor", "Tanaka", "Lind", "Wiel", "Orbital Law Institute"):
        assert name not in text


def test_a_panels_report_stands_beside_the_provision_and_in_the_minutes(room: Room) -> None:
    panel = room.do(SetUpPanel(name="Technical Panel", prefix="P-TECH"), Panel)
    kept = attachment_of("report.docx", b"the report")
    words = "Two case studies used a fixed radius."
    act = ReceiveReport(panel=panel, title="On radii", received_on=date(2020, 1, 1), pages=(words,), attachment=kept)
    report = room.do(act, PanelReport)
    room.do(MarkItem(report=report, page=1, quote=words, provisions=(room.place("10.3"),)))
    room.answer("goTo", "10.3")
    room.session.centre.tabs.setCurrentIndex(TABS.index("panel"))
    assert room.session.centre.cards.model().rowCount() == 1
    assert words in exported(room, "minutes", ".txt").decode()
