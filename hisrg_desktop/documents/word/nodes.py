"""A paragraph's XML as a tree in which every character of the source has its place."""

import html
import re
from dataclasses import dataclass, field

from hisrg_desktop.meeting.hygiene import clean

_STILL = {"\t": "tab", "\n": "br"}
_MARKUP = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"""
    r"""|<(?P<end>/?)(?P<name>[^\s/>]+)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+""",
    re.S,
)


@dataclass(slots=True)
class Node:
    """An element as it stands: its name without the Word prefix, its tags, its children (nodes or text)."""

    name: str
    head: str
    children: "list[Node | str]" = field(default_factory=list)
    tail: str = ""

    @property
    def xml(self) -> str:
        """The element's XML, unchanged."""
        return self.head + "".join(c if isinstance(c, str) else c.xml for c in self.children) + self.tail

    def nodes(self) -> "list[Node]":
        """The child elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def child(self, name: str) -> "Node | None":
        """The first child element of that name."""
        return next((child for child in self.nodes() if child.name == name), None)

    def text(self) -> str:
        """The characters directly inside, entities resolved."""
        return "".join(_plain(child) for child in self.children if isinstance(child, str))


def _plain(source: str) -> str:
    if source.startswith("<![CDATA["):
        return source[9:-3]
    return "" if source.startswith("<") else html.unescape(source) if "&" in source else source


def tree(source: str, prefix: str) -> Node:
    """The paragraph's elements; every character of the source is in exactly one of them."""
    root = Node("", "")
    stack = [root]
    for found in _MARKUP.finditer(source):
        name = found["name"]
        if name is None:
            stack[-1].children.append(found.group())
        elif found["end"]:
            stack.pop().tail = found.group()
        else:
            node = Node(_local(name, prefix), found.group())
            stack[-1].children.append(node)
            if not found["rest"].endswith("/"):
                stack.append(node)
    return root.nodes()[0]


def _local(name: str, prefix: str) -> str:
    if prefix:
        return name[len(prefix) :] if name.startswith(prefix) else f"?{name}"
    return f"?{name}" if ":" in name else name


def attribute(head: str, name: str) -> str | None:
    """The value of an attribute in a start tag, by its name without prefix."""
    found = re.search(rf"""[\s:]{name}\s*=\s*("[^"]*"|'[^']*')""", head)
    return html.unescape(found.group(1)[1:-1]) if found else None


def escaped(text: str) -> str:
    """The text as it stands in XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def text_xml(words: str, prefix: str, name: str = "t") -> str:
    """The words as a text element."""
    keep = ' xml:space="preserve"' if words[:1].isspace() or words[-1:].isspace() or "  " in words else ""
    return f"<{prefix}{name}{keep}>{escaped(words)}</{prefix}{name}>"


def words_xml(words: str, prefix: str, name: str = "t") -> str:
    """The words as they stand in a run: texts, tabs and line breaks, without what no document can carry."""
    parts = filter(None, re.split(r"([\t\n])", clean(words)))
    return "".join(f"<{prefix}{_STILL[p]}/>" if p in _STILL else text_xml(p, prefix, name) for p in parts)
