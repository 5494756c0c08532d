"""A Word file as a zip of parts: read behind one door, written again with the untouched parts' bytes as they were."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from hisrg_desktop.meeting.order import Unreadable

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = ("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
_NEW_YEAR_1980 = 0x0021


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a part: its id, the kind's last word ("comments"), its full kind, the target as a part's name."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of a Word file by name, in the order of the file."""

    data: bytes
    infos: dict[str, zipfile.ZipInfo]
    read: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        if name not in self.read:
            self.read[name] = _opened(self.data).read(self.infos[name])
        return self.read[name]

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part; of the package itself where the name is empty."""
        where = relations_of(name)
        if where not in self.infos:
            return []
        folder = posixpath.dirname(name)
        return [
            Relation(
                node.get("Id", ""),
                node.get("Type", "").rsplit("/", 1)[-1],
                _target(folder, node.get("Target", ""))
                if node.get("TargetMode") != "External"
                else node.get("Target", ""),
                node.get("TargetMode") == "External",
            )
            for node in parsed(self.part(where))
            if node.tag == f"{{{RELATIONS}}}Relationship"
        ]

    def related(self, name: str, kind: str) -> str | None:
        """The name of the part that stands in this relation, if there is one."""
        return next((r.target for r in self.relations(name) if r.kind == kind and r.target in self.infos), None)

    def main(self) -> str:
        """The name of the main part."""
        found = self.related("", "officeDocument")
        if found is None:
            raise Unreadable("The file has no main document part; it is not a Word file.")
        return found

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some parts replaced or added; all others are copied as they lie, every time set to 1980."""
        out = io.BytesIO()
        entries: list[bytes] = []
        for name, info in self.infos.items():
            entries.append(_copied(out, self.data, info) if name not in changed else _packed(out, name, changed[name]))
        entries += [_packed(out, name, data) for name, data in changed.items() if name not in self.infos]
        start = out.tell()
        for entry in entries:
            out.write(entry)
        out.write(struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(entries), len(entries), out.tell() - start, start, 0))
        return out.getvalue()


def opened(data: bytes) -> Package:
    """The Word file as its parts; raises `Unreadable` where it is no zip."""
    with _opened(data) as archive:
        infos = {info.filename: info for info in archive.infolist() if not info.is_dir()}
    if any(info.flag_bits & 1 for info in infos.values()):
        raise Unreadable("The file is encrypted.")
    return Package(data, infos)


def relations_of(name: str) -> str:
    """Where the relations of a part are kept."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def parsed(data: bytes) -> ElementTree.Element:
    """The part as a tree; a part with a document type declaration is refused."""
    if b"<!DOCTYPE" in data:
        raise Unreadable("The file carries a document type declaration, which no Word file needs.")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError as fault:
        raise Unreadable(f"A part of the file is not well-formed: {fault}.") from fault


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as fault:
        raise Unreadable("The file is not a Word file: it is no zip.") from fault


def _target(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _copied(out: io.BytesIO, data: bytes, info: zipfile.ZipInfo) -> bytes:
    name, extra = struct.unpack("<2H", data[info.header_offset + 26 : info.header_offset + 30])
    start = info.header_offset + 30 + name + extra
    return _entry(
        out, info.filename, data[start : start + info.compress_size], info.compress_type, info.CRC, info.file_size
    )


def _packed(out: io.BytesIO, name: str, data: bytes) -> bytes:
    press = zlib.compressobj(6, zlib.DEFLATED, -15)
    return _entry(out, name, press.compress(data) + press.flush(), zipfile.ZIP_DEFLATED, zlib.crc32(data), len(data))


def _entry(out: io.BytesIO, name: str, body: bytes, method: int, crc: int, size: int) -> bytes:
    """Writes one member and answers its line in the table of contents."""
    raw = name.encode()
    flags = 0 if name.isascii() else 0x800
    start = out.tell()
    head = struct.pack("<5H3L2H", 20, flags, method, 0, _NEW_YEAR_1980, crc, len(body), size, len(raw), 0)
    out.write(b"PK\3\4" + head + raw + body)
    return b"PK\1\2" + struct.pack("<H", 20) + head + struct.pack("<3H2L", 0, 0, 0, 0, start) + raw


def is_office(kind: str) -> bool:
    """Whether a full relation kind belongs to the office vocabulary, transitional or strict."""
    return kind.startswith(_OFFICE)
