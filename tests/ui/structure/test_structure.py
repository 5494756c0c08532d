"""The structure of the text changed in the room: by key, in one form, as a proposal or editorially."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.text.amendments import Reopening
from hisrg_desktop.meeting.text.concordance import Renumbering
from hisrg_desktop.meeting.text.crossreferences import stale_references
from hisrg_desktop.meeting.text.numbers import find_place, label
from hisrg_desktop.meeting.text.parts import Block, Provision, footnotes_of


def place(room, locator: str) -> str:
    found = find_place(room.record, locator)
    assert found is not None, locator
    return found.provision or found.block or ""


def at(room, locator: str, page: str = "session"):
    """The page, looking at a place."""
    room.window.go(page)
    shown = room.window.page(page)
    shown.select(place(room, locator))
    return shown


def key(room, name: str) -> None:
    room.window.menus.actions[name].trigger()
    settle(room)


def settle(room) -> None:
    for _ in range(5):
        QApplication.processEvents()


def filled(form, **fields: str):
    """What a person types into the form."""
    for name, words in fields.items():
        field = getattr(form, name)
        field.setFocus()
        field.selectAll()
        if "\n" in words:
            field.setPlainText(words)
        else:
            QTest.keyClicks(field, words)
    return form


@pytest.mark.parametrize("page", ["session", "text"])
def test_a_move_is_tabled_as_the_proposal_of_whom_is_named(room, qtbot, page):
    shown = at(room, "10.1", page)
    key(room, "moveProvision")
    form = shown.restructuring.form if page == "text" else shown.restructuring.restructuring.form
    filled(form, where="10.2", speaker="Bayo Okafor")
    form.tabled.emit()
    key(room, "activate")
    qtbot.waitUntil(lambda: any(p.operation == "move" for p in room.record.each(Proposal)))
    (proposal,) = [p for p in room.record.each(Proposal) if p.operation == "move"]
    assert (proposal.provision, proposal.target) == (place(room, "10.1"), place(room, "10.2"))
    qtbot.waitUntil(lambda: not form.isVisible())


def test_a_split_is_made_editorially_only_with_a_reason(room, qtbot):
    shown = at(room, "10.1")
    key(room, "splitProvision")
    form = shown.restructuring.restructuring.form
    assert form.words.toPlainText() == room.record.get(Provision, place(room, "10.1")).text
    filled(form, words="The first half.\nThe second half.")
    assert not form._make.isEnabled()
    filled(form, reason="one thought each")
    form._make.click()
    qtbot.waitUntil(lambda: find_place(room.record, "10.1bis") is not None)
    assert room.record.get(Provision, place(room, "10.1bis")).text == "The second half."


def test_words_left_in_the_form_are_there_when_it_is_opened_again(room):
    shown = at(room, "10.1")
    key(room, "insertProvision")
    form = shown.restructuring.restructuring.form
    filled(form, words="A thought that is not finished")
    QTest.keyClick(form.words, Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert shown.capture.editor.hasFocus()
    key(room, "insertProvision")
    assert form.words.toPlainText() == "A thought that is not finished"


def test_a_footnote_stands_behind_the_words_named(room, qtbot):
    shown = at(room, "10.1")
    key(room, "footnote")
    text = room.record.get(Provision, place(room, "10.1")).text
    word = text.split()[2]
    form = shown.restructuring.restructuring.form
    filled(form, where=word, words="One member reserved its position.", reason="agreed in the corridor")
    form._make.click()
    qtbot.waitUntil(
        lambda: any(n.text.startswith("One member") for n in footnotes_of(room.record, place(room, "10.1")))
    )
    note = next(n for n in footnotes_of(room.record, place(room, "10.1")) if n.text.startswith("One member"))
    assert text[: note.offset].endswith(word)


def test_a_place_that_is_not_there_is_said_and_the_form_stays(room):
    shown = at(room, "10.1")
    said: list[str] = []
    shown.says.connect(said.append)
    key(room, "joinProvisions")
    form = shown.restructuring.restructuring.form
    filled(form, where="77.7", reason="x")
    form._make.click()
    assert said == ["There is no 77.7 in the text."]
    assert form.isVisible()


def test_a_block_is_cut_in_two_and_the_text_renumbered_with_its_references_put_right(room, qtbot):
    shown = at(room, "10.2")
    hand = shown.restructuring.restructuring
    key(room, "insertProvision")
    filled(hand.form, words="As paragraph 10.2 says.", reason="x")
    hand.form._make.click()
    qtbot.waitUntil(lambda: find_place(room.record, "10.2bis") is not None)
    key(room, "cutBlock")
    filled(hand.form, where="Safety zones", reason="two thoughts")
    hand.form._make.click()
    qtbot.waitUntil(lambda: any(b.heading == "Safety zones" for b in room.record.each(Block)))
    key(room, "renumber")
    qtbot.waitUntil(lambda: room.window.messages._remedy is not None)
    key(room, "remedy")
    qtbot.waitUntil(lambda: any(room.record.each(Renumbering)))
    qtbot.waitUntil(lambda: len(stale_references(room.record)) > 0)
    key(room, "references")
    assert hand.astray.isVisible()
    hand.astray.correct_all()
    qtbot.waitUntil(lambda: not stale_references(room.record))
    qtbot.waitUntil(lambda: not hand.astray.isVisible())


@pytest.mark.parametrize("page", ["session", "text"])
def test_what_is_agreed_is_reopened_by_key_with_a_reason(room, qtbot, page):
    room.do(Declare(words="Agreed.", provision=place(room, "10.1"), settles=True))
    shown = at(room, "10.1", page)
    key(room, "reopen")
    form = shown.restructuring.reopening if page == "session" else shown.story.reopen_form
    assert form.isVisible()
    form.reason.setFocus()
    QTest.keyClicks(form.reason, "new facts")
    key(room, "activate")
    qtbot.waitUntil(lambda: any(room.record.each(Reopening)))
    assert label(room.record, place(room, "10.1")) == "10.1"


def test_what_lost_its_place_is_listed(room, qtbot):
    shown = at(room, "10.1")
    hand = shown.restructuring.restructuring
    key(room, "deleteProvision")
    filled(hand.form, reason="needless")
    hand.form._make.click()
    qtbot.waitUntil(lambda: room.record.get(Provision, place(room, "10.1")).state == "deleted")
    key(room, "lost")
    assert hand.astray.rows.rows[0].where == "10.1"
