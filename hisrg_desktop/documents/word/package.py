"""A Word file as a zip of parts: read through the guard, written again with the untouched parts' bytes as they were."""

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from hisrg_desktop.documents.word import guard
from hisrg_desktop.documents.word.guard import Relation

_NEW_YEAR_1980 = 0x0021


@dataclass(slots=True)
class Package:
    """The parts of a Word file by name, in the order of the file."""

    data: bytes
    guarded: guard.Package
    infos: dict[str, zipfile.ZipInfo]
    read: dict[str, bytes] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.infos

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises `KeyError` where there is none or it may not be read."""
        if name not in self.read:
            data = self.guarded.part(name)
            if data is None:
                raise KeyError(name)
            self.read[name] = data
        return self.read[name]

    def tree(self, name: str) -> etree._Element:
        """The root of a part, the same at each asking; raises `Unreadable`, which names the file, where it is no safe XML."""
        root = self.guarded.xml(name)
        if root is None:
            raise KeyError(name)
        return root

    def relations(self, name: str) -> list[Relation]:
        """The relations of a part; of the package itself where the name is empty."""
        return self.guarded.relations(name)

    def related(self, name: str, kind: str) -> str | None:
        """The name of the part that stands in this relation, if there is one."""
        inside = (r.target.lower() for r in self.relations(name) if r.kind == kind and not r.external)
        there = (self.guarded.parts[target].filename for target in inside if target in self.guarded.parts)
        return next((part for part in there if part not in self.guarded.macros), None)

    def main(self) -> str:
        """The name of the main part."""
        return self.guarded.main

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


def opened(data: bytes, name: str = "") -> Package:
    """The Word file as its parts; raises `Unreadable`, which names the file, where the guard refuses it."""
    guarded = guard.open_package(data, name)
    return Package(data, guarded, {info.filename: info for info in guarded.parts.values() if not info.is_dir()})


def relations_of(name: str) -> str:
    """Where the relations of a part are kept."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def extended(part: bytes, line: str) -> bytes:
    """A list of relations or of types with one more entry at its end."""
    text = part.decode().rstrip()
    if text.endswith("/>"):  # it is empty
        root = text[text.rindex("<") + 1 :].split(maxsplit=1)[0].rstrip("/>")
        return f"{text[:-2]}>{line}</{root}>".encode()
    at = text.rindex("</")
    return f"{text[:at]}{line}{text[at:]}".encode()


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
