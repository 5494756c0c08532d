"""Words from elsewhere: what Word, browsers and older programs put on the clipboard is pasted without its noise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData

from hisrg_desktop.ui.widgets.capture import pasted
from hisrg_desktop.ui.widgets.pasted import words_of_html, words_of_rtf

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset=utf-8>
<style><!-- /* Font Definitions */ p.MsoNormal {margin:0cm;} --></style><title>Secret title</title>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings>noise</o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment--><p class=MsoNormal><span>The&nbsp;zones
are:<o:p></o:p></span></p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Zone</b></p></td><td><p>Width,
in metres</p></td></tr><tr><td><p>A</p><p>near</p></td><td><p>200</p></td></tr></table>
<p class=MsoNormal>As&#8209;agreed &amp; noted.</p><!--EndFragment--></body></html>"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}{\*\generator Riched20;}\pard The caf\'e9 \u8212?"
    r"wide\par\trowd\intbl Zone\cell Width\cell\row\intbl A\cell 200\cell\row\pard \{end\}\par}"
)


def test_a_table_from_word_keeps_its_words_cells_by_tabs_and_rows_by_line_breaks():
    assert words_of_html(WORD).replace("\xa0", " ") == (
        "The zones are:\nZone\tWidth, in metres\nA near\t200\nAs\u2011agreed & noted."
    )


def test_a_table_in_a_cell_stays_in_its_row():
    html = "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>"
    assert words_of_html(html) == "a b c\td"


def test_lists_and_breaks_are_lines():
    assert words_of_html("<ul><li>one</li><li>two</li></ul>three<br>four") == "one\ntwo\nthree\nfour"


def test_rich_text_keeps_words_signs_and_tables():
    assert words_of_rtf(RTF) == "The café —wide\nZone\tWidth\nA\t200\n{end}"


@given(st.text(max_size=200))
def test_whatever_is_on_the_clipboard_is_pasted(text):
    words_of_html(text)
    words_of_rtf(text)


@given(st.lists(st.text(alphabet="abc שלום🌙é", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6))
def test_no_word_of_a_cell_is_lost(cells):
    html = "<table><tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in cells) + "</tr></table>"
    assert words_of_html(html).split() == " ".join(cells).split()


@pytest.mark.parametrize(
    ("html", "text", "words"),
    [
        (WORD, "Zone\nWidth", "Zone\tWidth, in metres"),
        ("<b>bold</b> words", "bold words", "bold words"),
        ("<b>bold</b> words", None, "bold words"),
    ],
)
def test_tables_are_taken_from_html_and_plain_words_as_they_are(html, text, words):
    source = QMimeData()
    source.setHtml(html)
    if text is not None:
        source.setText(text)
    assert words in pasted(source)


def test_rich_text_alone_is_read():
    source = QMimeData()
    source.setData("text/rtf", RTF.encode("latin-1"))
    assert pasted(source).startswith("The café")
