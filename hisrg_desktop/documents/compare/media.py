"""Pictures that only the older file has, carried over with the parts they are in."""

import posixpath
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from lxml import etree

from hisrg_desktop.documents.compare.characters import Node
from hisrg_desktop.documents.word.package import Package, extended, relations_of
from hisrg_desktop.meeting.order import OutOfOrder

_REFERENCE = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}",
)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_TYPES = "[Content_Types].xml"
_NO_RELATIONS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "bmp": "image/bmp"}
_KINDS |= {
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
    "svg": "image/svg+xml",
}


@dataclass(slots=True)
class Media:
    """Pictures on their way from one part of the older file to one of the newer."""

    old: Package
    new: Package
    part: str
    into: str
    carried: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def carry(self, picture: Node) -> None:
        """Let a copied picture show what it showed. `OutOfOrder` where it is more than a picture in the file."""
        relations = {relation.id: relation for relation in self.old.relations(self.part)}
        for node in picture.iter(etree.Element):
            for key, value in list(node.attrib.items()):
                if str(key).startswith(_REFERENCE) and value in relations:
                    node.set(key, self._brought(value, relations[value].kind, relations[value].target))

    def _brought(self, id_: str, kind: str, target: str) -> str:
        name = next((n for n in self.old.infos if n.lower() == target.lower()), None)
        if kind != "image" or name is None:
            raise OutOfOrder(
                "The older file has a chart, a diagram or an embedded object that the newer one lacks; "
                "it cannot be shown as deleted. Take it out of the older file, or put it into the newer one."
            )
        made = f"hisrgOlder{id_}"
        suffix = posixpath.splitext(name)[1].lower()
        digest = sha256(self.old.part(name)).hexdigest()[:16]
        self.carried[made] = (f"older-{digest}{suffix}", self.old.part(name))
        return made

    def parts(self, changed: Mapping[str, bytes]) -> dict[str, bytes]:
        """The pictures carried over as parts, with the relations and the types that the newer file then has.

        `changed` are the parts that are other ones already.
        """
        if not self.carried:
            return {}
        folder = posixpath.join(posixpath.dirname(self.into), "media")
        relations = relations_of(self.into)
        there, types = (self._there(name, changed) for name in (relations, _TYPES))
        made: dict[str, bytes] = {}
        for id_, (name, data) in self.carried.items():
            made[posixpath.join(folder, name)] = data
            there = extended(there, f'<Relationship Id="{id_}" Type="{_IMAGE}" Target="media/{name}"/>')
            suffix = name.rpartition(".")[2]
            if f'extension="{suffix}"' not in types.decode().lower():
                types = extended(
                    types, f'<Default Extension="{suffix}" ContentType="{_KINDS.get(suffix, "image/*")}"/>'
                )
        return made | {relations: there, _TYPES: types}

    def _there(self, name: str, changed: Mapping[str, bytes]) -> bytes:
        if name not in changed and name not in self.new:
            return _NO_RELATIONS
        return changed.get(name) or self.new.part(name)


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
