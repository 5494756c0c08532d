"""The redline of two Word files: the newer file, whole, with the older one's words in it as tracked changes.

The newer file is the base, because more of it would be lost otherwise: its styles, headers, pictures, sections and
numbering stay as they are, while of what only the older file has hardly more than words and their look is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from lxml import etree

from hisrg_desktop.documents.compare.accepting import accept, is_marked
from hisrg_desktop.documents.compare.blocks import Blocks
from hisrg_desktop.documents.compare.characters import KEPT, NOTES, Meaning, Node, Side, Signs
from hisrg_desktop.documents.compare.looks import Lists, Looks, levels
from hisrg_desktop.documents.compare.marking import Pen
from hisrg_desktop.documents.compare.media import Media, meaning_of
from hisrg_desktop.documents.compare.notes import Notes, part_of
from hisrg_desktop.documents.compare.older import Older, known_lists, known_styles
from hisrg_desktop.documents.word import footnotes, proof, reading
from hisrg_desktop.documents.word.package import Package, opened
from hisrg_desktop.documents.word.reading import Mode, every, notes_in, tree_of, value_of, whole_of
from hisrg_desktop.documents.word.story import STRICT
from hisrg_desktop.documents.written.core import stamp
from hisrg_desktop.meeting.hygiene import one_line
from hisrg_desktop.meeting.order import OutOfOrder, Unreadable

KINDS = ("footnote", "endnote")
_CORE = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Redline:
    """A redline: the file, how many changes of each kind it has, and which of the two files had changes of their own."""

    data: bytes
    inserted: int
    deleted: int
    moved: int
    formatted: int
    carried: tuple[str, ...]


def redline(
    old: bytes, new: bytes, names: tuple[str, str], author: str = "", date: str = "", *, formatting: bool = False
) -> Redline:
    """The newer file with its differences from the older one tracked, under this name and date, proved before it is given.

    Where they carry tracked changes, what they read with these accepted is compared. Without a name the changes are
    those of whoever saved the newer file last, without a date of when it was. With `formatting`, how words, paragraphs,
    tables, rows and cells that both have looked is marked too. `Unreadable` names the file; `OutOfOrder` the place of
    what cannot be written exactly.
    """
    packages = opened(old, names[0]), opened(new, names[1])
    saved_by, saved = saved_last(packages[1])
    comparison = _Comparison(*packages, one_line(author or saved_by) or "Comparison", date or saved, formatting)
    made = comparison.made()
    _prove(made, new, names, comparison.texts)
    carried = tuple(name for name, marked in zip(names, comparison.marked, strict=True) if marked)
    written = comparison.pen.written
    return Redline(
        made, written.get("ins", 0), written.get("del", 0), comparison.pen.moves, comparison.formatted, carried
    )


def saved_last(package: Package) -> tuple[str, str]:
    """Who saved a file last, and when, as the file says; empty where it does not, or says no time."""
    if _CORE not in package:
        return "", ""
    said = {str(node.tag).rpartition("}")[2]: (node.text or "").strip() for node in package.tree(_CORE)}
    return said.get("lastModifiedBy") or said.get("creator", ""), _time(said.get("modified", ""))


def _time(said: str) -> str:
    """The time as a tracked change carries it; Word refuses a file in which one carries anything else."""
    try:
        return stamp(datetime.fromisoformat(said))
    except (ValueError, OverflowError):
        return ""


class _Comparison:
    """Two files on their way to one."""

    def __init__(self, old: Package, new: Package, author: str, date: str, formatting: bool) -> None:
        self._old, self._new = old, new
        self._lists = Lists(levels(old), levels(new)) if formatting else None
        self._looks: list[Looks] = []
        self._mains = old.main(), new.main()
        # Both files were opened for this alone, so that their trees may be changed.
        self._bodies = old.tree(self._mains[0]), new.tree(self._mains[1])
        self._parts = {kind: (part_of(old, kind), part_of(new, kind)) for kind in KINDS}
        trees = [
            [body, *(tree for kind in KINDS if (tree := self._parts[kind][side][1]) is not None)]
            for side, body in enumerate(self._bodies)
        ]
        self.marked = [any(map(is_marked, some)) for some in trees]
        for tree in (tree for some in trees for tree in some):
            without_idle_blanks(tree)
        self.texts = tuple(whole_of(some[0], self._entries(side), "accepted") for side, some in enumerate(trees))
        for tree in (tree for some in trees for tree in some):
            accept(tree)
        self._space = str(self._bodies[1].tag)[1:].partition("}")[0]
        self._made: dict[str, bytes] = {}
        self._provide_notes()
        self._notes = {kind: Notes(kind, self._parts[kind][0][1], self._parts[kind][1][1]) for kind in KINDS}
        for notes in self._notes.values():
            notes.pair(*self._bodies)
        self._signs = Signs()
        used = [int(value) for tree in trees[1] for value in _ids(tree)]
        self.pen = Pen(self._space, author, date, max([0, *used]) + 1)
        self._known = known_styles(new), known_lists(new)

    @property
    def formatted(self) -> int:
        """How many changes of formatting are marked."""
        return sum(looks.changed for looks in self._looks)

    def made(self) -> bytes:
        """The newer file with the changes in it."""
        body = self._blocks(*self._mains)
        before, after = (_text(*one) for one in zip(self._bodies, (self._old, self._new), strict=True))
        body.compare(before, after)
        for kind in KINDS:
            self._compare_notes(kind, [(one, other) for what, one, other in body.words.notes if what == kind])
        self._made |= body.older.media.parts(self._made)
        return self._new.written(self._made | {self._mains[1]: _bytes(self._bodies[1])})

    def _entries(self, side: int) -> dict[str, dict[str, Node]]:
        trees = {kind: self._parts[kind][side][1] for kind in KINDS}
        return {f"{kind}s": dict(notes_in(tree)) for kind, tree in trees.items() if tree is not None}

    def _provide_notes(self) -> None:
        """A part of its own for a kind of notes that only the older file has."""
        for kind in KINDS:
            (_, old), (name, _) = self._parts[kind]
            if old is not None and not name and next(every(self._bodies[0], f"{kind}Reference"), None) is not None:
                made = footnotes.empty_part(self._new, self._mains[1], self._made, kind, strict=self._space == STRICT)
                self._made |= made
                name = next(one for one in made if one.endswith(f"/{kind}s.xml"))
                self._parts[kind] = self._parts[kind][0], (name, tree_of(made[name]))

    def _compare_notes(self, kind: str, pairs: list[tuple[str, str]]) -> None:
        (old, _), (new, tree) = self._parts[kind]
        if tree is None:
            return
        notes = self._notes[kind]
        blocks = self._blocks(old or new, new)
        for pair in pairs:
            if entries := notes.entries(*pair):
                blocks.compare(*entries)
        for entry in notes.bring():
            blocks.whole(blocks.older.fit(entry), "del")
        for entry in notes.only_new({newer for _, newer in pairs}):
            blocks.whole(entry, "ins")
        if notes.taken:
            notes.settle(self._bodies[1])
        self._made |= blocks.older.media.parts(self._made) | {new: _bytes(tree)}

    def _blocks(self, old: str, new: str) -> Blocks:
        sides = Side(self._signs, self._meaning(self._old, old, 0)), Side(self._signs, self._meaning(self._new, new, 1))
        older = Older(self._space, *self._known, Media(self._old, self._new, old, new), self._take)
        if self._lists is not None:
            self._looks.append(Looks(*sides, older, self.pen, self._lists))
        return Blocks(*sides, older, self.pen, self._looks[-1] if self._looks else None)

    def _meaning(self, package: Package, part: str, side: int) -> Meaning:
        return partial(self._means, side, meaning_of(package, part))

    def _means(self, side: int, shows: object, content: Node, name: str) -> object:
        if name not in NOTES:
            return shows(content)  # type: ignore[operator]
        kind, id_ = NOTES[name], value_of(content, "id") or ""
        same = self._notes[kind].same
        return (kind, id_ if side else same[id_]) if side or id_ in same else (kind, "older", id_)

    def _take(self, kind: str, id_: str) -> str:
        return self._notes[kind].take(id_)


def _text(root: Node, package: Package) -> Node:
    """The body of a file's main part."""
    body = next(every(root, "body"), None)
    if body is None:
        raise Unreadable(f"{package.guarded.name} holds no text: choose another file.")
    return body


