"""Words as WordprocessingML: runs, line breaks, tabs, footnotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from hisrg_desktop.documents.outline import Note, Run, Words
from hisrg_desktop.documents.written.template import Template
from hisrg_desktop.meeting.redline.pieces import Piece


@dataclass(frozen=True, slots=True)
class Setting:
    """What a body is set with: the template, and the footnotes and pictures met so far."""

    template: Template
    notes: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)

    def style(self, name: str) -> str:
        return self.template.style(name)


def text(words: str) -> str:
    """The inside of a run; line breaks and tabs become Word's own."""
    if "\n" not in words and "\t" not in words:
        return f'<w:t xml:space="preserve">{escape(words)}</w:t>'
    lines = words.split("\n")
    return "<w:br/>".join("<w:tab/>".join(map(_stretch, line.split("\t"))) for line in lines)


def _stretch(words: str) -> str:
    return f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""


def run(words: str, look: str = "") -> str:
    """A run of one look; nothing where there are no words."""
    if not words:
        return ""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text(words)}</w:r>"


def runs(words: Words, setting: Setting) -> str:
    """The runs of these words, their footnotes registered in the order of appearance."""
    if isinstance(words, str):
        return run(words)
    return "".join(_one(part, setting) for part in words)


def pieces(marked: Sequence[Piece | Note], setting: Setting) -> str:
    """Static mark-up: inserted words bold and underlined, deleted words struck."""
    return "".join(_one(part, setting) if isinstance(part, Note) else run(part.text, _mark(part)) for part in marked)


def _one(part: Run | Note, setting: Setting) -> str:
    if isinstance(part, Run):
        return run(part.text, _look(part, setting))
    setting.notes.append(part.text)
    style = setting.style("footnote reference")
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{len(setting.notes)}"/></w:r>'


def _look(one: Run, setting: Setting) -> str:
    return (
        (f'<w:rStyle w:val="{setting.style("Soft")}"/>' if one.soft else "")
        + ("<w:b/>" if one.bold else "")
        + ("<w:i/>" if one.italic else "")
    )


def _mark(piece: Piece) -> str:
    bold, underlined = ("<w:b/>", '<w:u w:val="single"/>') if piece.inserted is not None else ("", "")
    return bold + ("<w:strike/>" if piece.deleted is not None else "") + underlined
