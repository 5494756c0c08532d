"""The template a document is set in: its styles, found by name; those it lacks come from our own."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from hisrg_desktop.documents.word.guard import open_package
from hisrg_desktop.documents.written.package import W
from hisrg_desktop.meeting.order import Unreadable
from hisrg_desktop.shipped import shipped

_W = f"{{{W}}}"
_LARGEST = 20_000_000
# Kept of a template; its pages, headers, properties and macros are not.
_KEPT = ("word/numbering.xml", "word/fontTable.xml", "word/theme/theme1.xml")


@dataclass(frozen=True, slots=True)
class Template:
    """The parts of a template that go into a document, and the id of each style by its name in lower case."""

    parts: dict[str, bytes]
    ids: dict[str, str]

    def style(self, name: str) -> str:
        """The id of the style of this name; unknown names are set as Body."""
        return self.ids.get(name.lower()) or self.ids["body"]


def template(path: Path | None = None, language: str = "en-GB") -> Template:
    """Our own template, or the secretariat's with our styles where it has none; Unreadable where it is not Word."""
    ours = _parts(shipped("templates/plain.docx"))
    if path is None:
        return _composed(ours, _tree(ours["word/styles.xml"]), language)
    theirs = _parts(path)
    try:
        styles = _completed(_tree(theirs["word/styles.xml"]), _tree(ours["word/styles.xml"]))
        return _composed({name: _clean(part) for name, part in theirs.items()}, styles, language)
    except (KeyError, etree.XMLSyntaxError) as problem:
        raise Unreadable(
            f"{path.name} cannot be used as a template: it has no styles that Word could read."
        ) from problem


def _composed(parts: dict[str, bytes], styles: etree._Element, language: str) -> Template:
    for mark in styles.iterfind(f"{_W}docDefaults//{_W}lang"):
        mark.set(f"{_W}val", language)
    kept = {name: parts[name] for name in _KEPT if name in parts}
    return Template({"word/styles.xml": _bytes(styles), **kept}, _ids(styles))


def _completed(styles: etree._Element, ours: etree._Element) -> etree._Element:
    """The styles with ours added where theirs has no style of the name; ids of ours never clash with theirs."""
    _without_revision_ids(styles)
    known, taken = _ids(styles), {style.get(f"{_W}styleId") for style in styles.iterfind(f"{_W}style")}
    for style in ours.iterfind(f"{_W}style"):
        if _name(style).lower() in known:
            continue
        added = copy.deepcopy(style)
        added.attrib.pop(f"{_W}default", None)
        if added.get(f"{_W}styleId") in taken:
            added.set(f"{_W}styleId", f"{added.get(f'{_W}styleId')}Hisrg")
        _relink(added, ours, known)
        styles.append(added)
    return styles


def _relink(style: etree._Element, ours: etree._Element, known: dict[str, str]) -> None:
    names = {one.get(f"{_W}styleId"): _name(one).lower() for one in ours.iterfind(f"{_W}style")}
    for tag in ("basedOn", "next"):
        for link in style.iterfind(f"{_W}{tag}"):
            identity = link.get(f"{_W}val")
            link.set(f"{_W}val", known.get(names.get(identity, ""), identity or ""))


def _ids(styles: etree._Element) -> dict[str, str]:
    return {_name(style).lower(): style.get(f"{_W}styleId") or "" for style in styles.iterfind(f"{_W}style")}


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val") or ""


def _parts(path: Path) -> dict[str, bytes]:
    try:
        package = open_package(path, "it")
        wanted = [name for name in ("word/styles.xml", *_KEPT) if name.lower() in package.parts]
        if sum(package.parts[name.lower()].file_size for name in wanted) > _LARGEST:
            raise Unreadable("its styles are larger than 20 MB.")
        return {name: package.part(name) or b"" for name in wanted}
    except Unreadable as problem:
        raise Unreadable(f"{path.name} cannot be used as a template: {problem}") from problem


def _tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(data, parser)


def _clean(data: bytes) -> bytes:
    """The part without revision ids and without what would point out of it (embedded fonts, pictures)."""
    root = _tree(data)
    _without_revision_ids(root)
    for element in [one for one in root.iter(etree.Element) if any("relationships}" in str(key) for key in one.attrib)]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return _bytes(root)


def _without_revision_ids(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        for key in [key for key in element.attrib if "rsid" in str(key)]:
            del element.attrib[key]
    for tag in ("rsid", "nsid", "tmpl"):
        for element in list(root.iter(f"{_W}{tag}")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
