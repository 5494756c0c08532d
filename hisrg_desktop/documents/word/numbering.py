"""The number that Word shows before each paragraph, computed from `numbering.xml` and `styles.xml`.

What Word saves and how it counts is written down in `numbering.md` beside this module.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from hisrg_desktop.documents.word.figures import written
from hisrg_desktop.documents.word.names import MC, VAL, W, on
from hisrg_desktop.documents.word.styles import Styles, whole

LEVELS = 9
_LONGEST = 255
"""The most characters in which a list may say how its numbers are written, as Word itself allows."""

_PLACE = re.compile(r"%([1-9])")
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf02d": "–", "\uf0e0": "→"}
_HOPS = 20
"""Links between numbering styles may run in a ring; no honest chain is this long."""


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and writes its number."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    style: str | None = None


@dataclass(frozen=True)
class Label:
    """The number before a paragraph: as shown, its value, its level, and how it is written.

    `suffix` is what stands between number and text: "tab", "space" or "nothing".
    """

    text: str
    value: int
    ilvl: int
    num_id: int
    list_id: str
    kind: str
    suffix: str = "tab"

    @property
    def bullet(self) -> bool:
        """Whether it is a sign rather than a number."""
        return self.kind == "bullet"


@dataclass(frozen=True)
class Instance:
    """A `w:num`: which list it counts in, its levels, and where it starts anew."""

    list_id: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass
class Count:
    """Where one list has got to: the number last used per level, and which instances have made their new start."""

    at: list[int | None] = field(default_factory=lambda: [None] * LEVELS)
    started: set[tuple[int, int]] = field(default_factory=set)


class Numbering:
    """Counts through a document: ask for the label of each paragraph in document order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        nodes = etree.Element("none") if root is None else root
        self._lists = {_id(node, "abstractNumId"): node for node in nodes.iter(W + "abstractNum")}
        self._nums = {_id(node, "numId"): node for node in nodes.iter(W + "num")}
        self._instances: dict[int, Instance | None] = {}
        self._counts: dict[str, Count] = {}

    def label(self, properties: etree._Element | None) -> Label | None:
        """The label of the next paragraph, given its `w:pPr`; None where it has no number."""
        found = self.place(properties)
        if found is None:
            return None
        num_id, ilvl = found
        instance = self._instance(num_id)
        if instance is None:
            return None
        value = self._advance(num_id, instance, ilvl)
        return self._shown(num_id, instance, ilvl, value)

    def place(self, properties: etree._Element | None) -> tuple[int, int] | None:
        """The instance and level that apply to a paragraph, its own or its style's; None where there are none."""
        style = None if properties is None else properties.find(W + "pStyle")
        style_id = None if style is None else style.get(VAL)
        own = None if properties is None else properties.find(W + "numPr")
        num_id = None if own is None else whole(own.find(W + "numId"))
        ilvl = None if own is None else whole(own.find(W + "ilvl"))
        if num_id is None:
            num_id = self._styled_number(style_id)
        if not num_id:
            return None
        if ilvl is None:
            ilvl = self._styled_level(style_id, num_id)
        return num_id, min(max(ilvl, 0), LEVELS - 1)

    def _styled_number(self, style_id: str | None) -> int | None:
        said = (style.num_id for style in self._styles.chain(style_id))
        return next((num_id for num_id in said if num_id is not None), None)

    def _styled_level(self, style_id: str | None, num_id: int) -> int:
        """The level that names the style, or the level that the style names; the nearest style decides."""
        instance = self._instance(num_id)
        linked = {level.style: ilvl for ilvl, level in instance.levels.items() if level.style} if instance else {}
        for style in self._styles.chain(style_id):
            if style.id in linked:
                return linked[style.id]
            if style.ilvl is not None:
                return style.ilvl
        return 0

    def _instance(self, num_id: int) -> Instance | None:
        if num_id not in self._instances:
            self._instances[num_id] = self._read_instance(num_id)
        return self._instances[num_id]

    def _read_instance(self, num_id: int) -> Instance | None:
        node = self._nums.get(str(num_id))
        found = self._resolved(node) if node is not None else None
        if node is None or found is None:
            return None
        levels = {_ilvl(lvl): _level(lvl) for lvl in found.iterchildren(W + "lvl")}
        starts: dict[int, int] = {}
        for override in node.iterchildren(W + "lvlOverride"):
            ilvl, own = _ilvl(override), override.find(W + "lvl")
            if own is not None:
                levels[ilvl] = _level(own)
            start = whole(override.find(W + "startOverride"))
            if start is not None:
                starts[ilvl] = start
                levels[ilvl] = replace(levels.get(ilvl, Level()), start=start)
        return Instance(_id(found, "abstractNumId"), levels, starts)

    def _resolved(self, num: etree._Element) -> etree._Element | None:
        """The list definition of a `w:num`, following links to numbering styles."""
        node: etree._Element | None = num
        for _ in range(_HOPS):
            points = None if node is None else node.find(W + "abstractNumId")
            found = None if points is None else self._lists.get(points.get(VAL, ""))
            link = None if found is None else found.find(W + "numStyleLink")
            if link is None:
                return found
            node = self._linked(link.get(VAL, ""))
            if node is None:
                named = self._style_list(link.get(VAL, ""))
                return found if named is None else named
        return None

    def _linked(self, style_id: str) -> etree._Element | None:
        number = self._styled_number(style_id) if style_id in self._styles.by_id else None
        return self._nums.get(str(number)) if number else None

    def _style_list(self, style_id: str) -> etree._Element | None:
        for node in self._lists.values():
            link = node.find(W + "styleLink")
            if link is not None and link.get(VAL) == style_id:
                return node
        return None

    def _advance(self, num_id: int, instance: Instance, ilvl: int) -> int:
        """The number of this paragraph: one more, or the start where the level begins (again)."""
        count = self._counts.setdefault(instance.list_id, Count())
        last = count.at[ilvl]
        value = instance.levels.get(ilvl, Level()).start if last is None else last + 1
        for level in range(ilvl + 1):
            if level in instance.starts and (num_id, level) not in count.started:
                count.started.add((num_id, level))
                value, count.at[level] = _new_start(instance, level, ilvl, value, count.at[level])
        count.at[ilvl] = value
        _count_left_out(count, instance, ilvl)
        _restart_below(count, instance, ilvl)
        return value

    def _shown(self, num_id: int, instance: Instance, ilvl: int, value: int) -> Label:
        level = instance.levels.get(ilvl, Level())
        count = self._counts[instance.list_id]
        if level.kind == "bullet":
            text = "".join(_SYMBOLS.get(sign, sign) for sign in level.text)
        else:
            text = _PLACE.sub(lambda found: _figure(instance, count, level, int(found[1]) - 1), level.text)
        return Label(text, value, ilvl, num_id, instance.list_id, level.kind, level.suffix)


