"""The working text as a document of its own: for dossiers whose text came from no Word file, and for PDF and plain text."""

from collections.abc import Iterator

from hisrg_desktop.documents.head import document
from hisrg_desktop.documents.outline import Document, Heading, Note, Paragraph, Part, Run
from hisrg_desktop.documents.outline import Provision as Legal
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision, Text, blocks, depth, footnotes_of, provisions_of


def clean_text(record: Record) -> Document:
    """The text as it stands now, numbered, with its footnotes; what was deleted is left out."""
    text = next(record.each(Text), None)
    parts: list[Part] = [Paragraph(text.subtitle, "Subtitle")] if text and text.subtitle else []
    for block in record.derive(blocks):
        parts += _block(record, block) if not block.deleted else ()
    return document(record, None, text.name if text else "Text", parts)


def _block(record: Record, block: Block) -> Iterator[Part]:
    if not block.front:
        yield Heading(f"{block.number}  {block.heading}".strip(), 1)
    for provision in provisions_of(record, block.id):
        if provision.state == "deleted" or not provision.text.strip():
            continue
        if provision.kind == "heading":
            yield Heading(provision.text, 2)
        elif block.front and not provision.numbered:
            yield Paragraph([_run(one) for one in _pieces(record, provision)])
        else:
            yield Legal(label(record, provision.id), list(_pieces(record, provision)), depth(record, provision) + 1)


def _pieces(record: Record, provision: Provision) -> Iterator[Piece | Note]:
    done = 0
    for note in footnotes_of(record, provision.id):
        if note.offset > done:
            yield Piece(provision.text[done : note.offset])
        yield Note(note.text)
        done = max(done, note.offset)
    if provision.text[done:]:
        yield Piece(provision.text[done:])


def _run(one: Piece | Note) -> Run | Note:
    return one if isinstance(one, Note) else Run(one.text)
