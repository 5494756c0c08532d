"""A marked-up Word file, piece by piece: which words stand, who inserted or deleted which, and what the margin says.

`revisions.md` says what Word saves for each kind of change.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from hisrg_desktop.documents.word import tables
from hisrg_desktop.documents.word.guard import Package, open_package
from hisrg_desktop.documents.word.marks import threads_in
from hisrg_desktop.documents.word.names import MC, VAL, W
from hisrg_desktop.documents.word.numbering import Numbering
from hisrg_desktop.documents.word.styles import read_styles
from hisrg_desktop.documents.word.typed import number_at_start
from hisrg_desktop.documents.word.words import Reader, box_text
from hisrg_desktop.meeting.hygiene import clean
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.meeting.returned.reading import (
    ChangeRead,
    MarginRead,
    ParagraphRead,
    PieceRead,
    ReturnedReading,
    rejected,
)

_IN = {W + "ins", W + "moveTo"}
_OUT = {W + "del", W + "moveFrom"}
_THROUGH = {W + tag for tag in ("hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo")}
_LOOKS = tuple(
    W + f"{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "numbering")
)
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_DUBLIN = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


MOST_PARAGRAPHS = 50_000
MOST_PIECES = 1_000_000
"""What no draft of a legal text has, and a file made to do harm may have."""


def read_returned(source: Path | bytes, name: str = "") -> ReturnedReading:
    """What a marked-up Word file holds. `Unreadable` where it is no Word file, or far too long to be a draft."""
    package = open_package(source, name)
    walk = _Walk(package)
    body = package.body().find(W + "body")
    if body is not None:
        walk.flow(body, "body")
    for part, kind in _NOTES:
        root = package.related_xml(part)
        for note in () if root is None else root:
            if note.tag == W + kind and note.get(W + "type", "normal") == "normal":
                walk.note(note, f"{kind} {note.get(W + 'id', '')}")
    if len(walk.paragraphs) > MOST_PARAGRAPHS or sum(len(p.pieces) for p in walk.paragraphs) > MOST_PIECES:
        raise Unreadable(f"{package.name} is far too long to be a copy of the draft: split it and try again.")
    return ReturnedReading(
        paragraphs=walk.paragraphs,
        changes=walk.changes,
        margins=list(_margins(package, walk)),
        formatting=walk.formatting,
        saved_by=_saved_by(package),
    )


class _Walk:
    """Goes through the parts of the file in order and gathers paragraphs."""

    def __init__(self, package: Package) -> None:
        self.paragraphs: list[ParagraphRead] = []
        self.changes: list[ChangeRead] = []
        self.formatting = 0
        self.on: dict[str, _Quote] = {}
        self._styles = read_styles(package.related_xml("styles"))
        self._numbering = Numbering(package.related_xml("numbering"), self._styles)
        self._reader = Reader(self._styles)
        self._known: dict[tuple[str, str, str], int] = {}
        self._moves: dict[str, str] = {}
        self._open: list[_Quote] = []
        self._stretch = 0
        self._part = "body"

    # --- above the paragraphs --------------------------------------------------------------------------------------

    def note(self, note: etree._Element, part: str) -> None:
        """Take in a note."""
        self._stretch += 1
        self.flow(note, part)

    def flow(self, parent: etree._Element, part: str, inserted: int | None = None, deleted: int | None = None) -> None:
        """Take in what stands side by side in a body, a cell, a box or a note."""
        for node in parent:
            tag = node.tag
            if tag == W + "p":
                self._paragraph(node, part, inserted, deleted)
            elif tag == W + "tbl":
                self._table(node, part, inserted, deleted)
            elif tag == W + "sdt":
                content = node.find(W + "sdtContent")
                gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
                contents = gallery is not None and gallery.get(VAL) == "Table of Contents"
                if content is not None:
                    self.flow(content, "contents" if contents else part, inserted, deleted)
            elif tag in _IN:
                self.flow(node, part, self._change(node), deleted)
            elif tag in _OUT:
                self.flow(node, part, inserted, self._change(node))
            elif tag in _THROUGH:
                self.flow(node, part, inserted, deleted)
            elif tag == MC + "AlternateContent" and len(node):
                self.flow(node[0], part, inserted, deleted)
            else:
                self._sign(node)

    def _table(self, table: etree._Element, part: str, inserted: int | None, deleted: int | None) -> None:
        inside = "table" if part == "body" else part
        self.formatting += len(list(table.iterfind(f"{W}tblPr/{W}tblPrChange")))
        for row in tables.all_rows(table):
            properties = row.find(W + "trPr")
            comes, goes = inserted, deleted
            for mark in () if properties is None else properties:
                comes = self._change(mark) if mark.tag in _IN else comes
                goes = self._change(mark) if mark.tag in _OUT else goes
            for cell in tables.cells(row):
                self._stretch += 1
                self.flow(cell, inside, comes, goes)
        self._stretch += 1

    # --- a paragraph -----------------------------------------------------------------------------------------------

    def _paragraph(self, node: etree._Element, part: str, inserted: int | None, deleted: int | None) -> None:
        properties = node.find(W + "pPr")
        style = None if properties is None else properties.find(W + "pStyle")
        style_id = None if style is None else style.get(VAL)
        if self._styles.named(style_id).startswith("toc "):
            part = "contents"
        label = self._numbering.label(properties)
        place = self._numbering.place(properties)
        level = "" if place is None else str(place[1])
        there = ParagraphRead(part=part, stretch=self._stretch, look=f"{style_id or ''}|{level}")
        there.inserted, there.deleted = inserted, deleted
        mark = None if properties is None else properties.find(W + "rPr")
        for one in () if mark is None else mark:
            there.inserted = self._change(one) if one.tag in _IN else there.inserted
            there.deleted = self._change(one) if one.tag in _OUT else there.deleted
        self.formatting += sum(1 for _ in node.iter(*_LOOKS))
        self.paragraphs.append(there)
        boxes: list[etree._Element] = []
        self._inside(node, there, inserted, deleted, boxes)
        text = rejected(there)
        lead = len(text) - len(text.lstrip())
        counted = (label is not None and label.text.strip()) or part.startswith(("footnote", "endnote"))
        number = None if counted else number_at_start(text[lead:])
        there.lead = lead + number.begins if number else 0
        for box in boxes:
            before, self._stretch = self._stretch, self._stretch + 1
            self.flow(box, "box", inserted, deleted)
            self._stretch = max(self._stretch + 1, before + 1)

    def _inside(
        self,
        node: etree._Element,
        there: ParagraphRead,
        inserted: int | None,
        deleted: int | None,
        boxes: list[etree._Element],
    ) -> None:
        for child in node:
            tag = child.tag
            if tag == W + "r":
                self._run(child, there, inserted, deleted, boxes)
            elif tag in _IN:
                self._inside(child, there, self._change(child), deleted, boxes)
            elif tag in _OUT:
                self._inside(child, there, inserted, self._change(child), boxes)
            elif tag == W + "sdt":
                for content in child.iterfind(W + "sdtContent"):
                    self._inside(content, there, inserted, deleted, boxes)
            elif tag == MC + "AlternateContent" and len(child):
                self._inside(child[0], there, inserted, deleted, boxes)
            elif tag in _THROUGH:
                self._inside(child, there, inserted, deleted, boxes)
            else:
                self._sign(child)

    def _run(
        self,
        run: etree._Element,
        there: ParagraphRead,
        inserted: int | None,
        deleted: int | None,
        boxes: list[etree._Element],
    ) -> None:
        for gone in list(run.iter(W + "delText", W + "delInstrText")):
            gone.tag = W + ("t" if gone.tag == W + "delText" else "instrText")
        for reference in run.iterfind(W + "commentReference"):
            self.on.setdefault(reference.get(W + "id", ""), _Quote(len(self.paragraphs) - 1))
        words = self._reader.run(run)
        done = 0
        for anchor in words.notes:
            self._say(there, words.text[done : anchor.offset], inserted, deleted)
            done = anchor.offset
            there.pieces.append(PieceRead(inserted=inserted, deleted=deleted, note=f"{anchor.kind} {anchor.id}"))
        self._say(there, words.text[done:], inserted, deleted)
        inside = (MC + "Fallback", W + "txbxContent")
        boxes += [
            box for box in run.iter(W + "txbxContent") if not any(above.tag in inside for above in box.iterancestors())
        ]

    def _say(self, there: ParagraphRead, text: str, inserted: int | None, deleted: int | None) -> None:
        if not text:
            return
        for quote in self._open:
            quote.say(len(self.paragraphs) - 1, text, deleted is not None)
        last = there.pieces[-1] if there.pieces else None
        if last and not last.note and (last.inserted, last.deleted) == (inserted, deleted):
            last.text += text
        else:
            there.pieces.append(PieceRead(text=text, inserted=inserted, deleted=deleted))

    # --- signs that stand between words ----------------------------------------------------------------------------

    def _sign(self, node: etree._Element) -> None:
        tag, id_ = node.tag, node.get(W + "id", "") if isinstance(node.tag, str) else ""
        if tag == W + "commentRangeStart":
            quote = _Quote(-1)
            self.on[id_] = quote
            self._open.append(quote)
        elif tag == W + "commentRangeEnd":
            quote_ = self.on.get(id_)
            self._open = [one for one in self._open if one is not quote_]
            if quote_ is not None and quote_.paragraph < 0:
                quote_.paragraph = len(self.paragraphs) - 1
        elif tag in (W + "moveFromRangeStart", W + "moveToRangeStart"):
            self._moves[id_] = node.get(W + "name", "")
        elif tag in (W + "moveFromRangeEnd", W + "moveToRangeEnd"):
            self._moves.pop(id_, None)

    def _change(self, node: etree._Element) -> int:
        """The place of a change in the list; changes of one person at one moment share one."""
        move = ""
        if node.tag in (W + "moveFrom", W + "moveTo"):
            move = next(reversed(self._moves.values()), "") or "a move"
        author, date = clean(node.get(W + "author", "")).strip(), clean(node.get(W + "date", ""))
        key = (author, date, move)
        if key not in self._known:
            self._known[key] = len(self.changes)
            self.changes.append(ChangeRead(author=author, date=date, move=move))
        return self._known[key]


class _Quote:
    """The words that a comment stands on, and the paragraph of the first of them."""

    def __init__(self, paragraph: int) -> None:
        self.paragraph = paragraph
        self._kept: list[tuple[int, str]] = []
        self._gone: list[tuple[int, str]] = []

    def say(self, paragraph: int, text: str, gone: bool) -> None:
        """More words under the comment."""
        if self.paragraph < 0:
            self.paragraph = paragraph
        (self._gone if gone else self._kept).append((paragraph, text))

    @property
    def text(self) -> str:
        """The words as they read accepted; those deleted, where none stand."""
        out: list[str] = []
        before = -1
        for paragraph, text in self._kept or self._gone:
            out.append(("\n" if out and paragraph != before else "") + text)
            before = paragraph
        return clean("".join(out).strip())


def _margins(package: Package, walk: _Walk) -> Iterator[MarginRead]:
    root = package.related_xml("comments")
    comments = [] if root is None else list(root.iter(W + "comment"))
    if not comments:
        return
    threads = threads_in(package.related_xml("commentsExtended"))
    ids = {_last_paragraph(node): node.get(W + "id", "") for node in comments}
    for node in comments:
        id_ = node.get(W + "id", "")
        parent, done = threads.get(_last_paragraph(node), ("", False))
        quote = walk.on.get(id_)
        yield MarginRead(
            id=id_,
            author=clean(node.get(W + "author", "")).strip(),
            initials=clean(node.get(W + "initials", "")).strip(),
            date=node.get(W + "date", ""),
            text=clean(box_text(node)),
            quote=quote.text if quote else "",
            paragraph=quote.paragraph if quote else -1,
            answers=ids.get(parent) if parent else None,
            resolved=done,
        )


def _last_paragraph(comment: etree._Element) -> str:
    return next((node.get(f"{W14}paraId", "").upper() for node in reversed(comment) if node.tag == W + "p"), "")


def _saved_by(package: Package) -> str:
    """Who saved the file last, as its properties have it."""
    root = package.xml("docProps/core.xml")
    found = None if root is None else root.find(f"{_DUBLIN}lastModifiedBy")
    return "" if found is None else clean(found.text or "").strip()
