"""Comments in the margin: who, when, what they stand on, their replies, and whether they are resolved."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from hisrg_desktop.documents.word import story
from hisrg_desktop.documents.word.nodes import escaped as escaped_xml
from hisrg_desktop.documents.word.nodes import words_xml
from hisrg_desktop.documents.word.package import Package, relations_of
from hisrg_desktop.documents.written.core import stamp
from hisrg_desktop.documents.written.package import XML
from hisrg_desktop.meeting.hygiene import clean

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
CID = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_MS = "http://schemas.microsoft.com/office/2011/relationships/"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer below a comment; each string of `text` is a paragraph."""

    author: str
    initials: str
    at: datetime
    text: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """A comment on characters `start` to `end` of a paragraph's base text, as an edit of it counts them.

    Where both are the same it stands on the whole paragraph.
    """

    paragraph: int
    start: int
    end: int
    author: str
    initials: str
    at: datetime
    text: tuple[str, ...]
    resolved: bool = False
    replies: tuple[Reply, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it stands on the whole paragraph."""
        return self.start >= self.end


@dataclass(frozen=True, slots=True)
class Numbered:
    """A comment with the ids of itself and its replies, and the paragraph ids that threads hang on."""

    margin: Margin
    ids: tuple[int, ...]
    paras: tuple[str, ...]


def quoted(text: str) -> str:
    """The text as it stands in an attribute."""
    return escaped(text).replace('"', "&quot;").replace("\n", " ").replace("\t", " ")


def escaped(text: str) -> str:
    """The text as it stands in XML, without what no document can carry."""
    return escaped_xml(clean(text))


def first_id(package: Package, main: str, text: bytes) -> int:
    """The first number that no mark of the document and no comment bears."""
    comments = package.related(main, "comments")
    data = text + (package.part(comments) if comments else b"")
    return (
        max((n for n in map(int, re.findall(rb"""[:\s]id\s*=\s*["'](\d{1,9})["']""", data)) if n < 2**30), default=0)
        + 1
    )


def numbered(package: Package, main: str, margins: Sequence[Margin], text: bytes) -> list[Numbered]:
    """The comments with ids that nothing else in the file bears."""
    id_ = first_id(package, main, text)
    paras = _free_paras(package) if margins else iter(())
    out: list[Numbered] = []
    for note in margins:
        count = 1 + len(note.replies)
        out.append(Numbered(note, tuple(range(id_, id_ + count)), tuple(next(paras) for _ in range(count))))
        id_ += count
    return out


def count(notes: Sequence[Numbered]) -> int:
    """How many comments there are, replies among them."""
    return sum(len(note.ids) for note in notes)


def _free_paras(package: Package) -> Iterator[str]:
    """Paragraph ids that no part uses, below 0x80000000."""
    used: set[int] = set()
    for name in package.infos:
        if name.startswith("word/") and name.endswith(".xml"):
            used |= {
                int(found, 16)
                for found in re.findall(rb"""paraId\s*=\s*["']([0-9A-Fa-f]{1,8})["']""", package.part(name))
            }
    number = 0x10000000
    while number < 0x7FFFFFFF:
        number += 1
        if number not in used:
            yield f"{number:08X}"


def parts(
    package: Package, main: str, notes: Sequence[Numbered], authors: Sequence[str], *, strict: bool
) -> dict[str, bytes]:
    """The parts that comments need, made or extended: comments, threads, people, and what ties them to the document."""
    if not notes:
        return {}
    desk = _Desk(package, main, package.part(relations_of(main)) if relations_of(main) in package else _NO_RELATIONS)
    desk.types = package.part("[Content_Types].xml")
    word = story.STRICT if strict else story.WORD
    desk.extend("comments", _STRICT_KIND if strict else _KIND, "comments", "w", word, "".join(_comments(notes)))
    desk.extend("commentsExtended", _MS + "commentsExtended", "commentsExtended", "w15", W15, "".join(_threads(notes)))
    if package.related(main, "commentsIds"):
        listed = "".join(
            f'<w16cid:commentId w16cid:paraId="{p}" w16cid:durableId="{p}"/>' for n in notes for p in n.paras
        )
        desk.extend("commentsIds", "", "commentsIds", "w16cid", CID, listed)
    people = [*(n.margin.author for n in notes), *(r.author for n in notes for r in n.margin.replies), *authors]
    desk.extend("people", _MS + "people", "people", "w15", W15, desk.people(people))
    return desk.made | {relations_of(main): desk.relations, "[Content_Types].xml": desk.types}


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONS = f'{XML}<Relationships xmlns="{_RELATIONS}"></Relationships>'.encode()
_ROOT = {"comments": "comments", "commentsExtended": "commentsEx", "commentsIds": "commentsIds", "people": "people"}


@dataclass(slots=True)
class _Desk:
    """The parts being made."""

    package: Package
    main: str
    relations: bytes
    types: bytes = b""

    made: dict[str, bytes] = field(default_factory=dict)

    def people(self, names: Sequence[str]) -> str:
        """An entry for everyone who is not listed yet."""
        there = self.package.related(self.main, "people")
        known = self.package.part(there).decode("utf-8", "replace") if there else ""
        return "".join(
            f'<w15:person w15:author="{name}"><w15:presenceInfo w15:providerId="None" w15:userId="{name}"/>'
            "</w15:person>"
            for name in dict.fromkeys(map(quoted, names))
            if f'author="{name}"' not in known
        )

    def extend(self, kind: str, full_kind: str, base: str, prefix: str, uri: str, inner: str) -> None:
        """Put the entries at the end of the part of this kind; make it where there is none."""
        name = self.package.related(self.main, kind)
        if name:
            self.made[name] = _extended(story.in_utf8(self.package.part(name)).decode(), prefix, uri, inner).encode()
            return
        folder = self.main.rpartition("/")[0]
        name = next(
            n for n in (f"{folder}/{base}{k}.xml".lstrip("/") for k in ("", *range(2, 99))) if n not in self.package
        )
        spaces = {"w": uri, "w14": W14} if prefix == "w" else {prefix: uri}
        declared = "".join(f' xmlns:{p}="{u}"' for p, u in spaces.items())
        ignorable = ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="%s"' % (
            "w14" if prefix == "w" else prefix
        )
        root = f"{prefix}:{_ROOT[kind]}"
        self.made[name] = f"{XML}<{root}{declared}{ignorable}>{inner}</{root}>".encode()
        self.relations = with_relation(self.relations, full_kind, name.rpartition("/")[2])
        self.types = with_type(self.types, name, f"{_TYPE}{kind}+xml")


