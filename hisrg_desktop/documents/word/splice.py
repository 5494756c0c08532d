"""A redline made inside the original Word file: only the paragraphs that change are written anew."""

import re
from collections.abc import Sequence

from hisrg_desktop.documents.word import footnotes, margin, moves, package, proof, properties, reading, story
from hisrg_desktop.documents.word.edits import (
    DeletedParagraph,
    Edit,
    InsertedParagraph,
    NotePut,
    NotSpliced,
    ParagraphEdit,
)
from hisrg_desktop.documents.word.forecast import expected
from hisrg_desktop.documents.word.margin import Margin
from hisrg_desktop.documents.word.pen import Pen
from hisrg_desktop.documents.word.plan import Plan
from hisrg_desktop.documents.word.properties import Properties
from hisrg_desktop.documents.word.revisions import Ids
from hisrg_desktop.documents.word.static import shown

__all__ = [
    "DeletedParagraph",
    "Edit",
    "InsertedParagraph",
    "NotePut",
    "NotSpliced",
    "ParagraphEdit",
    "clean",
    "redline",
    "static",
]


def redline(original: bytes, edits: Sequence[Edit], margins: Sequence[Margin], titles: Properties) -> bytes:
    """The original file with the edits as tracked changes and the margins as comments, proved before it is handed out.

    Raises `NotSpliced` for an edit that cannot be written exactly, `proof.NotProved` where the file would read wrongly.
    """
    return _made(original, edits, margins, titles, tracked=True)


def clean(original: bytes, edits: Sequence[Edit], titles: Properties) -> bytes:
    """The original file with the edits carried out and no mark of them; tracked changes of others stay."""
    return _made(original, edits, (), titles, tracked=False)


def static(original: bytes, edits: Sequence[Edit], titles: Properties) -> bytes:
    """The original file with the edits shown by their look: what is new bold and underlined, what goes struck through.

    Tracked changes of others stay. The same edits are proved as tracked changes first.
    """
    redline(original, edits, (), titles)
    return _made(original, edits, (), titles, tracked=True, by_look=True)


def _made(
    original: bytes,
    edits: Sequence[Edit],
    margins: Sequence[Margin],
    titles: Properties,
    *,
    tracked: bool,
    by_look: bool = False,
) -> bytes:
    parts = package.opened(original)
    main = parts.main()
    text = story.scanned(parts.part(main))
    ours = margin.numbered(parts, main, margins, text.data)
    plan = Plan(text, tracked, Ids(margin.first_id(parts, main, text.data) + margin.count(ours)))
    edits = footnotes.numbered(parts, main, edits)
    plan.take(edits, ours)
    moves.decide(plan)
    written = _spliced(plan, by_look=by_look) if edits or margins else parts.part(main)
    changed = {main: written} if written != parts.part(main) else {}
    if tracked:
        changed |= margin.parts(parts, main, ours, [m.author for m in plan.marks()], strict=text.strict)
    else:
        changed |= _notes_left(parts, main, written)
    changed |= footnotes.parts(parts, main, edits, written, changed, strict=text.strict)
    changed |= properties.parts(parts, main, titles, changed)
    made = parts.written(changed)
    if not by_look:
        _prove(original, made, plan)
    return made


def _spliced(plan: Plan, *, by_look: bool) -> bytes:
    written = {index: Pen(plan, plan.places[index]).written() for index in sorted(plan.places)}
    if by_look:
        ours, extents = frozenset(plan.ids.given), plan.text.extents
        written = {index: shown(xml, extents[index].prefix, ours) for index, xml in written.items()}
    return plan.text.spliced(written)


def _prove(original: bytes, made: bytes, plan: Plan) -> None:
    lines = reading.lines(original, "accepted")
    proof.prove(original, made, reading.joined(lines), expected(plan, lines), ours=plan.ids.given)
    footnotes.prove(original, made, plan.ids.given)


def _notes_left(parts: package.Package, main: str, written: bytes) -> dict[str, bytes]:
    """The parts of footnotes and endnotes without those whose mark went."""
    # LibreOffice counts the notes instead of reading their ids, and would show one that is left at another's place.
    changed: dict[str, bytes] = {}
    for kind in ("footnote", "endnote"):
        name = parts.related(main, f"{kind}s")
        mark = re.compile(rf"""<(?:\w+:)?{kind}Reference\b[^>]*?:id\s*=\s*["'](-?\d+)["']""".encode())
        gone = set(mark.findall(parts.part(main))) - set(mark.findall(written))
        if name and gone:
            changed[name] = _without_notes(parts.part(name), kind, sorted(gone))
    return changed


def _without_notes(part: bytes, kind: str, ids: Sequence[bytes]) -> bytes:
    for id_ in ids:
        note = rb"""<((?:\w+:)?%s)\b(?=[^>]*?:id\s*=\s*["']%s["'])[^>]*>.*?</\1>""" % (kind.encode(), id_)
        part = re.sub(note, b"", part, count=1, flags=re.S)
    return part
