"""Changes shown by their look, as some bodies demand: new words bold and underlined, those that go struck through."""

from collections.abc import Collection, Sequence

from hisrg_desktop.documents.word.nodes import Node, attribute, tree

_CHANGES = {"ins": "new", "del": "gone", "moveTo": "new", "moveFrom": "gone"}
_RECORDS = ("pPrChange", *(f"{side}Range{end}" for side in ("moveFrom", "moveTo") for end in ("Start", "End")))
_SHOWN = {"new": ("b", "u"), "gone": ("strike",)}
_BEFORE = {
    "b": {"rStyle", "rFonts"},
    "strike": {"rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps"},
}
"""What of a run's properties stands before this one (ISO/IEC 29500-1, CT_RPr)."""
_AFTER = {
    "u": {
        "effect",
        "bdr",
        "shd",
        "fitText",
        "vertAlign",
        "rtl",
        "cs",
        "em",
        "lang",
        "eastAsianLayout",
        "specVanish",
        "oMath",
    }
    | {"rPrChange"},
}
"""What stands behind it."""
_LIVE = {"delText": "t", "delInstrText": "instrText"}


def shown(paragraphs: str, prefix: str, ours: Collection[str]) -> str:
    """The XML of paragraphs with these tracked changes as looks; other people's stay tracked."""
    return _Looks(prefix, frozenset(ours)).within(tree(f"<all>{paragraphs}</all>", prefix), frozenset())


class _Looks:
    """Paragraphs on their way from tracked changes to looks."""

    def __init__(self, prefix: str, ours: frozenset[str]) -> None:
        self._prefix, self._ours = prefix, ours

    def xml(self, node: Node, how: frozenset[str] = frozenset()) -> str:
        """The element with what is in it; words that came and went again are left out."""
        if self._is_ours(node):
            return self.within(node, how | {_CHANGES[node.name]}) if node.name in _CHANGES else ""
        if node.name == "r" and how:
            return "" if len(how) > 1 else self._run(node, next(iter(how)))
        return node.head + self.within(node, how) + node.tail

    def _is_ours(self, node: Node) -> bool:
        return node.name in (*_CHANGES, *_RECORDS) and attribute(node.head, "id") in self._ours

    def within(self, node: Node, how: frozenset[str]) -> str:
        """What is in an element."""
        return "".join(child if isinstance(child, str) else self.xml(child, how) for child in node.children)

    def _run(self, run: Node, how: str) -> str:
        inside = "".join(
            child if isinstance(child, str) else self._live(child)
            for child in run.children
            if isinstance(child, str) or child.name != "rPr"
        )
        return run.head + self._look(run.child("rPr"), _SHOWN[how]) + inside + run.tail

    def _live(self, content: Node) -> str:
        name = _LIVE.get(content.name)
        if name is None:
            return content.xml
        return content.xml.replace(f"{self._prefix}{content.name}", f"{self._prefix}{name}")

    def _look(self, look: Node | None, names: Collection[str]) -> str:
        w = self._prefix
        kept = [(child.name, child.xml) for child in look.nodes()] if look else []
        for name in names:
            kept = [one for one in kept if one[0] != name]
            kept.insert(_place(name, [one for one, _ in kept]), (name, f"<{w}{name}{_value(name, w)}/>"))
        return f"<{w}rPr>{''.join(xml for _, xml in kept)}</{w}rPr>"


def _place(name: str, among: Sequence[str]) -> int:
    """Where a property belongs among those that are there in their order."""
    if name in _BEFORE:
        return sum(one in _BEFORE[name] for one in among)
    return len(among) - sum(one in _AFTER[name] for one in among)


def _value(name: str, prefix: str) -> str:
    return f' {prefix}val="single"' if name == "u" else ""
