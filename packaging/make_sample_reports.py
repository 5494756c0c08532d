"""The two panel reports of the practice dossier: a Word file and a PDF, the same bytes every time.

Run from the root of the project: ``python packaging/make_sample_reports.py``. Pages end where the lists below end, so
that a remark is found on the page where `reports.json` says it stands.
"""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.shared import Cm, Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import cm
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "sample"
WRITTEN = datetime(2020, 8, 14, 9, 0, tzinfo=UTC)

Part = tuple[str, str] | list[list[str]]
"""A style ("h1", "h2", "p") and its words, or the rows of a table."""

TECHNICAL: list[list[Part]] = [
    [
        ("h1", "Report of the Technical Panel"),
        (
            "p",
            "To the fourth meeting of the second phase. An invented report on an invented text: the Draft "
            "Understanding on Resource Activities in the Kessandra Belt.",
        ),
        ("h2", "What was asked, and how we worked"),
        (
            "p",
            "The Group asked three things: case studies on the radius kept clear around landing pads, a view on "
            "the allocation of frequencies for distress, and technical remarks on the provisions of the fourth "
            "circulation draft. The Panel met four times, read the logs of twelve workings and measured at three "
            "of them.",
        ),
        (
            "p",
            "A remark below is numbered with the letter T. Where the Panel recommends words it says so; where it "
            "only reports what was found, the choice is the Group's.",
        ),
        (
            "p",
            "The logs were lent on condition that crews and vessels are not named. Where a working is described "
            "so closely that those who know the Belt will recognise it, the crew-master has read the page and "
            "agreed to it. One log was withdrawn in July and nothing here rests upon it.",
        ),
        (
            "p",
            "The surveyors who measured at the three sites were chosen by lot from those who had not reviewed the"
            " plans of work concerned. Their instruments were compared at the bench of the Bureau of Tally and "
            "Weights before the voyage and again after it; the two readings differ by less than one part in three"
            " hundred.",
        ),
        ("h2", "Definitions put to the test"),
        (
            "p",
            "T1. Applied to eleven past workings, the definition in 2.3 gave different answers depending on "
            "whether stores lying far from the cut were counted. The Panel suggests that a store belongs to the "
            "working when it is tended by the same watch.",
        ),
        (
            "p",
            "The definition of harmful impact was tried on the same eleven cases. An appreciable change was found"
            " in nine, a lasting one in two; in no case did the surveyors disagree about the figures, only about "
            "the word.",
        ),
        (
            "p",
            "In the case of a tug that drew water from a body for eleven weeks while waiting for a crew, four "
            "surveyors saw a working and two saw a vessel in transit. The Panel does not propose words for this "
            "case, but the Group may wish to know that it is not rare: three such tugs were seen in the inner "
            "lanes in one season.",
        ),
        (
            "p",
            "The tenth that must be left in place under 7.3 was tried on paper only. For solid bodies the figure "
            "is generous. For loose rubble no figure can be defended before the study named in the footnote is "
            "finished, which will not be before next summer.",
        ),
    ],
    [
        ("h2", "Case studies: the radius around a landing pad"),
        (
            "p",
            "Three sites were chosen for their difference: Old Bellows, a body of solid ice; Cinder Stair, a "
            "metal body with a thin crust; and Widow's Sieve, a trial on loose rubble. At each, reflecting plates"
            " were laid out along eight lines and read after every landing.",
        ),
        [
            ["Site", "Body", "Landing pad, km", "Extraction, km", "Kind"],
            ["Old Bellows", "solid ice", "6.8", "7.1", "in operation"],
            ["Cinder Stair", "metal, thin crust", "21.0", "4.5", "in operation"],
            ["Widow's Sieve", "loose rubble", "68.0", "9.2", "trial"],
        ],
        (
            "p",
            "T2. Two of the three sites needed two radii: a fixed one around the landing pad and a smaller, "
            "moving one around the cut. A single radius of the kind described in 10.5 would be too wide at the "
            "cut or too narrow at the pad.",
        ),
        (
            "p",
            "T3. Cut ice leaves the cutter at two metres a second; matter lifted by a landing reaches nineteen. "
            "One hour of free travel therefore means anything between seven and sixty-eight kilometres, and the "
            "bracket in 10.5 a) cannot be closed without naming a speed.",
        ),
        (
            "p",
            "T4. At Widow's Sieve the third lantern was buried after the second landing. Three lanterns mark a "
            "circle; they do not mark a sphere.",
        ),
        (
            "p",
            "Old Bellows is the simplest case. Vessels land slowly on hard ice, little is lifted, and the two "
            "radii nearly coincide; the crew has kept a zone of eight kilometres for five seasons and nobody has "
            "asked for more or less.",
        ),
        (
            "p",
            "Cinder Stair shows the opposite. The crust breaks at every landing and the fragments leave at speeds"
            " which no cutter reaches, but landings take place on nine days in a season. A wide zone that is lit "
            "for nine days, and a narrow one that is lit always, would give back to navigation more than nine "
            "tenths of the volume now closed.",
        ),
        (
            "p",
            "At Widow's Sieve the trial was ended early. The plates at sixty kilometres were struck on the second"
            " day, and the surveyors could no longer tell what the landing had moved from what had been moving "
            "before it.",
        ),
    ],
    [
        ("h2", "Failures, frequencies and reviews"),
        (
            "p",
            "T5. In nine of twelve failures of moorings a second tether would have held. Designing against any "
            "single failure is feasible with the gear now sold; the cost is about one part in forty of the price "
            "of the moorings.",
        ),
        (
            "p",
            "T6. The lantern band is used at its lower edge by two relay stations. The Panel recommends a "
            "schedule of frequencies, kept by the Lanternhouse and revised each year, in place of the names of "
            "bands in 9.3 b).",
        ),
        (
            "p",
            "The two relay stations have been asked how soon they could move. Both answered eighteen months, "
            "counted from the delivery of new crystals, and neither asked for payment.",
        ),
        (
            "p",
            "T7. Thirty-one reviews of plans were timed. The middle one took seventy-four days; five took more "
            "than ninety, and all five concerned bodies that had never been worked before.",
        ),
        (
            "p",
            "T8. With eleven surveyors the Board can complete about thirty reviews by two members in a year, or "
            "twenty by three. Forty-four berth requests were entered in the last year.",
        ),
        (
            "p",
            "T9. Of the nineteen plans that were altered after review, six led to a wider zone. None of these six"
            " alterations was reported to anybody until the next inspection.",
        ),
        (
            "p",
            "The timing of reviews was taken from the books of the Gauge Board, beginning with the day on which "
            "the last missing page of a plan arrived. In eleven cases that day was more than three weeks after "
            "the plan itself; in all eleven the missing page was the list of hazards.",
        ),
        (
            "p",
            "The cost of a second tether was asked of four makers. Their answers lay within a narrow range, and "
            "none of them expected a delay in delivery. For pumps the Panel has no figures, and would not apply "
            "the finding to them.",
        ),
    ],
    [
        ("h2", "A block that is missing"),
        (
            "p",
            "T10. The Panel proposes a new block on the navigation lights and charts of the Belt: one chart, one "
            "set of colours for lanterns, and one clock by which entries are timed. These matters are now "
            "scattered over Blocks 8, 10 and 13, and pilots will not look for them there.",
        ),
        (
            "p",
            "Such a block would create no new body. The chart would be drawn by the common chart room, the "
            "colours would follow the standard of the Company that already makes most of the lanterns, and the "
            "clock would be that of the Lanternhouse. Pilots who were asked put the colours first and the clock "
            "second.",
        ),
        (
            "p",
            "The Panel has considered whether 8.4 and 10.5 b) would then be superfluous. They would not: the one "
            "says what must be kept open, the other what must be seen, and the new block would say only how both "
            "are shown.",
        ),
        ("h2", "Conclusion"),
        (
            "p",
            "The draft can be carried out with instruments and gear that exist. The Panel sees three provisions "
            "that cannot be applied as they stand: 10.5 a) for want of a speed, 9.3 b) for want of a schedule, "
            "and 7.3 for bodies of loose rubble.",
        ),
        (
            "p",
            "The Panel is grateful to the crews of Old Bellows, who stopped cutting for two shifts so that the "
            "plates could be read, and will answer questions in the room.",
        ),
    ],
]

