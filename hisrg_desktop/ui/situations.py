"""Situations of a sitting in which pictures are taken: each is brought about in the window as the person there would."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.floor.giving import GiveFloor, NextSpeaker, asking
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import members_present
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.page import SessionPage

if TYPE_CHECKING:
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record
    from hisrg_desktop.ui.windows.main import MainWindow


class Stage:
    """A window with a sitting that is open, and what is done there."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        page = window.page("session")
        assert isinstance(page, SessionPage)
        self.page = page

    @property
    def record(self) -> Record:
        """What is officially so."""
        return self.page.record

    @property
    def active(self) -> Provision | None:
        """The provision the room is at."""
        at = now(self.record)
        return self.record.find(Provision, at.provision) if at else None

    def do(self, act: Act) -> None:
        """Do an act; where it is out of order the window says so, as it does to a person."""
        try:
            self.page.bridge.desk.do(act).result()
        except OutOfOrder as refusal:
            self.page.bridge.refused.emit(refusal)
        self._settle()

    def press(self, name: str) -> None:
        """What the key of this name does."""
        action = self.window.findChild(QAction, f"action{name[0].upper()}{name[1:]}")
        if action is not None:
            action.trigger()
        self._settle()

    def _settle(self) -> None:
        """Wait for the desk, and let the window hear of it."""
        self.page.bridge.desk.look(lambda _: None).result()
        for _ in range(3):
            QApplication.processEvents()

    def find(self, kind: type[QWidget], name: str) -> QWidget | None:
        """A widget of the page by its name, if it is there."""
        there = self.page.findChild(kind, name)
        return there if isinstance(there, QWidget) else None


def debate(stage: Stage) -> None:
    """A member speaks, and the words are being typed."""
    stage.do(NextSpeaker())
    stage.page.capture.editor.setPlainText("Would keep the ninety days, and asks what becomes of a plan on which the")
    stage.page.capture.editor.moveCursor(QTextCursor.MoveOperation.End)
    stage.page.capture.editor.tell()


def observer(stage: Stage) -> None:
    """An observer is given the floor without the chair's invitation: refused, with the remedy on a key."""
    stage.page.capture.editor.clear()
    sitting = current_sitting(stage.record)
    waiting = asking(stage.record, sitting) if sitting else []
    if waiting:
        stage.do(GiveFloor(person=waiting[0].person))


def proposal(stage: Stage) -> None:
    """A proposal is typed in place, as an edit of the provision."""
    stage.press("proposeText")
    editor = stage.page.centre.editor.findChild(QPlainTextEdit)
    provision = stage.active
    if isinstance(editor, QPlainTextEdit) and provision:
        cursor = editor.textCursor()
        cursor.setPosition(len(provision.text.rstrip(".;")))
        cursor.insertText(" or has inspected the same place")
        editor.setTextCursor(cursor)


def alternatives(stage: Stage) -> None:
    """Two proposals stand against the text, side by side with who backs them."""
    provision = stage.active
    if provision is None:
        return
    first, among, rest = provision.text.partition(" members ")
    for words in (" or four", " or, where they differ, five"):
        proposed = f"{first}{words}{among}{rest}"
        stage.do(TakeDown(text="Proposes another number.", provision=provision.id, proposes=proposed))
    stage.press("alternative")


def collision(stage: Stage) -> None:
    """Proposals on one provision are merged; where two want the same words, a person settles it."""
    stage.press("merge")


def decision(stage: Stage) -> None:
    """The decision form, with a member who objects and the ways out."""
    stage.press("declare")
    call = stage.find(QLineEdit, "declareCall")
    sitting = current_sitting(stage.record)
    if not isinstance(call, QLineEdit) or sitting is None:
        return
    form = stage.page.deciding.form
    there = members_present(stage.record, sitting.id, stage.page.bridge.now)
    form.hold(there[3], "objection", "the surety would have to be raised with it")


def flag(stage: Stage) -> None:
    """An observer's words were taken down without an invitation; then the sitting is to be closed."""
    sitting = current_sitting(stage.record)
    waiting = asking(stage.record, sitting) if sitting else []
    if waiting:
        stage.do(TakeDown(text="The width is needed in advance, not on the day.", speaker=waiting[0].person))
    stage.press("closeSitting")


SITUATIONS: dict[str, Callable[[Stage], None]] = {
    "1-debate": debate,
    "2-observer": observer,
    "3-proposal-in-place": proposal,
    "4-alternatives": alternatives,
    "4-collision": collision,
    "5-decision-with-objection": decision,
    "6-closing-with-a-flag": flag,
}
"""Each by the name of its picture, in the order in which they come about."""


def leave(stage: Stage) -> None:
    """Put away what a situation left open, so that the next begins from the words and the floor."""
    stage.page.changing.proposing.leave()
    stage.page.changing.merging.leave()
    if stage.page.deciding.is_open:
        stage.page.deciding.form.leave()
    stage.window.messages.banner.put_away()
    stage.page.back_to_active()
