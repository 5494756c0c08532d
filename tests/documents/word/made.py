"""Word files made by hand for the tests: only the parts that a test is about."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer")


def word_file(body: str, extra: Mapping[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A Word file with this body; `styles="<w:style …/>"` and the like fill further parts, `extra` adds any by name."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations({part: f"{part}.xml" for part in parts}),
        "word/document.xml": root("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        **{f"word/{part}.xml": root(_tag(part), words) for part, words in parts.items()},
        **(extra or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(zipfile.ZipInfo(name), words, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def root(tag: str, inside: str) -> str:
    """A part's XML with the prefixes that Word uses."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="{W}" xmlns:r="{_OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        f'xmlns:v="urn:schemas-microsoft-com:vml">{inside}</w:{tag}>'
    )


def paragraph(
    text: str = "", *, style: str = "", level: int | None = None, num: int | None = None, bold: bool = False
) -> str:
    """A paragraph of one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    number = f'<w:numPr>{ilvl}<w:numId w:val="{num}"/></w:numPr>' if num is not None else ""
    run = f'<w:r>{"<w:rPr><w:b/></w:rPr>" if bold else ""}<w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{named}{number}</w:pPr>{run}</w:p>"


def level(ilvl: int, text: str, kind: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list; `more` stands where `w:lvlRestart`, `w:pStyle`, `w:isLgl` and `w:suff` belong."""
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def abstract(number: int, *inside: str) -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(inside)}</w:abstractNum>'


def instance(number: int, of: int, *overrides: str) -> str:
    """A list's instance."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def starts(ilvl: int, at: int) -> str:
    """An instance's new start."""
    return f'<w:lvlOverride w:ilvl="{ilvl}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def style(name: str, inside: str = "", based_on: str = "", kind: str = "paragraph") -> str:
    """A style whose id is its name."""
    based = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{based}{inside}</w:style>'


def _tag(part: str) -> str:
    return {"header": "hdr", "footer": "ftr"}.get(part, part)


def _types(parts: Mapping[str, str]) -> str:
    overrides = "".join(f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{part}+xml"/>' for part in parts)
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