def _new_start(instance: Instance, level: int, ilvl: int, value: int, last: int | None) -> tuple[int, int | None]:
    """An instance starts a level anew when it is first used there; at higher levels, the number that is shown."""
    start = instance.starts[level]
    return (start, last) if level == ilvl else (value, start if last is None else last)


def _count_left_out(count: Count, instance: Instance, ilvl: int) -> None:
    """A level above that was left out is taken to have begun: after "1.1" without a "1." comes "2."."""
    for above in range(ilvl):
        if count.at[above] is None:
            count.at[above] = instance.levels.get(above, Level()).start


def _restart_below(count: Count, instance: Instance, ilvl: int) -> None:
    for deeper in range(ilvl + 1, LEVELS):
        restart = instance.levels.get(deeper, Level()).restart
        # No w:lvlRestart: any level above; 0: never; n: the n-th level or one above it.
        if restart is None or restart > deeper or ilvl < restart:
            count.at[deeper] = None


def _figure(instance: Instance, count: Count, shown_in: Level, ilvl: int) -> str:
    level = instance.levels.get(ilvl, Level())
    last = count.at[ilvl]
    number = level.start if last is None else last
    legal = shown_in.legal and level.kind not in {"none", "bullet"}
    return written(number, "decimal" if legal else level.kind)


def _level(node: etree._Element) -> Level:
    text, style, suffix = node.find(W + "lvlText"), node.find(W + "pStyle"), node.find(W + "suff")
    legal, start = node.find(W + "isLgl"), whole(node.find(W + "start"))
    return Level(
        start=1 if start is None else start,
        kind=_kind(node),
        text="" if text is None else text.get(VAL, "")[:_LONGEST],
        restart=whole(node.find(W + "lvlRestart")),
        legal=legal is not None and on(legal.get(VAL)),
        suffix="tab" if suffix is None else suffix.get(VAL, "tab"),
        style=None if style is None else style.get(VAL),
    )


def _kind(node: etree._Element) -> str:
    found = node.find(W + "numFmt")
    if found is None:
        found = node.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if found is None:
        return "decimal"
    if found.get(VAL) == "custom":
        return found.get(W + "format", "decimal")[:_LONGEST]
    return found.get(VAL, "decimal")


def _ilvl(node: etree._Element) -> int:
    said = node.get(W + "ilvl", "0")
    return int(said) if said.isdecimal() and len(said) < LEVELS else 0


def _id(node: etree._Element, name: str) -> str:
    return node.get(W + name, "")
