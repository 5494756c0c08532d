"""The legend of the keys: everything that can be pressed, to look up, to change and to print."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QKeyCombination, QMarginsF, Signal
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from hisrg_desktop.meeting.comments.prefixes import NOT_TABLED, PREFIXES
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.rows import RowsModel, RowsView
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.commands import fits
from hisrg_desktop.ui.windows.keys import KEYS, Key
from hisrg_desktop.ui.windows.shortcuts import Clash, Shortcuts, named, pressed


@dataclass(frozen=True, slots=True)
class Line:
    """A thing that keys do, and the keys as they are named."""

    key: Key
    keys: str


class KeyField(QLineEdit):
    """A field that takes the keys pressed in it instead of their letters.

    Signals:
        chosen: these keys were pressed; empty where the keys are to be taken away.
        left: Escape was pressed.
        agreed: Enter was pressed.
    """

    chosen = Signal(str)
    left = Signal()
    agreed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setObjectName("legendKeyField")

    def event(self, event: object) -> bool:
        """Take keys before the menus do: what is pressed here does nothing else."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)  # type: ignore[arg-type]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, Enter agrees, Backspace takes the keys away, everything else is chosen."""
        plain = {"Esc": self.left, "Return": self.agreed, "Enter": self.agreed}
        keys = pressed(QKeyCombination(event.keyCombination()))
        if keys in plain:
            plain[keys].emit()
        elif keys in ("Tab", "Shift+Tab", "Backtab", "Shift+Backtab"):
            super().keyPressEvent(event)
        elif keys:
            self.chosen.emit("" if keys in ("Backspace", "Del") else keys)


