"""A row of tabs over what they show."""

from PySide6.QtWidgets import QTabBar


class Tabs(QTabBar):
    """Tabs as wide as their words, without a line below them."""

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setDrawBase(False)
        self.setExpanding(False)
