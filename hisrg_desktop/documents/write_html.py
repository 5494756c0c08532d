"""A document as the windows show it: simple rich text, its headings as anchors; colours are the window's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from hisrg_desktop.documents.outline import (
    Bullet,
    Document,
    Empty,
    Figure,
    Heading,
    KeyValues,
    Landscape,
    Note,
    Numbered,
    PageBreak,
    Paragraph,
    Part,
    Provision,
    Quote,
    Run,
    Table,
    Words,
    as_table,
)
from hisrg_desktop.meeting.redline.pieces import Piece


@dataclass(frozen=True, slots=True)
class Place:
    """A heading and the anchor before it."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class Written:
    """The rich text of a document and where its headings are."""

    html: str = ""
    places: list[Place] = field(default_factory=list)


def write_html(document: Document) -> Written:
    """The document without its page frame.

    Numbers stand before a tab, which the window's sheet makes a column: as rows of a table, the 400 paragraphs of a
    meeting took 30 ms to lay out.
    """
    made = _Writer()
    head = document.masthead
    made.lines += [f'<p class="body">{escape(head.body)}</p>', f'<p class="title">{escape(head.title)}</p>']
    details = " · ".join(filter(None, (head.meeting, head.place_and_dates, head.reference, head.status)))
    made.lines.append(f'<p class="soft">{escape(details)}</p>')
    for part in document.parts:
        made.take(part)
    notes = "".join(f'<p class="soft">{count}. {escape(text)}</p>' for count, text in enumerate(made.notes, 1))
    return Written("".join(made.lines) + notes, made.places)


@dataclass(slots=True)
class _Writer:
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, part: Part) -> None:
        """Write one part."""
        match part:
            case Numbered(number=number, text=text, note=note):
                aside = f'<br><span class="soft">{escape(note)}</span>' if note else ""
                number = f'<span class="number">{escape(number)}</span>&#9;' if number else ""
                self.lines.append(f'<p class="{"row" if number else "under"}">{number}{self._words(text)}{aside}</p>')
            case Quote(text=text):
                self.lines.append(f'<p class="quote">{self._words(text)}</p>')
            case Provision(label=label, pieces=pieces):
                words = "".join(self._piece(one) for one in pieces)
                self.lines.append(f'<p class="legal">{escape(label)}&nbsp; {words}</p>')
            case _:
                self.lines += self._alone(part)

    def _alone(self, part: Part) -> Iterator[str]:
        match part:
            case Heading(text=text, level=level):
                anchor = f"h{len(self.places)}"
                self.places.append(Place(level, text, anchor))
                yield f'<h{level + 1}><a name="{anchor}"></a>{escape(text)}</h{level + 1}>'
            case Paragraph(text=text):
                yield f"<p>{self._words(text)}</p>"
            case Bullet(text=text):
                yield f"<p>– {self._words(text)}</p>"
            case Table():
                yield from self._table(part)
            case Figure():
                yield f"<p><b>{escape(part.chart.title)}</b></p>"
                yield from self._table(as_table(part))
                yield f'<p class="soft">{escape(part.chart.note)}</p>'
            case KeyValues(pairs=pairs):
                rows = (
                    f'<tr><td width="130" class="soft">{escape(n)}</td><td>{self._words(w)}</td></tr>' for n, w in pairs
                )
                yield f'<table cellpadding="2" width="100%">{"".join(rows)}</table>'
            case Landscape(parts=parts):
                for inner in parts:
                    self.take(inner)
            case PageBreak():
                yield "<hr>"
            case Empty():
                yield "<br>"

    def _table(self, part: Table) -> Iterator[str]:
        every = sum(column.width for column in part.columns)
        heads = (f'<th align="left" width="{c.width * 100 // every}%">{escape(c.heading)}</th>' for c in part.columns)
        yield f'<table cellspacing="0" cellpadding="4" width="100%"><tr>{"".join(heads)}</tr>'
        for row in part.rows:
            yield f"<tr>{''.join(f'<td>{self._words(cell)}</td>' for cell in row)}</tr>"
        yield "</table>"

    def _words(self, words: Words) -> str:
        if isinstance(words, str):
            return _escaped(words)
        return "".join(self._one(one) for one in words)

    def _one(self, one: Run | Note) -> str:
        if isinstance(one, Note):
            self.notes.append(one.text)
            return f"<sup>{len(self.notes)}</sup>"
        text = _escaped(one.text)
        text = f"<b>{text}</b>" if one.bold else text
        text = f"<i>{text}</i>" if one.italic else text
        return f'<span class="soft">{text}</span>' if one.soft else text

    def _piece(self, piece: Piece | Note) -> str:
        if isinstance(piece, Note):
            return self._one(piece)
        text = _escaped(piece.text)
        text = f'<u class="inserted">{text}</u>' if piece.inserted is not None else text
        return f'<s class="deleted">{text}</s>' if piece.deleted is not None else text


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
