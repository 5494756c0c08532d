"""What an Office file says about itself: title, author and date, the same for every kind of file."""

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from hisrg_desktop.documents.written.package import XML
from hisrg_desktop.meeting.hygiene import clean

_SPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def core_properties(title: str, author: str, at: datetime, *, subject: str = "", language: str = "") -> str:
    """The core properties part; made, and last changed, by the author at the time of the record."""
    fields = {"dc:title": title, "dc:subject": subject, "dc:creator": author, "cp:lastModifiedBy": author}
    said = "".join(f"<{name}>{escape(clean(words))}</{name}>" for name, words in fields.items() if words)
    when = stamp(at)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{when}</dcterms:{name}>' for name in ("created", "modified")
    )
    spoken = f"<dc:language>{escape(language)}</dc:language>" if language else ""
    return f"{XML}<cp:coreProperties {_SPACES}>{said}<cp:revision>1</cp:revision>{dates}{spoken}</cp:coreProperties>"


def stamp(at: datetime) -> str:
    """The time as Office writes it: UTC, to the second."""
    return (at if at.tzinfo is None else at.astimezone(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
