"""The first page: try the sample meeting, make a dossier, open one."""

from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.words import SectionLabel, Words

DOSSIERS = "Dossiers (*.hisrg)"


class Welcome(QWidget):
    """What to do when no dossier is open.

    Signals:
        sample: try the sample meeting.
        open_file: open the dossier at this path.
        new_file: make a dossier at this path, of this Word draft or of none.
    """

    sample = Signal()
    open_file = Signal(str)
    new_file = Signal(str, str)
    preview = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("welcome")
        self._recent = QVBoxLayout()
        self._arrange()
        self.show_recent()

    def _arrange(self) -> None:
        look = self._look
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(look.px(12))
        column.addWidget(Words(look, self.tr("A meeting that writes a legal text"), "title"))
        promise = Words(
            look,
            self.tr("Agenda, floor, comments, proposals, decisions, minutes and redlines in one file, on this laptop."),
            "body",
            "soft",
        )
        column.addWidget(promise)
        column.addSpacing(look.px(16))
        for name, words, kind, slot in (
            ("welcomeSample", self.tr("Try the sample meeting"), "primary", self._try_sample),
            ("welcomeNewFromDraft", self.tr("New from a Word draft…"), "", self.ask_draft),
            ("welcomeNew", self.tr("New, with the nineteen headings…"), "", self._ask_template),
            ("welcomeOpen", self.tr("Open a dossier…"), "", self.ask_open),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setProperty("kind", kind)
            button.setMinimumHeight(look.px(40))
            button.setMinimumWidth(look.px(420))
            button.clicked.connect(slot)
            column.addWidget(button)
        column.addSpacing(look.px(16))
        column.addLayout(self._recent)
        hint = self.tr("A dossier or a Word draft can also be dropped on this window.")
        column.addWidget(Words(look, hint, "small", "soft"))
        middle.addLayout(column)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def show_recent(self) -> None:
        """List the dossiers opened last that are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        there = [path for path in recent() if Path(path).exists()][:5]
        if there:
            self._recent.addWidget(SectionLabel(self._look, self.tr("Opened last")))
        for path in there:
            button = QPushButton(f"{Path(path).stem}    {Path(path).parent}")
            button.setProperty("kind", "quiet")
            button.setProperty("path", path)
            button.setObjectName("welcomeRecent")
            button.setStyleSheet("text-align: left")
            button.clicked.connect(self._open_recent)
            self._recent.addWidget(button)

    def ask_new(self, draft: str = "") -> None:
        """Ask where the new dossier goes; with a draft, look at what is understood of it first."""
        if draft:
            self.preview.emit(draft)
            return
        self.ask_draft()

    def ask_draft(self) -> None:
        """Ask for the Word draft."""
        draft, _ = QFileDialog.getOpenFileName(self, self.tr("The draft in Word"), "", self.tr("Word files (*.docx)"))
        if draft:
            self.preview.emit(draft)

    def ask_place(self, draft: str) -> None:
        """Ask where the dossier of this draft (or of none) goes."""
        name = f"{Path(draft).stem}.hisrg" if draft else "building-blocks.hisrg"
        folder = str(Path(draft).parent / name) if draft else name
        path, _ = QFileDialog.getSaveFileName(self, self.tr("The new dossier"), folder, self.tr(DOSSIERS))
        if path:
            self.new_file.emit(path if path.endswith(".hisrg") else f"{path}.hisrg", draft)

    def ask_open(self) -> None:
        """Ask which dossier to open."""
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open a dossier"), "", self.tr(DOSSIERS))
        if path:
            self.open_file.emit(path)

    def _ask_template(self) -> None:
        self.ask_place("")

    def _try_sample(self) -> None:
        self.sample.emit()

    def _open_recent(self) -> None:
        self.open_file.emit(str(self.sender().property("path")))


def recent() -> list[str]:
    """The dossiers opened last, the latest first."""
    stored = QSettings().value("recent", [])
    return [str(path) for path in stored] if isinstance(stored, list) else [str(stored)] if stored else []


def remember(path: str) -> None:
    """Put a dossier at the head of those opened last."""
    QSettings().setValue("recent", [path, *(p for p in recent() if p != path)][:10])
