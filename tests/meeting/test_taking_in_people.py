"""A list of people, row by row: what would become of each, and that a list can break no rule."""

from datetime import date

import pytest

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import (
    MOST_MEMBERS,
    EndParticipation,
    Participation,
    TakePart,
    active,
    class_of,
)
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.people.taking_in import NEW, Line, Preview, Wishes, preview
from hisrg_desktop.meeting.people.taking_in_columns import Columns, columns_of, likely_columns
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.meeting.roll.answers import AnswerInvitation
from hisrg_desktop.meeting.roll.attendance import Attendance, is_present
from hisrg_desktop.meeting.roll.changing import ChangeMeeting
from hisrg_desktop.meeting.roll.entitled import entitled, preparing
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, OpenSitting, PlanSitting, Sitting
from hisrg_desktop.meeting.roll.seats import seating
from hisrg_desktop.meeting.roll.telling import to_tell
from tests.meeting.room import DAY, Room

HEADINGS = (
    "Name",
    "E-mail",
    "Organisation",
    "Class",
    "Since",
    "Application received on",
    "Function",
    "Until",
    "Present",
)


def a_list(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> ListReading:
    all_rows = (headings, *rows) if headings else rows
    return ListReading("", [ListSheet("", [ListRow(at, list(cells), [], []) for at, cells in enumerate(all_rows, 1)])])


def looked_at(
    room: Room, reading: ListReading, wishes: Wishes | None = None, columns: Columns | None = None
) -> Preview:
    moment = Moment(room.clock.at, 0xFFFFFF)
    return preview(room.record, reading, columns or likely_columns(reading), moment, wishes)


def one(room: Room, *cells: str, headings: tuple[str, ...] = HEADINGS, wishes: Wishes | None = None) -> Line:
    return looked_at(room, a_list(cells, headings=headings), wishes).lines[-1]


def taken_in(room: Room, reading: ListReading) -> Preview:
    found = looked_at(room, reading)
    act = found.act("guests.csv")
    assert act is not None
    room.do(act)
    return found


def named(room: Room, name: str) -> str:
    found = room.record.one(Person, name=name)
    assert found is not None
    return found.id


# --- what becomes of a row --------------------------------------------------------------------------------------------


def test_somebody_new_comes_with_organisation_class_and_address(room: Room) -> None:
    found = taken_in(room, a_list(("Maya Torn", "maya@torn.example", "Harbour Watch", "external", "2031-01-05")))
    line = found.lines[0]
    assert (line.result, line.row) == ("new", 2)
    person = named(room, "Maya Torn")
    assert class_of(room.record, person, DAY) == "external"
    assert room.record.get(Person, person).email == "maya@torn.example"
    assert room.record.one(Organisation, name="Harbour Watch") is not None


def test_who_is_on_record_already_is_unchanged(room: Room) -> None:
    line = one(room, "Astrid Lind", "", "Nordic Lunar Institute", "member")
    assert (line.result, line.fields, line.why) == ("unchanged", (), ())
    assert looked_at(room, a_list(("Astrid Lind",))).act("guests.csv") is None


@pytest.mark.parametrize("name", ["LIND, Astrid", "astrid lind", "Lind Astrid", "Ästrid  Lind"])
def test_a_name_is_known_however_it_is_written(room: Room, name: str) -> None:
    line = one(room, name, "", "NLI", "member")
    assert not line.new
    assert all(told.field != "Class" for told in line.fields)


def test_what_changes_is_said_from_what_to_what(room: Room) -> None:
    line = one(room, "Astrid Lind", "a.lind@nli.example", "Nordic Lunar Institute", "member")
    assert line.result == "changed"
    assert [(t.field, t.before, t.after) for t in line.fields] == [("E-mail", "", "a.lind@nli.example")]


def test_an_empty_cell_says_nothing_and_erases_nothing(room: Room) -> None:
    taken_in(room, a_list(("Astrid Lind", "a.lind@nli.example", "Nordic Lunar Institute", "member")))
    assert one(room, "Astrid Lind", "", "", "").result == "unchanged"


def test_a_list_without_accents_takes_none_away(room: Room) -> None:
    line = one(room, "Jana Reznickova", "", "Vltava Space Society", "member")
    assert line.result == "unchanged"


def test_another_class_ends_the_one_before_and_keeps_it_as_history(room: Room) -> None:
    line = taken_in(room, a_list(("Ola Quist", "", "Quist Letters", "member", "2031-03-01"))).lines[0]
    assert ("Class", "external", "member") in [(t.field, t.before, t.after) for t in line.fields]
    held = room.record.where(Participation, person=named(room, "Ola Quist"))
    assert [(p.kind, p.until) for p in held] == [("external", date(2031, 2, 28)), ("member", None)]


def test_another_first_day_of_the_same_class_is_kept_as_it_is_and_said(room: Room) -> None:
    line = one(room, "Astrid Lind", "", "Nordic Lunar Institute", "member", "2029-01-01")
    assert (line.result, line.fields) == ("warning", ())
    assert "that day is kept" in line.why[0]


def test_an_applicant_waits_and_one_who_was_admitted_observes(room: Room) -> None:
    headings = ("Name", "Organisation", "Class", "Application received on", "Admitted on")
    rows = (
        ("Maya Torn", "Harbour Watch", "applicant", "2031-01-02"),
        ("Ana Sol", "Sol House", "observer", "3.1.2031", "5.1.2031"),
    )
    taken_in(room, a_list(*rows, headings=headings))
    waiting = room.record.one(Application, person=named(room, "Maya Torn"))
    observing = room.record.one(Participation, person=named(room, "Ana Sol"))
    assert waiting is not None and waiting.outcome == "waiting"  # noqa: PT018 - the second needs the first
    assert observing is not None and observing.since == date(2031, 1, 5)  # noqa: PT018
    assert looked_at(room, a_list(*rows, headings=headings)).counts["unchanged"] == 2


def test_an_application_on_record_serves_the_observer_who_is_admitted_by_a_list(room: Room) -> None:
    person, organisation = room.newcomer("Maya Torn")
    room.application(person, organisation)
    assert one(room, "Maya Torn", "", "House of Maya Torn", "observer", "2031-03-01").result == "changed"


def test_functions_are_appointed_and_other_work_is_left_aside(room: Room) -> None:
    found = taken_in(room, a_list(("Maya Torn", "", "", "", "", "", "rapporteur; legal adviser")))
    assert found.lines[0].result == "warning"
    assert "“legal adviser” is no function" in found.lines[0].why[0]
    assert roles_of(room.record, named(room, "Maya Torn"), DAY) == ["rapporteur"]


def test_a_function_of_the_group_is_given_by_a_list_only_with_a_warning(room: Room) -> None:
    line = one(room, "Maya Torn", "", "", "", "", "", "Président")
    assert line.result == "warning"
    assert line.why == ("Becomes chair of the Group; a function elsewhere is none here.",)


def test_the_class_wished_for_is_for_those_who_are_new_and_have_none(room: Room) -> None:
    rows = (
        ("Maya Torn", "", "Harbour Watch", ""),
        ("Astrid Lind", "", "NLI", ""),
        ("Ana Sol", "", "Sol House", "member"),
    )
    found = looked_at(room, a_list(*rows), Wishes(kind="external"))
    assert [(line.result, line.kind) for line in found.lines] == [
        ("new", "external"),
        ("unchanged", ""),
        ("new", "member"),
    ]


def test_headings_are_known_in_three_languages() -> None:
    wanted = {"family", "given", "email", "organisation", "kind", "since", "applied"}
    for headings in (
        ("Surname", "First name", "E-mail address", "Organization", "Class", "Member since", "Application date"),
        ("Achternaam", "Voornaam", "E-mailadres", "Organisatie", "Hoedanigheid", "Sinds", "Aanvraag ontvangen op"),
        ("Nom", "Prénom", "Courriel", "Organisme", "Qualité", "Depuis le", "Demande reçue le"),
    ):
        assert set(columns_of(a_list(("x",), headings=headings), 0).fields) == wanted, headings


def test_a_title_above_the_headings_is_no_row(room: Room) -> None:
    rows = (
        ("Guests of the spring meeting",),
        ("Name", "Class", "Organisation"),
        ("Maya Torn", "external", "Harbour Watch"),
    )
    found = looked_at(room, a_list(*rows, headings=()))
    assert [(line.row, line.name, line.result) for line in found.lines] == [(3, "Maya Torn", "new")]


def test_without_headings_columns_are_guessed_and_the_guess_is_said() -> None:
    rows = (
        ("maya@torn.example", "Maya Torn", "external", "Harbour Watch"),
        ("ana@sol.example", "Ana Sol", "external", "Sol House"),
    )
    columns = likely_columns(a_list(*rows, headings=()))
    assert dict(columns.fields) == {"email": 0, "name": 1, "kind": 2, "organisation": 3}
    assert columns.head is None
    assert "There is no row of headings. Guessed" in columns.doubts[0]


def test_an_organisation_that_looks_like_a_name_is_told_from_it_by_the_addresses() -> None:
    rows = (("Sol House", "Maya Torn", "m.torn@sol.example"), ("Watch Tower", "Ana Sol", "ana@tower.example"))
    assert dict(likely_columns(a_list(*rows, headings=())).fields) == {"email": 2, "name": 1, "organisation": 0}


def test_given_and_family_name_beside_each_other_are_guessed() -> None:
    rows = (("Maya", "Torn", "external"), ("Ana", "Sol", "lid"))
    assert dict(likely_columns(a_list(*rows, headings=())).fields) == {"given": 0, "family": 1, "kind": 2}


def test_of_several_sheets_the_one_that_looks_like_a_list_is_chosen() -> None:
    notes = ListSheet("Notes", [ListRow(1, ["Printed on Monday"], [], [])])
    people = ListSheet("Guests", a_list(("Maya Torn",)).sheets[0].rows)
    assert likely_columns(ListReading("", [notes, people])).sheet == 1


# --- what a list can break --------------------------------------------------------------------------------------------


def test_rule_1_the_thirty_sixth_member_of_a_list_is_refused_by_its_row(room: Room) -> None:
    there = len(active(room.record, "member", DAY))
    rows = [(f"Given{n} Family{n}", "", f"House {n}", "member", "2031-01-01") for n in range(MOST_MEMBERS - there + 1)]
    found = looked_at(room, a_list(*rows))
    assert [line.row for line in found.of("refused")] == [len(rows) + 1]
    assert "would be member number 36" in found.lines[-1].why[0]
    assert found.counts["new"] == MOST_MEMBERS - there


def test_rule_1_holds_on_every_date_also_for_who_comes_back_by_a_list(room: Room) -> None:
    room.do(EndParticipation(participation=room.participation("Lind").id, until=date(2031, 1, 31)))
    for number in range(MOST_MEMBERS - len(active(room.record, "member", DAY))):
        person, organisation = room.newcomer(f"Member{number} Filler")
        room.do(TakePart(person=person, organisation=organisation, kind="member", since=date(2031, 2, 1)))
    line = one(room, "Astrid Lind", "", "Nordic Lunar Institute", "member", "2031-03-01")
    assert line.result == "refused"
    assert "number 36" in line.why[0]


@pytest.mark.parametrize(
    "spelling", ["Cedar Observatory", "CDO", "C.D.O.", "The Cedar Observatory", "cedar observatory (CDO)"]
)
def test_rule_2_a_second_observer_is_refused_under_any_spelling(room: Room, spelling: str) -> None:
    line = one(room, "Maya Torn", "", spelling, "observer", "2031-03-01", "2031-01-01")
    assert line.result == "refused", line
    assert "has an observer already (Salma Haddad)" in line.why[0]


def test_rule_2_holds_within_a_list_and_with_a_parent(room: Room) -> None:
    headings = ("Name", "Organisation", "Part of", "Class", "Application received on")
    rows = (
        ("Maya Torn", "Harbour Watch", "", "observer", "2031-01-01"),
        ("Ana Sol", "Harbour Watch North", "Harbour Watch", "observer", "2031-01-01"),
    )
    assert [line.result for line in looked_at(room, a_list(*rows, headings=headings)).lines] == ["new", "refused"]


def test_rule_3_an_observer_without_an_application_is_refused(room: Room) -> None:
    line = one(room, "Maya Torn", "", "Harbour Watch", "observer", "2031-03-01")
    assert line.result == "refused"
    assert "no admitted application on record" in line.why[0]


def test_rule_4_an_external_person_marked_present_is_refused(room: Room) -> None:
    line = one(room, "Maya Torn", "", "Harbour Watch", "external", "", "", "", "", "yes")
    assert line.result == "refused"
    assert "may not attend" in line.why[0]
    assert not room.record.where(Attendance, person=room.person("Quist"))


def test_a_member_marked_present_is_in_the_room_and_only_once(room: Room) -> None:
    row = ("Astrid Lind", "", "", "", "", "", "", "", "x")
    taken_in(room, a_list(row))
    assert is_present(room.record, room.person("Lind"))
    assert one(room, *row).result == "unchanged"


def test_rule_5_an_observer_marked_present_by_a_list_is_in_no_teleconference(before_the_meeting: Room) -> None:
    room = before_the_meeting
    conference = teleconference(room)
    room.do(OpenSitting(sitting=room.made(PlanSitting(meeting=conference.id), Sitting).id))
    line = one(room, "Salma Haddad", "", "", "", "", "", "", "", "x")
    assert line.result == "refused"
    assert "observers do not take part in teleconferences" in line.why[0]
    assert "Salma Haddad" not in entitled_by_name(room, conference)


def test_rule_6_a_panel_chair_from_a_list_is_invited_face_to_face_and_to_no_teleconference(
    before_the_meeting: Room,
) -> None:
    room = before_the_meeting
    face_to_face, conference = next(room.record.each(Meeting)), teleconference(room)
    taken_in(room, a_list(("Maya Torn", "", "Harbour Watch", "", "2031-01-01", "", "panel chair")))
    for again in (False, True):
        if again:
            room.undo()
            assert "Maya Torn" not in entitled_by_name(room, face_to_face)
            room.redo()
        assert entitled_by_name(room, face_to_face)["Maya Torn"] == "panel chair, by function"
        assert "Maya Torn" not in entitled_by_name(room, conference)
        assert named(room, "Maya Torn") in preparing(room.record, DAY)


def test_rule_8_a_member_from_a_list_has_a_seat_kept_and_the_last_observer_waits_and_is_to_be_told(
    before_the_meeting: Room,
) -> None:
    room = before_the_meeting
    there = next(room.record.each(Meeting)).id
    kept = len(seating(room.record, there).kept)
    room.do(ChangeMeeting(meeting=there, capacity=kept + 2))
    for name in ("Haddad", "Moreau"):
        room.do(AnswerInvitation(meeting=there, person=room.person(name), says="comes"))
    assert len(seating(room.record, there).seated) == 2
    taken_in(room, a_list(("Maya Torn", "", "Harbour Watch", "member", "2031-01-01")))
    for again in (False, True):
        if again:
            room.undo()
            assert len(seating(room.record, there).seated) == 2
            room.redo()
        now = seating(room.record, there)
        assert named(room, "Maya Torn") in now.kept
        assert (now.seated, now.waiting) == ((room.person("Haddad"),), (room.person("Moreau"),))
        assert [one.person for one in to_tell(room.record, there)] == [room.person("Moreau")]


def teleconference(room: Room) -> Meeting:
    phase = next(room.record.each(Meeting)).phase
    return room.made(CreateMeeting(phase=phase, kind="teleconference", planned_from=DAY, planned_to=DAY), Meeting)


def entitled_by_name(room: Room, meeting: Meeting) -> dict[str, str]:
    return {room.record.get(Person, p).name: one.basis for p, one in entitled(room.record, meeting).items()}


def test_rule_7_one_class_at_a_time(room: Room) -> None:
    line = one(room, "Ola Quist", "", "Quist Letters", "member", "2020-01-01")
    assert line.result == "refused"
    assert "Ola Quist is an external person already" in line.why[0]


# --- bad input --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("Maya Torn & Ana Sol", "", "Harbour Watch", "external"), "Two people in one row"),
        (("Maya Torn\nAna Sol", "", "Harbour Watch", "external"), "Two people in one row"),
        (("Maya Torn, Ana Sol", "", "Harbour Watch", "external"), "Two people in one row"),
        (("?tefan P?dure?", "", "Harbour Watch", "external"), "Letters of “?tefan P?dure?” were lost"),
        (("Maya Torn", "", "Harbour Watch", "guest of honour"), "Class (D2): “guest of honour” is no class"),
        (("Maya Torn", "", "Harbour Watch", "member", "soon"), "Since (E2): “soon” cannot be read as a day"),
        (("Maya Torn", "", "Harbour Watch", "member", "31.2.2031"), "cannot be read as a day"),
        (("Maya Torn", "", "", "member"), "needs an organisation"),
        (("", "maya@torn.example", "Harbour Watch", "member"), "no name"),
        (
            ("Maya Torn", "", "Harbour Watch", "member", "2031-03-01", "", "", "2031-02-01"),
            "cannot end before it began",
        ),
        (("Maya Torn", "", "Harbour Watch", "applicant"), "when the application was received"),
    ],
)
def test_a_row_that_cannot_be_taken_in_is_named_with_its_reason_and_the_rest_is_taken(
    room: Room, cells: tuple[str, ...], why: str
) -> None:
    found = looked_at(room, a_list(cells, ("Ana Sol", "", "Sol House", "external")))
    assert [line.result for line in found.lines] == ["refused", "new"]
    assert why in found.lines[0].why[0]
    assert found.lines[0].row == 2


