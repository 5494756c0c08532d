"""A draft in Word as a careful person reads it: front matter, blocks, provisions, items and footnotes.

Tracked changes are read as accepted. What became no part of the draft is listed, never dropped.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from hisrg_desktop.documents.word import tables
from hisrg_desktop.documents.word.guard import Package, open_package
from hisrg_desktop.documents.word.names import MC, VAL, W
from hisrg_desktop.documents.word.notes import Notes
from hisrg_desktop.documents.word.numbering import Label, Numbering
from hisrg_desktop.documents.word.outline import Line, arranged, first_text
from hisrg_desktop.documents.word.styles import Styles, read_styles, switched, whole
from hisrg_desktop.documents.word.typed import number_at_start, number_of_label
from hisrg_desktop.documents.word.words import CHANGES, Anchor, Reader, Words, box_text
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.text.reading import DraftReading, FaceRead, NotUnderstood

_WRAPPERS = frozenset(W + tag for tag in ("sdtContent", "customXml", "smartTag", "ins", "moveTo"))
MOST_LINES = 30_000
"""Paragraphs that a draft may have: five times as many as six hundred pages hold."""

_EVERY = 200
"""Progress is told every so many paragraphs."""
_TERM = 80
"""The most characters a defined term may have in a table of definitions."""
_TERM_HEADS = frozenset(
    {"term", "terms", "expression", "word", "definition", "definitions", "meaning", "no.", "no", "#"}
)


def read_draft(source: Path | bytes, name: str = "", progress: Callable[[float], None] | None = None) -> DraftReading:
    """What a Word draft says and what was not understood. Unreadable where it is no Word file or holds no text.

    `progress` is told the share done, from 0 to 1.
    """
    package = open_package(source, name)
    lines, aside = _Gathering(package, progress or (lambda _: None)).gathered()
    if not lines and not any(found.text for found in aside):
        raise Unreadable(f"{package.name} holds no text: choose the file with the draft.")
    if len(lines) > MOST_LINES:
        raise Unreadable(
            f"{package.name} holds {len(lines):,} paragraphs, more than a draft can have ({MOST_LINES:,}): "
            "choose the file with the draft."
        )
    parts = arranged(lines)
    return DraftReading(
        title=first_text(parts, "title"),
        subtitle=first_text(parts, "subtitle"),
        parts=parts,
        not_understood=aside,
        tracked_changes=_tracked(package),
    )


def _tracked(package: Package) -> int:
    """How many tracked changes the file carries, in its body and its notes."""
    roots = (package.body(), package.related_xml("footnotes"), package.related_xml("endnotes"))
    return sum(1 for root in roots if root is not None for _ in root.iter(*CHANGES))


@dataclass
class _Piece:
    """A paragraph as saved; several become one line where the marks between them were deleted."""

    index: int
    words: Words
    properties: etree._Element | None


@dataclass
class _Gathering:
    """Goes through the body and gathers its lines, and what is no line."""

    package: Package
    progress: Callable[[float], None]
    lines: list[Line] = field(default_factory=list)
    aside: list[NotUnderstood] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.styles: Styles = read_styles(self.package.related_xml("styles"))
        self.numbering = Numbering(self.package.related_xml("numbering"), self.styles)
        self.reader = Reader(self.styles)
        self.notes = Notes(self.package, self.aside)
        self._held: list[_Piece] = []
        self._contents: list[str] = []
        self._pages: list[int] = []
        self._sections: list[int] = []

    def gathered(self) -> tuple[list[Line], list[NotUnderstood]]:
        """The lines of the body in order and what stands aside."""
        body = self.package.body().find(W + "body")
        # The list keeps every paragraph alive, so that an element found again is the same object.
        paragraphs = [] if body is None else list(body.iter(W + "p"))
        self.order = {paragraph: index for index, paragraph in enumerate(paragraphs)}
        if body is not None:
            self._flow(body, self._paragraph)
        self._flush()
        self._list_layout(body)
        self.progress(1.0)
        return self.lines, self.aside

    def _flow(self, parent: etree._Element, take: Callable[[etree._Element], None]) -> None:
        for node in parent:
            tag = node.tag
            if tag == W + "p":
                take(node)
            elif tag == W + "tbl":
                self._flush()
                self._table(node)
            elif tag == W + "sdt":
                self._control(node, take)
            elif tag in _WRAPPERS:
                self._flow(node, take)
            elif tag == MC + "AlternateContent":
                for shown in node[:1]:
                    self._flow(shown, take)
            elif tag == W + "altChunk":
                self._set_aside(None, "an embedded document")

    def _control(self, control: etree._Element, take: Callable[[etree._Element], None]) -> None:
        content = control.find(W + "sdtContent")
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if content is None:
            return
        if gallery is not None and gallery.get(VAL) == "Table of Contents":
            self._contents.extend(self.reader.words(paragraph).text for paragraph in content.iter(W + "p"))
        else:
            self._flow(content, take)

    def _paragraph(self, node: etree._Element) -> None:
        """Takes in a paragraph; one whose mark was deleted waits for the one it joins."""
        self._held.append(self._piece(node))
        if not _joins(self._held[-1].properties):
            self._flush()

    def _piece(self, node: etree._Element) -> _Piece:
        index = self.order[node]
        if index % _EVERY == 0:
            self.progress(index / max(len(self.order), 1))
        words = self.reader.words(node)
        properties = node.find(W + "pPr")
        for found in words.found:
            self._set_aside(index, found.what, found.text)
        self._pages.extend([index] * words.page_breaks)
        if properties is not None and properties.find(W + "sectPr") is not None:
            self._sections.append(index)
        return _Piece(index, words, properties)

    def _flush(self) -> None:
        held, self._held = self._held, []
        spoken = [piece for piece in held if piece.words.text.strip()]
        leading = spoken[0] if spoken else held[-1] if held else None
        if leading is None or (not spoken and len(held) > 1):
            return
        label = self.numbering.label(leading.properties)
        if leading.words.contents or self.styles.named(_style_id(leading.properties)).startswith("toc "):
            self._contents.append("".join(piece.words.text for piece in held))
            return
        self._line(leading, spoken, label)

    def _line(self, leading: _Piece, spoken: list[_Piece], label: Label | None) -> None:
        words = _joined([piece.words for piece in spoken]) if spoken else leading.words
        if not words.text.strip():
            if label is not None and label.text and not label.bullet:
                self._set_aside(leading.index, "a number without text", label.text)
            for anchor in words.notes:
                self.notes.read(anchor, leading.index)
                self._set_aside(leading.index, "a note without text before it", self.notes.text(anchor))
            return
        line = self._made(leading, words, label)
        line.also = [piece.index for piece in spoken if piece.index != leading.index]
        if line.also:
            line.doubts.append("put together from paragraphs between which the mark is deleted or hidden")
        self.lines.append(line)

    def _made(self, piece: _Piece, words: Words, label: Label | None) -> Line:
        style_id = _style_id(piece.properties)
        outline = None if piece.properties is None else whole(piece.properties.find(W + "outlineLvl"))
        styled = self.styles.says(style_id, "outline")
        line = Line(piece.index, "", style=self.styles.named(style_id))
        line.outline = outline if outline is not None else None if styled is None else int(styled)
        line.outline = None if line.outline is not None and line.outline > 8 else line.outline
        line.centred = _centred(piece.properties, bool(self.styles.says(style_id, "centred")))
        shown = label is not None and label.text.strip() != ""
        if label is not None and shown:
            self._labelled(line, label)
        begins = 0 if shown else self._typed(line, words.text)
        self._fill(line, words, begins, piece.index)
        line.bold = bool(self.styles.says(style_id, "bold")) or _all_bold(words, begins)
        return line

    def _labelled(self, line: Line, label: Label) -> None:
        line.automatic = label
        line.number = number_of_label(label.text, label.kind)
        line.label = _bare(label.text.strip()) if line.number is None else line.number.label
        if label.bullet:
            line.label = label.text

    def _typed(self, line: Line, text: str) -> int:
        """Takes a typed number from the start of the text; answers where the words begin."""
        skipped = len(text) - len(text.lstrip())
        line.number = number_at_start(text[skipped:])
        if line.number is None:
            return 0
        line.label = line.number.label
        line.typed = clean(text[skipped : skipped + line.number.begins])
        return skipped + line.number.begins

    def _fill(self, line: Line, words: Words, begins: int, index: int) -> None:
        """The text from `begins` on, trimmed and clean, with notes and faces at their new offsets."""
        kept = words.text[begins:]
        start = begins + len(kept) - len(kept.lstrip())
        raw = words.text[start:].rstrip()
        line.text = clean(raw)

        def moved(offset: int) -> int:
            at = min(max(offset - start, 0), len(raw))
            return at if line.text == raw else len(clean(raw[:at]))

        line.notes = [self.notes.read(anchor, index, moved(anchor.offset)) for anchor in words.notes]
        line.faces = _faces(words, moved)

    def _table(self, table: etree._Element) -> None:
        """A box is read as text, a table of definitions row by row; any other table is set aside whole."""
        rows = [cells for row in tables.rows(table) if (cells := tables.cells(row))]
        pieces = [[[self._piece(p) for p in tables.own_paragraphs(cell)] for cell in row] for row in rows]
        if max((len(row) for row in rows), default=0) <= 1:
            self._box(pieces)
        elif _defines(pieces):
            self._definitions(pieces)
        else:
            self._other_table(pieces)

    def _box(self, rows: list[list[list[_Piece]]]) -> None:
        for piece in (piece for row in rows for cell in row for piece in cell):
            self._held.append(piece)
            before = len(self.lines)
            self._flush()
            for line in self.lines[before:]:
                line.doubts.append("stands in a box")

    def _definitions(self, rows: list[list[list[_Piece]]]) -> None:
        for number, row in enumerate(rows):
            cells = [(cell, _cell_text(cell)) for cell in row]
            heads = [text.lower().rstrip(":") in _TERM_HEADS for _, text in cells if text]
            if number == 0 and heads and all(heads):
                for cell, _ in cells:
                    self._counted(cell)
                first = next(piece.index for cell in row for piece in cell)
                self._set_aside(first, "the heading of a table", " | ".join(text for _, text in cells))
            else:
                self._row(cells)

    def _row(self, cells: list[tuple[list[_Piece], str]]) -> None:
        """One row as one line: its number if the first cell holds one, then the other cells parted by tabs."""
        labels = [self._counted(cell) for cell, _ in cells]
        first = cells[0][1]
        typed = number_at_start(first + "\t") if first else None
        only_number = typed is not None and typed.begins >= len(first)
        told = cells[1:] if only_number or not first else cells
        pieces = [piece for cell, _ in told for piece in cell if piece.words.text.strip()]
        if not pieces:
            return
        longest = max(pieces, key=lambda piece: len(piece.words.text))
        parted = [_joined([p.words for p in cell if p.words.text.strip()], "\n") for cell, text in told if text]
        label = next((label for label in labels if label is not None and label.text), None)
        line = self._made(longest, _joined(parted, "\t"), label)
        if only_number and typed is not None and line.automatic is None:
            line.number, line.label = typed, typed.label
        line.also = [piece.index for cell, _ in cells for piece in cell if piece is not longest and piece.words.text]
        line.in_table = True
        line.doubts.append("read from a row of a table")
        self.lines.append(line)

    def _counted(self, cell: list[_Piece]) -> Label | None:
        """The first label in a cell; every paragraph is counted, as Word counts it."""
        labels = [self.numbering.label(piece.properties) for piece in cell]
        return next((label for label in labels if label is not None), None)

    def _other_table(self, rows: list[list[list[_Piece]]]) -> None:
        for row in rows:
            for cell in row:
                self._counted(cell)
                for piece in cell:
                    for anchor in piece.words.notes:
                        self.notes.read(anchor, piece.index)
        indices = [piece.index for row in rows for cell in row for piece in cell]
        text = "\n".join("\t".join(_cell_text(cell) for cell in row) for row in rows)
        columns = max(len(row) for row in rows)
        what = f"a table of {columns} columns and {len(rows)} rows"
        self._set_aside(min(indices, default=None), what, text)

    def _list_layout(self, body: etree._Element | None) -> None:
        """Lists what is no text of the draft: contents, breaks, headers and footers, comments, macros."""
        if self._contents:
            self._set_aside(None, "a table of contents", "\n".join(text for text in self._contents if text.strip()))
        if self._pages:
            self._set_aside(self._pages[0], _many(len(self._pages), "page break"))
        if self._sections:
            self._set_aside(self._sections[0], _many(len(self._sections), "section break"))
        for relation in self.package.relations(self.package.main):
            if relation.kind in {"header", "footer"} and not relation.external:
                root = self.package.xml(relation.target)
                text = "" if root is None else box_text(root)
                if text:
                    self._set_aside(None, f"a page {relation.kind}", text)
        self._list_comments(body)
        if self.package.macros:
            self._set_aside(None, "macros, which were left out", ", ".join(self.package.macros))

    def _list_comments(self, body: etree._Element | None) -> None:
        root = self.package.related_xml("comments")
        comments = [] if root is None else list(root.iter(W + "comment"))
        places: dict[str, int] = {}
        if comments and body is not None:
            for reference in body.iter(W + "commentReference"):
                place = next((self.order[p] for p in reference.iterancestors(W + "p") if p in self.order), None)
                if place is not None:
                    places.setdefault(reference.get(W + "id", ""), place)
        for comment in comments:
            author = comment.get(W + "author", "").strip()
            what = f"a margin comment by {author}" if author else "a margin comment"
            self._set_aside(places.get(comment.get(W + "id", "")), what, box_text(comment))

    def _set_aside(self, paragraph: int | None, what: str, text: str = "") -> None:
        self.aside.append(NotUnderstood(paragraph=paragraph, what=clean(what), text=clean(text)))


def _many(count: int, what: str) -> str:
    return f"a {what}" if count == 1 else f"{count} {what}s"


def _style_id(properties: etree._Element | None) -> str | None:
    style = None if properties is None else properties.find(W + "pStyle")
    return None if style is None else style.get(VAL)


def _joins(properties: etree._Element | None) -> bool:
    """Whether the paragraph's mark is deleted, moved away, or hidden so that the next one follows on its line."""
    mark = None if properties is None else properties.find(W + "rPr")
    if mark is None:
        return False
    if mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None:
        return True
    return bool(switched(mark, "specVanish"))