def _extended(source: str, prefix: str, uri: str, inner: str) -> str:
    """The part with entries added before its end, the names they need declared at its root."""
    root = re.search(r"""<([A-Za-z_][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", source)
    assert root
    head, name = root.group(), root.group(1)
    needed = {prefix: uri, **({"w14": W14} if prefix == "w" else {})}
    for short, space in needed.items():
        if f'xmlns:{short}="' not in head and f"xmlns:{short}='" not in head:
            head = re.sub(r"\s*(/?)>$", rf' xmlns:{short}="{space}"\1>', head)
    if head.endswith("/>"):
        return f"{source[: root.start()]}{head[:-2]}>{inner}</{name}>{source[root.end() :]}"
    end = source.rindex(f"</{name}")
    return f"{source[: root.start()]}{head}{source[root.end() : end]}{inner}{source[end:]}"


def _comments(notes: Sequence[Numbered]) -> Iterator[str]:
    for note in notes:
        first = note.margin
        yield _comment(note.ids[0], note.paras[0], first.author, first.initials, first.at, first.text)
        for id_, para, reply in zip(note.ids[1:], note.paras[1:], first.replies, strict=True):
            yield _comment(id_, para, reply.author, reply.initials, reply.at, reply.text)


def _comment(id_: int, para: str, author: str, initials: str, at: datetime, text: Sequence[str]) -> str:
    lines = list(text) or [""]
    body = "".join(
        f"<w:p{f' w14:paraId={chr(34)}{para}{chr(34)}' if index == len(lines) - 1 else ''}><w:r>"
        f"{'<w:annotationRef/></w:r><w:r>' if index == 0 else ''}{words_xml(line, 'w:')}</w:r></w:p>"
        for index, line in enumerate(lines)
    )
    who = f'w:author="{quoted(author)}" w:date="{stamp(at)}" w:initials="{quoted(initials)}"'
    return f'<w:comment w:id="{id_}" {who}>{body}</w:comment>'


def _threads(notes: Sequence[Numbered]) -> Iterator[str]:
    for note in notes:
        done = int(note.margin.resolved)
        yield f'<w15:commentEx w15:paraId="{note.paras[0]}" w15:done="{done}"/>'
        for para in note.paras[1:]:
            yield f'<w15:commentEx w15:paraId="{para}" w15:paraIdParent="{note.paras[0]}" w15:done="{done}"/>'


def with_relation(relations: bytes, kind: str, target: str) -> bytes:
    """The relations with one more, its id a free one."""
    used = set(re.findall(rb"""\bId\s*=\s*["']([^"']*)["']""", relations))
    number = next(n for n in range(1, 100_000) if f"rIdM{n}".encode() not in used)
    return _before_the_end(relations, "Relationship", f'Id="rIdM{number}" Type="{kind}" Target="{target}"')


def with_type(types: bytes, name: str, kind: str) -> bytes:
    """The list of content types with one more part."""
    return _before_the_end(types, "Override", f'PartName="/{name}" ContentType="{kind}"')


def _before_the_end(data: bytes, name: str, attributes: str) -> bytes:
    text = story.in_utf8(data).decode()
    end = list(re.finditer(r"</([^\s>]*?)(?:Relationships|Types)\s*>\s*$", text))
    if not end:
        text = re.sub(r"<((?:\w+:)?(?:Relationships|Types))([^>]*)/>\s*$", r"<\1\2></\1>", text)
        end = list(re.finditer(r"</([^\s>]*?)(?:Relationships|Types)\s*>\s*$", text))
    prefix = end[-1].group(1)
    return (text[: end[-1].start()] + f"<{prefix}{name} {attributes}/>" + text[end[-1].start() :]).encode()
