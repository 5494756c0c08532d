"""A chart as a picture among the words of a Word document, with everything it says as its text alternative."""

from xml.sax.saxutils import quoteattr

from hisrg_desktop.documents.written.word_words import Setting
from hisrg_desktop.meeting.charts.chart import Chart, in_words

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_EMU = 12_700
"""English Metric Units to the point."""


def drawing(chart: Chart, setting: Setting) -> str:
    """The run with the picture; its bytes are kept in the setting. What Word itself saves stands in drawing.md."""
    # Only a document with a chart needs reportlab and pdfium.
    from hisrg_desktop.documents.charts import picture, size_of

    setting.pictures.append(picture(chart))
    number = len(setting.pictures)
    width, height = (round(length * _EMU) for length in size_of(chart))
    named = f"name={quoteattr(chart.title)} descr={quoteattr(in_words(chart))}"
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" {named}/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" {named}/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{_name(number)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        f"</wp:inline></w:drawing></w:r>"
    )


def part_of(number: int) -> str:
    """The part of the package in which the picture of this number lies."""
    return f"word/media/{_name(number)}.png"


def _name(number: int) -> str:
    return f"figure{number}"