class Legend(QDialog):
    """The window of the keys. It blocks no other window."""

    def __init__(self, look: Look, shortcuts: Shortcuts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look = look.part(self)
        self._shortcuts = shortcuts
        self._clash: Clash | None = None
        self.setObjectName("legendWindow")
        self.setWindowTitle(self.tr("Keys"))
        self.search = QLineEdit()
        self.search.setObjectName("legendFind")
        self.search.setPlaceholderText(self.tr("Find a key by what it does"))
        self.search.setAccessibleName(self.tr("Find a key by what it does"))
        self.view = RowsView(look, "legendRows", wide=1, widths=(110, 300, 220))
        self.view.setAccessibleName(self.tr("Keys and what they do"))
        self._rows: RowsModel[Line] = RowsModel(
            {
                self.tr("Menu"): lambda line: self.tr(line.key.menu),
                self.tr("What it does"): lambda line: self.tr(line.key.words),
                self.tr("Keys"): lambda line: line.keys,
            },
            lambda line: line.key.name,
        )
        self.view.setModel(self._rows)
        self._said = Words(look, "", "body", "soft")
        self._said.setWordWrap(True)
        self.field = KeyField()
        self.field.setAccessibleName(self.tr("Press the keys"))
        self._buttons = {
            name: self._button(name, words)
            for name, words in (
                ("change", self.tr("Change the keys…")),
                ("reset", self.tr("As it was")),
                ("resetAll", self.tr("All as they were")),
                ("print", self.tr("Print…")),
            )
        }
        self._arrange()
        self._wire()
        self._show()
        self.resize(look.px(760), look.px(620))

    def _button(self, name: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(f"legend{name[0].upper()}{name[1:]}")
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        px = self._look.px
        buttons = QHBoxLayout()
        for button in self._buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(18), px(18), px(18), px(18))
        column.setSpacing(px(10))
        column.addWidget(self.search)
        column.addWidget(self.view, 1)
        column.addWidget(self._said)
        column.addWidget(self.field)
        column.addLayout(buttons)
        self.field.hide()

    def _wire(self) -> None:
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self.view.setFocus)
        self.view.activated.connect(self.change)
        self.field.chosen.connect(self.choose)
        self.field.left.connect(self._leave_field)
        self.field.agreed.connect(self.take_over)
        self._buttons["change"].clicked.connect(self.change)
        self._buttons["reset"].clicked.connect(self.reset)
        self._buttons["resetAll"].clicked.connect(self._shortcuts.reset_all)
        self._buttons["print"].clicked.connect(self.ask_printer)
        self._shortcuts.changed.connect(self._show)

    @property
    def chosen(self) -> Key | None:
        """The thing whose keys are looked at."""
        names = self.view.keys
        return next((key for key in KEYS if names and key.name == names[0]), None)

    def change(self) -> None:
        """Ask for other keys for what is chosen."""
        key = self.chosen
        if key is None:
            self._said.setText(self.tr("Choose a line first; Enter or the button then changes its keys."))
            return
        self._clash = None
        self._tell(
            self.tr("Press the new keys for “%1”. Backspace takes its keys away, Esc leaves.").replace("%1", key.words)
        )
        self.field.setText(self._keys_of(key))
        self.field.show()
        self.field.setFocus()

    def choose(self, keys: str) -> None:
        """Give what is chosen these keys, unless something stands in the way."""
        key = self.chosen
        if key is None:
            return
        self.field.setText(named(keys))
        self._clash = self._shortcuts.choose(key, keys)
        if self._clash is None:
            self._tell(self._done(key))
            self._leave_field()
        elif self._clash.taken_by is None:
            self._tell(
                self.tr("%1 belongs to whoever types; choose keys with Ctrl, or F1 to F12.").replace("%1", named(keys))
            )
        else:
            self._tell(
                self.tr("%1 already does “%2”. Enter gives it to “%3” instead; other keys or Esc leave it.")
                .replace("%1", named(keys))
                .replace("%2", self._clash.taken_by.words)
                .replace("%3", key.words)
            )

    def take_over(self) -> None:
        """Give what is chosen the keys that another thing has."""
        key = self.chosen
        if key is not None and self._clash is not None and self._clash.taken_by is not None:
            self._shortcuts.take_over(key, self._clash)
            self._clash = None
            self._tell(self._done(key))
            self._leave_field()

    def reset(self) -> None:
        """Give what is chosen the keys it had in the beginning."""
        key = self.chosen
        clash = self._shortcuts.reset(key) if key else None
        if clash is not None and clash.taken_by is not None:
            self._tell(
                self.tr("%1 does “%2” now; change that first.")
                .replace("%1", named(clash.keys))
                .replace("%2", clash.taken_by.words)
            )
        elif key is not None:
            self._tell(self._done(key))

    def ask_printer(self) -> None:
        """Ask for a printer, and print the legend on one page or two."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Print the legend as it is now."""
        a4, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(a4, upright, QMarginsF(16, 16, 16, 16), QPageLayout.Unit.Millimeter))
        document = QTextDocument()
        font = self._look.font("small")
        # Pixels of the screen are grains of dust on paper.
        font.setPointSize(9)
        document.setDefaultFont(font)
        document.setHtml(self.as_html())
        document.print_(printer)

    def as_html(self) -> str:
        """The legend as it is printed: a table for each menu."""
        menus = list(dict.fromkeys(key.menu for key in KEYS))
        tables = [*(self._table(menu) for menu in menus), self._typed()]
        # Two columns of about the same length fit on one sheet.
        half = next(at for at in range(1, len(tables) + 1) if 2 * sum(map(len, tables[:at])) >= sum(map(len, tables)))
        columns = "".join(f"<td width='50%'>{''.join(part)}</td>" for part in (tables[:half], tables[half:]))
        return f"<h2>{escape(self.tr('Keys'))}</h2><table width='100%'><tr>{columns}</tr></table>"

    def _table(self, menu: str) -> str:
        rows = [key for key in KEYS if key.menu == menu and self._shortcuts.of(key)]
        cells = "".join(
            f"<tr><td><b>{escape(self._bare(key))}</b>&nbsp;&nbsp;</td><td>{escape(self.tr(key.words).rstrip('…'))}</td></tr>"
            for key in rows
        )
        return f"<h4>{escape(self.tr(menu))}</h4><table cellpadding='2'>{cells}</table>" if rows else ""

    def _typed(self) -> str:
        """What can be typed into the capture line, by its sign and its word."""
        ways = [(p.sign, f"/{p.word} {p.takes}".strip(), p.says) for p in PREFIXES]
        rows = [*((sign, "", says) for sign, says in NOT_TABLED), *ways]
        cells = "".join(
            f"<tr><td><b>{escape(sign)}</b></td><td>{escape(word)}&nbsp;&nbsp;</td><td>{escape(self.tr(says))}</td></tr>"
            for sign, word, says in rows
        )
        return f"<h4>{escape(self.tr('In the capture line'))}</h4><table cellpadding='2'>{cells}</table>"

    def _show(self) -> None:
        chosen = self.chosen
        lines = (Line(key, self._keys_of(key)) for key in KEYS)
        typed = self.search.text()
        self._rows.show([one for one in lines if fits(f"{one.key.menu} {one.key.words} {one.keys}", typed)])
        if chosen is not None:
            self.view.choose(chosen.name)
        elif self._rows.rowCount():
            self.view.choose_row(0)

    def _bare(self, key: Key) -> str:
        return "   ".join(named(one) for one in self._shortcuts.of(key))

    def _keys_of(self, key: Key) -> str:
        return self._bare(key) + (self.tr("  (changed)") if self._shortcuts.is_own(key) else "")

    def _done(self, key: Key) -> str:
        keys = self._bare(key)
        if not keys:
            return self.tr("“%1” has no keys now; the menu and the commands still do it.").replace("%1", key.words)
        return self.tr("%1 does “%2” now.").replace("%1", keys).replace("%2", key.words)

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self.field.setAccessibleDescription(words)

    def _leave_field(self) -> None:
        self.field.hide()
        self.view.setFocus()
