"""Documents such as a meeting gives out, with invented people and words, for the tests of the writers."""

from datetime import UTC, datetime

from hisrg_desktop.documents.outline import (
    Bullet,
    Column,
    Document,
    Empty,
    Heading,
    KeyValues,
    Landscape,
    Masthead,
    Note,
    Numbered,
    PageBreak,
    Paragraph,
    Part,
    Provision,
    Quote,
    Run,
    Table,
)
from hisrg_desktop.meeting.redline.pieces import Mark, Piece

AT = datetime(2031, 5, 14, 16, 5, tzinfo=UTC)
GROUP = "Working Group on Safe Passage"
HEAD = Masthead(
    "Council for Safe Passage",
    "Report of the second meeting",
    "Working Group on Safe Passage, second meeting",
    "Leiden, 12 to 14 May 2031",
    "WG/2/MIN.1",
    "DRAFT",
)
FORM = [
    Column("MB/NC¹", 606),
    Column("Line number", 908),
    Column("Clause/ Subclause", 1209),
    Column("Paragraph/ Figure/Table", 1209),
    Column("Type of comment²", 1115),
    Column("Comments", 4177),
    Column("Proposed change", 4233),
    Column("Observations of the secretariat", 2419),
]
MARK = Mark("Working Group", AT, "P-017")
LONG = (
    "The member noted that the words as they stand leave open who keeps the register, and recalled that the first "
    "meeting had asked for a single keeper in each port, so that no vessel would have to notify twice."
)


def provision(depth: int = 1, label: str = "10.3") -> Provision:
    return Provision(
        label,
        [
            Piece("The keeper of the register shall "),
            Piece("inform", deleted=MARK),
            Piece("notify", inserted=MARK),
            Piece(" the Parties concerned "),
            Piece("without delay and in any event within seventy-two hours", inserted=MARK),
            Note("The time runs from the moment at which the keeper learns of the event."),
            Piece(", and shall keep the notification for ten years."),
        ],
        depth,
    )


def participants() -> Table:
    names = [
        ("Ada Lindqvist", "Ports Authority of Norland", "Norland"),
        ("Benedikt Ó Móráin", "Éire Shipping", "Ireland"),
    ]
    rows = [(Run(name, bold=True), organisation, country) for name, organisation, country in names * 12]
    columns = [Column("Name", 3300), Column("Organisation", 3998), Column("Country", 2000)]
    return Table(
        columns, [((name,), organisation, country) for name, organisation, country in rows], {(1, 2): "E3EDF6"}
    )


def form(rows: int) -> Table:
    one = (
        "NL-{0:03}",
        "{0}",
        "10.3",
        "Paragraph 1",
        "ed",
        "Comment {0}: the words “as appropriate” are unclear & leave it open who decides.",
        "Replace “as appropriate” by “where the Parties so agree”.",
        "Accepted in principle.",
    )
    return Table(
        FORM,
        [tuple(text.format(number) for text in one) for number in range(1, rows + 1)],
        headings_in_page_header=True,
    )


def minutes() -> Document:
    parts: list[Part] = [
        KeyValues(
            [("Chair", "Ada Lindqvist"), ("Secretariat", "Office of the Council, Leiden"), ("Language", "English")]
        ),
        Heading("1 Opening of the meeting"),
        Numbered("1.", "The Chair opened the meeting at 10:05 and welcomed the members and observers."),
        Numbered(
            "2.",
            [Run("Ada Lindqvist ", bold=True), Run("(Norland) "), Run(LONG), Note("See WG/1/MIN.1, paragraph 14.")],
        ),
        Numbered("3.", LONG, note="Decision 2/1, taken by consensus at 11:20; 24 of 26 members present."),
        Heading("2 Consideration of the draft"),
        Heading("Block 10: The register", 2),
        Heading("Provision 10.3", 3),
        provision(),
        provision(2, "(a)"),
        provision(3, "(i)"),
        Paragraph(
            [
                Run("The Group agreed to the words above. "),
                Run("One member reserved.", italic=True),
                Run(" 11:42", soft=True),
            ]
        ),
        Bullet(
            "Proposal 17 was taken up; proposal 18 was withdrawn by the member who had made it, "
            "after other words had been found."
        ),
        Bullet("Proposal 19 was deferred."),
        Quote("We can live with these words, provided that the report says what they do not mean."),
        Heading("An aside", 4),
        *[Numbered(f"{number}.", LONG) for number in range(4, 14)],
        Empty(),
        PageBreak(),
        Heading("Annex I: Participants"),
        participants(),
        Landscape([Heading("Annex II: A wide page"), participants()]),
        form(40),
        Heading("Annex IV: After the form"),
        Paragraph("The end."),
    ]
    return Document(parts, HEAD, AT, GROUP)


def comments(rows: int) -> Document:
    head = Masthead(HEAD.body, "Compiled comments", HEAD.meeting, HEAD.place_and_dates, "WG/2/CRP.4", "FINAL")
    return Document([form(rows)], head, AT, GROUP, landscape=True)
