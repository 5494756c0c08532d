"""Pictures, charts, objects and links that only the older file has, carried over with the parts that they rest on."""

import posixpath
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from hisrg_desktop.documents.compare.characters import Node
from hisrg_desktop.documents.word.package import Package, extended, relations_of
from hisrg_desktop.meeting.order import OutOfOrder

_REFERENCE = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
Where = Callable[[], str]
"""Says where something stands, asked only for a refusal."""
_TYPES = "[Content_Types].xml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_RUNS = frozenset(("control", "activeXControlBinary", "vbaProject", "wordVbaData"))
"""Relations to what a program would run; nothing of the kind is carried anywhere."""
_DRAWN = re.compile(rb'\brelId="([^"]+)"')
"""Where the data of a diagram name, by a relation of the text's own, the drawing of it that was made last."""


@dataclass(slots=True)
class Media:
    """Parts on their way from one part of the older file, and what that one rests on, to one of the newer."""

    old: Package
    new: Package
    part: str
    into: str
    _ids: dict[str, str] = field(default_factory=dict)
    """What a relation of the older part is called in the newer one."""
    _lines: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    """What a part of the older file is called in the newer one."""
    _made: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)

    def carry(self, node: Node, where: Where) -> None:
        """Let a copy, such as a picture or a link, show and lead to what it did; `where` it stands, for the refusal.

        `OutOfOrder` where it rests on what is not in the older file, or on what a program would run.
        """
        relations = _relations(self.old, self.part)
        for inner in node.iter(etree.Element):
            for key, value in list(inner.attrib.items()):
                if str(key).startswith(_REFERENCE) and value in relations:
                    inner.set(key, self._related(relations[str(value)], where))

    def parts(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The parts carried over, with the relations and the types that the newer file then has.

        `changed` are the parts that are other ones already.
        """
        if not self._lines:
            return {}
        relations = relations_of(self.into)
        there, types = (self._there(name, changed) for name in (relations, _TYPES))
        for line in self._lines:
            there = extended(there, line)
        for name, kind in self._types.items():
            types = extended(types, f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(kind)}/>")
        return self._made | {relations: there, _TYPES: types}

    def _there(self, name: str, changed: Mapping[str, bytes]) -> bytes:
        if name not in changed and name not in self.new:
            return _NO_RELATIONS
        return changed.get(name) or self.new.part(name)

    def _related(self, relation: Node, where: Where) -> str:
        """The id in the newer part of a relation of the older one."""
        id_ = relation.get("Id", "")
        if id_ not in self._ids:
            # An id that neither file has, so that what has been carried is never taken for what has yet to be.
            taken = {*_relations(self.old, self.part), *_relations(self.new, self.into), *self._ids.values()}
            self._ids[id_] = next(made for n in count(1) if (made := f"hisrgOlder{n}") not in taken)
            self._lines.append(self._line(relation, self._ids[id_], self.part, self.into, where))
        return self._ids[id_]

    def _line(self, relation: Node, id_: str, part: str, into: str, where: Where) -> str:
        """A relation as the newer file has it, the part that it leads to on its way there."""
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        mode = ""
        if relation.get("TargetMode") == "External":
            if not kind.endswith("/hyperlink"):
                raise _refusal("is kept in another file, outside of it", where)
            mode = ' TargetMode="External"'
        elif target.startswith("#"):
            pass  # a place in the same part
        else:
            target = posixpath.relpath(self._brought(kind, part, target, where), posixpath.dirname(into) or ".")
        return f'<Relationship Id="{id_}" Type={quoteattr(kind)} Target={quoteattr(target)}{mode}/>'

    def _brought(self, kind: str, part: str, target: str, where: Where) -> str:
        """The name in the newer file of a part of the older one, brought with all that it rests on."""
        wanted = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target))).lstrip("/").lower()
        info = self.old.guarded.parts.get(wanted)
        if info is None or kind.rpartition("/")[2] in _RUNS or info.filename in self.old.guarded.macros:
            raise _refusal("is missing in it, or is a program", where)
        name = info.filename
        if name not in self._names:
            suffix = posixpath.splitext(name)[1].lower()
            stem = posixpath.splitext(posixpath.basename(self.into))[0]
            made = posixpath.join(posixpath.dirname(name), f"older-{stem}-{len(self._names) + 1}{suffix}")
            self._names[name] = made
            self._made[made] = self._redrawn(kind, self.old.part(name), where)
            self._types[made] = _type_of(self.old, name)
            lines = [self._line(one, id_, name, made, where) for id_, one in _relations(self.old, name).items()]
            if lines:
                empty = _NO_RELATIONS.decode()
                self._made[relations_of(made)] = empty.replace("></", f">{''.join(lines)}</").encode()
        return self._names[name]

    def _redrawn(self, kind: str, data: bytes, where: Where) -> bytes:
        """The data of a diagram, naming its drawing by the relation that it has in the newer file."""
        if not kind.endswith("/diagramData"):
            return data
        relations = _relations(self.old, self.part)

        def renamed(found: re.Match[bytes]) -> bytes:
            id_ = found[1].decode(errors="replace")
            return b'relId="%s"' % self._related(relations[id_], where).encode() if id_ in relations else found[0]

        return _DRAWN.sub(renamed, data)


def _refusal(what: str, where: Where) -> OutOfOrder:
    return OutOfOrder(
        f"What stands {where()} in the older file cannot be shown as deleted: a picture, a chart or an object there "
        f"{what}. Take it out of the older file, or put it into the newer one, and compare again."
    )


def _relations(package: Package, part: str) -> dict[str, Node]:
    """The relations of a part as they are written, by their ids."""
    name = relations_of(part)
    if name not in package:
        return {}
    return {node.get("Id", ""): node for node in package.tree(name).iter("{*}Relationship")}


def _type_of(package: Package, name: str) -> str:
    """What a part is, as the file says."""
    types = package.tree(_TYPES)
    said = {node.get("PartName", "").lstrip("/").lower(): node.get("ContentType", "") for node in types}
    usual = {node.get("Extension", "").lower(): node.get("ContentType", "") for node in types if node.get("Extension")}
    return said.get(name.lower()) or usual.get(name.rpartition(".")[2].lower()) or "application/octet-stream"


def meaning_of(package: Package, part: str) -> Callable[[Node], Hashable]:
    """What a picture shows: a text box is one whatever stands in it, images are the same where their bytes are."""
    relations = {relation.id: relation.target.lower() for relation in package.relations(part)}
    names = {name.lower(): name for name in package.infos}

    def meaning(picture: Node) -> Hashable:
        if any(str(node.tag).endswith("}txbxContent") for node in picture.iter(etree.Element)):
            return "box"
        shown = sorted(
            relations[str(value)]
            for node in picture.iter(etree.Element)
            for key, value in node.attrib.items()
            if str(key).startswith(_REFERENCE) and value in relations
        )
        return "picture", *(sha256(package.part(names[one])).digest() for one in shown if one in names)

    return meaning
