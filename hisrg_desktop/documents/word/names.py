"""The names under which Word keeps things: namespaces, tags, relationship types."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
VML = "{urn:schemas-microsoft-com:vml}"
PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode()[1:-1],
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R.encode()[1:-1],
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode()[1:-1],
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP.encode()[1:-1],
}
"""What "Strict Open XML Document" writes, and the transitional name of the same thing."""

VAL = W + "val"


def on(value: str | None) -> bool:
    """Whether a switch such as ``<w:b w:val="…"/>`` is on; a missing value means yes."""
    return value is None or value not in {"0", "false", "off", "none"}
