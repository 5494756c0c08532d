"""A foreign Word file is looked at from outside before anything in it is parsed."""

import io
import posixpath
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from hisrg_desktop.documents.again import saved_again
from hisrg_desktop.documents.word.names import PACKAGE, STRICT, TYPES, W
from hisrg_desktop.meeting.hygiene import clean, one_line
from hisrg_desktop.meeting.order import Unreadable

LARGEST_FILE = 50_000_000
MOST_ENTRIES = 5_000
LARGEST_UNPACKED = 300_000_000
STEEPEST_RATIO = 200
SENSIBLE_SIZE = 1_000_000
"""Below this many bytes unpacked a steep ratio is harmless: blank XML packs well."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WORD_MACROS = "application/vnd.ms-word."
_LOCAL_HEADER = 30
_PROTECTED = 0x1
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_OTHER_ZIPS = {
    "xl/workbook.xml": "an Excel workbook",
    "xl/workbook.bin": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "content.xml": "an OpenDocument file",
    "meta-inf/manifest.mf": "a Java archive",
    "visio/document.xml": "a Visio drawing",
    "mimetype": "an OpenDocument or e-book file",
}
_NO_MEMORY = {None, 0, etree.ErrorTypes.ERR_NO_MEMORY}
_AGAIN = "save it as .docx and try again"
_FAULTS = {
    "Excessive depth": "its elements are nested deeper than in any document",
    "huge text node": "a text in it is too long",
    "too long": "a text in it is too long",
    "encoding": "it is in an encoding that nobody knows",
    "Document is empty": "it is empty",
}
"""What is wrong with a part, by what the parser says of it."""


@dataclass(frozen=True)
class Relation:
    """Where a part points: the type's last word, the target, and whether it lies outside the file."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass
class Package:
    """A Word file that passed the guard: its parts by name, read when asked for."""

    name: str
    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    main: str = ""
    macros: list[str] = field(default_factory=list)
    _roots: dict[str, etree._Element] = field(default_factory=dict)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part; None where the file has none of this name. Macros are never read."""
        info = self.parts.get(name.lower())
        if info is None or _is_macro(name):
            return None
        return _unpacked(self, info)

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None where the file has none. Unreadable where it is no safe XML."""
        if name.lower() in self._roots:
            return self._roots[name.lower()]
        raw = self.part(name)
        if raw is None:
            return None
        return self._roots.setdefault(name.lower(), parsed(raw, self.name, name))

    def relations(self, of: str = "") -> list[Relation]:
        """Where a part (or, without a name, the file) points; outside targets are named, never followed."""
        folder, _, base = of.rpartition("/")
        root = self.xml(f"{folder}/_rels/{base}.rels".lstrip("/"))
        if root is None:
            return []
        return [_relation(node, folder) for node in root.iter(PACKAGE + "Relationship")]

    def related(self, kind: str) -> str | None:
        """The name of the part that the main document relates to by this kind ("numbering", "styles")."""
        found = (r.target for r in self.relations(self.main) if r.kind == kind and not r.external)
        return next((target for target in found if target.lower() in self.parts), None)

    def related_xml(self, kind: str) -> etree._Element | None:
        """The root of the part that the main document relates to by this kind."""
        name = self.related(kind)
        return None if name is None else self.xml(name)

    def body(self) -> etree._Element:
        """The `w:document` of the main part."""
        root = self.xml(self.main)
        assert root is not None  # open_package found it
        return root


def open_package(source: Path | bytes, name: str = "") -> Package:
    """The package of a Word file that is safe to parse.

    Unreadable says in one sentence what is wrong with the file; a disk that fails stays an OSError.
    """
    shown = one_line(name or (source.name if isinstance(source, Path) else "The file"))
    raw = source if isinstance(source, bytes) else file_bytes(source, shown)
    _check_kind(raw, shown)
    archive = _archive(raw, shown)
    package = Package(name=shown, archive=archive, parts=_parts(archive, shown))
    _check_document(package)
    package.macros = sorted(info.filename for info in package.parts.values() if _is_macro(info.filename))
    return package


