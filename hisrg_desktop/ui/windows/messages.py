"""What the window tells the person beside the work: refusals with their remedy, failures, progress. Never a dialog."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Banner
from hisrg_desktop.ui.widgets.words import Words


class Messages(QWidget):
    """The line above the foot of the window.

    Signals:
        remedy: carry out this remedy of the last refusal.
        stop: the person does not want the long work under way any more.
    """

    remedy = Signal(object)
    stop = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remedy: object = None
        self._stays = False
        self._waits = ""
        self.banner = Banner(look, below=10)
        self._work = QWidget()
        self._words = Words(look, "", "small", "soft", shortens=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("workCancelButton")
        row = QHBoxLayout(self._work)
        row.setContentsMargins(look.px(18), look.px(6), look.px(18), look.px(6))
        row.addWidget(self._words, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), 0, look.px(18), 0)
        column.addWidget(self.banner)
        column.addWidget(self._work)
        self._work.hide()
        self._wire()

    def _wire(self) -> None:
        self.banner.remedy.connect(self.carry_out)
        self._cancel.clicked.connect(self._ask_stop)

    def refuse(self, message: str, remedy: object, words: str) -> None:
        """Show a refusal, with the remedy and its key if there is one."""
        self._remedy, self._stays = remedy, False
        self.banner.show_message(message, words, "F10" if remedy else "")

    def fail(self, sentence: str, remedy: object = None, words: str = "") -> None:
        """Show what the machine failed to do, with what can be done about it; it stays until it is put away."""
        self._remedy, self._stays = remedy, True
        self.banner.show_message(sentence, words, "F10" if remedy else "", kind="error")

    def tell(self, sentence: str) -> None:
        """Show a sentence that needs no answer."""
        self._remedy, self._stays = None, True
        self.banner.show_message(sentence)

    def tell_when_free(self, sentence: str) -> None:
        """Show what nobody waits for; a refusal that is being read is answered or settled first."""
        if self.banner.isVisible() and not self._stays:
            self._waits = sentence
        else:
            self.tell(sentence)

    def note(self, sentence: str) -> None:
        """Show a sentence until something else is done."""
        self._remedy, self._stays = None, False
        self.banner.show_message(sentence)

    def settle(self) -> None:
        """Put a refusal away, because something else was done since."""
        if self.banner.isVisible() and not self._stays:
            self._remedy = None
            self.banner.put_away()
        self._tell_what_waits()

    def _tell_what_waits(self) -> None:
        waits, self._waits = self._waits, ""
        if waits:
            self.tell(waits)

    def carry_out(self) -> None:
        """Ask for the remedy of the last refusal."""
        remedy, self._remedy = self._remedy, None
        self.banner.put_away()
        self._tell_what_waits()
        if remedy is not None:
            self.remedy.emit(remedy)

    def work(self, busy: bool) -> None:
        """Show that long work is under way, or that it has ended."""
        self._work.setVisible(busy)
        self._cancel.setEnabled(True)
        self.progress(0.0, "")

    def progress(self, part: float, words: str) -> None:
        """Show how far the work is."""
        self._bar.setValue(round(part * 1000))
        self._words.setText(words)

    def _ask_stop(self) -> None:
        self._cancel.setEnabled(False)
        self.stop.emit()
