"""Makes resources/templates/plain.docx, the clean template: styles by name and nothing about who made it when.

Run it from the root of the project after a change of style: `python packaging/make_templates.py`.
"""

import sys
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from hisrg_desktop.documents.written.package import NAMESPACES, XML, packed

SANS, SERIF = "Calibri", "Cambria"
INK, SOFT, ACCENT, LINE = "1C2430", "5B6573", "1D4F7C", "B9B6AD"


class Style(NamedTuple):
    """A paragraph style: spacing in twips, size in half points."""

    name: str
    size: int = 21
    font: str = SANS
    colour: str = INK
    bold: bool = False
    italic: bool = False
    before: int = 0
    after: int = 120
    line: int = 264
    left: int = 0
    hanging: int = 0
    keep: bool = False
    outline: int = -1
    extra: str = ""
    look: str = ""


RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="6" w:color="{}"/></w:pBdr>'
STYLES = [
    Style("Normal"),
    Style("Masthead", 24, colour=ACCENT, bold=True, after=40, line=240, look='<w:spacing w:val="6"/>'),
    Style("Masthead Detail", 19, colour=SOFT, after=20, line=252),
    Style("Title", 44, bold=True, before=360, after=360, line=240, keep=True),
    Style("Subtitle", 24, colour=SOFT, after=240, line=252, keep=True),
    Style("heading 1", 28, colour=ACCENT, bold=True, before=400, after=140, line=247, keep=True, outline=0),
    Style("heading 2", 24, bold=True, before=300, after=100, line=247, keep=True, outline=1),
    Style("heading 3", 21, bold=True, before=220, after=80, line=247, keep=True, outline=2),
    Style("heading 4", 21, colour=SOFT, italic=True, before=180, after=60, line=247, keep=True, outline=3),
    Style("Body"),
    Style("Numbered Paragraph", left=680, hanging=680),
    Style("Bullet", left=1020, hanging=340, after=60),
    Style(
        "Quote",
        font=SERIF,
        left=1020,
        before=60,
        extra=f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="10" w:color="{LINE}"/></w:pBdr>',
    ),
    Style("Legal Text", 22, font=SERIF, before=60, after=140, line=276, left=964, hanging=964),
    Style("Legal Item", 22, font=SERIF, after=100, line=276, left=1531, hanging=567),
    Style("Table Text", 18, before=30, after=30, line=245),
    Style("Table Heading", 17, bold=True, before=50, after=50, line=235, keep=True),
    Style("Note", 18, colour=SOFT, after=120, line=250, left=680),
    Style("header", 17, colour=SOFT, after=0, line=240),
    Style("footer", 17, colour=SOFT, after=0, line=240),
    Style("footnote text", 18, after=40, line=245, left=227, hanging=227),
]
CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    f'<w:style w:type="character" w:customStyle="1" w:styleId="Soft"><w:name w:val="Soft"/>'
    f'<w:rPr><w:color w:val="{SOFT}"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="RuledTable"><w:name w:val="Ruled Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)
BUILT_IN = {"Normal", "Title", "Subtitle", "Quote", "header", "footer", "footnote text"}


def style_id(name: str) -> str:
    """The id under which Word itself files a style of this name."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def style(one: Style) -> str:
    """The style as WordprocessingML, its elements in the order of the schema."""
    known = one.name in BUILT_IN or one.name.startswith("heading")
    kind = ' w:default="1"' if one.name == "Normal" else "" if known else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{style_id(one.name)}"><w:name w:val="{one.name}"/>'
        + ('<w:basedOn w:val="Normal"/>' if one.name != "Normal" else "")
        + ('<w:next w:val="Body"/>' if one.outline >= 0 else "")
        + f"<w:qFormat/><w:pPr>{'<w:keepNext/>' if one.keep else ''}{one.extra}"
        + f'<w:spacing w:before="{one.before}" w:after="{one.after}" w:line="{one.line}" w:lineRule="auto"/>'
        + (f'<w:ind w:left="{one.left}" w:hanging="{one.hanging}"/>' if one.left else "")
        + (f'<w:outlineLvl w:val="{one.outline}"/>' if one.outline >= 0 else "")
        + f'</w:pPr><w:rPr><w:rFonts w:ascii="{one.font}" w:hAnsi="{one.font}" w:cs="{one.font}"/>'
        + ("<w:b/>" if one.bold else "")
        + ("<w:i/>" if one.italic else "")
        + f'<w:color w:val="{one.colour}"/>{one.look}<w:sz w:val="{one.size}"/><w:szCs w:val="{one.size}"/>'
        + "</w:rPr></w:style>"
    )


def styles() -> str:
    """The part word/styles.xml."""
    return (
        f"{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:eastAsia="{SANS}" w:cs="{SANS}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        + "".join(map(style, STYLES))
        + CHARACTERS
        + "</w:styles>"
    )


def fonts() -> str:
    """The part word/fontTable.xml: what a machine without these fonts should take instead."""
    return (
        f"{XML}<w:fonts {NAMESPACES}>"
        f'<w:font w:name="{SANS}"><w:altName w:val="Carlito"/><w:family w:val="swiss"/></w:font>'
        f'<w:font w:name="{SERIF}"><w:altName w:val="Caladea"/><w:family w:val="roman"/></w:font></w:fonts>'
    )


def specimen() -> str:
    """A body that shows each style in its own look, for whoever adapts the template."""
    shown = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(one.name)}"/></w:pPr><w:r><w:t>{one.name}</w:t></w:r></w:p>'
        for one in STYLES
    )
    return (
        f"{XML}<w:document {NAMESPACES}><w:body>{shown}"
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1304" w:bottom="1304" '
        'w:left="1304" w:header="709" w:footer="624" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


if __name__ == "__main__":
    parts = {"word/document.xml": specimen(), "word/styles.xml": styles(), "word/fontTable.xml": fonts()}
    Path("resources/templates/plain.docx").write_bytes(packed({name: text.encode() for name, text in parts.items()}))
