"""Builds `files/messy.docx`: the draft of an invented accord as many hands leave one. Run it to build the file anew."""

import io
from pathlib import Path

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from made import W, abstract, instance, level, root, starts

MESSY = Path(__file__).parent / "files" / "messy.docx"
LEVELS = (level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", "lowerLetter"))
NOTES = {
    2: "A road counts as lit when nine lamps in ten burn.",
    3: "The wardens of the northern roads asked for two turns of the watch.",
}
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
BOX = (
    '<w:r xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="box1" type="#_x0000_t202" '
    'style="position:absolute;width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>{words}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def built() -> bytes:
    """The bytes of the file."""
    document = Document()
    _define_lists(document)
    _define_notes(document)
    _front(document)
    _objective(document)
    _definitions(document)
    _keeping(document)
    document.add_section(WD_SECTION.NEW_PAGE)
    _oversight(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _define_lists(document) -> None:
    numbering = document.part.numbering_part.element
    first = numbering.find(qn("w:num"))
    for number, levels in ((90, LEVELS), (91, (level(0, "%1)", "lowerLetter"),))):
        first.addprevious(_element(abstract(number, *levels)))
    for made in (instance(90, 90), instance(91, 91), instance(92, 91, starts(0, 1)), instance(93, 90, starts(0, 3))):
        numbering.append(_element(made))


def _define_notes(document) -> None:
    separators = "".join(
        f'<w:footnote w:id="{number}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    notes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {words}</w:t></w:r></w:p></w:footnote>'
        for number, words in NOTES.items()
    )
    blob = root("footnotes", separators + notes).encode()
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _front(document) -> None:
    document.add_paragraph("Draft Accord on the Lamp Roads", style="Title")
    document.add_paragraph("Second reading, with changes from the floor", style="Subtitle")
    document.add_paragraph("Preface", style="Heading 2")
    preface = document.add_paragraph("The lamp roads join the settlements of the dark side.")
    preface._p.append(parse_xml(BOX.format(w=W, words="Secretariat: the count of lamps is to be checked.")))


def _objective(document) -> None:
    _numbered(document, "Objective", 90, 0, style="Heading 1")
    _numbered(document, "The objective of this Accord is to keep the lamp roads lit and open.", 90, 1)
    _numbered(document, "To that end the settlements:", 90, 1)
    _numbered(document, "tend the lamps on their own stretch; and", 91, 0)
    _numbered(document, "answer the call of a neighbour whose lamps have failed.", 91, 0)
    _numbered(document, "Nobody is asked:", 90, 1)
    _numbered(document, "to light a road that nobody walks; or", 92, 0)
    _numbered(document, "to pay for the lamps of another.", 92, 0)


def _definitions(document) -> None:
    document.add_paragraph().add_run("2.  DEFINITIONS").bold = True
    document.add_paragraph("In this Accord the words below have the meaning beside them:")
    table = document.add_table(rows=4, cols=2)
    rows = (
        ("Term", "Meaning"),
        ("“Lamp road”", "a lane between two settlements that is lit from end to end"),
        ("“Warden”", "the person whom a settlement names to tend its lamps"),
        ("“Dark hour”", "an hour in which three lamps in a row do not burn"),
    )
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    _note(table.cell(1, 1).paragraphs[0], 2)


def _keeping(document) -> None:
    _numbered(document, "Keeping of the lamps", 93, 0, style="Heading 1")
    _numbered(document, "Each settlement names a warden and tells the others the name.", 93, 1)
    document.add_paragraph("3.2\tA warden keeps a book of the lamps, in which are written:")
    document.add_paragraph("(a) each lamp and its place;")
    noted = document.add_paragraph("(b) each dark hour")
    _note(noted, 3)
    noted.add_run(" and its cause, namely:")
    document.add_paragraph("(i) want of oil; or")
    document.add_paragraph("(ii) storm.")
    split = document.add_paragraph("3.3  Where a lamp has failed for three nights, ")
    split.add_run().add_break(WD_BREAK.PAGE)
    split.add_run("the neighbours of that settlement may light it at its cost.")


def _oversight(document) -> None:
    document.add_paragraph().add_run("4.  Oversight").bold = True
    document.add_paragraph(
        "4.1  The wardens meet twice in each year, and again whenever a lamp road has been dark for a week on end.",
        style="Heading 1",
    )
    document.add_paragraph("4.2  Their meetings are open to every settlement, and what is said there is written down")
    document.add_paragraph("and is read out at the next meeting before anything else is taken up.")
    document.add_paragraph("Settlements with more than forty lamps:")
    table = document.add_table(rows=2, cols=4)
    for row, words in zip(
        table.rows, (("Place", "Lamps", "Oil", "Dark hours"), ("Ember", "61", "9", "2")), strict=True
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    document.add_paragraph("4.4  Each warden may be replaced at any time.")


def _numbered(document, text: str, num: int, ilvl: int, style: str | None = None) -> None:
    properties = document.add_paragraph(text, style=style)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = ilvl
    properties.get_or_add_numId().val = num


def _note(paragraph, number: int) -> None:
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(_element(f'<w:footnoteReference w:id="{number}"/>'))


def _element(words: str):
    """The one element in these words, which use the prefix `w`."""
    return parse_xml(words.replace(" ", f' xmlns:w="{W}" ', 1))


if __name__ == "__main__":
    MESSY.write_bytes(built())
