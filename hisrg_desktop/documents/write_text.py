"""A document as plain text, as the preview shows it."""

from collections.abc import Iterator

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


def write_text(document: Document) -> str:
    """The words in order; inserted ones as {+new+}, deleted ones as [-old-], footnotes numbered at the end."""
    notes: list[str] = []
    lines = [*_masthead(document), *(line for part in document.parts for line in _part(part, notes))]
    lines += ["", *(f"[{number}] {note}" for number, note in enumerate(notes, 1))] if notes else []
    return "\n".join(lines) + "\n"


def _masthead(document: Document) -> Iterator[str]:
    head = document.masthead
    yield from filter(None, (head.body, head.meeting, head.place_and_dates))
    yield from filter(None, (" ".join(filter(None, (head.reference, head.status))),))
    yield from ("", head.title, "=" * len(head.title), "")


def _part(part: Part, notes: list[str]) -> Iterator[str]:
    match part:
        case Heading():
            yield from ("", part.text, *(("-" * len(part.text),) if part.level == 1 else ()))
        case Paragraph():
            yield _words(part.text, notes)
        case Numbered():
            yield f"{part.number}\t{_words(part.text, notes)}"
            yield from (f"\t{line}" for line in (part.note,) if line)
        case Bullet():
            yield f"– {_words(part.text, notes)}"
        case Quote():
            yield f"> {_words(part.text, notes)}"
        case Provision():
            yield f"{'    ' * (part.depth - 1)}{part.label}\t{''.join(_piece(one, notes) for one in part.pieces)}"
        case Table():
            yield " | ".join(column.heading for column in part.columns)
            yield from (" | ".join(_words(cell, notes) for cell in row) for row in part.rows)
        case Figure():
            yield from ("", part.chart.title)
            yield from _part(as_table(part), notes)
            yield from filter(None, (part.chart.note,))
        case KeyValues():
            yield from (f"{name}: {_words(words, notes)}" for name, words in part.pairs)
        case Landscape():
            yield from (line for inner in part.parts for line in _part(inner, notes))
        case PageBreak() | Empty():
            yield ""


def _words(words: Words, notes: list[str]) -> str:
    return words if isinstance(words, str) else "".join(_one(one, notes) for one in words)


def _one(one: Run | Note, notes: list[str]) -> str:
    if isinstance(one, Run):
        return one.text
    notes.append(one.text)
    return f"[{len(notes)}]"


def _piece(piece: Piece | Note, notes: list[str]) -> str:
    if isinstance(piece, Note):
        return _one(piece, notes)
    shown = f"{{+{piece.text}+}}" if piece.inserted is not None else piece.text
    return f"[-{shown}-]" if piece.deleted is not None else shown
