"""The look of words and paragraphs: the properties that new ones take over from those beside them."""

import re

from hisrg_desktop.documents.word.bits import Bit
from hisrg_desktop.documents.word.nodes import Node, tree

_LOOKS_LIKE_A_LINK = re.compile(r"<[^>]*?rStyle\b[^>]*?/>|<[^>]*?:(?:color|u)\b[^>]*?/>")
_NOT_THE_CORE = frozenset(("rPr", "sectPr", "pPrChange"))
_RECORDED = frozenset(("ins", "del", "moveFrom", "moveTo", "rPrChange"))


def core_of(properties: Node | None) -> str:
    """The paragraph properties without the mark's look, the section and what was recorded."""
    return "".join(n.xml for n in properties.nodes() if n.name not in _NOT_THE_CORE) if properties else ""


def with_mark(own: Node | None, mark: str, prefix: str) -> str:
    """The paragraph properties with the paragraph's end marked."""
    w = prefix
    marked = f"<{w}rPr>{mark}</{w}rPr>"
    if own is None or not own.tail:
        return f"<{w}pPr>{marked}</{w}pPr>"
    out, done = own.head, False
    for child in own.children:
        name = child.name if isinstance(child, Node) else ""
        if isinstance(child, Node) and name == "rPr":
            out, done = out + _marked(child, mark, w), True
            continue
        if not done and name in ("sectPr", "pPrChange"):
            out, done = out + marked, True
        out += child if isinstance(child, str) else child.xml
    return out + ("" if done else marked) + own.tail


def _marked(look: Node, mark: str, prefix: str) -> str:
    """The look of a paragraph's end with our mark in it, after that of who inserted it."""
    kept = look.nodes() if look.tail else []
    first = "".join(n.xml for n in kept if n.name == "ins")
    rest = "".join(n.xml for n in kept if n.name != "ins")
    return f"<{prefix}rPr>{first}{mark}{rest}</{prefix}rPr>"


def mark_look(node: Node) -> str:
    """The look of a paragraph's end, as run properties."""
    properties = node.child("pPr")
    look = properties.child("rPr") if properties else None
    return look.xml if look else ""


def unrecorded(look: Node | None) -> list[str]:
    """What run properties say, without the record of other changes."""
    return [n.xml for n in look.nodes() if n.name not in _RECORDED] if look else []


def plain_look(look: str, prefix: str, *, link: bool = False) -> str:
    """Run properties as new words take them over: no record of other changes, no look of a link."""
    if not look:
        return ""
    kept = unrecorded(tree(look, prefix))
    if link:
        kept = [xml for xml in kept if not _LOOKS_LIKE_A_LINK.match(xml)]
    return f"<{prefix}rPr>{''.join(kept)}</{prefix}rPr>" if kept else ""


def look_of_most(node: Node, row: list[Bit], prefix: str) -> str:
    """The look of a paragraph's longest run, or of its end where it has no words."""
    longest = max((bit for bit in row if bit.kind == "text"), key=lambda bit: len(bit.text), default=None)
    return plain_look(longest.run.look if longest and longest.run else mark_look(node), prefix)


class Looks:
    """The looks of a paragraph's words, for words that come in beside them."""

    def __init__(self, row: list[Bit], node: Node, prefix: str) -> None:
        self._row, self._node, self._prefix = row, node, prefix
        self._words = [i for i, bit in enumerate(row) if bit.kind == "text"]
        self._has_text = any(bit.text for bit in row)
        self._in_link: list[bool] = []
        depth = 0
        for bit in row:
            if bit.container and bit.container.name == "hyperlink":
                depth += (bit.kind == "open") - (bit.kind == "close")
            self._in_link.append(depth > 0 or bit.field >= 0)

    def at(self, index: int, at: int, deleted_from: int | None, *, first: bool) -> str:
        """The run properties for words put before bit `index`: those of the words they replace, or of the neighbour."""
        found = self._beside(at, deleted_from, first=first)
        if not found:
            return self._of_the_end()
        between = bool(index and index < len(self._row))
        inside = between and self._in_link[index - 1] and self._in_link[index]
        best = next((i for i in found if self._in_link[i] == inside), found[0])
        run = self._row[best].run
        look = plain_look(run.look if run else "", self._prefix, link=self._in_link[best] and not inside)
        return look or self._of_the_end()

    def _of_the_end(self) -> str:
        return "" if self._has_text else plain_look(mark_look(self._node), self._prefix)

    def _beside(self, at: int, deleted_from: int | None, *, first: bool) -> list[int]:
        """The words whose look may be taken over, the best first."""
        row = self._row
        left = next((i for i in reversed(self._words) if row[i].until <= at), None)
        right = next((i for i in self._words if row[i].at >= at), None)
        replaced = None
        if deleted_from is not None:
            replaced = next((i for i in self._words if row[i].at >= deleted_from and row[i].until <= at), None)
        order = [replaced, right, left] if first else [replaced, left, right]
        return [i for i in order if i is not None]
