"""The capture line in the real window: entries, commands, notes, what is off the record, and words that stay."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.meeting.agenda.now import GoTo
from hisrg_desktop.meeting.comments.abbreviations import Abbreviation, KeepAbbreviation
from hisrg_desktop.meeting.comments.capture import EditComment, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.off_the_record import OffTheRecord
from hisrg_desktop.meeting.comments.private_notes import PrivateNote
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.floor.giving import GiveFloor, QueueEntry
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.roll.closing import CloseSitting, Correction
from hisrg_desktop.meeting.roll.meetings import Sitting
from hisrg_desktop.meeting.text.numbers import find_place
from tests.ui.conftest import person

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Desk:
    """The session page with the hands of whoever types."""

    def __init__(self, room, qtbot) -> None:
        self.room, self._bot = room, qtbot
        room.window.go("session")
        self.page = room.window.page("session")
        room.window.activateWindow()
        self.page.capture.editor.setFocus()
        qtbot.waitUntil(self.page.capture.editor.hasFocus)

    @property
    def record(self):
        return self.room.bridge.desk.record

    @property
    def line(self):
        return self.page.capture

    def settle(self) -> None:
        bridge = self.room.bridge
        bridge.desk.look(lambda _: None).result()
        self._bot.waitUntil(lambda: bridge.record is bridge.desk.record)
        QApplication.processEvents()

    def typed(self, words: str) -> None:
        QTest.keyClicks(self.line.editor, words)

    def key(self, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)
        self.settle()

    def taken_down(self, words: str) -> None:
        self.typed(words)
        self.key(Qt.Key.Key_Return)

    def press(self, name: str) -> None:
        self.page.answer_to(name)()
        self.settle()

    def said(self) -> list[Comment]:
        return [c for c in self.record.each(Comment) if c.channel == "in session"]


@pytest.fixture
def desk(room, qtbot) -> Desk:
    """Okafor has the floor."""
    made = Desk(room, qtbot)
    room.do(GiveFloor(person=person(room.record, "Okafor")))
    made.settle()
    return made


# --- the grammar in the window --------------------------------------------------------------------------------------


def test_a_line_of_several_entries_is_one_act(desk: Desk) -> None:
    desk.taken_down("agrees in part; ? how large is the zone; /action Okafor draft a text by tomorrow")
    assert [(c.text, c.kind) for c in desk.said()] == [
        ("agrees in part", "remark"),
        ("how large is the zone", "question"),
    ]
    assert next(desk.record.each(ActionItem)).title == "draft a text"
    assert desk.line.text == ""


def test_what_was_understood_is_echoed_entry_by_entry(desk: Desk) -> None:
    desk.room.do(KeepAbbreviation(short="sz", text="safety zone"))
    desk.typed("@10.2 too wide; ? how large; /q Okafor about the sz")
    desk.line.editor.tell()
    echo = desk.line._echo.text()
    assert echo.startswith("sz = safety zone")
    for part in ("1  Bayo Okafor, on 10.2, remark", "2  question", "3  Put Bayo Okafor on the queue"):
        assert part in echo
    desk.line.editor.clear()
    desk.typed("@99.9 hm")
    desk.line.editor.tell()
    assert "there is no 99.9; kept as words" in desk.line._echo.text()


def test_people_are_offered_while_their_name_is_typed_and_tab_takes_one(desk: Desk) -> None:
    desk.typed("lin")
    offers = desk.line.editor.offers
    assert {(o.label, o.klass) for o in offers.offers} == {("Astrid Lind", "chair"), ("Oskar Lind", "member")}
    desk.key(Qt.Key.Key_Tab)
    desk.taken_down("we agree")
    first = desk.record.get(Person, desk.said()[-1].author)
    assert (first.family, desk.said()[-1].text) == ("Lind", "we agree")


def _okafor(desk: Desk) -> str:
    return person(desk.record, "Okafor")


def test_a_slash_shows_what_can_be_typed(desk: Desk) -> None:
    desk.typed("/")
    offers = desk.line.editor.offers
    assert len(offers.offers) > 15
    desk.typed("ne")
    assert [o.label for o in offers.offers] == ["/next"]


def test_a_command_that_is_refused_comes_back_and_the_words_before_it_are_taken_down(desk: Desk, qtbot) -> None:
    with qtbot.waitSignal(desk.room.bridge.refused):
        desk.taken_down("could accept that; /next")
    assert desk.said()[-1].text == "could accept that"
    qtbot.waitUntil(lambda: desk.line.text == "/next")


def test_agreed_prepares_the_decision_with_these_words(desk: Desk, qtbot) -> None:
    desk.room.do(GoTo(provision=place_of(desk, "10.1")))
    desk.settle()
    desk.taken_down("/agreed the Group takes note; nothing more")
    form = desk.page.deciding.form
    qtbot.waitUntil(form.isVisible)
    assert form.words.toPlainText() == "the Group takes note; nothing more"


def place_of(desk: Desk, locator: str) -> str:
    there = find_place(desk.record, locator)
    assert there is not None
    return there.provision or ""


def test_agreed_with_no_place_in_view_leaves_the_words_in_the_line(desk: Desk) -> None:
    desk.page.looked = None
    desk.taken_down("/agreed the Group takes note")
    assert desk.line.text == "/agreed the Group takes note"


def test_the_queue_is_kept_from_the_line(desk: Desk) -> None:
    desk.taken_down("/q Astrid Lind about the registry")
    (entry,) = desk.record.each(QueueEntry)
    assert (entry.person, entry.about) == (person(desk.record, "Lind"), "the registry")


# --- abbreviations and stored texts ---------------------------------------------------------------------------------


def test_an_abbreviation_is_kept_from_the_line_and_expands_at_once(desk: Desk) -> None:
    desk.taken_down("/abbr sz = safety zone")
    assert next(desk.record.each(Abbreviation)).text == "safety zone"
    desk.taken_down("a sz of two metres")
    assert desk.said()[-1].text == "a safety zone of two metres"


def test_a_stored_text_is_put_in_by_its_name_or_its_key(desk: Desk) -> None:
    desk.taken_down("/s thanks = The Chair thanked the panel.")
    desk.taken_down("/s thanks")
    assert desk.line.text == "The Chair thanked the panel."
    desk.typed(" ")
    desk.key(Qt.Key.Key_1, ALT)
    assert desk.line.text == "The Chair thanked the panel. The Chair thanked the panel."
    assert desk.said() == []


def test_a_stored_text_that_is_none_stays_in_the_line(desk: Desk) -> None:
    desk.taken_down("/s nothing of the kind")
    assert desk.line.text == "/s nothing of the kind"


def test_the_list_of_abbreviations_is_edited_beside_the_text(desk: Desk) -> None:
    desk.taken_down("/abbr sz = safety zone")
    desk.press("abbreviations")
    form = desk.page.taking_down._form
    form.list.setCurrentRow(0)
    assert form.text.toPlainText() == "safety zone"
    form.text.setPlainText("special zone")
    form.keep()
    desk.settle()
    assert next(desk.record.each(Abbreviation)).text == "special zone"
    form.list.setCurrentRow(0)
    form.remove()
    desk.settle()
    assert list(desk.record.each(Abbreviation)) == []
    QTest.keyClick(form.list, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert desk.line.editor.hasFocus()


# --- notes and off the record ---------------------------------------------------------------------------------------


def test_in_note_mode_words_are_private_until_it_is_left(desk: Desk) -> None:
    desk.press("privateNote")
    assert "private" in desk.line.editor.accessibleDescription()
    desk.taken_down("they are tired; + Okafor")
    (note,) = desk.record.each(PrivateNote)
    assert note.text == "they are tired; + Okafor"
    desk.key(Qt.Key.Key_Escape)
    desk.taken_down("we agree")
    assert [c.text for c in desk.said()] == ["we agree"]


def test_the_words_of_a_note_are_kept_as_those_of_a_note(desk: Desk) -> None:
    desk.press("privateNote")
    desk.typed("they are tired")
    desk.line.editor.tell()
    assert desk.room.bridge.unfinished("capture") == "/note they are tired"


def test_a_note_that_was_unfinished_never_comes_back_among_words_for_the_record(
    open_room, small_dossier: Path, tmp_path: Path, qtbot
) -> None:
    path = Path(shutil.copy(small_dossier, tmp_path / "small.hisrg"))
    first = open_room(path)
    first.bridge.keep("line-1", "we agree")
    first.bridge.keep("capture", "/note they are tired")
    first.window.leave_dossier().close()
    desk = Desk(open_room(path), qtbot)
    desk.settle()
    assert desk.line.text == "we agree"
    assert [n.text for n in desk.record.each(PrivateNote)] == ["they are tired"]


def test_off_the_record_the_line_looks_so_and_words_become_notes(desk: Desk) -> None:
    desk.press("offTheRecord")
    assert "off the record" in desk.line.editor.accessibleDescription()
    desk.taken_down("could live with three")
    desk.press("offTheRecord")
    desk.taken_down("we agree")
    assert [c.text for c in desk.said()] == ["we agree"]
    assert [(n.text, n.off_the_record) for n in desk.record.each(PrivateNote)] == [("could live with three", True)]
    assert next(desk.record.each(OffTheRecord)).ended_at is not None


# --- bad input ------------------------------------------------------------------------------------------------------

ODD = "שלום עולם 🌙 e\u0301 \u202eright to left\u202c zero\u200bwidth"


def test_words_right_to_left_and_emoji_are_taken_down_as_they_are(desk: Desk) -> None:
    desk.line.editor.insert_words(ODD)
    desk.key(Qt.Key.Key_Return)
    assert desk.said()[-1].text == ODD.replace("e\u0301", "é")


def test_controls_are_left_out_and_the_person_is_told_how_many(desk: Desk) -> None:
    told: list[str] = []
    desk.page.says.connect(told.append)
    desk.line.editor.insert_words("a\x07b\x1bc")
    desk.key(Qt.Key.Key_Return)
    assert desk.said()[-1].text == "abc"
    assert told == ["2 characters that no document can carry were left out; the words are kept."]


def test_a_hundred_thousand_letters_are_saved_and_come_back(
    open_room, small_dossier: Path, tmp_path: Path, qtbot
) -> None:
    path = Path(shutil.copy(small_dossier, tmp_path / "small.hisrg"))
    words = ("The zone is wide, and the words go on. " * 2600)[:100_000].strip()
    desk = Desk(open_room(path), qtbot)
    desk.line.editor.insert_words(words)
    desk.room.window.leave_dossier().close()
    again = Desk(open_room(path), qtbot)
    assert again.line.text == words
    again.key(Qt.Key.Key_Return)
    assert again.said()[-1].text == words


# --- the list of what was taken down --------------------------------------------------------------------------------


def test_up_from_the_empty_line_edits_the_last_entry_in_place(desk: Desk) -> None:
    desk.taken_down("agrees inpart")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    editor = desk.page.taken.editor
    assert editor.toPlainText() == "agrees inpart"
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
    QTest.keyClicks(editor, " part")
    desk.key(Qt.Key.Key_Return)
    assert desk.said()[-1].text == "agrees in part"
    assert desk.line.editor.hasFocus()


def test_an_entry_is_split_at_the_caret_and_joined_again(desk: Desk) -> None:
    desk.taken_down("agrees. asks how large")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    editor = desk.page.taken.editor
    cursor = editor.textCursor()
    cursor.setPosition(8)
    editor.setTextCursor(cursor)
    desk.key(Qt.Key.Key_Return, CTRL | SHIFT)
    assert [c.text for c in desk.said()] == ["agrees.", "asks how large"]
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_J, ALT)
    assert [c.text for c in desk.said()] == ["agrees. asks how large"]


def test_one_key_gives_an_entry_to_who_has_the_floor(desk: Desk) -> None:
    desk.taken_down("van der Wiel: operators need the width")
    at = desk.said()[-1].at
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_S, ALT)
    assert (desk.said()[-1].author, desk.said()[-1].at) == (_okafor(desk), at)


def test_where_it_is_theirs_already_the_same_key_asks_whose_it_is(desk: Desk) -> None:
    desk.taken_down("operators need the width")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_S, ALT)
    assert desk.page.ask_line.isVisible()
    QTest.keyClicks(desk.page.ask_line.line, "van der Wiel")
    desk.key(Qt.Key.Key_Return)
    assert desk.said()[-1].author == person(desk.record, "van der Wiel")


def test_one_key_moves_an_entry_to_another_place(desk: Desk) -> None:
    desk.taken_down("@10.2 too wide")
    was = desk.said()[-1].provision
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_P, ALT)
    if desk.page.ask_line.isVisible():
        QTest.keyClicks(desk.page.ask_line.line, "4.1")
        desk.key(Qt.Key.Key_Return)
    assert desk.said()[-1].provision != was


def test_delete_strikes_an_entry_and_restores_it(desk: Desk) -> None:
    desk.taken_down("agrees")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Delete)
    assert desk.said()[-1].struck
    desk.key(Qt.Key.Key_Delete)
    assert not desk.said()[-1].struck


def test_letters_typed_among_the_entries_go_to_the_line(desk: Desk) -> None:
    desk.taken_down("agrees")
    desk.key(Qt.Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_W)
    desk.typed("e agree")
    assert desk.line.text == "we agree"


def test_a_flag_is_put_right_from_its_entry(desk: Desk) -> None:
    desk.taken_down("van der Wiel: operators need the width")
    desk.key(Qt.Key.Key_Up)
    button = desk.page.taken._by_name["remedy"]
    assert button.isVisible()
    assert "invitation" in button.accessibleName()
    button.click()
    desk.settle()
    view = desk.page.taken.rows.model().views[-1]
    assert not any("invitation" in text for text, _ in view.tags)


def test_words_of_an_edit_left_with_escape_are_there_again(desk: Desk) -> None:
    desk.taken_down("agrees")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    QTest.keyClicks(desk.page.taken.editor, " with all of it")
    desk.key(Qt.Key.Key_Escape)
    assert desk.said()[-1].text == "agrees"
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    assert desk.page.taken.editor.toPlainText() == "agrees with all of it"
    QTest.keyClick(desk.page.taken.editor, Qt.Key.Key_Z, CTRL)
    assert desk.page.taken.editor.toPlainText() == "agrees"


def test_words_of_an_edit_survive_the_end_of_the_program(open_room, small_dossier: Path, tmp_path: Path, qtbot) -> None:
    path = Path(shutil.copy(small_dossier, tmp_path / "small.hisrg"))
    desk = Desk(open_room(path), qtbot)
    desk.taken_down("agrees")
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    QTest.keyClicks(desk.page.taken.editor, " with all of it")
    desk.room.window.leave_dossier().close()
    again = Desk(open_room(path), qtbot)
    assert again.line.text == ""
    again.key(Qt.Key.Key_Up)
    again.key(Qt.Key.Key_Return)
    assert again.page.taken.editor.toPlainText() == "agrees with all of it"
    again.key(Qt.Key.Key_Return)
    assert again.said()[-1].text == "agrees with all of it"
    assert again.room.bridge.unfinished(f"form:edit:{again.said()[-1].id}") == ""


def test_after_closing_an_edit_asks_why_and_is_a_correction(desk: Desk) -> None:
    desk.taken_down("agrees")
    desk.room.do(CloseSitting(sitting=next(s.id for s in desk.record.each(Sitting) if s.state == "open")))
    desk.settle()
    desk.page.to_capture()
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    QTest.keyClicks(desk.page.taken.editor, " in part")
    desk.key(Qt.Key.Key_Return)
    assert desk.page.ask_line.isVisible()
    QTest.keyClicks(desk.page.ask_line.line, "as the recording shows")
    desk.key(Qt.Key.Key_Return)
    desk.settle()
    assert desk.said()[-1].text == "agrees in part"
    assert next(desk.record.each(Correction)).why == "as the recording shows"


def test_an_answer_that_was_refused_is_there_when_it_is_asked_again(desk: Desk) -> None:
    told: list[str] = []
    desk.page.ask("The Group's answer:", [], told.append)
    QTest.keyClicks(desk.page.ask_line.line, "a long answer")
    desk.key(Qt.Key.Key_Return)
    desk.page.ask("The Group's answer:", [], told.append)
    assert desk.page.ask_line.line.text() == "a long answer"
    desk.key(Qt.Key.Key_Escape)
    desk.room.do(TakeDown(text="something was done"))
    desk.settle()
    desk.page.ask("The Group's answer:", [], told.append)
    assert desk.page.ask_line.line.text() == ""


def test_news_while_an_entry_is_edited_leave_the_editor_alone(desk: Desk) -> None:
    desk.taken_down("agrees")
    other = desk.said()[-1]
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_Return)
    QTest.keyClicks(desk.page.taken.editor, " so far")
    desk.room.do(TakeDown(text="meanwhile"))
    desk.room.do(EditComment(comment=other.id, text="agreed"))
    desk.settle()
    assert desk.page.taken.editor.toPlainText() == "agrees so far"
    assert desk.page.taken.editor.hasFocus()