SOCIAL: list[list[Part]] = [
    [
        ("h1", "Report of the Socio-Economic Panel"),
        (
            "p",
            "To the fourth meeting of the second phase. An invented report on an invented text: the Draft "
            "Understanding on Resource Activities in the Kessandra Belt.",
        ),
        ("h2", "Mandate and sources"),
        (
            "p",
            "The work plan named four subjects: social licence, responsible investment, models of cooperation, "
            "and the building of capacity. The Panel spoke with people in nine settlements, five institutions "
            "that lend money to crews, and fourteen crew-masters, two of whom had stopped working.",
        ),
        (
            "p",
            "Conversations were held in the language of the house and written down the same evening. Nobody was "
            "paid. Two settlements asked to read what had been written and corrected it, once in favour of a crew"
            " and once against it.",
        ),
        (
            "p",
            "The Panel uses social licence for something modest: that people who live within eight days' passage "
            "of a working know of it, can say what they fear, and receive an answer from someone who can change "
            "the plan.",
        ),
        ("h2", "Social licence"),
        (
            "p",
            "S1. Where a settlement was asked before the first mooring, work was interrupted once in nine "
            "seasons; where it was told afterwards, work was interrupted in every second season.",
        ),
        (
            "p",
            "S2. No settlement claimed a veto. Seven of nine said that they wished to be asked by the crew-master"
            " in person, and not to read of a working in the Almanac.",
        ),
        (
            "p",
            "The hearing in 8.3 comes late for this purpose: leave is about to be given, and the plan of work has"
            " been drawn.",
        ),
        (
            "p",
            "Asked what they feared, settlements named the loss of a supply lane first, then the price of ice, "
            "and dust only in third place. Crew-masters, asked what they thought that settlements feared, gave "
            "the same three in the opposite order.",
        ),
    ],
    [
        ("h2", "Responsible investment"),
        (
            "p",
            "S3. Three of five lenders made the assent of the nearest settlement a condition of the first "
            "payment; none of them had a form in which that assent could be given.",
        ),
        (
            "p",
            "S4. Four of the five lenders would accept the answerability of Harbours as drafted in Block 5. The "
            "fifth objects to 5.4 alone, because the former Harbour and the new one may each point to the other.",
        ),
        ("p", "S5. A surety held by the same Harbour that gives leave is discounted by lenders by one half."),
        (
            "p",
            "Lenders do not read the plan of work. They read the leave, the surety and the name of the crew-"
            "master, in this order, and they ask whether anything owed by an earlier crew-master can come to "
            "light later. The principle of continuity in 4.2 d) answers that question, and not in the way in "
            "which they had hoped.",
        ),
        ("h2", "Models of cooperation"),
        (
            "p",
            "Four models were compared over six seasons. Fairness is the share of those asked, crews and "
            "settlements separately, who called the model fair.",
        ),
        [
            ["Model", "Settlements", "Crews", "Skills left behind"],
            ["Payment per haul", "three in ten", "six in ten", "none found"],
            ["Contribution in kind", "seven in ten", "seven in ten", "some"],
            ["Shared crews", "eight in ten", "four in ten", "many"],
            ["Common yard", "five in ten", "five in ten", "some"],
        ],
        (
            "p",
            "S6. A contribution in kind was the only model that more than half of both crews and settlements "
            "called fair.",
        ),
        (
            "p",
            "Shared crews left most behind and were liked least by those who had to share. The reasons given were"
            " the length of the training and the loss of bonus for the first season; both could be met from the "
            "Store, if the Group wished.",
        ),
    ],
    [
        ("h2", "The figures in Block 12"),
        (
            "p",
            "S7. One part in three hundred of the ice now won would have met two thirds of the shortages of the "
            "last six years; one part in two hundred would have met all but one.",
        ),
        (
            "p",
            "S8. Apprentices from Harbours without workings took up fewer than half of the places offered. The "
            "reason given most often was the cost of the passage, which 12.1 does not mention.",
        ),
        (
            "p",
            "Smaller crews asked for relief in the first seasons. The Panel found that the relief would reduce "
            "the ice of the Store by less than one part in thirty.",
        ),
        (
            "p",
            "The share of metal gave rise to no remarks. Settlements have little use for metal that has not been "
            "worked, and four of nine suggested that it be exchanged for ice at the Store.",
        ),
        ("h2", "Building capacity"),
        (
            "p",
            "The schools of navigation teach how to find a body; none teaches how to review a plan of work, how "
            "to weigh in rotation, or how to read a tally book. Harbours without vessels named these three skills"
            " first.",
        ),
        (
            "p",
            "Training aboard costs a crew about one watch in thirty. Crews that had trained somebody from another"
            " Harbour were asked whether they would do so again; eleven of fourteen said yes, two said that they "
            "would if they could choose the person, and one did not wish to answer.",
        ),
    ],
    [
        ("h2", "A proposed block"),
        (
            "p",
            "S9. The Panel proposes a new block on the building of capacity, under which each Harbour with a "
            "working receives every year at least one person from a Harbour that has none, to be trained in "
            "review, weighing or watch-keeping, passage included.",
        ),
        (
            "p",
            "The Panel discussed whether this should be a duty of the Harbour or of the crew-master. It chose the"
            " Harbour, which gives leave and can see to it that the same vessel is not always asked. The expense "
            "is small beside that of the bodies in Block 17, and might be borne in the same way.",
        ),
        ("h2", "Conclusion"),
        (
            "p",
            "S10. The provisions on benefits are likely to be called fair by those who give and those who "
            "receive, provided that people are asked early and that what is given can be used.",
        ),
        (
            "p",
            "What the Panel could not answer is how settlements that never send a letter under 17.5 are to be "
            "heard. That question is not one of economics.",
        ),
    ],
]


