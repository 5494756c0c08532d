"""The limit for writing Word files: the shortest XML that holds the words, joined and zipped."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def of_paragraphs(texts: Iterable[str]) -> bytes:
    """A Word file of nothing but these paragraphs."""
    return _packed("".join(map(_paragraph, texts)))


def of_table(rows: Iterable[Sequence[str]]) -> bytes:
    """A Word file of nothing but this table."""
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return _packed("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl><w:p/>")


def of_comments(texts: Sequence[str], said: Sequence[tuple[str, str]], together: int) -> bytes:
    """A Word file of these paragraphs, each with so many of the comments (author and words) in its margin."""
    marks = [
        "".join(f'<w:r><w:commentReference w:id="{at * together + n}"/></w:r>' for n in range(together))
        for at in range(len(texts))
    ]
    body = "".join(
        f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r>{mark}</w:p>" for text, mark in zip(texts, marks, strict=True)
    )
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="{escape(author)}">{_paragraph(words)}</w:comment>'
        for n, (author, words) in enumerate(said)
    )
    return _packed(body, notes)


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _packed(body: str, comments: str = "") -> bytes:
    document = f'<?xml version="1.0"?><w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", document)
        if comments:
            archive.writestr(
                "word/comments.xml", f'<?xml version="1.0"?><w:comments xmlns:w="{_MAIN}">{comments}</w:comments>'
            )
    return made.getvalue()