def file_bytes(path: Path, name: str = "") -> bytes:
    """The bytes of a file a person named, at most 50 MB."""
    shown = one_line(name or path.name)
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(f"{shown} is not there: look where it was moved to and choose it again.") from None
    if stat.S_ISDIR(status.st_mode):
        raise Unreadable(f"{shown} is a folder: choose a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{shown} is a device, not a file: choose a file.")
    if status.st_size > LARGEST_FILE:
        raise too_large(shown, status.st_size)
    return path.read_bytes()


def too_large(name: str, size: int) -> Unreadable:
    """The refusal of a file over 50 MB."""
    return Unreadable(
        f"{name} is too large ({size / 1e6:,.0f} MB; at most {LARGEST_FILE / 1e6:.0f} MB): "
        "take out its pictures and try again."
    )


def parsed(raw: bytes, name: str, part: str) -> etree._Element:
    """The root of an XML part, with nothing fetched and nothing expanded."""
    plain = raw.replace(b"\0", b"") if b"\0" in raw[:200] else raw
    if _DOCTYPE.search(plain):
        raise _unsafe(name, part)
    for strict, usual in STRICT.items():
        raw = raw.replace(strict, usual)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        # The parser says "unknown error", or nothing, where it was given no more memory.
        if isinstance(fault, etree.XMLSyntaxError) and fault.code in _NO_MEMORY:
            raise MemoryError from None
        raise Unreadable(
            f"{name} is damaged: its part {part} cannot be read ({_plain(fault)}); {saved_again(name)}."
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name, part)
    return root


def _plain(fault: Exception) -> str:
    said = str(fault)
    words = next((words for mark, words in _FAULTS.items() if mark in said), None)
    return words or re.sub(r", line \d+, column \d+$", "", clean(said.split("\n", maxsplit=1)[0])).rstrip(".")


def _unsafe(name: str, part: str) -> Unreadable:
    return Unreadable(
        f"{name} is not safe to open: its part {part} declares a document type, which Office never writes; "
        f"{saved_again(name)}."
    )


def _check_kind(raw: bytes, name: str) -> None:
    if not raw:
        raise Unreadable(f"{name} is empty: ask for it again.")
    if len(raw) > LARGEST_FILE:
        raise too_large(name, len(raw))
    if raw.startswith(_OLE):
        raise Unreadable(f"{name} {_what_ole(raw)}")
    if not raw.startswith(_ZIP):
        raise Unreadable(f"{name} is {_what_bytes(raw)}, not a Word document: open it in Word, {_AGAIN}.")


def _what_ole(raw: bytes) -> str:
    entries = {word: word.encode("utf-16-le") in raw for word in ("EncryptedPackage", "WordDocument", "Workbook")}
    if entries["EncryptedPackage"]:
        return "is protected with a password: open it in Word, remove the password, save it and try again."
    if entries["WordDocument"]:
        return f"is a Word document of the old kind (.doc): open it in Word, {_AGAIN}."
    if entries["Workbook"]:
        return f"is an old Excel workbook, not a Word document: {_AGAIN}."
    return f"is an old Office file, not a Word document: open it in Word, {_AGAIN}."