def test_the_same_person_twice_is_refused_the_second_time(room: Room) -> None:
    rows = (("Maya Torn", "", "Harbour Watch", "external"), ("TORN, Maya", "", "Harbour Watch", "external"))
    found = looked_at(room, a_list(*rows))
    assert [line.result for line in found.lines] == ["new", "refused"]
    assert "stands in row 2 already" in found.lines[1].why[0]


def test_an_office_may_have_one_address_for_several(room: Room) -> None:
    rows = (("Maya Torn", "office@hw.example", "", ""), ("Ana Sol", "office@hw.example", "", ""))
    assert looked_at(room, a_list(*rows)).counts["new"] == 2


def test_days_as_numbers_are_read_as_excel_counts_them_and_it_is_said(room: Room) -> None:
    line = one(room, "Maya Torn", "", "Harbour Watch", "external", "47849")
    assert line.result == "warning"
    assert line.act is not None and line.act.listed.since == date(2031, 1, 1)  # noqa: PT018
    assert "47849 is read as 1 Jan" in line.why[0]


def test_a_formula_is_no_name_and_elsewhere_left_aside(room: Room) -> None:
    rows = [ListRow(2, ["", "", "x"], [0], []), ListRow(3, ["Maya Torn", "", ""], [1], [])]
    headings = a_list().sheets[0].rows
    found = looked_at(room, ListReading("", [ListSheet("", [*headings, *rows])]))
    assert [line.result for line in found.lines] == ["refused", "warning"]
    assert all("holds a formula without a value" in line.why[0] for line in found.lines)


