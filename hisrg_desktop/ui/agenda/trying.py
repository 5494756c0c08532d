"""What if: items are dropped or limited without touching the record, and the rest of the day is seen beside the real one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from hisrg_desktop.meeting.agenda.forecast import WhatIf
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

_NAMED = 3
"""How many items the buttons name by their numbers; of more they say how many."""


class Trying(Card):
    """The bar in which something is tried out.

    Signals:
        tried: something else is tried now.
        carried_out: what is tried is to be done.
        left: nothing is tried any more.
    """

    tried = Signal()
    carried_out = Signal()
    left = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, bar=True, parent=parent)
        self.setObjectName("agendaTrying")
        self.setAccessibleName(self.tr("What if"))
        self.what_if = WhatIf()
        self._items: tuple[str, ...] = ()
        self.title = SectionLabel(look, self.tr("What if — nothing is changed on record"))
        self.words = Words(look, "", "body")
        self.words.setWordWrap(True)
        self.drop = push_button("agendaTryingDrop", self.tr("Put off"), "")
        self.limit = push_button("agendaTryingLimit", self.tr("Limit to"), "")
        self.minutes = QSpinBox()
        self.do_so = push_button("agendaTryingDoSo", self.tr("Do so"), "primary")
        self.leave_button = push_button("agendaTryingLeave", self.tr("Leave  Esc"), "quiet")
        self._arrange()
        self._wire()
        self.hide()

    def _arrange(self) -> None:
        px = self._look.px
        self.minutes.setObjectName("agendaTryingMinutes")
        self.minutes.setAccessibleName(self.tr("Minutes to limit the item to"))
        self.minutes.setRange(1, 600)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(30)
        self.minutes.setSuffix(self.tr(" min"))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for part in (self.drop, self.limit, self.minutes):
            row.addWidget(part)
        row.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.title, 1)
        head.addWidget(self.leave_button)
        head.addWidget(self.do_so)
        self.column.addLayout(head)
        self.column.addWidget(self.words)
        self.column.addSpacing(px(4))
        self.column.addLayout(row)

    def _wire(self) -> None:
        self.drop.clicked.connect(self.drop_items)
        self.limit.clicked.connect(self.limit_items)
        self.do_so.clicked.connect(self.carried_out)
        self.leave_button.clicked.connect(self.leave)

    @property
    def order(self) -> tuple[QWidget, ...]:
        """What can be acted on, in the order of work: after the item that is selected."""
        return self.drop, self.limit, self.minutes, self.do_so, self.leave_button

    @property
    def on(self) -> bool:
        """Whether something is being tried."""
        return not self.isHidden()

    def begin(self) -> None:
        """Try something; nothing yet."""
        self.what_if = WhatIf()
        self.show()
        self.drop.setFocus()
        self.tried.emit()

    def leave(self) -> None:
        """Try nothing any more."""
        self.what_if = WhatIf()
        self.hide()
        self.left.emit()

    def about(self, items: Sequence[tuple[str, str]]) -> None:
        """The items that are selected: their keys and numbers."""
        self._items = tuple(key for key, _ in items)
        words = self.tr("Keep %1") if self._all_dropped else self.tr("Put %1 off")
        limit = self.tr("Limit %1 to") if len(items) < 2 else self.tr("Limit %1 each to")
        limits = self.tr("Lift the limit of %1") if self._all_limited else limit
        for button, said in ((self.drop, words), (self.limit, limits)):
            button.setText(said.replace("%1", self._named([number for _, number in items])))
        can_limit = bool(self._still_there)
        self.drop.setEnabled(bool(items))
        self.limit.setEnabled(can_limit)
        self.minutes.setEnabled(can_limit)
        self.do_so.setEnabled(bool(self.what_if))

    def _named(self, numbers: list[str]) -> str:
        if len(numbers) > _NAMED:
            return self.tr("%1 items").replace("%1", str(len(numbers)))
        word = self.tr("item") if len(numbers) < 2 else self.tr("items")
        return f"{word} {', '.join(numbers)}".strip()

    @property
    def _all_dropped(self) -> bool:
        return bool(self._items) and self.what_if.dropped.issuperset(self._items)

    @property
    def _still_there(self) -> tuple[str, ...]:
        return tuple(key for key in self._items if key not in self.what_if.dropped)

    @property
    def _all_limited(self) -> bool:
        return bool(self._still_there) and all(key in self.what_if.limits for key in self._still_there)

    def drop_items(self) -> None:
        """Put the items selected off, or keep them after all."""
        limits = {key: n for key, n in self.what_if.limits.items() if key not in self._items}
        dropped = self.what_if.dropped
        self._try(WhatIf(dropped.difference(self._items) if self._all_dropped else dropped.union(self._items), limits))

    def limit_items(self) -> None:
        """Limit each of the items selected to the minutes given, or lift the limit."""
        if self._all_limited:
            limits = {key: n for key, n in self.what_if.limits.items() if key not in self._items}
        else:
            limits = {**self.what_if.limits, **dict.fromkeys(self._still_there, self.minutes.value())}
        self._try(WhatIf(self.what_if.dropped, limits))

    def _try(self, what_if: WhatIf) -> None:
        self.what_if = what_if
        self.tried.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
