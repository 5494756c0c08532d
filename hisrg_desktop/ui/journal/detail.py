"""The entry that is selected, whole: a column of the table has room for its beginning only."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.meeting.journal import Entry
from hisrg_desktop.ui.decisions.shown import moment_words
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.words import SectionLabel, Words


class EntryDetail(QWidget):
    """What was done, when and by whom, and what became of it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journalEntry")
        self._title = SectionLabel(look, "")
        self.sentence = Words(look, "", "reading")
        self.when = Words(look, "", "small", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(18), look.px(12), look.px(18), look.px(8))
        column.setSpacing(look.px(6))
        column.addWidget(self._title)
        for words in (self.sentence, self.when):
            words.setWordWrap(True)
            words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column.addWidget(words)
        self.show_entry(None)

    def show_entry(self, entry: Entry | None, fate: str = "") -> None:
        """Show this entry and what became of it."""
        if entry is None:
            self._title.setText(self.tr("Entry"))
            self.sentence.setText(self.tr("Select an entry to read it whole."))
            self.when.setText("")
        else:
            self._title.setText(self.tr("Entry %1").replace("%1", str(entry.number)))
            self.sentence.setText(entry.sentence)
            by = self.tr("by %1").replace("%1", entry.by) if entry.by else self.tr("at the desk")
            said = (moment_words(entry.at) + f"{entry.at::%S}", by, fate)
            self.when.setText(" · ".join(part for part in said if part))
        self.sentence.set_tone("soft" if entry is None else "ink")
        self.when.setVisible(entry is not None)
