"""The list of abbreviations and stored texts, edited beside the text; nothing stops while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from hisrg_desktop.meeting.comments.abbreviations import Abbreviation, KeepAbbreviation, RemoveAbbreviation, snippets
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.kept_words import KeptWords
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record

_USES = ("abbreviation", "snippet")


class AbbreviationsForm(Card):
    """What the letters stand for: chosen from the list, changed in the fields, kept with Enter.

    Signals:
        left: the form was put away.
    """

    left = Signal()

    def __init__(self, look: Look, bridge: Bridge) -> None:
        super().__init__(look, bar=True)
        self._bridge = bridge
        self.setObjectName("abbreviationsForm")
        self.list = QListWidget()
        self.list.setObjectName("abbreviationsList")
        self.list.setAccessibleName(self.tr("Abbreviations and stored texts"))
        self.list.setFixedHeight(look.px(116))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.short = QLineEdit()
        self.short.setObjectName("abbreviationShort")
        self.short.setAccessibleName(self.tr("The letters, or the name of the stored text"))
        self.short.setPlaceholderText(self.tr("letters"))
        self.short.setFixedWidth(look.px(96))
        self.use = QComboBox()
        self.use.addItems([self.tr("expands when typed"), self.tr("put in with /s or Alt+1")])
        self.use.setObjectName("abbreviationUse")
        self.use.setAccessibleName(self.tr("How it is used"))
        self.text = QPlainTextEdit()
        self.text.setObjectName("abbreviationText")
        self.text.setAccessibleName(self.tr("What the letters stand for"))
        self.text.setPlaceholderText(self.tr("what they stand for"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.px(38))
        self._keep = QPushButton(self.tr("Keep"))
        self._keep.setObjectName("abbreviationKeep")
        self._keep.setProperty("kind", "primary")
        self._remove = QPushButton(self.tr("Remove  Del"))
        self._remove.setObjectName("abbreviationRemove")
        self._leave = QPushButton(self.tr("Close  Esc"))
        self._leave.setObjectName("abbreviationsLeave")
        self._kept = KeptWords(bridge, self.text)
        self._arrange(look)
        self._wire()
        self.hide()

    def _arrange(self, look: Look) -> None:
        both, fields, right, buttons = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        fields.addWidget(self.short)
        fields.addWidget(self.use, 1)
        for button in (self._keep, self._remove, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        right.addLayout(fields)
        right.addWidget(self.text)
        right.addLayout(buttons)
        both.addWidget(self.list, 1)
        both.addLayout(right, 1)
        both.setSpacing(look.px(12))
        right.setSpacing(look.px(6))
        self.column.setContentsMargins(look.px(20), look.px(10), look.px(20), look.px(10))
        self.column.addWidget(
            SectionLabel(look, self.tr("Abbreviations and stored texts · Ctrl+Z gives the letters back"))
        )
        self.column.addLayout(both)

    def _wire(self) -> None:
        self.list.currentItemChanged.connect(self._choose)
        self.short.returnPressed.connect(self.keep)
        self._keep.clicked.connect(self.keep)
        self._remove.clicked.connect(self.remove)
        self._leave.clicked.connect(self.leave)

    def show_record(self, record: Record) -> None:
        """Show what is kept: abbreviations first, then the stored texts with the figure of their key."""
        on = self.list.currentItem().data(Qt.ItemDataRole.UserRole).id if self.list.currentItem() else ""
        numbers = {one.id: number for number, one in enumerate(record.derive(snippets), 1)}
        kept = sorted(record.each(Abbreviation), key=lambda a: (a.use, a.short.casefold()))
        self.list.blockSignals(True)
        self.list.clear()
        for one in kept:
            number = numbers.get(one.id)
            key = f"   (Alt+{number})" if number and number < 10 else ""
            item = QListWidgetItem(f"{one.short}  →  {' '.join(one.text.split())[:120]}{key}", self.list)
            item.setData(Qt.ItemDataRole.UserRole, one)
            if one.id == on:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._remove.setEnabled(self.list.currentItem() is not None)

    def enter(self) -> None:
        """Show the form and take the keyboard."""
        self._kept.open("abbreviation")
        self.show()
        self.short.setFocus()

    def keep(self) -> None:
        """Keep what stands in the fields."""
        fields = {"short": self.short.text(), "text": self.text.toPlainText(), "use": _USES[self.use.currentIndex()]}
        self._bridge.do(KeepAbbreviation.model_validate(fields), then=self._done)

    def _done(self, _: object) -> None:
        self._kept.done()
        self.short.clear()
        self._kept.open("abbreviation")
        self.short.setFocus()

    def remove(self) -> None:
        """Remove what is chosen in the list."""
        item = self.list.currentItem()
        if item:
            self._bridge.do(RemoveAbbreviation(abbreviation=item.data(Qt.ItemDataRole.UserRole).id))

    def leave(self) -> None:
        """Put the form away."""
        self._kept.leave()
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Delete in the list removes."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem | None, _: QListWidgetItem | None = None) -> None:
        self._remove.setEnabled(item is not None)
        if item:
            one: Abbreviation = item.data(Qt.ItemDataRole.UserRole)
            self.short.setText(one.short)
            self.use.setCurrentIndex(_USES.index(one.use))
            self._kept.open(f"abbreviation:{one.id}", one.text)
