"""The selected comment in full, beside the chart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from hisrg_desktop.ui.comments.shown import Detail
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.widgets.frame import Card
from hisrg_desktop.ui.widgets.marked import MarkedText
from hisrg_desktop.ui.widgets.marks import ClassBadge
from hisrg_desktop.ui.widgets.tags import Tag
from hisrg_desktop.ui.widgets.words import Words
from hisrg_desktop.ui.windows.shown import class_of_letter


class DetailCard(Card):
    """Who said what, the change they propose, what is recommended and what was decided."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent=parent)
        self.setObjectName("commentsDetail")
        self._badge = ClassBadge(look)
        self._title = Words(look, "", "strong", shortens=True)
        self._line = Words(look, "", "small", "soft", shortens=True)
        self._words = Words(look, "", "reading")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._marked = MarkedText(look, 16)
        self._reasons = Words(look, "", "small", "soft")
        self._reasons.setWordWrap(True)
        self._tags = QHBoxLayout()
        self._scroll = QScrollArea()
        self._arrange()
        self.show_detail(None)

    def _arrange(self) -> None:
        px = self._look.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._badge)
        head.addWidget(self._title, 1)
        self._tags.setSpacing(px(6))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, px(4), px(4), 0)
        column.setSpacing(px(8))
        column.addWidget(self._words)
        column.addWidget(self._marked)
        column.addWidget(self._reasons)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(body)
        # A scroll area fills its contents with the colour of the page, which is not that of the card.
        body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.column.addLayout(head)
        self.column.addWidget(self._line)
        self.column.addWidget(self._scroll, 1)
        self.column.addLayout(self._tags)

    def show_detail(self, shown: Detail | None) -> None:
        """Show this comment; None asks to select one."""
        self._badge.setVisible(shown is not None)
        self._marked.setVisible(bool(shown and shown.pieces))
        self._show_tags(shown)
        if shown is None:
            self._title.setText(self.tr("No comment is selected"))
            self._line.setText("")
            self._words.setText(self.tr("Select a comment to read it here in full."))
            self._reasons.setText("")
            return
        self._badge.set_class(class_of_letter(shown.letter))
        self._title.setText(shown.title)
        self._line.setText(shown.line)
        self._words.setText(shown.words)
        self._words.setVisible(bool(shown.words))
        self._reasons.setText(shown.reasons)
        self._reasons.setVisible(bool(shown.reasons))
        self._marked.set_pieces(shown.pieces)
        self.setAccessibleName(f"{shown.title}. {shown.line}. {shown.words}")

    def _show_tags(self, shown: Detail | None) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for text, kind in shown.tags if shown else ():
            self._tags.addWidget(Tag(self._look, text, kind))
        self._tags.addStretch(1)
