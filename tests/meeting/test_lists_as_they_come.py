"""Lists as offices write them: titles, capitals and two alphabets in names, days in words, totals, notes and headings."""

from collections.abc import Mapping
from datetime import date

import pytest

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.people.taking_in import Line, preview
from hisrg_desktop.meeting.people.taking_in_columns import columns_of, likely_columns, not_used
from hisrg_desktop.meeting.people.taking_in_names import Called, called
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from hisrg_desktop.meeting.people.taking_in_words import day_of, kind_meant
from tests.meeting.room import Room


def a_list(*rows: tuple[str, ...], hidden: int = 0, notes: tuple[str, ...] = ()) -> ListReading:
    listed = [ListRow(at, list(cells), [], [], at == hidden) for at, cells in enumerate(rows, 1)]
    return ListReading("", [ListSheet("", listed)], notes)


def looked_at(room: Room, reading: ListReading) -> tuple[Line, ...]:
    return preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF)).lines


def one(room: Room, headings: str, *cells: str) -> Line:
    return looked_at(room, a_list(tuple(headings.split(",")), cells))[0]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("Smith, John", Called("John Smith", "John", "Smith")),
        ("Berg, J. van der", Called("J. van der Berg", "J.", "van der Berg")),
        ("van der Berg, J.", Called("J. van der Berg", "J.", "van der Berg")),
        ("SMITH John", Called("John SMITH", "John", "SMITH")),
        ("VAN DEN BERG Jan", Called("Jan VAN DEN BERG", "Jan", "VAN DEN BERG")),
        ("van der BERG Jan", Called("Jan van der BERG", "Jan", "van der BERG")),
        ("Ana GARCÍA LÓPEZ", Called("Ana GARCÍA LÓPEZ", "Ana", "GARCÍA LÓPEZ")),
        ("McDONALD Ian", Called("Ian McDONALD", "Ian", "McDONALD")),
        ("NGUYỄN Văn Minh", Called("Văn Minh NGUYỄN", "Văn Minh", "NGUYỄN")),
        ("Prof. Dr. Ana María Núñez", Called("Ana María Núñez", honorific="Prof. Dr.")),
        ("H.E. Amb. Di Do", Called("Di Do", honorific="H.E. Amb.")),
        ("De heer J. van der Berg", Called("J. van der Berg", honorific="De heer")),
        ("Lin, Dr. Bo", Called("Bo Lin", "Bo", "Lin", "Dr.")),
        ("O'NEILL, Sean (Mr)", Called("Sean O'NEILL", "Sean", "O'NEILL", "Mr")),
        ("Lin, Bo, PhD", Called("Bo Lin", "Bo", "Lin", beside=("PhD",))),
        # These are names as they stand.
        ("M. Torn", Called("M. Torn")),
        ("Smith JA", Called("Smith JA")),
        ("Ing Tan", Called("Ing Tan")),
        ("MD Rahman", Called("MD Rahman")),
        ("JOHN SMITH", Called("JOHN SMITH")),
        ("王 小明", Called("王 小明")),
        ("Wirjanti", Called("Wirjanti")),
    ],
)
def test_a_name_is_understood_as_it_is_written(words: str, understood: Called) -> None:
    assert called(words) == understood


def test_a_title_before_the_name_makes_nobody_else_of_a_person(room: Room) -> None:
    line = one(room, "Name,Organisation", "Dr. Astrid LIND", "NLI")
    assert (line.new, [(t.field, t.after) for t in line.fields]) == (False, [("Title", "Dr.")])


def test_a_title_before_the_name_takes_no_better_one_away(room: Room) -> None:
    room.made(AddPerson(name="Ana Sol", honorific="Ambassador"), Person)
    assert one(room, "Name,Country", "Ms. Ana Sol", "").result == "unchanged"
    assert one(room, "Title,Name", "Ms", "Ana Sol").fields[0].after == "Ms", "a column says it of everybody by intent"


