"""The command palette: everything the window can do, found by words in any order, with the key that does it next time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hisrg_desktop.meeting.comments.line import folded
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.keys import KEYS, Key
from hisrg_desktop.ui.windows.menus import Menus
from hisrg_desktop.ui.windows.shortcuts import named

_ROWS = 12
_HIGH = 32
"""How many rows are seen at once, and how high one is, in pixels at 100 %."""


def fits(words: str, typed: str) -> bool:
    """Whether each word typed begins a word of these, in any order."""
    there = folded(words).split()
    return all(any(word.startswith(one) for word in there) for one in folded(typed).split())


class CommandRow(QWidget):
    """One command: its menu and words at the left, its key at the right."""

    def __init__(self, look: Look, key: Key, action: QAction, keys: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(8), 0, look.px(8), 0)
        row.addWidget(Words(look, action.text(), "body", "ink" if action.isEnabled() else "soft", shortens=True), 1)
        row.addWidget(Words(look, self.tr(key.menu), "small", "soft"))
        if keys:
            row.addWidget(Words(look, keys, "small", "soft", weight=600))


class Commands(Card):
    """A line to type in and the commands that fit, over the page; Enter does the first.

    Signals:
        left: it was put away.
    """

    left = Signal()

    def __init__(self, look: Look, menus: Menus, parent: QWidget) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("commandPalette")
        self.setAccessibleName(self.tr("Commands"))
        self._look = look
        self._menus = menus
        self._over = parent
        self.line = QLineEdit()
        self.line.setObjectName("commandPaletteLine")
        self.line.setPlaceholderText(self.tr("What do you want to do?"))
        self.line.setAccessibleName(self.tr("Find a command by its words"))
        self.list = QListWidget()
        self.list.setObjectName("commandPaletteList")
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Words(look, self.tr("Nothing fits these words."), "body", "soft")
        column = QVBoxLayout()
        column.setSpacing(look.px(8))
        for widget in (self.line, self._nothing, self.list):
            column.addWidget(widget)
        self.column.addLayout(column)
        self._wire()
        self.hide()

    def _wire(self) -> None:
        self.line.textChanged.connect(self.look_for)
        self.line.returnPressed.connect(self.do_chosen)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self.do_chosen)

    def open(self) -> None:
        """Show everything that can be done, and type."""
        self.line.clear()
        self.look_for("")
        self.show()
        self.raise_()
        self.line.setFocus()

    def look_for(self, typed: str) -> None:
        """Show the commands that fit what was typed; those that cannot be done now stand last."""
        self.list.clear()
        found = [key for key in KEYS if fits(f"{key.menu} {self._menus.actions[key.name].text()} {key.words}", typed)]
        for key in sorted(found, key=lambda key: not self._menus.actions[key.name].isEnabled()):
            self._add(key)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._place(min(len(found), _ROWS))

    def do_chosen(self) -> None:
        """Do what is chosen, after this is put away."""
        item = self.list.currentItem()
        if item is not None:
            action = self._menus.actions[item.data(Qt.ItemDataRole.UserRole)]
            self.leave()
            action.trigger()

    def leave(self) -> None:
        """Put this away."""
        self.hide()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down choose, Escape leaves, and looking elsewhere leaves too."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if step is not None:
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)

    def _add(self, key: Key) -> None:
        action = self._menus.actions[key.name]
        keys = "  ".join(named(one) for one in self._menus.shortcuts.of(key)[:1])
        item = QListWidgetItem(self.list)
        item.setData(Qt.ItemDataRole.UserRole, key.name)
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, ", ".join(part for part in (action.text(), key.menu, keys) if part)
        )
        row = CommandRow(self._look, key, action, keys)
        item.setSizeHint(QSize(0, self._look.px(_HIGH)))
        if not action.isEnabled():
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setItemWidget(item, row)

    def _place(self, rows: int) -> None:
        px = self._look.px
        width = min(px(620), self._over.width() - px(80))
        self.list.setFixedHeight(px(_HIGH) * rows + px(6))
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._over.width() - width) // 2, px(88))