def technical(path: Path) -> None:
    """The report of the Technical Panel as a Word file; every page begins with a heading that starts a new page."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Liberation Serif"
    document.styles["Normal"].font.size = Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for number, page in enumerate(TECHNICAL):
        first = True
        for part in page:
            if isinstance(part, list):
                _word_table(document, part)
                continue
            style, words = part
            if style == "p":
                paragraph = document.add_paragraph(words)
            else:
                paragraph = document.add_heading(words, 1 if style == "h1" else 2)
            if first and number:
                paragraph.paragraph_format.page_break_before = True
            first = False
    # The library's own template carries a picture of an empty page, which is not ours.
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Technical Panel"
    properties.title = "Report of the Technical Panel"
    properties.comments = ""
    properties.created = properties.modified = WRITTEN
    properties.revision = 1
    saved = io.BytesIO()
    document.save(saved)
    path.write_bytes(_dated(saved.getvalue()))


def _word_table(document: "docx.document.Document", rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.add_paragraph()


def _dated(package: bytes) -> bytes:
    """The same package with one date on every part: the clock of the machine would make each run differ."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, WRITTEN.timetuple()[:6]), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def social(path: Path) -> None:
    """The report of the Socio-Economic Panel as a PDF."""
    document = SimpleDocTemplate(
        str(path),
        pagesize=A4,
        leftMargin=2.5 * cm,
        rightMargin=2.5 * cm,
        title="Report of the Socio-Economic Panel",
        author="Socio-Economic Panel",
        creator="",
        invariant=1,
    )
    story: list[Flowable] = []
    for number, page in enumerate(SOCIAL):
        story += [PageBreak()] if number else []
        story += [_flowable(part) for part in page]
    document.build(story)


def _flowable(part: Part) -> Flowable:
    sheet = getSampleStyleSheet()
    if isinstance(part, list):
        grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 9)])
        return Table(part, style=grid, spaceBefore=6, spaceAfter=12)
    style, words = part
    if style != "p":
        return Paragraph(words, sheet["Title" if style == "h1" else "Heading2"])
    return Paragraph(words, ParagraphStyle("body", sheet["BodyText"], fontSize=11, leading=15, spaceAfter=8))


if __name__ == "__main__":
    technical(FOLDER / "technical-report.docx")
    social(FOLDER / "socio-economic-report.pdf")
