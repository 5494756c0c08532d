"""Charts on paper and on the screen: one description, the same figures wherever it is drawn."""

import io
import itertools
import re
import subprocess
import zipfile

import docx
import pypdf
import pypdfium2
import pytest

from hisrg_desktop.documents.charts import COLOURS, Drawn, laid_for_paper, picture, size_of
from hisrg_desktop.documents.head import last_change
from hisrg_desktop.documents.outline import Document, Figure, Masthead
from hisrg_desktop.documents.write_html import write_html
from hisrg_desktop.documents.write_pdf import write_pdf
from hisrg_desktop.documents.write_text import write_text
from hisrg_desktop.documents.write_word import write_word
from hisrg_desktop.meeting.charts.chart import Bar, Chart, Series, figure, in_words
from hisrg_desktop.meeting.charts.layout import Box
from hisrg_desktop.meeting.charts.meeting import charts_of
from hisrg_desktop.meeting.roll.meetings import current_meeting
from tests.documents import specimens

PLAIN = Chart(
    "k",
    "Attendance",
    "people",
    (Series("Members", "solid", "accent"), Series("Observers", "empty", "soft")),
    (Bar("Monday", (23, 31)), Bar("Tuesday", (20, 8))),
    labels="Sitting",
)


def of(chart: Chart) -> Document:
    return Document([Figure(chart)], Masthead("Body", "Title"), specimens.AT, specimens.GROUP)


def drawn_widths(image, chart: Chart) -> dict[tuple[int, int], float]:
    """How wide the solid bars are in a picture, in points, counted along their upper edge in their colour."""
    there = laid_for_paper(chart)
    scale = image.size[0] / there.width
    wanted = tuple(int(COLOURS["accent"][at : at + 2], 16) for at in (1, 3, 5))
    widths = {}
    for box in (shape for shape in there.shapes if isinstance(shape, Box) and shape.of and shape.fill == "solid"):
        y = round((box.y + 1.2) * scale)
        line = [image.getpixel((x, y)) for x in range(image.size[0])]
        widths[box.of] = (
            sum(all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=False)) for pixel in line) / scale
        )
    return widths


def test_bars_in_the_picture_are_as_long_as_their_figures():
    from PIL import Image

    image = Image.open(io.BytesIO(picture(PLAIN))).convert("RGB")
    widths = drawn_widths(image, PLAIN)
    assert widths[0, 0] / widths[1, 0] == pytest.approx(23 / 20, rel=0.02)
    assert widths[0, 0] == pytest.approx(
        next(s.width for s in laid_for_paper(PLAIN).shapes if isinstance(s, Box) and s.of == (0, 0)), abs=2
    )


def test_every_figure_and_label_can_be_read_in_the_pdf(practised):
    meeting = current_meeting(practised.record)
    assert meeting is not None
    made = practised.made("figures", ".pdf", audience="members")
    read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    flat = re.sub(r"\s+", " ", read)
    for chart in charts_of(practised.record, meeting.id, last_change(practised.record)):
        assert chart.title in flat
        for bar in chart.bars:
            assert re.sub(r"\s+", "", bar.label) in re.sub(r"\s+", "", flat)
            for value in bar.values:
                assert figure(chart, value) in flat or not value


def test_word_shows_the_picture_with_all_it_says_as_its_alternative():
    data = write_word(of(PLAIN))
    document = docx.Document(io.BytesIO(data))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == in_words(PLAIN)
    width, height = size_of(PLAIN)
    assert (round(shape.width.pt), round(shape.height.pt)) == (round(width), round(height))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.read("word/media/figure1.png") == picture(PLAIN)


@pytest.mark.second_reader("soffice")
def test_libreoffice_shows_the_pictures_and_keeps_their_words(practised, tmp_path):
    path = tmp_path / "figures.docx"
    path.write_bytes(practised.made("figures"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "odt", "--outdir", tmp_path, path]
    subprocess.run(command, capture_output=True, check=True)
    with zipfile.ZipFile(tmp_path / "figures.odt") as archive:
        content = archive.read("content.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("Pictures/")]
    assert len(pictures) == 4
    assert content.count("<draw:image") == 4
    assert "Attendance by sitting and class. Monday morning: 59 in all" in content


def test_two_pictures_of_a_document_have_names_and_numbers_of_their_own():
    other = Chart("o", "Another", "people", PLAIN.series, (Bar("Monday", (1, 2)),), labels="Sitting")
    document = Document([Figure(PLAIN), Figure(other)], Masthead("B", "T"), specimens.AT, specimens.GROUP)
    read = docx.Document(io.BytesIO(write_word(document)))
    assert [shape._inline.docPr.get("id") for shape in read.inline_shapes] == ["1", "2"]
    assert [shape._inline.docPr.get("name") for shape in read.inline_shapes] == ["Attendance", "Another"]


def test_where_there_are_only_words_the_figures_stand_as_a_table():
    text = write_text(of(PLAIN))
    assert "Monday | 23 | 31 | 54" in text
    html = write_html(of(PLAIN)).html
    assert "<td>Monday</td><td>23</td><td>31</td><td>54</td>" in html


def test_every_pattern_differs_from_every_other_in_grey():
    from PIL import Image

    drawn = {}
    for fill in ("solid", "hatch", "dots", "grid", "empty"):
        chart = Chart("k", "T", "people", (Series("A", fill, "ink"),), (Bar("x", (10,)),), labels="L")
        box = next(s for s in laid_for_paper(chart).shapes if isinstance(s, Box) and s.of)
        image = Image.open(io.BytesIO(picture(chart))).convert("L")
        scale = image.size[0] / laid_for_paper(chart).width
        inner = (box.x + 2, box.y + 2, box.x + box.width - 2, box.y + box.height - 2)
        drawn[fill] = image.crop(tuple(round(side * scale) for side in inner)).tobytes()
    for one, other in itertools.combinations(drawn, 2):
        differing = sum(abs(a - b) > 60 for a, b in zip(drawn[one], drawn[other], strict=True))
        assert differing > 0.08 * len(drawn[one]), (one, other)


def test_a_chart_as_high_as_its_flowable_stands_on_the_page():
    pages = pypdfium2.PdfDocument(io.BytesIO(write_pdf(of(PLAIN))))
    assert len(pages) == 1
    pages.close()
    assert Drawn(PLAIN).wrap(464, 700) == size_of(PLAIN)


def test_an_empty_chart_says_so():
    empty = Chart("k", "Attendance", "people", PLAIN.series, (), labels="Sitting")
    read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(write_pdf(of(empty)))).pages)
    assert "nothing on record yet" in read
    assert in_words(empty) == "Attendance. There is nothing on record yet."
