"""Words typed into a field of a form: kept while they are typed, and there again when the form is opened again."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from hisrg_desktop.ui.bridge import Bridge

FORM = "form:"
"""Slots that begin so belong to a field; the capture line leaves them alone when it gives back unfinished words."""
_EVERY = 200


class KeptWords(QObject):
    """Keeps what is typed into one field under a slot of scratch, so that neither crash nor refusal nor Esc loses it.

    Whoever owns a form makes one for each field in which somebody may write more than a word::

        self._kept = KeptWords(bridge, self.words)
        ...
        self._kept.open(f"declare:{proposal}", prepared)  # when the form is shown: fills the field
        self._kept.done()                                 # when the words became an entry, or are not wanted

    `open` fills the field with what it starts from and puts unfinished words of this slot over it, as one step that
    Ctrl+Z takes back; it answers whether there were any, so that the person can be told. A form that is left without
    an answer calls `leave`: its words stay kept until it is opened again. The slot says which form and on what.
    """

    def __init__(self, bridge: Bridge, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._bridge = bridge
        self._field = field
        self._slot = ""
        self._start = ""
        self._throttle = QTimer(self)
        self._throttle.setSingleShot(True)
        self._throttle.setInterval(_EVERY)
        self._throttle.timeout.connect(self.keep)
        field.textChanged.connect(self._changed)
        field.installEventFilter(self)

    @property
    def words(self) -> str:
        """The words in the field."""
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    def open(self, slot: str, start: str = "") -> bool:
        """Keep from now on under this slot; whether unfinished words of it were put back."""
        self.leave()
        kept = self._bridge.unfinished(FORM + slot)
        self._fill(start)
        if kept and kept != start:
            self._put_over(kept)
        self._slot, self._start = FORM + slot, start
        return bool(kept) and kept != start

    def keep(self) -> None:
        """Keep the words now, unless they are those the form started from."""
        self._throttle.stop()
        if self._slot:
            words = "" if self.words == self._start else self.words
            if words != self._bridge.unfinished(self._slot):
                self._bridge.keep(self._slot, words)

    def leave(self) -> None:
        """Keep the words and stop listening: the form is put away without an answer."""
        self.keep()
        self._slot = ""

    def done(self) -> None:
        """Forget the words: they are on record, or nobody wants them."""
        self._throttle.stop()
        slot, self._slot = self._slot, ""
        if slot and self._bridge.unfinished(slot):
            self._bridge.keep(slot, "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the words before the keyboard is elsewhere."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return False

    def _changed(self) -> None:
        if self._slot and not self._throttle.isActive():
            self._throttle.start()

    def _fill(self, words: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setText(words)
        else:
            self._field.setPlainText(words)

    def _put_over(self, words: str) -> None:
        """As typing, so that undo gives back what the form started from."""
        self._field.selectAll()
        if isinstance(self._field, QLineEdit):
            self._field.insert(words)
        else:
            self._field.insertPlainText(words)