def _what_bytes(raw: bytes) -> str:
    head = raw[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    kinds = {b"%pdf": "a PDF", b"{\\rtf": "an RTF file", b"<!doctype html": "a web page", b"<html": "a web page"}
    kinds |= {b"<?xml": "an XML file", b"pk\x05\x06": "an empty zip", b"\x1f\x8b": "a compressed file"}
    found = (what for mark, what in kinds.items() if head.startswith(mark))
    return next(found, "something else")


def _archive(raw: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, OverflowError):
        raise Unreadable(
            f"{name} is incomplete or damaged: it stops before its end or was changed on the way; ask for it again."
        ) from None


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    entries = archive.infolist()
    _check_bulk(entries, name)
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        _check_entry(entry, name)
        if entry.filename.lower() in parts:
            raise _tampered(name, f"it holds {entry.filename} twice")
        parts[entry.filename.lower()] = entry
    _check_overlap(entries, name)
    return parts


def _check_bulk(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise _tampered(name, f"it holds {len(entries):,} parts, more than {MOST_ENTRIES:,}")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LARGEST_UNPACKED:
        raise _tampered(name, f"it would unpack to {unpacked / 1e6:,.0f} MB, more than {LARGEST_UNPACKED / 1e6:.0f} MB")


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.filename.replace("\\", "/")
    # `filename` is cut at a NUL by zipfile; the original name is what another program may see.
    if path.startswith("/") or ".." in path.split("/") or re.match(r"[A-Za-z]:", path) or "\0" in entry.orig_filename:
        raise _tampered(name, f"a part's name leads out of the file ({entry.filename!r})")
    if entry.flag_bits & _PROTECTED:
        raise Unreadable(f"{name} is protected with a password: save it without one and try again.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _tampered(name, f"{entry.filename} is packed in a way that Word does not use")
    if entry.file_size > SENSIBLE_SIZE and entry.file_size > STEEPEST_RATIO * max(entry.compress_size, 1):
        raise _tampered(name, f"{entry.filename} would unpack to more than {STEEPEST_RATIO} times its size")


def _check_overlap(entries: list[zipfile.ZipInfo], name: str) -> None:
    # A name takes at least a byte for each character; how many more depends on who wrote it.
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _tampered(name, f"{entry.filename} overlaps another part")
        end = entry.header_offset + _LOCAL_HEADER + len(entry.orig_filename) + entry.compress_size


def _tampered(name: str, reason: str) -> Unreadable:
    return Unreadable(f"{name} is not safe to open: {reason}; {saved_again(name)}.")


def _unpacked(package: Package, info: zipfile.ZipInfo) -> bytes:
    try:
        return package.archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Unreadable(f"{package.name} is damaged: {info.filename} cannot be unpacked; ask for it again.") from None


def _check_document(package: Package) -> None:
    if "[content_types].xml" not in package.parts or "_rels/.rels" not in package.parts:
        raise Unreadable(f"{package.name} is {_what_zip(package)}, not a Word document: {_AGAIN}.")
    targets = [r.target for r in package.relations() if r.kind == "officeDocument" and not r.external]
    main = next((target for target in targets if target.lower() in package.parts), None)
    if main is None or _is_macro(main) or not _is_word(package, main):
        raise Unreadable(f"{package.name} is {_what_zip(package)}, not a Word document: {_AGAIN}.")
    package.main = package.parts[main.lower()].filename


def _is_word(package: Package, main: str) -> bool:
    types, root = package.xml("[Content_Types].xml"), package.xml(main)
    assert types is not None  # _check_document found both
    assert root is not None
    said = [
        node.get("ContentType", "")
        for node in types.iter(TYPES + "Override")
        if node.get("PartName", "").lstrip("/").lower() == main.lower()
    ]
    # A package whose types say nothing of the main part is judged by what the part is.
    return said[0].startswith((_WORD, _WORD_MACROS)) if said else str(root.tag) == W + "document"


def _what_zip(package: Package) -> str:
    return next((what for mark, what in _OTHER_ZIPS.items() if mark in package.parts), "a zip archive")


def _is_macro(name: str) -> bool:
    return name.lower().rpartition("/")[2] in _MACRO_PARTS


def _relation(node: etree._Element, folder: str) -> Relation:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
    return Relation(node.get("Id", ""), node.get("Type", "").rpartition("/")[2], target, external)


def safe_archive(raw: bytes, name: str) -> zipfile.ZipFile:
    """A zip of an Office file of any kind that is safe to unpack; no XML part of it declares a document type."""
    if not raw.startswith(_ZIP):
        _check_kind(raw, name)
    archive = _archive(raw, name)
    package = Package(name=name, archive=archive, parts=_parts(archive, name))
    for info in package.parts.values():
        if info.filename.lower().endswith((".xml", ".rels", ".vml")) and _DOCTYPE.search(_unpacked(package, info)):
            raise _unsafe(name, info.filename)
    return archive
