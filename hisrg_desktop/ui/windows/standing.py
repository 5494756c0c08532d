"""What the window says for as long as it is so: the disk is full, this is a rehearsal, the pen is elsewhere."""

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Banner


class Standing(QWidget):
    """Banners beneath the strip; each stands until what it says is no longer so.

    Signals:
        asked: the person pressed the button of the banner with this name.
    """

    asked = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._banners: dict[str, Banner] = {}
        self.setObjectName("standing")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.px(12), 0, look.px(12), 0)
        self._column.setSpacing(look.px(4))

    def say(self, name: str, words: str, button: str = "", kind: Literal["refusal", "error"] = "refusal") -> None:
        """Say this under that name, with a button if there is something to do about it."""
        if name not in self._banners:
            self._banners[name] = self._made(name)
        self._banners[name].show_message(words, button, kind=kind)
        self._fit()

    def leave_off(self, name: str = "") -> None:
        """Say it no longer; without a name, nothing."""
        for there, banner in self._banners.items():
            if name in ("", there):
                banner.hide()
        self._fit()

    def says(self, name: str) -> bool:
        """Whether it is said."""
        return name in self._banners and not self._banners[name].isHidden()

    def _made(self, name: str) -> Banner:
        banner = Banner(self._look, stays=True)
        banner.setObjectName(f"{name}Banner")
        banner.setProperty("about", name)
        banner.remedy.connect(self._ask)
        self._column.addWidget(banner)
        return banner

    def _ask(self) -> None:
        self.asked.emit(str(self.sender().property("about")))

    def _fit(self) -> None:
        said = any(self.says(name) for name in self._banners)
        air = self._look.px(6) if said else 0
        self._column.setContentsMargins(self._look.px(12), air, self._look.px(12), air)
