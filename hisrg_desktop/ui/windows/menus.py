"""The menus of the window, made from the table of keys; each entry is an action that the keys and the commands share."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from hisrg_desktop.ui.windows.keys import KEYS, Key
from hisrg_desktop.ui.windows.shortcuts import Shortcuts


class Menus(QObject):
    """An action for every key of the table, in its menu and under its shortcut."""

    def __init__(self, bar: QMenuBar, window: QWidget, slot_of: Callable[[Key], Callable[[], None]]) -> None:
        super().__init__(window)
        self.shortcuts = Shortcuts(self)
        self.actions: dict[str, QAction] = {}
        self._bar = bar
        self._menus: dict[str, QMenu] = {}
        bar.setNativeMenuBar(False)
        for key in KEYS:
            self._add(key, window, slot_of(key))
        self.shortcuts.changed.connect(self._change)

    def welcome(self, welcoming: bool) -> None:
        """Offer only what needs no dossier, or everything."""
        for key in KEYS:
            self.actions[key.name].setEnabled(not (welcoming and key.needs_dossier))

    def _add(self, key: Key, window: QWidget, slot: Callable[[], None]) -> None:
        action = QAction(self.tr(key.words), window)
        action.setObjectName(f"action{key.name[0].upper()}{key.name[1:]}")
        action.setShortcuts([QKeySequence(one) for one in self.shortcuts.of(key)])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(slot)
        self.actions[key.name] = action
        menu = self._menu(key.menu)
        if key.apart:
            menu.addSeparator()
        menu.addAction(action)

    def _menu(self, words: str) -> QMenu:
        if words not in self._menus:
            menu = self._bar.addMenu(self.tr(words))
            menu.setObjectName(f"menu{words}")
            self._menus[words] = menu
        return self._menus[words]

    def _change(self, name: str) -> None:
        key = next(key for key in KEYS if key.name == name)
        self.actions[name].setShortcuts([QKeySequence(one) for one in self.shortcuts.of(key)])