def _ids(tree: Node) -> list[str]:
    found = (
        str(value)
        for node in tree.iter(etree.Element)
        for key, value in node.attrib.items()
        if str(key).endswith("}id")
    )
    return [value for value in found if value.isdecimal() and len(value) < 10]


def _bytes(root: Node) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_idle_blanks(tree: Node) -> None:
    """Take out the blanks at the ends of words that are not said to be kept; no program shows them.

    Cut in two, such words would show them, or lose others.
    """
    for words in every(tree, "t"):
        if words.text and words.get(KEPT) != "preserve":
            words.text = words.text.strip(" \t\r\n")


def _prove(made: bytes, new: bytes, names: tuple[str, str], texts: Sequence[list[str]]) -> None:
    """Nothing, where the redline reads as the newer file when accepted, as the older when rejected, and is sound."""
    modes: tuple[Mode, Mode] = ("rejected", "accepted")
    ours = f"The redline of {names[0]} and {names[1]}"
    for mode, name, text in zip(modes, names, texts, strict=True):
        read, asked = (list(filter(None, one)) for one in (reading.whole(made, mode, ours), text))
        if read != asked:
            at = next((n for n, (one, other) in enumerate(zip(read, asked, strict=False)) if one != other), None)
            at = min(len(read), len(asked)) if at is None else at
            words = one_line((asked[at] if at < len(asked) else read[at])[:60])
            raise OutOfOrder(
                f"The redline cannot be written exactly: {mode}, it would not read as {name} at “{words}”. "
                "No file was written; make that place alike in both files, and compare again."
            )
    if found := proof.new_faults(made, new):
        raise OutOfOrder(f"The redline would be faulty ({found}). No file was written.")
