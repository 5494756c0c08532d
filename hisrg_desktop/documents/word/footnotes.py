"""New footnotes in a Word file: their ids, their entries in the part of the notes, and the proof that all is there."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from hisrg_desktop.documents.word import proof, reading, story
from hisrg_desktop.documents.word.edits import Edit, InsertedParagraph, NotePut, NotSpliced, ParagraphEdit
from hisrg_desktop.documents.word.nodes import words_xml
from hisrg_desktop.documents.word.package import Package, extended, opened, relations_of
from hisrg_desktop.documents.written.package import XML
from hisrg_desktop.meeting.hygiene import clean

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_ENTRY = re.compile(rb"""<(?:\w+:)?footnote\b[^>]*?:id\s*=\s*["'](-?\d+)["']""")
_MARK = re.compile(rb"""<(?:\w+:)?footnoteReference\b[^>]*?:id\s*=\s*["'](-?\d+)["']""")


def numbered(package: Package, main: str, edits: Sequence[Edit]) -> list[Edit]:
    """The edits with an id for every new footnote."""
    name = package.related(main, "footnotes")
    used = [int(id_) for id_ in _ENTRY.findall(package.part(name))] if name else []
    last = max([0, *used])
    made: list[Edit] = []
    for edit in edits:
        if isinstance(edit, ParagraphEdit | InsertedParagraph) and edit.notes:
            notes = tuple(replace(note, id=str(last + n)) for n, note in enumerate(edit.notes, 1))
            last += len(notes)
            made.append(replace(edit, notes=notes))
        else:
            made.append(edit)
    return made


def put(edits: Sequence[Edit]) -> Iterator[NotePut]:
    """The new footnotes of all edits."""
    for edit in edits:
        if isinstance(edit, ParagraphEdit | InsertedParagraph):
            yield from edit.notes


def parts(
    package: Package,
    main: str,
    edits: Sequence[Edit],
    body: bytes,
    changed: Mapping[str, bytes],
    *,
    strict: bool,
) -> dict[str, bytes]:
    """The part of the footnotes with the new ones, made where the file has none, and what ties it to the document.

    The body comes with it, for new marks among those that were there change the ids of these (`_in_order`).
    """
    new = {note.id: note for note in put(edits)}
    if not new:
        return {}
    name = package.related(main, "footnotes")
    made: dict[str, bytes] = {}
    if name is None:
        made = empty_part(package, main, changed, "footnote", strict=strict)
        name = next(one for one in made if one.endswith("/footnotes.xml"))
        part = made[name]
    else:
        part = story.in_utf8(changed.get(name) or package.part(name))
    ids = _in_order(body)
    return made | {name: _with_ids(_extended(part, body, new), _ENTRY, ids), main: _with_ids(body, _MARK, ids)}


def _extended(part: bytes, body: bytes, new: Mapping[str, NotePut]) -> bytes:
    """The part with each new note before the one whose mark follows in the text, as Word has them."""
    text = part.decode()
    w = _prefix(text)
    order = [id_.decode() for id_ in _MARK.findall(body)]
    for at in range(len(order) - 1, -1, -1):
        if order[at] in new:
            following = order[at + 1] if at + 1 < len(order) else ""
            where = _before(text, following)
            text = text[:where] + _entry(text, new[order[at]], w) + text[where:]
    return text.encode()


def _in_order(body: bytes) -> dict[bytes, bytes]:
    """The id that each note gets, so that the ids ascend in the order of the marks; the same ids in all.

    Word finds a note by its id, and writes them ascending whenever it saves. LibreOffice 7.4 reads no id at a mark: the
    first mark gets the note with the lowest id, the second that with the next, in whatever order the notes stand in
    their part. With ids that do not ascend it shows the right words at the wrong places.
    """
    marks = list(dict.fromkeys(_MARK.findall(body)))
    return dict(zip(marks, sorted(marks, key=int), strict=True))


def _with_ids(part: bytes, where: re.Pattern[bytes], ids: Mapping[bytes, bytes]) -> bytes:
    def given(found: re.Match[bytes]) -> bytes:
        start, end = (place - found.start() for place in found.span(1))
        return found[0][:start] + ids.get(found[1], found[1]) + found[0][end:]

    return where.sub(given, part)


def _prefix(text: str) -> str:
    found = re.search(r"<((?:\w+:)?)footnotes\b", text)
    return found[1] if found else "w:"


def _before(text: str, id_: str) -> int:
    """Where the note with this id begins; the end of all notes without any."""
    found = re.search(rf"""<(?:\w+:)?footnote\b[^>]*?:id\s*=\s*["']{id_}["']""", text) if id_ else None
    end = found.start() if found else text.rfind("</")
    if end < 0:
        raise NotSpliced(
            "The Word file of the draft has no place for footnotes; open it in Word, save it as .docx and take it in again."
        )
    return end


def _entry(text: str, note: NotePut, w: str) -> str:
    """A note that looks like the others."""
    like = re.search(rf"<{w}footnote\b(?![^>]*type)[^>]*>.*?</{w}footnote>", text, re.S)
    look = re.search(rf"<{w}pPr>.*?</{w}pPr>", like[0], re.S) if like else None
    superscript = f'<{w}r><{w}rPr><{w}vertAlign {w}val="superscript"/></{w}rPr><{w}footnoteRef/></{w}r>'
    run = f"{superscript}<{w}r>{words_xml(' ' + clean(note.text), w, 't')}</{w}r>"
    return f'<{w}footnote {w}id="{note.id}"><{w}p>{look[0] if look else ""}{run}</{w}p></{w}footnote>'


def empty_part(
    package: Package, main: str, changed: Mapping[str, bytes], kind: str, *, strict: bool
) -> dict[str, bytes]:
    """A part for the notes of a kind (footnote or endnote) in a file without one, and what ties it to the document."""
    folder = main.rpartition("/")[0]
    name = f"{folder}/{kind}s.xml"
    relations, types = relations_of(main), "[Content_Types].xml"
    there, listed = (changed.get(one) or package.part(one) for one in (relations, types))
    of = f"{_STRICT_KIND if strict else _KIND}{kind}s"
    relation = f'<Relationship Id="hisrg{kind.title()}s" Type="{of}" Target="{kind}s.xml"/>'
    listing = f'<Override PartName="/{name}" ContentType="{_TYPE}{kind}s+xml"/>'
    return {
        name: _empty(kind, strict),
        relations: extended(there, relation),
        types: extended(listed, listing),
    }


def _empty(kind: str, strict: bool) -> bytes:
    word = story.STRICT if strict else story.WORD
    separators = "".join(
        f'<w:{kind} w:type="{mark}" w:id="{id_}"><w:p><w:r><w:{mark}/></w:r></w:p></w:{kind}>'
        for mark, id_ in (("separator", -1), ("continuationSeparator", 0))
    )
    return f'{XML}<w:{kind}s xmlns:w="{word}">{separators}</w:{kind}s>'.encode()


def prove(original: bytes, made: bytes, ours: Collection[str]) -> None:
    """Nothing, where all notes of the base stand when ours is rejected, and every mark has its note.

    Raises `proof.NotProved`.
    """
    if ours:
        before = reading.noted(original, "accepted")
        after = reading.noted(made, "rejected", frozenset(ours))
        if before != after:
            raise proof.NotProved(f"Rejected, the file would have the footnotes {after} instead of {before}.")
    lost = _without_note(made) - _without_note(original)
    if lost:
        raise proof.NotProved(f"The mark of a footnote would have no note: {sorted(lost)}.")


def _without_note(docx: bytes) -> set[bytes]:
    """The marks that have no note."""
    package = opened(docx)
    main = package.main()
    name = package.related(main, "footnotes")
    return set(_MARK.findall(package.part(main))) - set(_ENTRY.findall(package.part(name)) if name else ())