def _centred(properties: etree._Element | None, styled: bool) -> bool:
    own = None if properties is None else properties.find(W + "jc")
    return styled if own is None else own.get(VAL) == "center"


def _all_bold(words: Words, begins: int) -> bool:
    """Whether every letter after the number is set in bold."""
    bold = sum(len(words.text[max(start, begins) : end].strip()) for start, end, b, _ in words.spans if b)
    return bold > 0 and bold >= len(words.text[begins:].strip()) - words.text[begins:].strip().count(" ")


def _faces(words: Words, moved: Callable[[int], int]) -> list[FaceRead]:
    """The spans in bold and italic, neighbours of one face joined."""
    faces: list[FaceRead] = []
    for face, which in (("bold", 2), ("italic", 3)):
        for span in words.spans:
            start, end = moved(span[0]), moved(span[1])
            if not span[which] or start >= end:
                continue
            if faces and faces[-1].face == face and faces[-1].end == start:
                faces[-1].end = end
            else:
                faces.append(FaceRead.model_validate({"start": start, "end": end, "face": face}))
    return sorted(faces, key=lambda face: (face.start, face.end))


def _joined(several: list[Words], between: str = "") -> Words:
    """Several paragraphs' words as one, offsets moved along."""
    if len(several) == 1:
        return several[0]
    out = Words()
    for words in several:
        shift = len(out.text) + (len(between) if out.text else 0)
        out.text += (between if out.text else "") + words.text
        out.notes += [Anchor(a.offset + shift, a.kind, a.id, a.mark) for a in words.notes]
        out.spans += [(start + shift, end + shift, bold, italic) for start, end, bold, italic in words.spans]
    return out


def _bare(label: str) -> str:
    return label.rstrip(".")


def _cell_text(cell: list[_Piece]) -> str:
    return "\n".join(text for piece in cell if (text := piece.words.text.strip()))


def _defines(rows: list[list[list[_Piece]]]) -> bool:
    """Whether a careful person would read each row as a provision: a number or a term, then its meaning."""
    texts = [[_cell_text(cell) for cell in row] for row in rows]
    told = [row for row in texts if any(row)]
    if len(told) < 2 or any(len(row) not in {2, 3} for row in told):
        return False
    body = told[1:] if all(text.lower().rstrip(":") in _TERM_HEADS for text in told[0] if text) else told
    sentences = sum(1 for row in body if len(row[-1].split()) >= 4 and len(row[0]) <= _TERM)
    return bool(body) and sentences == len(body)
