"""How a good Word file is spoiled: a part replaced, something put into its text, its zip tampered with."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

FILES = Path(__file__).parents[1] / "documents" / "word" / "files"
REAL = (FILES / "fictional-draft.docx").read_bytes()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
LARGE = 40_000_000
TYPES = "[Content_Types].xml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)

Part = str | bytes | None | Callable[[bytes], str | bytes]
"""A part's new words, None to leave it out, or what becomes of the old ones."""


def spoiled(changes: Mapping[str, Part], method: int = zipfile.ZIP_DEFLATED, of: bytes = REAL) -> bytes:
    """The file with some parts changed, left out or added; in the order it had, the new ones last."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in [*old.namelist(), *(name for name in changes if name not in old.namelist())]:
            held = old.read(name) if name in old.namelist() else b""
            change = changes.get(name, held)
            made = change(held) if callable(change) else change
            if made is not None:
                # What is long and dull is packed loosely or not at all, or the guard would refuse it for its ratio alone.
                dull = 500_000 < len(made) < LARGE and not name.startswith("word/media/")
                level = 1 if len(made) > LARGE else 6
                new.writestr(zipfile.ZipInfo(name), made, zipfile.ZIP_STORED if dull else method, level)
    return out.getvalue()


def in_body(xml: str, **more: Part) -> bytes:
    """The file with this at the beginning of its text."""
    return spoiled({MAIN: lambda old: old.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1), **more})


def body(xml: str) -> bytes:
    """The file with this as all of its text."""
    return spoiled({MAIN: root("document", f"<w:body>{xml}</w:body>")})


def root(tag: str, xml: str, before: str = "") -> str:
    """A part's XML."""
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}<w:{tag} {NAMESPACES}>{xml}</w:{tag}>'


def said(text: str) -> str:
    """A paragraph."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def related(kind: str, target: str, *, external: bool = False) -> Callable[[bytes], bytes]:
    """The relations of the main part with one more, before all others."""
    mode = ' TargetMode="External"' if external else ""
    one = f'<Relationship Id="rX{kind}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    return lambda old: old.replace(b'relationships">', b'relationships">' + one.encode(), 1)


def commented(comments: str, text: str = "", extended: str | None = None) -> bytes:
    """The file with these comments, and with this at the beginning of its text."""
    parts: dict[str, Part] = {"word/comments.xml": root("comments", comments)}
    relations = related("comments", "comments.xml")
    if extended is not None:
        parts["word/commentsExtended.xml"] = f"<w15:commentsEx {NAMESPACES}>{extended}</w15:commentsEx>"
        relations = _both(relations, related("commentsExtended", "commentsExtended.xml"))
    return in_body(text, **parts, **{RELATIONS: relations})


def _both(one: Callable[[bytes], bytes], other: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda old: other(one(old))


def comment(number: str, words: str, paragraph: str = "") -> str:
    """A comment; `paragraph` is the id of its paragraph, on which its thread hangs."""
    mark = f' w14:paraId="{paragraph}"' if paragraph else ""
    return (
        f'<w:comment w:id="{number}" w:author="Ansel Kroon" w:date="2031-03-04T10:00:00Z">'
        f"<w:p{mark}><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, words in parts.items():
            new.writestr(zipfile.ZipInfo(name), words, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def entry_of(raw: bytes, name: str) -> int:
    """Where the central directory speaks of a part."""
    at = raw.find(b"PK\1\2")
    while raw[at + 46 : at + 46 + len(name)] != name.encode():
        at = raw.index(b"PK\1\2", at + 1)
    return at


def patched(raw: bytes, at: int, form: str, value: int) -> bytes:
    """The bytes with a number in them changed."""
    size = struct.calcsize(form)
    return raw[:at] + struct.pack(form, value) + raw[at + size :]


def directory(field: int, form: str, value: int, part: str = MAIN, of: bytes = REAL) -> bytes:
    """The file whose directory says something else of a part."""
    return patched(of, entry_of(of, part) + field, form, value)


def nested(tag: str, times: int, inside: str = "") -> str:
    """An element in itself so many times."""
    return f"<{tag}>" * times + inside + f"</{tag}>" * times


def pdf(*objects: bytes, pages: str = "[3 0 R]", count: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of a catalogue, a page tree and these objects, numbered from 3."""
    held = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids {pages} /Count {count} >>".encode(),
        *objects,
    ]
    out, at = b"%PDF-1.7\n", []
    for number, one in enumerate(held, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(held) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in at)
    return out + b"trailer << /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(held) + 1, trailer, start)