# --- who is meant -----------------------------------------------------------------------------------------------------


def test_a_likely_organisation_is_offered_and_never_silently_the_same(room: Room) -> None:
    room.do(AddOrganisation(name="European Deep Space Agency", short=""))
    line = one(room, "Maya Torn", "", "E.D.S.A.", "external")
    assert line.result == "warning"
    assert line.why == ("“E.D.S.A.” is taken to be European Deep Space Agency.",)
    other = one(room, "Maya Torn", "", "E.D.S.A.", "external", wishes=Wishes(meant={(2, "organisation"): NEW}))
    assert other.result == "new"
    assert ("Organisation", "", "E.D.S.A.") in [(t.field, t.before, t.after) for t in other.fields]


@pytest.mark.parametrize(("name", "organisation"), [("A. Lind", "NLI"), ("Joost Meer", "Delta Regolith Union")])
def test_a_likely_person_is_offered_and_never_silently_the_same(room: Room, name: str, organisation: str) -> None:
    line = one(room, name, "x@y.example", organisation, "member")
    assert (line.result, line.new) == ("warning", False)
    assert f"“{name}” is taken to be" in line.why[0]
    assert "that name is kept" in line.why[1]
    other = one(room, name, "x@y.example", organisation, "member", wishes=Wishes(meant={(2, "person"): NEW}))
    assert (other.result, other.new) == ("new", True)


