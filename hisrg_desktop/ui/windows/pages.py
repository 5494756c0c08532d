"""The pages of a dossier: made when they are wanted, or a step at a time between other events."""

from __future__ import annotations

import importlib
import time
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QListView, QStackedWidget, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.widgets.sides import Scrolled
from hisrg_desktop.ui.windows.code import Code, module_of

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.ui.bridge import Bridge
    from hisrg_desktop.ui.page import Page

FIRST = "session"
"""The page that is shown when a dossier is opened."""
_BREATH = 8
"""Milliseconds between the steps towards the first page, in which the windows answer."""
_SETTLED = 400
"""Milliseconds after the first page is shown, when the others are got ready."""
_APART = 120
"""Milliseconds between one of them and the next."""
_LOOKS, _BETWEEN = 10, 0.02
"""How often, and after how many seconds, it is looked whether the record has grown while pages were worked out."""
_WIDE, _HIGH = 880, 440
"""The room a page needs, in pixels at 100 %."""


class Pages(QObject):
    """The pages made so far, in their stack.

    Signals:
        made: a page is there now; carries it.
        ready: the first page can be shown at once; carries its name.
    """

    made = Signal(object)
    ready = Signal(str)

    def __init__(self, look: Look, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._look = look
        self._stack = stack
        self._bridge: Bridge | None = None
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QWidget] = {}
        self._cold: list[str] = []
        self._worker: Thread | None = None
        self.code = Code(self)
        QTimer.singleShot(0, self, _meet_widgets)

    def begin(self, bridge: Bridge) -> None:
        """Make the pages of this dossier one by one, so that none of them holds the windows."""
        self._bridge = bridge
        self._cold = list(PAGES)
        self._worker = None
        self.code.want(FIRST)
        QTimer.singleShot(_BREATH, self, self._warm)

    def leave(self) -> None:
        """Put the pages of the dossier away."""
        self._bridge = None
        for frame in self._frames.values():
            self._stack.removeWidget(frame)
            frame.deleteLater()
        self._pages.clear()
        self._frames.clear()

    def page(self, name: str) -> Page:
        """The page of that name, made when it is first asked for."""
        if name not in self._pages:
            assert self._bridge is not None
            look = self._look.part()
            made = _class_of(name)(self._bridge, look)
            frame = made if name == FIRST else Scrolling(made)
            self._pages[name], self._frames[name] = made, frame
            self._stack.addWidget(frame)
            # Once it is in its place: what wears a stylesheet is dressed again wherever it is put.
            look.wear(frame)
            self.made.emit(made)
        return self._pages[name]

    def find(self, name: str) -> Page | None:
        """The page of that name, if it has been made."""
        return self._pages.get(name)

    def show(self, name: str) -> Page:
        """Let this page be seen, with what is on record and in the look of now."""
        page = self.page(name)
        page.settle_look()
        self._stack.setCurrentWidget(self._frames[name])
        page.freshen()
        return page

    @property
    def current(self) -> Page | None:
        """The page that is seen; None where none is."""
        shown = self._stack.currentWidget()
        return next((self._pages[name] for name, frame in self._frames.items() if frame is shown), None)

    def hear(self, news: News) -> None:
        """Let every page know what has changed."""
        for page in self._pages.values():
            page.hear(news)

    def keep_unfinished(self) -> None:
        """Put words that are being typed where they survive."""
        for page in self._pages.values():
            page.keep_unfinished()

    def still(self) -> None:
        """Let nothing more be done on the pages."""
        for page in self._pages.values():
            page.setEnabled(False)

    def _warm(self) -> None:
        if self._bridge is None:
            return
        if self.current is not None:
            QTimer.singleShot(_SETTLED, self, self._warm_others)
        elif self.code.is_there(FIRST) and self._prepared(FIRST):
            self.ready.emit(FIRST)
            QTimer.singleShot(_SETTLED, self, self._warm_others)
        else:
            QTimer.singleShot(_BREATH, self, self._warm)

    def _prepared(self, name: str) -> bool:
        """One step towards a page that can be shown at once: make it, then let it show the record; whether it was there."""
        if name not in self._pages:
            self.page(name)
            return False
        page = self._pages[name]
        if page.stale:
            self._frames[name].resize(self._stack.size())
            page.freshen()
            return False
        return True

    def _warm_others(self) -> None:
        if self._bridge is None or not self._cold:
            return
        self.code.want(*PAGES)
        if self._worker is None and self.code.is_there(*PAGES):
            self._worker = Thread(target=work_out, args=(self._bridge,), name="working", daemon=True)
            self._worker.start()
        # Made while things are still being worked out a page would take twice its time.
        elif self._worker is not None and not self._worker.is_alive():
            there = self._cold[0] in self._pages
            # One that was shown the record once need not follow all news before it is looked at.
            if self._prepared(self._cold[0]) or there:
                self._cold.pop(0)
        if not self._cold:
            self.code.want(*_modules_of_views())
        QTimer.singleShot(_APART, self, self._warm_others)


class Scrolling(Scrolled):
    """A page that can be scrolled where the window is too small for it, or everything is large; nothing is cut off."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, sideways=True)
        self._page = page
        page.look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self._page.setMinimumSize(self._page.look.px(_WIDE), self._page.look.px(_HIGH))


def _meet_widgets() -> None:
    """Let PySide make its classes of widgets, as it does when a list is first asked for its inside: ten milliseconds."""
    QListView().viewport()


def work_out(bridge: Bridge) -> None:
    """Work out what all pages show of the record as it is now; their code has been read."""
    record = bridge.desk.record
    for name in PAGES:
        _class_of(name).work_out(record, bridge.now)
    # A record that came to be meanwhile, or is just being written to disk, knows nothing of it yet.
    for _ in range(_LOOKS):
        earlier, record = record, bridge.desk.record
        if record is not earlier:
            record.catch_up(earlier)
        time.sleep(_BETWEEN)


def _modules_of_views() -> list[str]:
    """What the people page needs only when another way of seeing people is chosen."""
    from hisrg_desktop.ui.people.views import VIEWS

    return [view.module for view in VIEWS]


def _class_of(name: str) -> type[Page]:
    made: type[Page] = getattr(importlib.import_module(module_of(name)), f"{name.capitalize()}Page")
    return made
