"""The footnotes and endnotes of a Word draft, read in the order of their anchors."""

from lxml import etree

from hisrg_desktop.documents.word.guard import Package
from hisrg_desktop.documents.word.names import W
from hisrg_desktop.documents.word.words import Anchor, box_text
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.text.reading import NoteRead, NotUnderstood


class Notes:
    """Footnotes and endnotes, numbered through the document in the order of their anchors."""

    def __init__(self, package: Package, aside: list[NotUnderstood]) -> None:
        self._parts = {kind: _note_texts(package.related_xml(kind + "s"), kind) for kind in ("footnote", "endnote")}
        self._aside = aside
        self._last = 0

    def text(self, anchor: Anchor) -> str:
        """The note's own text."""
        return self._parts[anchor.kind].get(anchor.id, "")

    def read(self, anchor: Anchor, paragraph: int, offset: int = 0) -> NoteRead:
        """The note with its number: its own where it is typed in figures, otherwise one more than the last."""
        typed = anchor.mark is not None and anchor.mark.isdecimal() and len(anchor.mark) < 6
        self._last = int(anchor.mark or 0) if typed else self._last + 1
        text = self.text(anchor)
        if anchor.kind == "endnote":
            self._tell(paragraph, f"an endnote, read as footnote {self._last}", text)
        if anchor.mark is not None and not typed:
            self._tell(paragraph, f"a footnote marked {anchor.mark!r}, read as footnote {self._last}", text)
        if anchor.mark is not None:
            text = text.removeprefix(anchor.mark).lstrip()
        return NoteRead(number=self._last, offset=offset, text=text)

    def _tell(self, paragraph: int, what: str, text: str) -> None:
        self._aside.append(NotUnderstood(paragraph=paragraph, what=what, text=text))


def _note_texts(root: etree._Element | None, kind: str) -> dict[str, str]:
    if root is None:
        return {}
    return {note.get(W + "id", ""): clean(box_text(note)) for note in root.iter(W + kind)}