def test_a_name_that_somebody_else_may_bear_is_asked_about(room: Room) -> None:
    room.made(AddPerson(name="Ana Sol", email="ana@one.example"), Person)
    person = named(room, "Ana Sol")
    room.do(TakePart(person=person, organisation=room.organisation("NLI"), kind="external", since=DAY))
    line = one(room, "Ana Sol", "ana@two.example", "Sol House", "external")
    assert (line.result, line.new) == ("warning", True)
    assert [key for key, _ in line.questions[0].answers] == [person, NEW]
    same = one(room, "Ana Sol", "ana@two.example", "NLI", "external", wishes=Wishes(meant={(2, "person"): person}))
    assert not same.new


def test_a_row_that_is_left_out_makes_room_for_the_next(room: Room) -> None:
    rows = (
        ("Maya Torn", "", "Harbour Watch", "observer", "", "2031-01-01"),
        ("Ana Sol", "", "Harbour Watch", "observer", "", "2031-01-01"),
    )
    found = looked_at(room, a_list(*rows), Wishes(left_out=frozenset({2})))
    assert [line.result for line in found.lines] == ["left out", "new"]


# --- one act ----------------------------------------------------------------------------------------------------------


def test_a_list_is_undone_and_redone_as_one(room: Room) -> None:
    before = room.record
    rows = [(f"Given{n} Family{n}", "", f"House {n % 3}", "external") for n in range(7)]
    taken_in(room, a_list(*rows, ("Astrid Lind", "a@nli.example")))
    after = room.record
    assert "Take in 8 people from guests.csv" in room.desk.entries[-1].sentence
    room.undo()
    assert room.record == before
    room.redo()
    assert room.record == after


def test_redo_of_a_list_breaks_no_rule_that_was_kept_meanwhile(room: Room) -> None:
    taken_in(room, a_list(("Maya Torn", "", "Harbour Watch", "observer", "", "2031-01-01")))
    room.undo()
    person, _ = room.newcomer("Ana Sol")
    organisation = room.made(AddOrganisation(name="Harbour Watch"), Organisation).id
    room.do(AdmitObserver(application=room.application(person, organisation), on=DAY))
    with pytest.raises(OutOfOrder):
        room.redo()


def test_what_is_worked_out_of_the_record_is_not_carried_through_every_row(room: Room) -> None:
    followed: list[int] = []

    @derived(Person)
    def how_many(record: Record) -> int:
        return len(record.all(Person))

    @follows(how_many)
    def and_now(before: int, _: Record, after: Record, changes: list[Change]) -> int:
        followed.append(len(changes))
        return len(after.all(Person))

    room.record.derive(how_many)
    taken_in(room, a_list(*((f"Given{n} Family{n}", "", f"House {n}", "external") for n in range(20))))
    assert followed == [20]