def test_what_stands_beside_a_name_is_remarked_on(room: Room) -> None:
    line = one(room, "Name,Organisation", "Maya Torn (alternate: Ana Sol)", "Harbour Watch")
    assert line.result == "warning"
    assert "“(alternate: Ana Sol)” beside the name" in line.why[0]


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Total", "reads like a total or a note"),
        ("Totaal: 12", "reads like a total or a note"),
        ("* zoals in paspoort", "reads like a footnote"),
        ("¹ as in the passport", "reads like a footnote"),
        ("MEMBERS", "reads like a heading or a note"),
        ("Waarnemers", "reads like a heading or a note"),
        ("Printed 3-3-2031", "reads like a total or a note"),
        ("-", "is no name"),
        ("NULL", "is no name"),
        ("n.v.t.", "is no name"),
    ],
)
def test_what_is_no_name_makes_nobody(room: Room, cell: str, why: str) -> None:
    line = one(room, "Name,Organisation", cell, "")
    assert line.result == "refused"
    assert why in line.why[0]


def test_who_is_called_so_on_record_is_meant_all_the_same(room: Room) -> None:
    room.made(AddPerson(name="Total"), Person)
    assert one(room, "Name,Organisation", "Total", "").result == "unchanged"


def test_a_name_over_two_lines_is_one_name_and_two_names_are_two(room: Room) -> None:
    assert one(room, "Name,Organisation", "Maya\nTorn", "Harbour Watch").why[0].endswith("is taken for one name.")
    assert one(room, "Name,Organisation", "Maya Torn\nAna Sol", "Harbour Watch").result == "refused"


def test_where_the_family_name_comes_first_throughout_a_comma_makes_no_two_people(room: Room) -> None:
    rows = (("Sol Mar, Ana María",), ("Torn, Maya",), ("Lin, Bo",))
    heads = ("Name",)
    assert [line.name for line in looked_at(room, a_list(heads, *rows))] == ["Ana María Sol Mar", "Maya Torn", "Bo Lin"]
    several = a_list(heads, ("Maya Torn, Ana Sol",), ("Bo Lin",))
    assert [line.result for line in looked_at(room, several)] == ["refused", "new"]


def test_an_address_book_needs_no_column_of_names(room: Room) -> None:
    lines = looked_at(room, a_list(("Maya Torn <maya@torn.example>",), ('"Sol, Ana" <mailto:ana@sol.example>',)))
    assert [line.name for line in lines] == ["Maya Torn", "Ana Sol"]
    assert [line.act.listed.email for line in lines if line.act] == ["maya@torn.example", "ana@sol.example"]


@pytest.mark.parametrize("unseen", ["\u202e{}\u202c", "{}\u200b", "\ufeff{}", "{}\u00ad"])
def test_signs_that_nobody_sees_make_no_other_name(room: Room, unseen: str) -> None:
    line = one(
        room, "Name,Organisation,Class", unseen.format("Astrid Lind"), unseen.format("Nordic Lunar Institute"), "member"
    )
    assert line.result == "unchanged", line


@pytest.mark.parametrize("spoilt", ["Caf\ufffd Harbour", "Soci?t? Harbour", "SociÃ©tÃ© Harbour"])
def test_an_organisation_whose_letters_were_lost_is_refused(room: Room, spoilt: str) -> None:
    line = one(room, "Name,Organisation", "Maya Torn", spoilt)
    assert line.result == "refused"
    assert f"Letters of “{spoilt}” were lost" in line.why[0]
    assert one(room, "Name,Organisation", "Maya Torn", "What next?").result == "new"


def test_one_person_twice_in_a_list_under_another_spelling_is_told(room: Room) -> None:
    heads = ("Name", "Organisation", "Class")
    rows = [(name, "Harbour Watch", "external") for name in ("Maya Torn", "M. Torn", "Dr. TORN Maya", "Bo Lin")]
    first, second, third, fourth = looked_at(room, a_list(heads, *rows))
    assert (first.result, fourth.result) == ("new", "new")
    assert second.result == "warning"
    assert "M. Torn is likely Maya Torn (Harbour Watch), who stands in row 2" in second.why[0]
    assert (third.result, third.why) == ("refused", ("Maya TORN stands in row 2 already.",))


# --- days, classes, presence ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "ma 5 mei 2031",
        "maandag 5 mei 2031",
        "lundi 5 mai 2031",
        "le 5 mai 2031",
        "Monday, 5 May 2031",
        "2031-05-05 00:00:00+02:00",
        "5.5.2031",
        "47973",
        "47973,25",
    ],
)
def test_a_day_is_read_as_it_is_written(words: str) -> None:
    assert day_of(words) == date(2031, 5, 5)


