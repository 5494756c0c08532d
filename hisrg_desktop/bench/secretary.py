"""The secretary's hands: keys pressed at the real window, and nothing else. What a script says is played by them."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Literal, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hisrg_desktop.bench.script import SLIP, TOLD, Step
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.sample.build import told
from hisrg_desktop.ui.widgets.cards import CardList
from hisrg_desktop.ui.windows.keys import KEYS
from hisrg_desktop.ui.windows.main import MainWindow

Pause = Literal["key", "act"]
"""What has just been done: a key among others, or something whose effect a person waits to see."""
Play = Iterator[Pause]

_MOST_TABS = 90
_CTRL_A = QKeySequence("Ctrl+A")
_PAGES = ("session", "text", "comments", "people", "agenda", "panels", "decisions", "minutes", "documents", "journal")


class SetByHand(Protocol):
    """A clock that stands until it is set."""

    at: datetime


class Lost(AssertionError):
    """The secretary did not find by keyboard what was looked for."""


class Secretary:
    """Presses keys. Each method is played step by step: what drives it decides how long to wait between two keys.

    `clock` is the clock of the meeting, where the script says how long things last. `proposals` are the numbers of the
    proposals tabled since the play began, by the names the script gives them.
    """

    def __init__(self, window: MainWindow, clock: SetByHand | None = None) -> None:
        self.window = window
        self._clock = clock
        self.pressing = False
        self._known = self._numbers()
        self._names = {one["key"]: one["name"] for one in told("people.json")["people"]}
        self._verbs: dict[str, Callable[[Step], Play]] = {
            "open": lambda _: self.key("openSitting"),
            "close": lambda _: self._close(),
            "roll": self._roll,
            "leave": self._leave,
            "item": self._item,
            "place": self._place,
            "queue": lambda step: self._typed(step) or self.answer("queue", step.rest),
            "order": lambda step: self.answer("pointOfOrder", step.rest),
            "ruling": lambda step: self.answer("pointOfOrder", step.rest),
            "next": lambda step: self._typed(step) or self.key("next"),
            "end": lambda _: self.key("endIntervention"),
            "invite": lambda step: self.answer("invite", step.rest) if step.rest else self.key("invite"),
            "observers": lambda _: self.key("openToObservers"),
            "say": lambda step: self.say(step.rest),
            "remedy": lambda _: self.key("remedy"),
            "undo": lambda _: self._undo(),
            "redo": lambda _: self.key("redo"),
            "park": lambda step: self.answer("park", step.rest),
            "suspend": lambda _: self.key("suspend"),
            "decide": self._decide,
            "cut": self._cut,
            "takeup": self._take_up,
            "settle": self._settle,
            "page": lambda step: self.page(step.rest),
            "wait": self._wait,
            "until": self._until,
            "wall": lambda _: self.key("wall"),
        }

    # --- the script ------------------------------------------------------------------------------------------------

    def play(self, steps: list[Step]) -> Play:
        """Play these steps."""
        for step in steps:
            if step.verb not in TOLD:
                yield from self._verbs[step.verb](step)

    @property
    def proposals(self) -> dict[str, str]:
        """The number of each proposal tabled since the play began, by the name the script gives it."""
        return {f"P{n}": number for n, number in enumerate(self._numbers()[len(self._known) :], 1)}

    def _numbers(self) -> list[str]:
        assert self.window.bridge is not None
        return [p.number for p in self.window.bridge.record.each(Proposal)]

    # --- keys ------------------------------------------------------------------------------------------------------

    def type(self, words: str) -> Play:
        """Type words where the keyboard is."""
        for letter in words:
            if letter == SLIP:
                self._strike(Qt.Key.Key_Backspace)
            else:
                self._letter(letter)
            yield "key"

    def strike(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Play:
        """Press one key."""
        self._strike(key, modifiers)
        yield "act"

    def key(self, name: str) -> Play:
        """Press the key of this name in the window's table; what has none is found in the command palette."""
        action = self.window.findChild(QAction, f"action{name[0].upper()}{name[1:]}")
        assert action is not None, name
        if action.shortcuts():
            self._press(action.shortcuts()[0])
            yield "act"
        else:
            yield from self._without_a_key(name)

    def _has_keyboard(self, name: str) -> bool:
        return self._keyboard().objectName() == name

    def tab_to(self, name: str) -> Play:
        """Go to the widget of this name with the tabulator."""
        passed: dict[str, None] = {}
        for _ in range(_MOST_TABS):
            if self._has_keyboard(name):
                return
            there = self._strike(Qt.Key.Key_Tab)
            passed[there.objectName() or type(there).__name__] = None
            yield "key"
        raise Lost(f"{name} is not reached with the tabulator, which comes past {', '.join(passed)}")

    def _letter(self, letter: str) -> None:
        self.pressing = True
        if letter.isascii():
            QTest.keyClicks(self._keyboard(), letter)
        else:  # as a keyboard that has the letter sends it; the test library knows only those of its own table
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(self._keyboard(), event)
        self.pressing = False

    def _strike(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QWidget:
        there = self._keyboard()
        self.pressing = True
        QTest.keyClick(there, key, modifiers)
        self.pressing = False
        return there

    def _press(self, keys: QKeySequence) -> None:
        pressed: QKeyCombination = keys[0]  # type: ignore[index]
        self._strike(pressed.key(), pressed.keyboardModifiers())

    def _keyboard(self) -> QWidget:
        """Who gets the keys: the list that is open over the window, else the widget with the focus."""
        there = QApplication.activePopupWidget()
        if there is None and QApplication.activeWindow() is not self.window:
            # Without a screen nothing makes the window active again once a list over it has closed.
            self.window.activateWindow()
            QCoreApplication.processEvents()
        there = there or QApplication.focusWidget()
        if there is None:
            raise Lost("nothing has the keyboard")
        return there

    # --- what a person does with several keys ------------------------------------------------------------------------

    def say(self, line: str) -> Play:
        """Type a line into the capture line and take it down."""
        yield from self.type(self._named(line))
        yield from self.strike(Qt.Key.Key_Return)

    def _typed(self, step: Step) -> Play | None:
        """What is typed in place of the key, where the script says so."""
        return next((self.say(line) for line in step.tells("typed")), None)

    def answer(self, name: str, words: str) -> Play:
        """Press a key that asks something, and answer it."""
        yield from self.key(name)
        yield from self.type(words)
        yield from self.strike(Qt.Key.Key_Return)

    def page(self, name: str) -> Play:
        """Go to a page."""
        yield from self.key(f"page{_PAGES.index(name) + 1}")

    def _named(self, line: str) -> str:
        for name, number in self.proposals.items():
            line = line.replace(f"{{{name}}}", number)
        return line

    def _wait(self, step: Step) -> Play:
        assert self._clock is not None
        self._clock.at += timedelta(seconds=float(step.rest))
        yield from ()

    def _until(self, step: Step) -> Play:
        assert self._clock is not None
        self._clock.at = datetime.fromisoformat(step.rest)
        yield from ()

    def _undo(self) -> Play:
        self._press(QKeySequence("Ctrl+Z"))
        yield "act"

    def _without_a_key(self, name: str) -> Play:
        yield from self.key("commands")
        yield from self.type(next(key.words for key in KEYS if key.name == name))
        yield from self.strike(Qt.Key.Key_Return)

    def _close(self) -> Play:
        """Close the sitting; what may stay open is read and left."""
        yield from self.key("closeSitting")
        if self._has_keyboard("closingRows"):
            yield from self.key("closeSitting")

    def _roll(self, step: Step) -> Play:
        yield from self._called(step.rest, "")

    def _leave(self, step: Step) -> Play:
        yield from self._called(step.rest, "-")

    def _called(self, names: str, sign: str) -> Play:
        yield from self.page("people")
        yield from self.tab_to("peopleRollLine")
        for letters in names.split(","):
            yield from self.type(sign + letters.strip())
            yield from self.strike(Qt.Key.Key_Return)
        yield from self.page("session")

    def _item(self, step: Step) -> Play:
        yield from self.page("agenda")
        yield from self.tab_to("agendaItems")
        yield from self.strike(Qt.Key.Key_Home)
        for _ in range(int(step.rest) - 1):
            self._strike(Qt.Key.Key_Down)
            yield "key"
        yield from self.strike(Qt.Key.Key_Return)
        yield from self.page("session")

    def _place(self, step: Step) -> Play:
        yield from self.answer("goTo", step.rest)
        yield from self.key("goTo")

    def _decide(self, step: Step) -> Play:
        """Prepare a decision, with those who do not consent and the way out of an objection, and declare it."""
        head, _, words = step.rest.partition(" : ")
        name, _, how = head.partition(" ")
        yield from self._choose(name)
        yield from self.key("declare")
        if words:
            self._press(_CTRL_A)
            yield from self.type(words)
        if how == "settles":
            yield from self.tab_to("declareSettles")
            yield from self.strike(Qt.Key.Key_Space)
        for line in step.tells("positions"):
            yield from self._position(*line.split(maxsplit=2))
        for line in step.tells("footnote"):
            yield from self._footnote(line)
        yield from self.key("activate")
        review = self.window.findChild(QWidget, "reviewForm")
        if review is not None and review.isVisible():
            yield from self.key("activate")

    def _footnote(self, words: str) -> Play:
        """Take a footnote as the way out of an objection."""
        yield from self.tab_to("declareWayFootnote")
        yield from self.strike(Qt.Key.Key_Space)
        yield from self.tab_to("declareFootnote")
        yield from self.type(words)

    def _cut(self, step: Step) -> Play:
        """Propose to cut the block in two before the place that is looked at."""
        yield from self.key("cutBlock")
        yield from self.tab_to("sessionStructureWhere")
        yield from self.type(step.rest)
        yield from self.key("activate")

    def _position(self, member: str, kind: str, reason: str = "") -> Play:
        """Enter a member who does not consent."""
        letter = {"objection": "o", "reservation": "r", "aside": "s"}[kind]
        yield from self.tab_to("declareCall")
        yield from self.type(f"{self._names[member]} {letter} {reason}")
        yield from self.strike(Qt.Key.Key_Return)

    def _choose(self, name: str) -> Play:
        """Choose the card of a proposal among those on the place that is looked at."""
        if not name:
            return
        yield from self.tab_to("sessionTabs")
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
            yield from self.strike(key)
        yield from self.tab_to("sessionCards")
        number = self.proposals[name]
        cards = self.window.findChild(CardList, "sessionCards")
        assert cards is not None
        self._strike(Qt.Key.Key_Home)
        for _ in range(cards.model().rowCount()):
            yield "key"
            if str(cards.currentIndex().data()).startswith(number):
                return
            self._strike(Qt.Key.Key_Down)
        raise Lost(f"{number} is not among the cards of this place")

    def _take_up(self, step: Step) -> Play:
        yield from self._choose(step.rest)
        yield from self.tab_to("sessionProposalsTakeUp")
        yield from self.strike(Qt.Key.Key_Space)

    def _settle(self, step: Step) -> Play:
        name, _, how = step.rest.partition(" ")
        button = {"withdrawn": "sessionProposalsWithdrawn", "not agreed": "sessionProposalsNotAgreed"}[how]
        yield from self._choose(name)
        yield from self.tab_to(button)
        yield from self.strike(Qt.Key.Key_Space)

    # --- without waiting ---------------------------------------------------------------------------------------------

    def run(self, play: Play) -> None:
        """Play this without waiting for anything but the desk."""
        for pause in play:
            if pause == "act":
                self.settle()

    def settle(self) -> None:
        """Wait until the desk has served what was asked and the window has heard of it."""
        bridge = self.window.bridge
        if bridge is None:
            return
        while True:
            bridge.desk.look(lambda _: None).result()
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
            if bridge.record is bridge.desk.record:
                return
