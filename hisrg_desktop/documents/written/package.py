"""The zip around the parts of an Office file: same parts, same bytes."""

import io
import zipfile
from collections.abc import Mapping

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "fontTable": "fontTable",
    "settings": "settings",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "header": "header",
    "footer": "footer",
}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A Word package of these parts, with the content types and relations that hold it together."""
    whole = {"[Content_Types].xml": _content_types(parts), "_rels/.rels": _root_relations(parts)}
    whole["word/_rels/document.xml.rels"] = _document_relations(parts)
    return zipped({**whole, **parts})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip without a clock: every entry carries the earliest date a zip knows."""
    buffer = io.BytesIO()
    # Level 3 costs a third of the time of the usual level 6 on long tables and a tenth more bytes.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the zip says on which system it was made
            archive.writestr(entry, data)
    return buffer.getvalue()


def relation_id(name: str) -> str:
    """The id by which the document refers to a part, such as ``header2`` for word/header2.xml."""
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _kind(name: str) -> str:
    return "image" if name.startswith("word/media/") else relation_id(name).rstrip("0123456789")


def _content_type(name: str) -> str:
    if name.endswith(".png"):
        return "image/png"
    if name == "docProps/core.xml":
        return "application/vnd.openxmlformats-package.core-properties+xml"
    if _kind(name) == "theme":
        return "application/vnd.openxmlformats-officedocument.theme+xml"
    return f"{_WORD}{_KINDS[_kind(name)]}+xml"


def _content_types(parts: Mapping[str, bytes]) -> bytes:
    rows = "".join(f'<Override PartName="/{name}" ContentType="{_content_type(name)}"/>' for name in parts)
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{rows}</Types>'
    ).encode()


def _root_relations(parts: Mapping[str, bytes]) -> bytes:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    rows = _relation("document", f"{R}/officeDocument", "word/document.xml")
    if "docProps/core.xml" in parts:
        rows += _relation("core", core, "docProps/core.xml")
    return _relations(rows)


def _document_relations(parts: Mapping[str, bytes]) -> bytes:
    inner = [name for name in parts if name.startswith("word/") and name != "word/document.xml"]
    return _relations(
        "".join(_relation(relation_id(name), f"{R}/{_kind(name)}", name.removeprefix("word/")) for name in inner)
    )


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>'


def _relations(rows: str) -> bytes:
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'.encode()
