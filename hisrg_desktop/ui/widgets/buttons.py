"""Buttons with words: the name by which tests and tools find one, its words, and what kind it is."""

from PySide6.QtWidgets import QPushButton


class _Spoken(QPushButton):
    """A button that is heard as what stands on it, also after that has changed."""

    def setText(self, words: str) -> None:
        """Put these words on the button; the sign of a menu is not read aloud."""
        super().setText(words)
        self.setAccessibleName(words.removesuffix("▾").strip())


def push_button(name: str, words: str = "", kind: str = "") -> QPushButton:
    """A button of this name; `kind` is how it looks: ``primary``, ``quiet``, ``danger``, ``choice``, or plain."""
    button = _Spoken()
    button.setObjectName(name)
    button.setProperty("kind", kind)
    button.setText(words)
    return button


def set_kind(button: QPushButton, kind: str) -> None:
    """Let a button look like this kind from now on."""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
