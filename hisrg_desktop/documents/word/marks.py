"""Every change and every comment in a Word file: who made it, when, where, and on which words.

The elements are those of ISO/IEC 29500-1, 17.13.4 and 17.13.5; threads and *resolved* are Microsoft's ([MS-DOCX] 2.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from lxml import etree

from hisrg_desktop.documents.word import package
from hisrg_desktop.documents.word.package import Package
from hisrg_desktop.documents.word.reading import (
    W14,
    W15,
    Reader,
    body_of,
    joined,
    name_of,
    notes_of,
    repeats,
    value_of,
)

Kind = Literal[
    "insertion",
    "deletion",
    "moved from",
    "moved to",
    "paragraph inserted",
    "paragraph deleted",
    "row inserted",
    "row deleted",
    "cell inserted",
    "cell deleted",
    "cells merged",
    "control inserted",
    "control deleted",
    "formatting",
    "numbering",
]

_RUNS: dict[str, Kind] = {"ins": "insertion", "del": "deletion", "moveFrom": "moved from", "moveTo": "moved to"}
_MARKS: dict[str, Kind] = {
    "ins": "paragraph inserted",
    "moveTo": "paragraph inserted",
    "del": "paragraph deleted",
    "moveFrom": "paragraph deleted",
}
_ROWS: dict[str, Kind] = {"ins": "row inserted", "del": "row deleted"}
_CELLS: dict[str, Kind] = {"cellIns": "cell inserted", "cellDel": "cell deleted", "cellMerge": "cells merged"}
_CONTROLS: dict[str, Kind] = {"customXmlInsRangeStart": "control inserted", "customXmlDelRangeStart": "control deleted"}
_LOOKS = frozenset(f"{name}Change" for name in ("rPr", "pPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid"))
_SILENT = frozenset(("bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"))
"""What may stand between two halves of one change."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: "body" or the note, and the number of the paragraph in it, from 1."""

    part: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change. `within` are the changes it stands in, outermost first; `name` pairs the halves of a move."""

    kind: Kind
    author: str
    date: str
    place: Place
    text: str = ""
    name: str = ""
    within: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: its words, the words it stands on, the comment it answers."""

    id: str
    author: str
    date: str
    text: str
    quote: str = ""
    place: Place | None = None
    answers: str | None = None
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The changes in the order of the text, notes last, and the comments in the order of the file."""

    changes: list[Change]
    comments: list[Comment]


def marks(docx: bytes, name: str = "") -> Marks:
    """What is marked in a Word file. `Unreadable`, which names the file, as the guard has it."""
    parts = package.opened(docx, name)
    walk = _Walk("body")
    walk.down(body_of(parts))
    changes, on = list(walk.found), {**walk.on}
    for kind, called in (("footnotes", "footnote"), ("endnotes", "endnote")):
        for id_, note in notes_of(parts, kind):
            inner = _Walk(f"{called} {id_}")
            inner.down(note)
            changes += inner.found
            on |= inner.on
    return Marks([one.change for one in changes], list(_comments(parts, on)))


# --- the changes ----------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class _Found:
    """A change as it is gathered."""

    change: Change
    last: etree._Element | None = None


@dataclass(slots=True)
class _Quote:
    """The words a comment stands on: as they read accepted, and those that are deleted."""

    place: Place
    kept: str = ""
    gone: str = ""


@dataclass(slots=True)
class _Walk:
    """Goes through one part in order."""

    part: str
    found: list[_Found] = field(default_factory=list)
    on: dict[str, _Quote] = field(default_factory=dict)
    _inside: list[_Found] = field(default_factory=list)
    _quoted: list[str] = field(default_factory=list)
    _paragraph: int = 0
    _move: str = ""

    def down(self, node: etree._Element) -> None:
        """Take in everything below an element."""
        for child in node:
            name = name_of(child)
            if name == "p":
                self._down_paragraph(child)
            elif name in _RUNS:
                self._down_change(child, _RUNS[name])
            else:
                self._one(child, name)
                self.down(child)

    def _one(self, node: etree._Element, name: str) -> None:
        """Take in an element that is no paragraph and no change of runs."""
        if name in ("t", "delText"):
            self._say("".join(node.itertext()))
        elif name in ("tab", "br", "cr") and _parent(node) == "r":
            self._say("\t" if name == "tab" else "\n")
        elif name in ("trPr", "tcPr"):
            self._properties(node, _ROWS if name == "trPr" else _CELLS)
        elif name in _CONTROLS:
            self._note(node, _CONTROLS[name])
        elif name in _LOOKS:
            self._note(node, "formatting")
        elif name == "numberingChange":
            self._note(node, "numbering")
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self._move = value_of(node, "name") or ""
        elif name == "commentRangeStart":
            self.on[value_of(node, "id") or ""] = _Quote(self._place)
            self._quoted.append(value_of(node, "id") or "")
        elif name == "commentRangeEnd":
            self._quoted = [one for one in self._quoted if one != value_of(node, "id")]
        elif name == "commentReference":
            self.on.setdefault(value_of(node, "id") or "", _Quote(self._place))

    def _down_paragraph(self, node: etree._Element) -> None:
        if repeats(node):
            return
        self._paragraph += 1
        around, self._inside = self._inside, []
        for properties in (child for child in node if name_of(child) == "pPr"):
            for look in (child for child in properties if name_of(child) == "rPr"):
                self._properties(look, _MARKS)
        self.down(node)
        for id_ in self._quoted:
            self.on[id_].kept += "\n"
        self._inside = around

    def _down_change(self, node: etree._Element, kind: Kind) -> None:
        if _parent(node) in ("rPr", "trPr", "numPr"):
            return  # the mark of a paragraph or a row, taken in with its properties
        before = self.found[-1] if self.found else None
        change = self._change(node, kind)
        if (
            before is not None
            and before.last is not None
            and _goes_on(before.last, node)
            and _same(before.change, change)
        ):
            one = before
        else:
            one = _Found(change)
            self.found.append(one)
        self._inside.append(one)
        self.down(node)
        self._inside.pop()
        one.last = node

    def _properties(self, node: etree._Element, kinds: dict[str, Kind]) -> None:
        for child in node:
            if kind := kinds.get(name_of(child)):
                self._note(child, kind)

    def _note(self, node: etree._Element, kind: Kind) -> None:
        self.found.append(_Found(self._change(node, kind)))

    def _change(self, node: etree._Element, kind: Kind) -> Change:
        author, date = value_of(node, "author") or "", value_of(node, "date") or ""
        name = self._move if kind in ("moved from", "moved to") else ""
        return Change(
            kind,
            author,
            date,
            self._place,
            name=name,
            # Without their own surroundings: a change in forty others would else say these a billion times.
            within=tuple(replace(one.change, text="", within=()) for one in self._inside),
        )

    def _say(self, words: str) -> None:
        for one in self._inside:
            one.change = replace(one.change, text=one.change.text + words)
        gone = any(one.change.kind in ("deletion", "moved from") for one in self._inside)
        for id_ in self._quoted:
            if gone:
                self.on[id_].gone += words
            else:
                self.on[id_].kept += words

    @property
    def _place(self) -> Place:
        return Place(self.part, max(1, self._paragraph))


def _parent(node: etree._Element) -> str:
    above = node.getparent()
    return "" if above is None else name_of(above)


def _goes_on(last: etree._Element, node: etree._Element) -> bool:
    """Whether a change is the next half of the last one: nothing stands between them but what has no words."""
    before = node.getprevious()
    while before is not None and (not isinstance(before.tag, str) or name_of(before) in _SILENT):
        before = before.getprevious()
    return before is last


def _same(one: Change, other: Change) -> bool:
    kind = (one.kind, one.author, one.date, one.place, one.name)
    return kind == (other.kind, other.author, other.date, other.place, other.name)


# --- the comments ---------------------------------------------------------------------------------------------------


def _comments(parts: Package, on: dict[str, _Quote]) -> Iterator[Comment]:
    name = parts.related(parts.main(), "comments")
    if not name:
        return
    notes = [node for node in parts.tree(name) if name_of(node) == "comment"]
    threads = _threads(parts)
    ids = {_last_paragraph(node): value_of(node, "id") or "" for node in notes}
    for node in notes:
        id_ = value_of(node, "id") or ""
        parent, done = threads.get(_last_paragraph(node), ("", False))
        quote = on.get(id_)
        yield Comment(
            id_,
            value_of(node, "author") or "",
            value_of(node, "date") or "",
            "\n".join(joined(Reader("accepted", full=True).lines(node))),
            (quote.kept.strip("\n") or quote.gone) if quote else "",
            quote.place if quote else None,
            ids.get(parent) if parent else None,
            done,
        )


def _last_paragraph(comment: etree._Element) -> str:
    """The id of a comment's last paragraph, on which replies and *resolved* hang."""
    return next((node.get(f"{W14}paraId", "").upper() for node in reversed(comment) if name_of(node) == "p"), "")


def _threads(parts: Package) -> dict[str, tuple[str, bool]]:
    name = parts.related(parts.main(), "commentsExtended")
    return threads_in(parts.tree(name)) if name else {}


def threads_in(extended: etree._Element | None) -> dict[str, tuple[str, bool]]:
    """By the id of a comment's last paragraph: that of the comment it answers, and whether it is resolved."""
    return {
        entry.get(f"{W15}paraId", "").upper(): (
            entry.get(f"{W15}paraIdParent", "").upper(),
            entry.get(f"{W15}done") in ("1", "true", "on"),
        )
        for entry in (() if extended is None else extended.iter(f"{W15}commentEx"))
    }
