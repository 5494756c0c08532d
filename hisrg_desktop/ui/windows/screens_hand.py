"""What the keys of the wall, of the chair's view and of the card do: everything that is shown beside the desk's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.decisions.parking import Park
from hisrg_desktop.meeting.floor.giving import EndIntervention, GiveFloor, NextSpeaker
from hisrg_desktop.meeting.floor.invitations import InviteToSpeak
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.ui.bridge import sentence_of
from hisrg_desktop.ui.windows.chaired import non_consents, seen
from hisrg_desktop.ui.windows.screens import WallScreen
from hisrg_desktop.ui.windows.walled import PARTS, Read, is_fit

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.page import Page
    from hisrg_desktop.ui.session.page import SessionPage
    from hisrg_desktop.ui.windows.chair import ChairView, ChairWindow
    from hisrg_desktop.ui.windows.main import MainWindow
    from hisrg_desktop.ui.windows.showing import Showing
    from hisrg_desktop.ui.windows.wall import WallWindow
    from hisrg_desktop.ui.windows.where import WhereCard

HALF = 1.15
"""How much larger than the rest the chair's view is as half of the desk."""
_MINUTE_HAND = 5_000
"""Milliseconds between two looks at the times of the agenda, which are told in minutes."""

CHECKED = ("wallClean", "wallAlternatives", "wallDecision", "wallTyping", "brightWall", "chairHalf")
"""The keys that switch something on and off."""


