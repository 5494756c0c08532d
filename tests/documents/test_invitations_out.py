"""What goes out about meetings: calendar files, lists to write to, responses, the report over the meetings."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hisrg_desktop.desk.exports import Options, produce
from hisrg_desktop.documents.calendar import calendar, escaped, folded, zone_of
from hisrg_desktop.documents.mailing import LISTS, NO_ADDRESS, distribution, mail_merge, on_list, salutation
from hisrg_desktop.documents.outline import KeyValues, plain, texts
from hisrg_desktop.documents.over_meetings import over_meetings
from hisrg_desktop.documents.responses import responses
from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.participations import active
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record, replaced
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, current_meeting, day_of, sittings_of
from hisrg_desktop.meeting.roll.next_meeting import NewMeetingFrom
from hisrg_desktop.meeting.roll.seats import seating


@pytest.fixture
def record(practised) -> Record:
    return practised.record


@pytest.fixture
def meeting(record) -> Meeting:
    there = current_meeting(record)
    assert there is not None
    return there


# --- calendar, read by a reader of this test's own --------------------------------------------------------------------


def unfolded(data: bytes) -> list[str]:
    return re.sub(rb"\r\n[ \t]", b"", data).decode().rstrip("\r\n").split("\r\n")


def properties(data: bytes, of: str) -> list[dict[str, str]]:
    """The properties of every component of this name; names with their parameters."""
    found: list[dict[str, str]] = []
    inside = False
    for line in unfolded(data):
        name, _, value = line.partition(":")
        if line == f"BEGIN:{of}":
            found.append({})
            inside = True
        elif line == f"END:{of}":
            inside = False
        elif inside:
            found[-1][name] = value
    return found


def plain_text(written: str) -> str:
    """The text that a property stands for."""
    return re.sub(r"\\([\\;,nN])", lambda m: "\n" if m[1] in "nN" else m[1], written)


def without_hours(record: Record) -> Record:
    nothing = dict.fromkeys(("planned_from", "planned_to", "pause_from", "pause_to"))
    return record.after(replaced(sitting, **nothing) for sitting in record.each(Sitting))


def test_a_meeting_whose_hours_nobody_planned_lasts_whole_days(record, meeting):
    (event,) = properties(calendar(without_hours(record), meeting), "VEVENT")
    assert event["DTSTART;VALUE=DATE"] == "20200914"
    assert event["DTEND;VALUE=DATE"] == "20200917", "an event ends on the day on which it is over"
    assert event["UID"] == f"{meeting.id}@hisrg-desktop"
    assert plain_text(event["LOCATION"]) == "Great Lantern Hall, Ropewalk House, Leiden"
    assert plain_text(event["SUMMARY"]) == "Practice Group of the Seven Harbours: Meeting 2.4 (8th in all)"


@pytest.mark.parametrize(("first", "hour"), [(date(2021, 3, 27), 8), (date(2021, 3, 28), 7), (date(2021, 10, 31), 8)])
def test_each_sitting_with_hours_is_an_event_right_across_the_change_of_the_clock(record, meeting, first, hour):
    act = NewMeetingFrom(last=meeting.id, planned_from=first, planned_to=first, place="Luxembourg")
    made = act.decide(record, Moment(datetime(2020, 12, 1, tzinfo=UTC), 9_000_000))
    after = record.after(made)
    there = next(c.after for c in made if isinstance(c.after, Meeting))
    events = properties(calendar(after, there), "VEVENT")
    assert len(events) == 2
    assert events[0]["DTSTART;TZID=Europe/Luxembourg"] == f"{first:%Y%m%d}T093000"
    assert events[1]["DTEND;TZID=Europe/Luxembourg"] == f"{first:%Y%m%d}T173000"
    morning = sittings_of(after, there.id)[0]
    assert morning.planned_from == datetime(first.year, first.month, first.day, hour, 30, tzinfo=UTC)
    assert events[0]["UID"] == f"{there.id}@hisrg-desktop", "it takes the place of the whole days"
    assert events[1]["UID"] == f"{sittings_of(after, there.id)[1].id}@hisrg-desktop"


def test_the_event_stays_the_same_and_a_revision_is_counted(record, meeting):
    later = record.after([replaced(meeting, planned_to=date(2020, 9, 17), revised=meeting.revised + 3)])
    before, *_ = properties(calendar(record, meeting), "VEVENT")
    after, *_ = properties(calendar(later, later.get(Meeting, meeting.id)), "VEVENT")
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 3


@pytest.mark.parametrize(
    ("place", "zone"), [("Leiden", "Europe/Amsterdam"), ("Luxembourg", "Europe/Luxembourg"), ("", "Europe/Amsterdam")]
)
def test_the_zone_is_that_of_the_place_and_is_defined_in_the_file(record, meeting, place, zone):
    there = replaced(meeting, place=place).after
    assert isinstance(there, Meeting)
    assert zone_of(there) == zone
    assert properties(calendar(record, there), "VTIMEZONE")[0]["TZID"] == zone


def last_sunday(year: int, month: int) -> datetime:
    day = datetime(year, month + 1, 1) - timedelta(days=1)  # noqa: DTZ001 - a clock on the wall
    return day - timedelta(days=(day.weekday() + 1) % 7)


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Luxembourg"])
def test_summer_time_begins_and_ends_where_the_zone_of_the_machine_says_so(record, meeting, zone):
    data = calendar(record, meeting)
    (summer,), (winter,) = properties(data, "DAYLIGHT"), properties(data, "STANDARD")
    assert summer["RRULE"] == "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"
    assert winter["RRULE"] == "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"
    for year in range(2016, 2038):
        for month, part in ((3, summer), (10, winter)):
            clock = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a clock on the wall
            change = last_sunday(year, month).replace(hour=clock.hour)
            instant = (change - offset(part["TZOFFSETFROM"])).replace(tzinfo=UTC)
            before, after = (instant + timedelta(seconds=s) for s in (-1, 0))
            assert before.astimezone(ZoneInfo(zone)).utcoffset() == offset(part["TZOFFSETFROM"])
            assert after.astimezone(ZoneInfo(zone)).utcoffset() == offset(part["TZOFFSETTO"])


def offset(written: str) -> timedelta:
    return timedelta(hours=int(written[:3]))


@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\\;,"), max_size=300))
def test_any_text_is_escaped_folded_and_read_back(text):
    raw = folded(f"SUMMARY:{escaped(text)}")
    assert raw.endswith(b"\r\n")
    for line in raw.rstrip(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    assert plain_text(unfolded(raw)[0].removeprefix("SUMMARY:")) == text


# --- lists to write to ------------------------------------------------------------------------------------------------


def test_the_mail_merge_has_a_row_for_everybody_to_be_invited(record, meeting):
    rows = [[plain(cell) for cell in row] for row in mail_merge(record, meeting).rows]
    assert len(rows) == 80
    named = {row[1]: row for row in rows}
    solvang = named["Henrike Solvang-Okoro"]
    assert solvang[2] == "Ambassador Henrike Solvang-Okoro, Ministry of Lanes and Anchorages of Isvarn"
    assert solvang[3] == "Dear Ambassador Solvang-Okoro"
    assert solvang[6:9] == ["member since 1 March 2016", "20 May 2020", "a seat is kept"]
    assert sum(row[8] == "on the waiting list" for row in rows) == 4
    assert all(row[9] == NO_ADDRESS for row in rows)


def test_a_person_with_a_single_name_is_addressed_by_it():
    assert salutation(Person(id="p", name="Wirjanti", honorific="Ms")) == "Dear Wirjanti"


def test_a_wider_circulation_holds_the_narrower_and_externals_receive_only_what_is_for_them(record, meeting):
    on = day_of(meeting)
    members, observers, informed, preparing = (set(on_list(record, name, on)) for name in LISTS)
    assert members < observers < informed
    externals = {p.person for p in active(record, "external", on)}
    assert externals
    assert not externals & observers
    assert externals < informed
    chairs = {p.id for p in record.each(Person) if p.name in ("Annelore Drosselhart", "Amadou Mbekelé")}
    assert len(chairs) == 2
    assert chairs <= preparing
    assert not chairs & members


def test_who_has_no_address_is_named_before_those_who_have_one(record):
    member = active(record, "member", date(2020, 9, 15))[3].person
    person = replaced(record.get(Person, member), email="somebody@example.org")
    rows = [[plain(cell) for cell in row] for row in distribution(record.after([person])).rows]
    first_list = [row for row in rows if row[0] == "members"]
    assert [row[5] for row in first_list] == [NO_ADDRESS] * 25 + [""]
    assert first_list[-1][4] == "somebody@example.org"


def test_the_sheets_open_in_another_reader(record):
    data = produce("mail-merge", record, Options(suffix=".xlsx"), lambda _: None)
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    assert sheet.max_row == 81
    told = produce("distribution", record, Options(suffix=".csv"), lambda _: None).decode("utf-8-sig")
    assert {row["List"] for row in csv.DictReader(io.StringIO(told))} == set(LISTS)


# --- responses and the report -----------------------------------------------------------------------------------------


def test_members_who_have_not_answered_stand_first(record, meeting):
    words = "\n".join(texts(responses(record, meeting)))
    assert "Of 26 members 20 come, 3 do not, 1 is undecided and 2 have not answered." in words
    assert "32 have a seat and 4 are on the waiting list" in words
    assert words.index("Members still to be asked (3)") < words.index("Members (26)")
    silent = [p for p, said in seating(record, meeting.id).says.items() if said is None]
    assert {"Kofi Adjeimah", "Wirjanti"} <= {record.get(Person, p).name for p in silent}


def test_the_report_tells_each_meeting_in_the_sentence_that_is_published(record):
    document = over_meetings(record)
    published = [plain(words) for part in document.parts if isinstance(part, KeyValues) for _, words in part.pairs[:1]]
    assert published == [
        "The meeting was attended by a majority of members and a number of observers.",
        "The meeting was attended by a majority of members and a large number of observers.",
        "The teleconference was attended by a majority of members.",
        "The meeting was attended by a majority of members and a large number of observers.",
    ]


@pytest.mark.parametrize("kind", ["calendar", "mail-merge", "distribution", "responses", "meetings"])
def test_the_same_data_give_the_same_bytes(record, kind):
    from hisrg_desktop.desk.exports import KINDS

    for suffix in KINDS[kind].suffixes:
        made = [produce(kind, record, Options(suffix=suffix), lambda _: None) for _ in range(2)]
        assert made[0] == made[1]
