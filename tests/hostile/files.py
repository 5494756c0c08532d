"""The hostile files: what is wrong with each, how it is made of a good one, and the sentence that is expected."""

# ruff: noqa: E501 - a line for each file

import bz2
import io
import os
import random
import socket
import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.hostile.craft import (
    MAIN,
    REAL,
    RELATIONS,
    TYPES,
    body,
    comment,
    commented,
    directory,
    entry_of,
    in_body,
    nested,
    patched,
    pdf,
    related,
    root,
    said,
    spoiled,
    zipped,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ROOT = "_rels/.rels"
NOTES = "word/footnotes.xml"
WORKBOOK = {TYPES: "<Types/>", "_rels/.rels": "<Relationships/>", "xl/workbook.xml": "<workbook/>"}
SLIDES = {TYPES: "<Types/>", "_rels/.rels": "<Relationships/>", "ppt/presentation.xml": "<presentation/>"}
READ: dict[str, str] = {}
"""Only odd: every door reads it."""


@dataclass(frozen=True)
class Place:
    """Where a file is made, and what it tries to reach: a file and an address that nobody may touch."""

    folder: Path
    file: Path
    address: str


@dataclass(frozen=True)
class Hostile:
    """A file somebody might send: its name, what is wrong with it, the words of the refusal, how it is made.

    `says` is what every door for Word files answers, or what some doors do: the others read the file, or refuse it in
    their own words. `fast`: so does a fast machine.
    """

    name: str
    wrong: str
    says: str | dict[str, str]
    make: Callable[[Place], bytes | Path]
    fast: bool = False

    def written(self, at: Place) -> Path:
        """The file on disk."""
        made = self.make(at)
        if isinstance(made, Path):
            return made
        path = at.folder / self.name
        path.write_bytes(made)
        return path

    def expected(self, door: str) -> str:
        """The words with which a door refuses it; empty where it is read."""
        if isinstance(self.says, str):
            return "" if door == "people" else self.says
        return self.says.get(door, "")


NO_WORD = "not a Word document"
DAMAGED = "incomplete or damaged"
UNSAFE = "is not safe to open"
DOCTYPE = "declares a document type"
DEEP = "nested deeper"

# --- what is no Word file at all ------------------------------------------------------------------------------------

OTHER = [
    Hostile("empty.docx", "nothing in it", "is empty", lambda at: b""),
    Hostile("words.docx", "plain words", NO_WORD, lambda at: b"Article 1. The parties agree."),
    Hostile("noise.docx", "random bytes", NO_WORD, lambda at: b"\1" + random.Random(1).randbytes(40_000)),
    Hostile("zeros.docx", "a megabyte of zeros", NO_WORD, lambda at: b"\0" * 1_000_000),
    Hostile("page.docx", "a web page", "is a web page", lambda at: b"<!DOCTYPE html><html><body>Draft</body></html>"),
    Hostile("rich.docx", "rich text renamed", "is an RTF file", lambda at: rb"{\rtf1\ansi The parties agree.}"),
    Hostile("flat.docx", "one flat XML file", "is an XML file", lambda at: root("document", "<w:body/>").encode()),
    Hostile("packed.docx", "a compressed file", NO_WORD, lambda at: b"\x1f\x8b\x08" + bytes(400)),
    Hostile("bzip.docx", "another compressed file", NO_WORD, lambda at: bz2.compress(REAL)),
    Hostile("old.docx", "a .doc renamed", "of the old kind", lambda at: OLE + "WordDocument".encode("utf-16-le")),
    Hostile("sheet.docx", "an .xls renamed", "old Excel workbook", lambda at: OLE + "Workbook".encode("utf-16-le")),
    Hostile("mail.docx", "some other old Office file", "old Office file", lambda at: OLE + bytes(4_000)),
    Hostile("secret.docx", "encrypted", "with a password", lambda at: OLE + "EncryptedPackage".encode("utf-16-le")),
    Hostile("table.docx", "a workbook renamed", "is an Excel workbook", lambda at: zipped(WORKBOOK)),
    Hostile("slides.pptx", "a presentation", "is a PowerPoint presentation", lambda at: zipped(SLIDES)),
    Hostile("writer.docx", "an OpenDocument text renamed", "OpenDocument", lambda at: zipped({"content.xml": "<x/>"})),
    Hostile("tool.docx", "a Java archive", "is a Java archive", lambda at: zipped({"META-INF/MANIFEST.MF": "x"})),
    Hostile("holiday.docx", "some other zip", "is a zip archive", lambda at: zipped({"beach.txt": "sun"})),
    Hostile("nothing.docx", "a zip with nothing in it", "is an empty zip", lambda at: b"PK\5\6" + bytes(18)),
]

# --- zips tampered with ---------------------------------------------------------------------------------------------


def _lies_about_its_size(at: Place) -> bytes:
    raw = spoiled({"word/media/x.xml": b" " * 60_000_000, MAIN: root("document", "<w:body/>") + " " * 9_000_000})
    entry = entry_of(raw, MAIN)
    start = struct.unpack("<I", raw[entry + 42 : entry + 46])[0]
    raw = patched(patched(raw, entry + 24, "<I", 400), start + 22, "<I", 400)
    return patched(raw, entry_of(raw, "word/media/x.xml") + 24, "<I", 10)


def _other_name_inside(at: Place) -> bytes:
    start = struct.unpack("<I", REAL[entry_of(REAL, MAIN) + 42 :][:4])[0]
    return REAL[: start + 30] + b"word/decument.xml" + REAL[start + 47 :]


def _large_zip(at: Place) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(REAL)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                part.write(old.read(name))
    return out.getvalue()


def _flipped(at: Place) -> bytes:
    start = struct.unpack("<I", REAL[entry_of(REAL, MAIN) + 42 :][:4])[0]
    middle = start + 2_000
    return REAL[:middle] + bytes([REAL[middle] ^ 0xFF]) + REAL[middle + 1 :]


def _twice(name: str) -> bytes:
    return spoiled({name: "<other/>"}) if name not in REAL.decode("latin-1") else _same_twice(name)


def _same_twice(name: str) -> bytes:
    # The same name a second time, written over one of the same length so that no zip library complains.
    raw = spoiled({name[:-1] + "\x7f": "<other/>"})
    return raw.replace(name[:-1].encode() + b"\x7f", name.encode())


ZIPS = [
    Hostile("third.docx", "cut after a third", DAMAGED, lambda at: REAL[: len(REAL) // 3]),
    Hostile("almost.docx", "cut before its last byte", DAMAGED, lambda at: REAL[:-1]),
    Hostile("flip.docx", "one byte of its text flipped on the way", "damaged", _flipped),
    Hostile("front.docx", "something before its head", NO_WORD, lambda at: b"From: a mail\r\n\r\n" + REAL),
    Hostile("behind.docx", "a little garbage behind its end", READ, lambda at: REAL + bytes(100)),
    Hostile("text-mode.docx", "sent as text: each line end doubled", "damaged", lambda at: REAL.replace(b"\n", b"\r\n")),
    Hostile("count.docx", "says that it has 65,535 parts", READ, lambda at: patched(REAL, len(REAL) - 12, "<H", 0xFFFF)),
    Hostile("disk.docx", "the second disk of several", READ, lambda at: patched(REAL, len(REAL) - 18, "<H", 7)),
    Hostile("start.docx", "its directory starts behind its end", "safe|damaged", lambda at: patched(REAL, len(REAL) - 6, "<I", 2**32 - 2)),
    Hostile("lock.docx", "its text locked with a password", "with a password", lambda at: directory(8, "<H", 1)),
    Hostile("strange.docx", "packed in a way nobody knows", UNSAFE, lambda at: directory(10, "<H", 98)),
    Hostile("lzma.docx", "packed in a way Word never uses", UNSAFE, lambda at: spoiled({}, zipfile.ZIP_LZMA)),
    Hostile("inner.docx", "another name inside than in its directory", "damaged", _other_name_inside),
    Hostile("sixty.docx", "points to a directory for large zips that is not there", DAMAGED,
            lambda at: REAL.replace(b"PK\5\6", b"PK\x06\x07" + bytes(16) + b"PK\5\6")),
    Hostile("sixty-four.docx", "written as a large zip", READ, _large_zip),
    Hostile("over.docx", "two parts in the same bytes", UNSAFE, lambda at: directory(42, "<I", 0, "word/styles.xml")),
    Hostile("blank.docx", "a bomb: sixty million blanks", UNSAFE, lambda at: spoiled({"word/media/x.xml": b" " * 60_000_000})),
    Hostile("vast.docx", "a bomb: says that it unpacks to 400 MB", UNSAFE, lambda at: directory(24, "<I", 400_000_000)),
    Hostile("many.docx", "a bomb: four hundred parts of a million blanks", UNSAFE,
            lambda at: spoiled({f"word/media/{n}.xml": b" " * 999_999 for n in range(400)})),
    Hostile("liar.docx", "a bomb that lies about its size", "damaged", _lies_about_its_size),
    Hostile("parts.docx", "6,000 parts", UNSAFE, lambda at: spoiled({f"word/media/{n}.xml": "" for n in range(6_000)})),
    Hostile("russian.docx", "a zip in a zip in a zip, embedded", READ,
            lambda at: spoiled({"word/embeddings/a.docx": zipped({"b.zip": zipped({"c.zip": REAL})})})),
    Hostile("twice.docx", "its text there twice", UNSAFE, lambda at: _twice(MAIN)),
    Hostile("case.docx", "its text there twice, once in capitals", UNSAFE, lambda at: _twice("word/DOCUMENT.xml")),
    Hostile("climb.docx", "a part's name climbs out", UNSAFE, lambda at: spoiled({"word/../../../etc/x": "x"})),
    Hostile("root.docx", "a part's name begins at the root", UNSAFE, lambda at: spoiled({"/etc/x": "x"})),
    Hostile("drive.docx", "a part's name begins with a drive", UNSAFE, lambda at: spoiled({"C:/Windows/x": "x"})),
    Hostile("slash.docx", "a part's name climbs out backwards", UNSAFE, lambda at: spoiled({"word\\..\\..\\x": "x"})),
]  # fmt: skip

# --- XML that means harm --------------------------------------------------------------------------------------------

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def _typed(declared: str, use: str = "") -> bytes:
    return spoiled({MAIN: root("document", f"<w:body>{said('Here' + use)}</w:body>", f"<!DOCTYPE w [{declared}]>")})


def _typed_part(name: str, tag: str, **more: object) -> bytes:
    return spoiled({name: root(tag, "", '<!DOCTYPE w [<!ENTITY a "b">]>'), **more})  # type: ignore[dict-item]


XML = [
    Hostile("laughs.docx", "a billion laughs", DOCTYPE, lambda at: _typed(f'<!ENTITY l0 "ha">{LAUGHS}', "&l9;")),
    Hostile("laugh-name.docx", "a billion laughs in an author's name", {"marked": DOCTYPE, "draft": DOCTYPE, "read": DOCTYPE, "report": ""},
            lambda at: spoiled({NOTES: root("footnotes", '<w:ins w:author="&l9;"/>', f'<!DOCTYPE w [<!ENTITY l0 "ha">{LAUGHS}]>')})),
    Hostile("entity.docx", "an entity that reads a file", DOCTYPE, lambda at: _typed(f'<!ENTITY x SYSTEM "{at.file.as_uri()}">', "&x;")),
    Hostile("fetch.docx", "an entity that fetches an address", DOCTYPE, lambda at: _typed(f'<!ENTITY x SYSTEM "{at.address}">', "&x;")),
    Hostile("subset.docx", "a document type that lies elsewhere", DOCTYPE,
            lambda at: spoiled({MAIN: root("document", "<w:body/>", f'<!DOCTYPE w SYSTEM "{at.address}">')})),
    Hostile("parameter.docx", "a parameter entity that fetches", DOCTYPE, lambda at: _typed(f'<!ENTITY % x SYSTEM "{at.address}">%x;')),
    Hostile("type-16.docx", "a document type in UTF-16", DOCTYPE,
            lambda at: spoiled({MAIN: root("document", "<w:body/>", "<!DOCTYPE w>").replace("UTF-8", "UTF-16").encode("utf-16")})),
    Hostile("type-rels.docx", "a document type in its relations", DOCTYPE,
            lambda at: spoiled({ROOT: lambda old: old.replace(b"?>", b"?><!DOCTYPE R [<!ENTITY a 'b'>]>", 1)})),
    Hostile("type-kinds.docx", "a document type in its list of parts", DOCTYPE,
            lambda at: spoiled({TYPES: lambda old: old.replace(b"?>", b"?><!DOCTYPE T>", 1)})),
    Hostile("type-comments.docx", "a document type in its comments", {"marked": DOCTYPE, "draft": DOCTYPE},
            lambda at: _typed_part("word/comments.xml", "comments", **{RELATIONS: related("comments", "comments.xml")})),
    Hostile("type-styles.docx", "a document type in its styles", {"draft": DOCTYPE, "report": DOCTYPE},
            lambda at: _typed_part("word/styles.xml", "styles")),
    Hostile("include.docx", "asks to include a file", READ,
            lambda at: in_body(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{at.file.as_uri()}" parse="text"/>')),
    Hostile("sheet-of-style.docx", "names a style sheet at an address", READ,
            lambda at: spoiled({MAIN: lambda old: old.replace(b"?>", f'?><?xml-stylesheet href="{at.address}"?>'.encode(), 1)})),
    Hostile("schema.docx", "names a schema at an address", READ,
            lambda at: spoiled({MAIN: lambda old: old.replace(b"<w:document ", f'<w:document xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="a {at.address}" '.encode(), 1)})),
    Hostile("open.docx", "its text stops in the middle", "cannot be read", lambda at: spoiled({MAIN: lambda old: old[:20_000]})),
    Hostile("crossed.docx", "its tags are crossed", "cannot be read", lambda at: in_body("<w:p><w:r></w:p></w:r>")),
    Hostile("unbound.docx", "a prefix nobody declared", "cannot be read", lambda at: in_body("<z:p/>")),
    Hostile("control.docx", "a character that XML forbids", "cannot be read", lambda at: in_body(said("a&#1;b"))),
    Hostile("null.docx", "zero bytes in its text", "cannot be read", lambda at: in_body(said("a\0b"))),
    Hostile("half.docx", "half a character", "cannot be read", lambda at: spoiled({MAIN: lambda old: old.replace(b"Draft", b"Dr\xff\xfeft", 1)})),
    Hostile("other-code.docx", "says UTF-16 and is UTF-8", "cannot be read", lambda at: spoiled({MAIN: lambda old: old.replace(b"UTF-8", b"UTF-16", 1)})),
    Hostile("no-code.docx", "in a code that does not exist", "cannot be read", lambda at: spoiled({MAIN: lambda old: old.replace(b"UTF-8", b"EBCDIC-7", 1)})),
    Hostile("puny.docx", "its comments in a code for the names of hosts", {"marked": "cannot be read", "draft": "cannot be read"},
            lambda at: spoiled({"word/comments.xml": b'<?xml version="1.0" encoding="punycode"?><w>' + b"a-" * 200_000 + b"</w>", RELATIONS: related("comments", "comments.xml")})),
    Hostile("wide.docx", "its text in UTF-16", READ, lambda at: spoiled({MAIN: lambda old: old.decode().replace("UTF-8", "UTF-16").encode("utf-16")})),
    Hostile("blank-text.docx", "its text part is empty", "cannot be read", lambda at: spoiled({MAIN: b""})),
    Hostile("blank-comments.docx", "its comments part is empty", {"marked": "cannot be read", "draft": "cannot be read"},
            lambda at: spoiled({"word/comments.xml": b"", RELATIONS: related("comments", "comments.xml")})),
    Hostile("deep.docx", "content controls nested 5,000 deep", DEEP, lambda at: in_body(nested("w:sdt", 5_000))),
    Hostile("abyss.docx", "runs nested 200,000 deep", DEEP, lambda at: in_body(nested("w:ins", 200_000))),
    Hostile("deep-notes.docx", "footnotes nested 3,000 deep", {"read": DEEP, "marked": DEEP, "draft": DEEP},
            lambda at: spoiled({NOTES: root("footnotes", nested("w:p", 3_000))})),
    Hostile("deep-comments.docx", "comments nested 3,000 deep", {"marked": DEEP, "draft": DEEP},
            lambda at: commented(f'<w:comment w:id="1">{nested("w:p", 3_000)}</w:comment>')),
    Hostile("changes.docx", "an insertion in an insertion, forty deep", READ,
            lambda at: in_body("<w:p>" + '<w:ins w:id="9" w:author="Ansel Kroon">' * 40 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 40 + "</w:p>")),
    Hostile("boxes.docx", "a text box in a text box, forty deep", READ,
            lambda at: in_body("<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>" * 40 + said("in") + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>" * 40)),
    Hostile("tables.docx", "a table in a table, sixty deep", READ,
            lambda at: in_body("<w:tbl><w:tr><w:tc>" * 60 + said("in") + "</w:tc></w:tr></w:tbl><w:p/>" * 60)),
    Hostile("run.docx", "one run of a million characters", READ, lambda at: in_body(said("a" * 1_000_000))),
    Hostile("huge-run.docx", "one run of twelve million characters", "too long", lambda at: in_body(said("harbour " * 1_500_000))),
    Hostile("runs.docx", "a hundred thousand runs of one character", READ, lambda at: in_body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 100_000 + "</w:p>")),
    Hostile("all-runs.docx", "two million runs of one character", "takes too", lambda at: in_body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 2_000_000 + "</w:p>"), fast=True),
    Hostile("paragraphs.docx", "forty thousand paragraphs", {"draft": "more than a draft can have", "comments": "no copy of the draft|takes too"}, lambda at: in_body(said("word") * 40_000)),
    Hostile("much.docx", "sixty million characters", {"read": "too much text", "draft": "too much text", "report": "too much text"},
            lambda at: in_body(said("harbour " * 125_000) * 60)),
    Hostile("attributes.docx", "an element with 20,000 attributes", READ, lambda at: in_body("<w:p " + " ".join(f'a{n}=""' for n in range(20_000)) + "/>")),
    Hostile("author.docx", "an author whose name has a million letters", READ,
            lambda at: in_body(f'<w:p><w:ins w:id="1" w:author="{"A" * 1_000_000}"><w:r><w:t>x</w:t></w:r></w:ins></w:p>')),
]  # fmt: skip

# --- packages that do not hold together -----------------------------------------------------------------------------


def _main_at(target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    new = f'Target="{target}"{mode}'.encode()
    return spoiled({ROOT: lambda old: old.replace(b'Target="word/document.xml"', new)})


def _macro_text(at: Place) -> bytes:
    return spoiled(
        {
            ROOT: lambda old: old.replace(b"word/document.xml", b"word/vbaProject.bin"),
            TYPES: lambda old: old.replace(b"/word/document.xml", b"/word/vbaProject.bin"),
            "word/vbaProject.bin": root("document", "<w:body/>"),
        }
    )


def _extra(**parts: str) -> Callable[[Place], bytes]:
    """A relation of each kind to a part that is something else."""

    def made(at: Place) -> bytes:
        out = REAL
        for kind, target in parts.items():
            out = spoiled({RELATIONS: related(kind, target)}, of=out)
        return out

    return made


def _outside(kind: str, *, file: bool = False) -> Callable[[Place], bytes]:
    return lambda at: spoiled({RELATIONS: related(kind, at.file.as_uri() if file else at.address, external=True)})


def _linked(at: Place) -> bytes:
    link = f'<w:p><w:hyperlink r:id="rXhyperlink"><w:r><w:t>See</w:t></w:r></w:hyperlink>{_field(at)}</w:p>'
    return in_body(link, **{RELATIONS: related("hyperlink", at.address, external=True)})


def _field(at: Place) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "'
        f'{at.file.as_uri()}"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        '<w:r><w:t>kept</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _picture(at: Place) -> bytes:
    drawn = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rXimage"/></v:shape></w:pict></w:r></w:p>'
    return in_body(drawn, **{RELATIONS: related("image", at.address, external=True)})


def _with_macros(at: Place) -> bytes:
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return spoiled(
        {
            TYPES: lambda old: old.replace(main, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
            "word/vbaProject.bin": OLE,
            "word/vbaData.xml": "<x/>",
            RELATIONS: related("vbaProject", "vbaProject.bin"),
        }
    )


PACKAGES = [
    Hostile("no-text.docx", "its text is missing", NO_WORD, lambda at: spoiled({MAIN: None})),
    Hostile("no-relations.docx", "its relations are missing", NO_WORD, lambda at: spoiled({ROOT: None})),
    Hostile("no-kinds.docx", "the list of its parts is missing", NO_WORD, lambda at: spoiled({TYPES: None})),
    Hostile("no-styles.docx", "its styles, numbers and notes are missing", READ,
            lambda at: spoiled({"word/styles.xml": None, "word/numbering.xml": None, NOTES: None})),
    Hostile("nowhere.docx", "its text lies where nothing is", NO_WORD, lambda at: _main_at("word/gone.xml")),
    Hostile("above.docx", "its text lies above the file", NO_WORD, lambda at: _main_at("../../../../etc/passwd")),
    Hostile("itself.docx", "its text is its own list of relations", NO_WORD, lambda at: _main_at("_rels/.rels")),
    Hostile("macro-text.docx", "its text claims to be a macro", NO_WORD, _macro_text),
    Hostile("away.docx", "its text lies at an address", NO_WORD, lambda at: _main_at(at.address, external=True)),
    Hostile("disk-text.docx", "its text lies in a file", NO_WORD, lambda at: _main_at(at.file.as_uri(), external=True)),
    Hostile("out-styles.docx", "its styles lie at an address", READ, _outside("styles")),
    Hostile("out-notes.docx", "its footnotes lie in a file", READ, _outside("footnotes", file=True)),
    Hostile("out-comments.docx", "its comments lie at an address", READ, _outside("comments")),
    Hostile("out-header.docx", "a page header at an address", READ, _outside("header")),
    Hostile("template.docx", "a template at an address", READ, _outside("attachedTemplate")),
    Hostile("chunk.docx", "a piece of text in a file", READ,
            lambda at: in_body('<w:altChunk r:id="rXaFChunk"/>', **{RELATIONS: related("aFChunk", at.file.as_uri(), external=True)})),
    Hostile("link.docx", "a link, and a field that would read a file", READ, _linked),
    Hostile("picture.docx", "a picture at an address", READ, _picture),
    Hostile("ring.docx", "its comments, notes and header are its text", READ,
            _extra(comments="document.xml", footnotes="document.xml", endnotes="document.xml", header="document.xml")),
    Hostile("binary.docx", "its comments are a picture", {"marked": "cannot be read", "draft": "cannot be read"},
            lambda at: spoiled({"word/media/a.png": b"\x89PNG\r\n", RELATIONS: related("comments", "media/a.png")})),
    Hostile("macro-comments.docx", "its comments claim to be a macro", READ,
            lambda at: spoiled({"word/vbaProject.bin": OLE, RELATIONS: related("comments", "vbaProject.bin")})),
    Hostile("folder-comments.docx", "its comments are a folder", {"marked": "cannot be read", "draft": "cannot be read"},
            lambda at: spoiled({"word/comments.xml/": b"", "word/comments.xml": b"", RELATIONS: related("comments", "comments.xml")})),
    Hostile("macros.docm", "macros", READ, _with_macros),
    Hostile("relations.docx", "a hundred thousand relations", READ,
            lambda at: spoiled({RELATIONS: lambda old: old.replace(b'relationships">', b'relationships">' + b'<Relationship Id="a" Type="x/image" Target="a"/>' * 100_000, 1)})),
    Hostile("kinds.docx", "a hundred thousand kinds of parts", READ,
            lambda at: spoiled({TYPES: lambda old: old.replace(b"</Types>", b'<Override PartName="/a" ContentType="b"/>' * 100_000 + b"</Types>")})),
]  # fmt: skip

# --- Word's own mark-up gone wrong ----------------------------------------------------------------------------------

NUMBERED = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>'


def _list(level: str, more: str = "", paragraph: str = NUMBERED.format(level=0, number=77)) -> bytes:
    made = f'<w:abstractNum w:abstractNumId="77">{more}{level}</w:abstractNum>'
    instance = '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    return in_body(paragraph * 3, **{"word/numbering.xml": root("numbering", made + instance)})


def _level(kind: str, start: str, text: str) -> str:
    return f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'


def _styles(xml: str) -> bytes:
    text = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>'
    return in_body(text, **{"word/styles.xml": root("styles", xml)})


def _style(name: str, based: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/></w:style>'
    )


def _circle(at: Place) -> bytes:
    comments = "".join(comment(str(n), f"Comment {n}", f"0000000{n}") for n in (1, 2, 3))
    threads = "".join(
        f'<w15:commentEx w15:paraId="0000000{n}" w15:paraIdParent="0000000{n % 3 + 1}"/>' for n in (1, 2, 3)
    )
    return commented(comments, extended=threads)


def _change(inside: str, tag: str = "ins", **said_of: str) -> str:
    told = "".join(f' w:{name}="{value}"' for name, value in {"id": "9", "author": "A", **said_of}.items())
    return f"<w:p><w:{tag}{told}>{inside}</w:{tag}></w:p>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl><w:p/>"


CELL = "<w:tc>" + said("word") + "</w:tc>"
LONG_CELL = "<w:tc>" + said("means a harbour of one of the parties") + "</w:tc>"
MARK_UP = [
    Hostile("ids.docx", "comments of one id", READ, lambda at: commented(comment("1", "a") + comment("1", "b"), said("x"))),
    Hostile("circle.docx", "comments that answer one another in a circle", READ, _circle),
    Hostile("no-id.docx", "a comment without an id", READ, lambda at: commented("<w:comment><w:p/></w:comment><w:comment/>")),
    Hostile("far-id.docx", "an id beyond all bounds", READ, lambda at: commented(comment("9" * 5_000, "a"), _change("", id="9" * 5_000))),
    Hostile("less-id.docx", "negative ids", READ, lambda at: commented(comment("-7", "a"), _change("<w:r><w:t>x</w:t></w:r>", id="-2147483649"))),
    Hostile("thread-id.docx", "a comment's paragraph whose id is no number", READ,
            lambda at: commented(comment("1", "a", "ZZZZ"), extended='<w15:commentEx w15:paraId="ZZZZ" w15:paraIdParent="ZZZZ"/>')),
    Hostile("long-ago.docx", "a change in the year 99999, on no day", READ, lambda at: in_body(_change("<w:r><w:t>x</w:t></w:r>", date="99999-99-99T99:99:99Z"))),
    Hostile("bare-change.docx", "a change without id, author and date", READ, lambda at: in_body("<w:p><w:ins><w:r><w:t>x</w:t></w:r></w:ins></w:p>")),
    Hostile("ranges.docx", "three thousand comments over the whole text, none closed", {"marked": "too much text|takes too"},
            lambda at: commented("".join(comment(str(n), "a") for n in range(3_000)), "<w:p>" + "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(3_000)) + "</w:p>")),
    Hostile("one-sided.docx", "half a move", READ, lambda at: in_body('<w:p><w:moveFromRangeStart w:id="1" w:name="m"/>' + _change("<w:r><w:t>x</w:t></w:r>", "moveFrom")[5:])),
    Hostile("loose-note.docx", "a footnote's mark in no paragraph", READ, lambda at: in_body('<w:r><w:footnoteReference w:id="2"/></w:r>')),
    Hostile("no-note.docx", "a mark whose footnote is missing", READ, lambda at: in_body('<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="9999"/></w:r></w:p>')),
    Hostile("own-note.docx", "a footnote that stands in itself", READ,
            lambda at: spoiled({NOTES: lambda old: old.replace(b"<w:footnoteRef/>", b'<w:footnoteRef/><w:footnoteReference w:id="2"/>')})),
    Hostile("same-notes.docx", "footnotes of one id", READ, lambda at: spoiled({NOTES: lambda old: old.replace(b'w:id="3"', b'w:id="2"')})),
    Hostile("style-ring.docx", "styles based on one another in a ring", READ, lambda at: _styles(_style("A", "B") + _style("B", "C") + _style("C", "A"))),
    Hostile("styles.docx", "fifty thousand styles, each based on the one before", READ,
            lambda at: _styles("".join(_style(f"S{n}", f"S{n - 1}") for n in range(50_000)) + _style("A", "S49999"))),
    Hostile("list-ring.docx", "lists linked to one another in a ring", READ,
            lambda at: _list("", '<w:numStyleLink w:val="A"/><w:styleLink w:val="A"/>')),
    Hostile("far-list.docx", "a list beyond all bounds", READ, lambda at: in_body(NUMBERED.format(level="9" * 4_000, number="9" * 4_290))),
    Hostile("less-list.docx", "a list and a level below zero", READ, lambda at: in_body(NUMBERED.format(level=-3, number=-1))),
    Hostile("far-number.docx", "numbers that begin with four thousand digits", READ, lambda at: _list(_level("decimal", "9" * 4_300, "%1."))),
    Hostile("less-number.docx", "numbers that begin below zero", READ, lambda at: _list(_level("upperRoman", "-5", "%1."))),
    Hostile("roman.docx", "roman numbers of two billion", READ, lambda at: _list(_level("upperRoman", "2147483647", "%1."))),
    Hostile("label.docx", "a number of a million figures", READ, lambda at: _list(_level("decimal", "1234567", "%1" * 200_000))),
    Hostile("zeros-label.docx", "a number filled up with a million zeros", READ,
            lambda at: _list(f'<w:lvl w:ilvl="0"><w:numFmt w:val="custom" w:format="{"0" * 1_000_000}"/><w:lvlText w:val="%1"/></w:lvl>')),
    Hostile("columns.docx", "a table of 65,535 columns", READ,
            lambda at: in_body(_table("<w:tblGrid>" + '<w:gridCol w:w="9"/>' * 65_535 + "</w:tblGrid><w:tr>" + "<w:tc><w:p/></w:tc>" * 65_535 + "</w:tr>"))),
    Hostile("span.docx", "a cell across two billion columns", READ,
            lambda at: in_body(_table('<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2147483647"/><w:vMerge w:val="x"/></w:tcPr><w:p/></w:tc></w:tr>'))),
    Hostile("bare-row.docx", "a row without cells", READ, lambda at: in_body(_table("<w:tr/>", f"<w:tr>{CELL}{LONG_CELL}</w:tr>", f"<w:tr>{CELL}{LONG_CELL}</w:tr>"))),
    Hostile("bare-cell.docx", "cells without a paragraph", READ, lambda at: in_body(_table("<w:tr><w:tc/><w:tc/></w:tr>", f"<w:tr>{CELL}{LONG_CELL}</w:tr>", f"<w:tr>{CELL}{LONG_CELL}</w:tr>"))),
    Hostile("bare-table.docx", "a table without rows", READ, lambda at: in_body(_table())),
    Hostile("choice.docx", "an alternative without alternatives", READ,
            lambda at: in_body("<mc:AlternateContent/><w:p><mc:AlternateContent/><w:r><mc:AlternateContent/></w:r></w:p>")),
    Hostile("signs.docx", "signs that are no characters", READ,
            lambda at: in_body("<w:p><w:r>" + "".join(f'<w:sym w:char="{c}"/>' for c in ("zz", "D800", "DFFF", "7FFFFFFFFFFFFFFF", "-5", "0", "1B", "")) + "<w:sym/></w:r></w:p>")),
    Hostile("fields.docx", "fields that end before they begin", READ,
            lambda at: in_body("<w:p>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 3 + '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>')),
    Hostile("open-fields.docx", "two thousand fields that begin in one another", READ,
            lambda at: spoiled({MAIN: lambda old: old.replace(b"</w:body>", b"<w:p>" + b'<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 2_000 + b"</w:p></w:body>")})),
    Hostile("inner-paragraph.docx", "a paragraph in a paragraph", READ, lambda at: in_body(f"<w:p>{said('in')}<w:r><w:t>out</w:t></w:r></w:p>")),
    Hostile("no-body.docx", "no text at all", {"draft": "holds no text", "report": "holds no text"}, lambda at: spoiled({MAIN: root("document", "")})),
    Hostile("hidden.docx", "all of it hidden", {"draft": "holds no text", "report": "holds no text"}, lambda at: body("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>")),
    Hostile("blank.docx", "thirty thousand empty paragraphs", {"draft": "holds no text", "report": "holds no text"}, lambda at: body("<w:p/>" * 30_000)),
    Hostile("turned.docx", "its words turned round by signs nobody sees", READ, lambda at: in_body(said("\u202eeerga\u202c\u200b\ufeff\u2066"))),
    Hostile("workbook-kind.docx", "says that its text is a workbook", NO_WORD,
            lambda at: spoiled({TYPES: lambda old: old.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")})),
]  # fmt: skip

# --- what is no file, and names -------------------------------------------------------------------------------------


def _pipe(at: Place) -> Path:
    os.mkfifo(at.folder / "pipe.docx")
    return at.folder / "pipe.docx"


def _folder(at: Place) -> Path:
    (at.folder / "folder.docx").mkdir()
    return at.folder / "folder.docx"


def _socket(at: Place) -> Path:
    ours = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(at.folder)  # the path of a socket may have a hundred characters
    try:
        ours.bind("socket.docx")
    finally:
        os.chdir(here)
        ours.close()
    return at.folder / "socket.docx"


def _loop(at: Place) -> Path:
    one, other = at.folder / "loop.docx", at.folder / "other.docx"
    one.symlink_to(other)
    other.symlink_to(one)
    return one


def _dangling(at: Place) -> Path:
    (at.folder / "dangling.docx").symlink_to(at.folder / "gone.docx")
    return at.folder / "dangling.docx"


def _huge(at: Place) -> Path:
    with (at.folder / "huge.docx").open("wb") as out:
        out.write(REAL)
        out.truncate(20_000_000_000)
    return at.folder / "huge.docx"


def _named(name: str, data: bytes = b"no Word") -> Callable[[Place], Path]:
    def made(at: Place) -> Path:
        path = at.folder / name
        path.write_bytes(data)
        return path

    return made


LONGEST_NAME = "n" * 250 + ".docx"
NO_FILES = [
    Hostile("folder.docx", "a folder", "is a folder", _folder),
    Hostile("pipe.docx", "a pipe that nobody writes to", "is a device", _pipe),
    Hostile("socket.docx", "a socket", "is a device", _socket),
    Hostile("zero", "a device that never ends", "is a device", lambda at: Path("/dev/zero")),
    Hostile("gone.docx", "gone", "is not there", lambda at: at.folder / "gone.docx"),
    Hostile("dangling.docx", "a link to nothing", "is not there", _dangling),
    Hostile("under.docx", "below a file, as if that were a folder", "is not there", lambda at: at.file / "under.docx"),
    Hostile("huge.docx", "twenty gigabytes of holes", "is too large", _huge),
    Hostile("two\nlines\r\x1b[2J.docx", "line ends and an escape in its name", NO_WORD, _named("two\nlines\r\x1b[2J.docx")),
    Hostile("odd\udcff.docx", "a name in no code at all", NO_WORD, _named("odd\udcff.docx")),
    Hostile("odd-good\udcff.docx", "a good file with a name in no code at all", READ, _named("odd-good\udcff.docx", REAL)),
    Hostile(LONGEST_NAME, "a name of 255 bytes", NO_WORD, _named(LONGEST_NAME)),
    Hostile("-o.docx", "a name like an option", NO_WORD, _named("-o.docx")),
    Hostile("%s {0} $(x) 'q'.docx", "a name like a command", NO_WORD, _named("%s {0} $(x) 'q'.docx")),
]  # fmt: skip

# --- reports in PDF -------------------------------------------------------------------------------------------------

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s>>"
NO_PDF = dict.fromkeys(("read", "marked", "draft", "compare-old", "compare-new", "comments"), "is a PDF")


def _stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), more, data)


def _bomb(at: Place) -> bytes:
    import zlib

    blanks = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    return pdf(PAGE % b"/Contents 4 0 R ", _stream(blanks, b"/Filter [/FlateDecode /FlateDecode] "))


def _locked_pdf(at: Place) -> bytes:
    locked = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O ("
        + b"x" * 32
        + b") /U ("
        + b"y" * 32
        + b") >> /ID [(a)(b)] "
    )
    return pdf(PAGE % b"", trailer=locked)


PDFS = [
    Hostile("cut.pdf", "a PDF that stops after its head", {**NO_PDF, "report": "no readable PDF"}, lambda at: b"%PDF-1.7\n"),
    Hostile("noise.pdf", "a PDF's head and noise", {**NO_PDF, "report": "no readable PDF"}, lambda at: b"%PDF-1.7\n" + random.Random(2).randbytes(90_000)),
    Hostile("locked.pdf", "a PDF with a password", {**NO_PDF, "report": "with a password"}, _locked_pdf),
    Hostile("no-page.pdf", "a PDF without pages", {**NO_PDF, "report": "PDF|pages"}, lambda at: pdf(pages="[]", count=0)),
    Hostile("ring.pdf", "a PDF whose pages are their own parent", {**NO_PDF, "report": "PDF|pages"}, lambda at: pdf(pages="[2 0 R 2 0 R]", count=9)),
    Hostile("count.pdf", "a PDF that claims two billion pages", NO_PDF, lambda at: pdf(PAGE % b"", count=2_147_483_647)),
    Hostile("less.pdf", "a PDF that claims less than no page", NO_PDF, lambda at: pdf(PAGE % b"", count=-4)),
    Hostile("vast.pdf", "a PDF with a page as large as a country", NO_PDF, lambda at: pdf((PAGE % b"").replace(b"595 842", b"99999999 99999999"))),
    Hostile("bomb.pdf", "a PDF with a bomb on its page", NO_PDF, _bomb),
    Hostile("acts.pdf", "a PDF that would run a program and open an address", NO_PDF,
            lambda at: pdf(PAGE % f"/AA << /O << /S /Launch /F ({at.file}) >> /C << /S /URI /URI ({at.address}) >> >> ".encode(), trailer=b"/OpenAction << /S /JavaScript /JS (app.launchURL\\(x\\)) >> ")),
]  # fmt: skip

# --- tables of comments in Excel --------------------------------------------------------------------------------------

SHEET = "xl/worksheets/sheet1.xml"
NO_WORKBOOK = dict.fromkeys(("read", "marked", "draft", "report", "compare-old", "compare-new"), "is an Excel workbook")


def _sheet(**changes: Callable[[bytes], bytes] | bytes | None) -> bytes:
    """A workbook with a table of comments, with some parts changed."""
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    book.active.append(["MB/NC", "Line number", "Clause/ Subclause", "Type of comment", "Comments", "Proposed change"])
    book.active.append(["NL", "", "3.1", "te", "Words.", "Other words."])
    book.save(out)
    return spoiled(changes, of=out.getvalue())


def _entity_sheet(at: Place) -> bytes:
    cell = '<row><c t="inlineStr"><is><t>&x;</t></is></c></row>'
    words = (
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "{at.file.as_uri()}">]><worksheet><sheetData>{cell}</sheetData></worksheet>'
    )
    return _sheet(**{SHEET: words.encode()})


SHEETS = [
    Hostile("cut.xlsx", "a workbook cut in two", DAMAGED, lambda at: _sheet()[:900]),
    Hostile("bomb.xlsx", "a workbook with a bomb", UNSAFE, lambda at: _sheet(**{"xl/media/x.xml": b" " * 60_000_000})),
    Hostile("entity.xlsx", "a sheet with an entity that reads a file", {**NO_WORKBOOK, "comments": DOCTYPE, "people": DOCTYPE}, _entity_sheet),
    Hostile("blank-sheet.xlsx", "a workbook whose sheet is empty", {**NO_WORKBOOK, "comments": "cannot be read", "people": "cannot be read"}, lambda at: _sheet(**{SHEET: b""})),
    Hostile("no-sheet.xlsx", "a workbook whose sheet is missing", {**NO_WORKBOOK, "comments": "no table of comments"}, lambda at: _sheet(**{SHEET: None})),
    Hostile("far-cell.xlsx", "a cell beyond all others", NO_WORKBOOK,
            lambda at: _sheet(**{SHEET: lambda old: old.replace(b'r="A2"', b'r="XFD1048576"')})),
    Hostile("merged.xlsx", "all cells merged into one", {**NO_WORKBOOK, "comments": "allowed|takes too|Excel", "people": "allowed|takes too"},
            lambda at: _sheet(**{SHEET: lambda old: old.replace(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')})),
    Hostile("no-string.xlsx", "a cell with words that are not there", {**NO_WORKBOOK, "comments": "open it in Excel", "people": "open it in Excel"},
            lambda at: _sheet(**{SHEET: lambda old: old.replace(b"</sheetData>", b'<row r="9"><c r="A9" t="s"><v>99999</v></c></row></sheetData>')})),
    Hostile("numbers.xlsx", "a list of Apple Numbers renamed", {**dict.fromkeys(("read", "marked", "draft", "report", "compare-old", "compare-new"), "zip archive"), "comments": "no Excel workbook", "people": "Apple Numbers"},
            lambda at: zipped({"Index/Document.iwa": "x", "preview.jpg": "x"})),
]  # fmt: skip

# --- lists of people --------------------------------------------------------------------------------------------------

NO_CSV = dict.fromkeys(("read", "marked", "draft", "report", "comments", "compare-old", "compare-new"), "document")
HEAD = b"Name,Organisation,Class\n"

LISTS = [
    Hostile("quote.csv", "a cell that never ends", {**NO_CSV, "people": "quotation mark is missing"}, lambda at: HEAD + b'"' + b"x" * 900_000),
    Hostile("wide.csv", "a row of a million cells", NO_CSV, lambda at: HEAD + b"Ana Sol," * 1_000_000),
    Hostile("long.csv", "more rows than people", {**NO_CSV, "people": "more than 20,000 rows"}, lambda at: HEAD + b"Ana Sol,Sol House,external\n" * 900_000),
    Hostile("nought.csv", "noughts among the letters", {**NO_CSV, "people": "no list of people"}, lambda at: HEAD + b"Ana\0 Sol,\0\0\0,external\n"),
    Hostile("works-out.csv", "cells that would run a program", {**NO_CSV, "people": "formula"}, lambda at: HEAD + b"\"=cmd|' /C calc'!A0\",Sol House,external\n"),
    Hostile("locked.xlsx", "a workbook with a password", {**dict.fromkeys(NO_CSV, "password"), "people": "password: open it in Excel"}, lambda at: OLE + "EncryptedPackage".encode("utf-16-le")),
    Hostile("marks.csv", "nothing but separators", NO_CSV, lambda at: b",;\t|" * 200_000),
]  # fmt: skip

HOSTILE = [*OTHER, *ZIPS, *XML, *PACKAGES, *MARK_UP, *NO_FILES, *PDFS, *SHEETS, *LISTS]