class ScreensHand(QObject):
    """Opens and leaves the wall, chooses what stands on it and on which screen; opens the chair's view and the card.

    A method ``do_<key>`` answers a key of the window, as the hands of a page do.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.showing: Showing | None = None
        self.wall: WallWindow | None = None
        self.chair: ChairWindow | None = None
        self._half: ChairView | None = None
        self.card: WhereCard | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_MINUTE_HAND)
        self._clock.timeout.connect(self._show_chair)
        self.menu: QMenu | None = None
        self.screen = WallScreen(window)
        self.screen.lost.connect(self._screen_lost)
        self.screen.back.connect(self._screen_back)
        self.screen.listed.connect(self._list_screens)

    # --- the dossier -----------------------------------------------------------------------------------------------

    def begin(self, bridge: Bridge) -> None:
        """Let the wall stand for this dossier."""
        from hisrg_desktop.ui.windows.showing import Showing

        self.showing = Showing(bridge, self)
        self.showing.told.connect(self.tell)
        self._name_actions()
        self._list_screens()
        self.tell()

    def leave(self) -> None:
        """Leave the dossier: the wall goes, and is not awaited."""
        self.screen.forget()
        self._clock.stop()
        if self.wall:
            self.wall.close()
        if self.chair:
            self.chair.close()
        self._half = None
        if self.card:
            self.card.leave()
        if self.showing:
            self.showing.deleteLater()
            self.showing = None

    def hear(self, news: News) -> None:
        """Show the room what has changed."""
        if self.showing:
            self.showing.hear(news.record)
        for view in self._views:
            view.tell("")
        self._show_chair()
        self.tell_time()

    def tell_time(self) -> None:
        """Show on the card what is so by now."""
        bridge = self._window.bridge
        if bridge and self.card and self.card.isVisible():
            self.card.show_record(bridge.record, bridge.now)

    def meet(self, page: Page) -> None:
        """A page was made; the session page shows the wall in small and says what is being typed."""
        if page.objectName() != "sessionPage" or self.showing is None:
            return
        session: SessionPage = page  # type: ignore[assignment]
        self.showing.changed.connect(session.corner.show_view)
        session.deciding.preparing.connect(self._preparing)
        session.wording.connect(self.showing.hear_typing)
        session.corner.show_view(self.showing.view)
        self.tell()

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What is done at a key of the window; None where it is no key of ours."""
        return getattr(self, f"do_{key}", None)

    # --- telling the desk ------------------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """What the wall does, in a few words; nothing where there is none."""
        if self.screen.awaited:
            return self.tr("its screen is gone")
        return self.showing.words if self.wall and self.showing else ""

    def tell(self) -> None:
        """Say on the desk what the wall does."""
        if self.showing is None:
            return
        warns = self.showing.exposes and self.wall is not None
        self._window.strip.set_wall(self.words, "bad" if warns else "ink")
        session = self._window.pages.find("session")
        if session is not None:
            words = self.tr("Wall: %1").replace("%1", self.words) if self.words else self.tr("Wall: not open  Ctrl+F7")
            session.corner.say(words, warns)  # type: ignore[attr-defined]
            # Without a wall the floor has more use for the room.
            session.corner.preview.setVisible(self.wall is not None)  # type: ignore[attr-defined]
        self._check_actions()

    def _action(self, name: str) -> QAction | None:
        found = self._window.findChild(QAction, f"action{name[0].upper()}{name[1:]}")
        return found if isinstance(found, QAction) else None

    def _name_actions(self) -> None:
        for name in (*CHECKED, *(f"wall{part.capitalize()}" for part in PARTS)):
            action = self._action(name)
            if action is not None:
                action.setCheckable(True)

    def _check_actions(self) -> None:
        showing = self.showing
        assert showing is not None
        wanted = showing.wanted
        on = {
            "wallClean": wanted.clean,
            "wallAlternatives": wanted.alternatives,
            "wallDecision": wanted.decision,
            "wallTyping": showing.shows_typing,
            "brightWall": showing.light,
            "chairHalf": self._half is not None,
            **{f"wall{part.capitalize()}": part in wanted.parts for part in PARTS},
        }
        for name, checked in on.items():
            action = self._action(name)
            if action is not None:
                action.setChecked(checked)

    # --- the wall and its screen -----------------------------------------------------------------------------------

    def do_wall(self) -> None:
        """Open the wall, or close it."""
        if self.wall:
            self.wall.close()
        elif self.screen.awaited:
            self.screen.forget()
            self.tell()
        else:
            self._open()
        self.tell()

    def do_wallScreen(self) -> None:
        """Move the wall to the next screen."""
        names = self.screen.names()
        if not names:
            self._window.messages.tell(self.tr("There is no other screen."))
            return
        there = self.screen.find()
        at = names.index(there.name()) if there and there.name() in names else -1
        self.choose_screen(names[(at + 1) % len(names)])

    def choose_screen(self, name: str) -> None:
        """Show the wall on the screen of that name, and remember it; on the desk's own it is a window."""
        self.screen.choose(name)
        self._open()
        self.tell()
        where = self.tr("The wall is on %1.") if self.screen.find() else self.tr("The wall is a window on %1.")
        self._window.messages.note(where.replace("%1", name))

    def _open(self) -> None:
        from hisrg_desktop.ui.windows.wall import WallWindow

        assert self.showing is not None
        if self.wall is None:
            self.wall = WallWindow(self._window.look, self.showing)
            self.wall.closed.connect(self._wall_closed)
            session = self._window.pages.find("session")
            if session is not None:
                self.wall.face.stands.connect(session.corner.show_stand)  # type: ignore[attr-defined]
        screen = self.screen.find()
        self.screen.taken(screen)
        self.wall.open_on(screen)
        self._list_screens()

    def _wall_closed(self) -> None:
        self.wall = None
        self.tell()

    def _screen_lost(self, name: str) -> None:
        if self.wall is None:
            self.screen.forget()
            return
        self.wall.close()
        self._window.messages.tell(
            self.tr("The screen %1 of the wall is gone; the wall comes back by itself with it.").replace("%1", name)
        )

    def _screen_back(self, name: str) -> None:
        """Let the wall fill its screen again, also where it was opened as a window meanwhile."""
        if self.wall is None and not self.screen.awaited:
            return
        self._open()
        self.tell()
        self._window.messages.note(self.tr("The screen %1 is back, and the wall on it.").replace("%1", name))

    def _list_screens(self) -> None:
        """List the screens in the menu of the wall, where there are several."""
        names = self.screen.names()
        key = self._action("wallScreen")
        above = next((menu for menu in key.associatedObjects() if isinstance(menu, QMenu)), None) if key else None
        if self.menu is None and above is not None and key is not None:
            self.menu = QMenu(self.tr("Screen of the wall"), above)
            self.menu.triggered.connect(self._screen_chosen)
            above.insertMenu(key, self.menu)
        if self.menu is None or key is None:
            return
        self.menu.clear()
        there = self.screen.find()
        for name in names:
            action = self.menu.addAction(name)
            action.setObjectName(f"wallOn-{name}")
            action.setCheckable(True)
            action.setChecked(there is not None and there.name() == name)
        self.menu.menuAction().setVisible(len(names) > 1)
        key.setVisible(len(names) > 1)

    def _screen_chosen(self, action: QAction) -> None:
        self.choose_screen(action.text())

    # --- what stands on it -----------------------------------------------------------------------------------------

    def do_showWall(self) -> None:
        """Let the wall follow the active provision."""
        if self.showing:
            self.showing.follow()

    def do_freeze(self) -> None:
        """Let the wall keep what it shows."""
        if self.showing:
            self.showing.freeze()

    def do_blank(self) -> None:
        """Show nothing on the wall."""
        if self.showing:
            self.showing.blank()

    def do_brightWall(self) -> None:
        """Show the wall in dark letters on white, or the other way round."""
        if self.showing:
            self.showing.set_light(not self.showing.light)

    def do_wallClean(self) -> None:
        """Show the text as agreed so far, or with its mark-up."""
        if self.showing:
            self.showing.show_clean(not self.showing.wanted.clean)

    def do_wallAlternatives(self) -> None:
        """Show the alternatives side by side, or the text."""
        if self.showing is None:
            return
        self.showing.show_alternatives(not self.showing.wanted.alternatives)
        if self.showing.wanted.alternatives and not self.showing.view.columns and not self.showing.frozen:
            self._window.messages.note(self.tr("There are no alternatives here; the wall shows them where there are."))

    def do_wallDecision(self) -> None:
        """Show the words of the decision that is prepared, or else of the one declared last; again, the text."""
        if self.showing is None:
            return
        shows = not self.showing.wanted.decision
        read = self._prepared() if shows else None
        self.showing.show_decision(shows, read)

    def do_wallTyping(self) -> None:
        """Show the room the change that is being typed, or only what is on record."""
        if self.showing:
            self.showing.show_typing(not self.showing.shows_typing)

    def do_wallMessage(self) -> None:
        """Ask for a message to show; an empty one shows the text again."""
        self._window.go("session")
        session = self._session()
        if session and self.showing:
            if self.showing.wanted.message:
                self.showing.say("")
                return
            session.ask(self.tr("On the wall (“Coffee until 11:15” counts down):"), [], self._say)

    def do_wallNext(self) -> None:
        """Show the next page of a text that is too long for one."""
        if self.wall:
            self.wall.face.turn(1)

    def do_wallPrevious(self) -> None:
        """Show the page before."""
        if self.wall:
            self.wall.face.turn(-1)

    def do_wallSpeaker(self) -> None:
        """Show who has the floor, or leave it off."""
        self._switch("speaker")

    def do_wallQueue(self) -> None:
        """Show who is next, or leave it off."""
        self._switch("queue")

    def do_wallClock(self) -> None:
        """Show the times, or leave them off."""
        self._switch("clock")

    def _switch(self, part: str) -> None:
        if self.showing:
            self.showing.set_part(part, part not in self.showing.wanted.parts)

    def _say(self, message: str) -> None:
        if not is_fit(message):
            self._window.messages.note(self.tr("E-mail addresses and names of files do not go on the wall."))
        elif self.showing:
            self.showing.say(message)

    # --- the chair's view ------------------------------------------------------------------------------------------

    def do_chair(self) -> None:
        """Open the chair's view, or close it."""
        if self.chair:
            self.chair.close()
            return
        from hisrg_desktop.ui.windows.chair import ChairWindow

        self.chair = ChairWindow(self._window.look, self._now)
        self.chair.closed.connect(self._chair_closed)
        self._wire_chair(self.chair.view)
        self.chair.show()

    def do_chairHalf(self) -> None:
        """Show the chair's view as half of the desk, or the floor again."""
        self._window.go("session")
        session = self._session()
        assert session is not None
        if self._half is not None:
            self._half = None
            session.show_half(None)
        else:
            from hisrg_desktop.ui.windows.chair import ChairView

            self._half = ChairView(self._window.look, self._now, HALF)
            session.show_half(self._half)
            self._wire_chair(self._half)
        self.tell()

    @property
    def _views(self) -> list[ChairView]:
        return [view for view in (self.chair.view if self.chair else None, self._half) if view is not None]

    def _now(self) -> datetime:
        bridge = self._window.bridge
        return bridge.now if bridge else datetime.now(UTC)

    def _wire_chair(self, view: ChairView) -> None:
        view.next.connect(self._chair_next)
        view.end.connect(self._chair_end)
        view.give.connect(self._chair_give)
        view.invite.connect(self._chair_invite)
        view.park.connect(self._chair_park)
        view.consensus.connect(self._chair_consensus)
        view.declare.connect(self._chair_declare)
        view.leave.connect(self._chair_leave)
        self._clock.start()
        self._show_chair()
        self._preparing()

    def _show_chair(self) -> None:
        bridge, views = self._window.bridge, self._views
        if bridge is None or not views:
            self._clock.stop()
            return
        there = seen(bridge.record, bridge.now)
        for view in views:
            view.show_seen(there)

    def _preparing(self) -> None:
        """Show the chair the decision that is prepared at the desk, and the members who do not consent."""
        session = self._session()
        form = session.deciding.form if session and session.deciding.is_open else None
        pending = None
        if form is not None and form.prepared is not None and self._window.bridge is not None:
            from hisrg_desktop.ui.windows.chair import Pending

            held = non_consents(self._window.bridge.record, form.unfinished, form.prepared)
            pending = Pending(form.prepared.title, form.words.toPlainText(), held, form.objects)
        elif self.showing:
            self.showing.hear_declared()
        for view in self._views:
            view.show_pending(pending)

    def _chair_closed(self) -> None:
        self.chair = None

    def _ask(self, act: Act) -> None:
        """Do what the chair asks for; the keyboard stays where it is at the desk."""
        assert self._window.bridge is not None
        self._window.bridge.do(act, otherwise=self._object)

    def _object(self, fault: object) -> None:
        """Tell the chair as well as the desk why it is not in order."""
        bridge = self._window.bridge
        if bridge is None:
            return
        if isinstance(fault, OutOfOrder):
            for view in self._views:
                view.tell(fault.message)
            bridge.refused.emit(fault)
        elif isinstance(fault, OSError):
            bridge.failed.emit(sentence_of(fault))
        elif isinstance(fault, BaseException):
            raise fault

    def _chair_next(self) -> None:
        self._ask(NextSpeaker())

    def _chair_end(self) -> None:
        self._ask(EndIntervention())

    def _chair_give(self, person: str) -> None:
        self._ask(GiveFloor(person=person))

    def _chair_invite(self, person: str) -> None:
        self._ask(InviteToSpeak(person=person))

    def _chair_park(self) -> None:
        """Park the place that is active, whatever the secretary looks at."""
        there = now(self._window.bridge.record) if self._window.bridge else None
        if there and (there.provision or there.block):
            self._ask(Park(provision=there.provision) if there.provision else Park(block=there.block))

    def _chair_consensus(self, proposal: str) -> None:
        """Prepare the decision at the desk; the words that are being typed there keep the keyboard."""
        session, typing = self._session(), self._window.focusWidget()
        if session:
            session.deciding.card_declare(proposal)
            if typing is not None:
                typing.setFocus()

    def _chair_declare(self) -> None:
        session = self._session()
        if session:
            session.deciding.finish()

    def _chair_leave(self) -> None:
        session = self._session()
        if session and session.deciding.is_open:
            session.deciding.form.leave()

    # --- the card --------------------------------------------------------------------------------------------------

    def do_where(self) -> None:
        """Show the card that says where we are, or put it away; the keyboard stays where it is."""
        bridge = self._window.bridge
        if bridge is None:
            return
        if self.card is None:
            from hisrg_desktop.ui.windows.where import WhereCard

            look = self._window.look.part()
            self.card = WhereCard(look, self._window.stack)
            look.wear(self.card)
            # A shortcut comes before the editor that has the keyboard, where Escape means something else.
            self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._window, self.card.leave)
            self.card.left.connect(self._card_left)
        if self.card.isVisible():
            self.card.leave()
        else:
            self.card.appear(bridge.record, bridge.now)
            self._escape.setEnabled(True)

    def _card_left(self) -> None:
        self._escape.setEnabled(False)

    def _session(self) -> SessionPage | None:
        return self._window.pages.find("session")  # type: ignore[return-value]

    def _prepared(self) -> Read | None:
        session = self._session()
        form = session.deciding.form if session and session.deciding.is_open else None
        if form is None or form.prepared is None:
            return None
        return Read(form.prepared.place, form.words.toPlainText())
