"""A document as a Word file: one pass of strings, set in the styles of a template."""

from pathlib import Path
from xml.sax.saxutils import escape

from hisrg_desktop.documents.outline import Document, Section, sections
from hisrg_desktop.documents.written.core import core_properties
from hisrg_desktop.documents.written.drawing import part_of
from hisrg_desktop.documents.written.package import NAMESPACES, XML, packed
from hisrg_desktop.documents.written.template import template as read_template
from hisrg_desktop.documents.written.word_body import TINY, body, paragraph
from hisrg_desktop.documents.written.word_frame import first_header, footer, header, masthead, paper, properties
from hisrg_desktop.documents.written.word_words import Setting, run


def write_word(document: Document, template: Path | None = None) -> bytes:
    """The bytes of a .docx; the same document gives the same bytes.

    `template` is the secretariat's own Word file: its styles are used by name, ours where it has none; the pages
    and the masthead are always ours. Raises Unreadable where it is not a Word file.
    """
    setting = Setting(read_template(template, document.language))
    cut = sections(document)
    parts = {"word/document.xml": _document(document, cut, setting)}
    parts |= {f"word/header{number}.xml": header(document, one, setting) for number, one in enumerate(cut, 1)}
    parts |= {f"word/footer{number}.xml": footer(document, one, setting) for number, one in enumerate(cut, 1)}
    parts |= {"word/header0.xml": first_header(setting), "word/settings.xml": _settings(document, setting)}
    pictures = {part_of(number): data for number, data in enumerate(setting.pictures, 1)}
    if setting.notes:
        parts["word/footnotes.xml"] = _footnotes(setting)
    parts["docProps/core.xml"] = core_properties(
        document.masthead.title, document.author, document.at, language=document.language
    )
    return packed({name: text.encode() for name, text in parts.items()} | pictures | setting.template.parts)


def _document(document: Document, cut: list[Section], setting: Setting) -> str:
    written = [_section(document, section, number, setting) for number, section in enumerate(cut)]
    breaks = [
        paragraph(setting.style("Table Text"), "", TINY + properties(section, number, number == 1))
        for number, section in enumerate(cut, 1)
    ]
    inner = "".join(part + end for part, end in zip(written, breaks[:-1], strict=False)) + written[-1]
    last = properties(cut[-1], len(cut), len(cut) == 1)
    return f"{XML}<w:document {NAMESPACES}><w:body>{inner}{last}</w:body></w:document>"


def _section(document: Document, section: Section, number: int, setting: Setting) -> str:
    headed = number == 0 and section.form is None
    head = masthead(document.masthead, setting, paper(section)) if headed else ""
    return head + body(section.parts, setting, paper(section).text)


def _footnotes(setting: Setting) -> str:
    style, reference = setting.style("footnote text"), setting.style("footnote reference")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:footnoteRef/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(style, mark + run(f" {text}"))}</w:footnote>'
        for number, text in enumerate(setting.notes, 1)
    )
    lines = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0">'
        "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    )
    return f"{XML}<w:footnotes {NAMESPACES}>{lines}{notes}</w:footnotes>"


def _settings(document: Document, setting: Setting) -> str:
    separators = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if setting.notes else ""
    modern = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>{separators}<w:compat>{modern}</w:compat>'
        f'<w:themeFontLang w:val="{escape(document.language)}"/></w:settings>'
    )
