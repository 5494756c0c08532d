"""What a Word file says about itself: title, author and date, nothing of whoever made the original."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.documents.word import margin
from hisrg_desktop.documents.word.package import Package, relations_of
from hisrg_desktop.documents.written.core import core_properties
from hisrg_desktop.documents.written.package import XML

_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, author (the Working Group), when the document was made according to the record, and its reference."""

    title: str
    author: str
    at: datetime
    reference: str = ""


def parts(package: Package, main: str, titles: Properties, changed: Mapping[str, bytes]) -> dict[str, bytes]:
    """The core, application and custom properties replaced, and the path of the template taken out."""
    made: dict[str, bytes] = {}
    core = package.related("", "core-properties")
    if core is None:
        core = "docProps/core.xml"
        made["_rels/.rels"] = margin.with_relation(package.part("_rels/.rels"), _CORE_KIND, core)
        types = changed.get("[Content_Types].xml") or package.part("[Content_Types].xml")
        made["[Content_Types].xml"] = margin.with_type(types, core, _CORE)
    said = core_properties(titles.title, titles.author, titles.at, subject=titles.reference)
    made[core] = said.encode()
    if application := package.related("", "extended-properties"):
        made[application] = _application()
    if custom := package.related("", "custom-properties"):
        made[custom] = _custom()
    if settings := package.related(main, "settings"):
        made |= _template(package, settings)
    return made


def _application() -> bytes:
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>hisrg-desktop</Application></Properties>"
    ).encode()


def _custom() -> bytes:
    return (
        f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>'.encode()
    )


def _template(package: Package, settings: str) -> dict[str, bytes]:
    where = relations_of(settings)
    targets = [r.target for r in package.relations(settings) if r.kind == "attachedTemplate"]
    data = package.part(where) if targets else b""
    for target in targets:
        data = data.replace(f'"{margin.quoted(target)}"'.encode(), b'"Normal.dotm"')
    return {where: data} if targets else {}