def test_a_column_that_has_the_month_first_is_read_so_and_it_is_said(room: Room) -> None:
    heads = ("Name", "Organisation", "Class", "Since")
    rows = [(f"Given{n} Fam{n}", f"House {n}", "external", day) for n, day in enumerate(["02/01/2031", "01/13/2031"])]
    first, second = looked_at(room, a_list(heads, *rows))
    assert [line.act.listed.since for line in (first, second) if line.act] == [date(2031, 2, 1), date(2031, 1, 13)]
    assert "02/01/2031 is read as 1 February 2031" in first.why[0]
    assert second.result == "new"
    (alone,) = looked_at(room, a_list(heads, rows[0]))
    assert alone.act is not None
    assert alone.act.listed.since == date(2031, 1, 2)


def test_a_cell_that_says_there_is_no_day_refuses_nobody(room: Room) -> None:
    line = one(room, "Name,Organisation,Class,Until", "Maya Torn", "Harbour Watch", "external", "n.v.t.")
    assert (line.result, line.why) == ("warning", ("Until (D2): “n.v.t.” says no day, and is left aside.",))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Obs.", "observer"),
        ("ext.", "external"),
        ("Member (until 2030)", "member"),
        ("member/observer", None),
        ("0", None),
    ],
)
def test_a_class_is_meant_or_none(words: str, kind: str | None) -> None:
    assert kind_meant(words) == kind


def test_a_presence_that_says_neither_yes_nor_no_is_told(room: Room) -> None:
    assert "“late” is neither yes nor no" in one(room, "Name,Present", "Astrid Lind", "late").why[0]
    assert one(room, "Name,Present", "Astrid Lind", "afwezig").result == "unchanged"


def test_a_row_that_the_workbook_hides_is_told(room: Room) -> None:
    reading = a_list(("Name", "Organisation"), ("Maya Torn", "Harbour Watch"), ("Bo Lin", "Lin"), hidden=2)
    assert [line.result for line in looked_at(room, reading)] == ["warning", "new"]


# --- columns ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ("Name", "Telephone", "Postcode", "Organisation", "Share", "Class", "No."),
            {"name": 0, "organisation": 3, "kind": 5},
        ),
        (("Naam *", "Organisatie¹", "Status 2)"), {"name": 0, "organisation": 1, "kind": 2}),
        (
            ("Nom / Name", "Prénom (First name)", "Organisme – Organisation"),
            {"family": 0, "given": 1, "organisation": 2},
        ),
        (("Name", *(f"x{n}" for n in range(50))), {"name": 0}),
    ],
)
def test_headings_are_known_among_others_and_with_footnotes(
    headings: tuple[str, ...], fields: Mapping[str, int]
) -> None:
    assert dict(columns_of(a_list(headings, ("Maya", "Torn", "x")), 0).fields) == fields


def test_a_person_is_no_heading(room: Room) -> None:
    reading = a_list(("Maya Torn", "Space Institute", "member"), ("Bo Lin", "Lin Company", "external"))
    assert columns_of(reading, 0).head is None


def test_what_is_not_used_is_said_until_it_is(room: Room) -> None:
    rows = (("Name", "", "Name", "Class", "Shoe size"), ("Maya", "Torn", "M. T.", "external", "38"))
    columns = columns_of(a_list(*rows), 0)
    said = "Column B has no heading and is not used (“Torn”)."
    assert said in columns.doubts
    assert "Column C is headed “Name” like A, and is not used." in columns.doubts
    assert not_used(a_list(*rows), columns) == ["E Shoe size"]
    assert said not in columns.with_field(1, "family").doubts


def test_a_doubt_is_gone_when_it_is_settled() -> None:
    columns = columns_of(a_list(("Who", "What"), ("x", "y")), 0)
    assert "No column holds names: say which one does." in columns.doubts
    assert not any("names" in doubt for doubt in columns.with_field(0, "name").doubts)


def test_what_was_said_of_the_file_is_said_of_its_columns() -> None:
    assert (
        columns_of(a_list(("Name",), ("Maya Torn",), notes=("Sheet “Old” is hidden.",)), 0)
        .doubts[0]
        .startswith("Sheet")
    )
