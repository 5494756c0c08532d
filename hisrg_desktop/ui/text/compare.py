"""The bar that chooses two versions of the text and how they are compared, and the second of them beside the first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.text.compared import Compared, compare, versions
from hisrg_desktop.ui.text.document import DocumentView
from hisrg_desktop.ui.widgets.words import Words


class CompareBar(QWidget):
    """Which two versions are compared, and whether side by side.

    Signals:
        changed: something else is to be compared, or in another way.
    """

    changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textCompareBar")
        self._keys: list[str] = []
        self.older = self._choice("textCompareOlder", self.tr("The older version"))
        self.newer = self._choice("textCompareNewer", self.tr("The newer version"))
        self.beside = QPushButton(self.tr("Side by side"))
        self.beside.setObjectName("textCompareBeside")
        self.beside.setAccessibleName(self.tr("Side by side"))
        self.beside.setCheckable(True)
        self.beside.setProperty("kind", "choice")
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(28), look.px(4), look.px(20), look.px(2))
        row.setSpacing(look.px(8))
        row.addWidget(self.older, 1)
        row.addWidget(Words(look, self.tr("with"), "body", "soft"))
        row.addWidget(self.newer, 1)
        row.addWidget(self.beside)
        self.beside.toggled.connect(self.changed)
        for choice in (self.older, self.newer):
            choice.activated.connect(self.changed)
        self.hide()

    def _choice(self, name: str, said: str) -> QComboBox:
        choice = QComboBox()
        choice.setObjectName(name)
        choice.setAccessibleName(said)
        choice.setMinimumContentsLength(8)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return choice

    def show_versions(self, record: Record) -> None:
        """Offer the versions there are; what was chosen stays chosen."""
        there = versions(record)
        keys = [version.key for version in there]
        if keys == self._keys:
            return
        chosen = self._keys and (self.older.currentData(), self.newer.currentData())
        self._keys = keys
        for choice, default in ((self.older, keys[0]), (self.newer, keys[-1])):
            choice.clear()
            for version in there:
                choice.addItem(version.name, version.key)
            wanted = chosen[0 if choice is self.older else 1] if chosen else default
            choice.setCurrentIndex(keys.index(wanted) if wanted in keys else keys.index(default))

    def compared(self, record: Record) -> Compared:
        """The two versions compared."""
        return compare(record, self.older.currentData(), self.newer.currentData())


class ScrolledTogether:
    """Two documents of which each follows the other as far as they have the same paragraphs."""

    def __init__(self, one: DocumentView, other: DocumentView) -> None:
        self._views = (one, other)
        self._following = False
        self.on = False

    def follow(self, source: DocumentView) -> None:
        """Let the other document show what this one does."""
        if self._following or not self.on:
            return
        one, other = self._views
        target = other if source is one else one
        key, beyond = source.read_at
        there = key
        if key:
            there = next((k for k in source.keys_to(key) if target.has(k)), "")
        self._following = True
        target.read_from(there, beyond if there == key else 0)
        self._following = False
