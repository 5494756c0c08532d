"""What if: items are dropped or limited without touching the record, and the rest of the day is seen beside the real one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from hisrg_desktop.meeting.agenda.forecast import WhatIf
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.buttons import push_button
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


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
        self._item = ""
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
        row.addWidget(self.leave_button)
        row.addWidget(self.do_so)
        self.column.addWidget(self.title)
        self.column.addWidget(self.words)
        self.column.addSpacing(px(4))
        self.column.addLayout(row)

    def _wire(self) -> None:
        self.drop.clicked.connect(self.drop_item)
        self.limit.clicked.connect(self.limit_item)
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

    def about(self, item: str, number: str, can: bool) -> None:
        """The item that is selected, and whether its time can be limited."""
        self._item = item
        dropped = item in self.what_if.dropped
        words = self.tr("Keep %1") if dropped else self.tr("Put %1 off")
        limits = self.tr("Lift the limit") if item in self.what_if.limits else self.tr("Limit %1 to")
        for button, said in ((self.drop, words), (self.limit, limits)):
            button.setText(said.replace("%1", number))
        self.drop.setEnabled(bool(item))
        self.limit.setEnabled(can and not dropped)
        self.minutes.setEnabled(can and not dropped)
        self.do_so.setEnabled(bool(self.what_if))

    def drop_item(self) -> None:
        """Put the item selected off, or keep it after all."""
        if self._item:
            limits = {key: n for key, n in self.what_if.limits.items() if key != self._item}
            self._try(WhatIf(self.what_if.dropped ^ {self._item}, limits))

    def limit_item(self) -> None:
        """Limit the item selected to the minutes given, or lift the limit."""
        if not self._item or self._item in self.what_if.dropped:
            return
        limits = dict(self.what_if.limits)
        if limits.pop(self._item, None) is None:
            limits[self._item] = self.minutes.value()
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
