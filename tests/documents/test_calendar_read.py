"""Calendar files, read by another program's reader: what a calendar understands of them, and what it replaces."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from hisrg_desktop.documents.calendar import calendar
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.group import BeginPhase, FoundGroup, Phase
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.changing import ChangeMeeting, RemoveSitting
from hisrg_desktop.meeting.roll.meetings import CreateMeeting, Meeting, PlanHours, PlanSitting, Sitting, sittings_of

NOW = datetime(2031, 1, 10, 9, tzinfo=UTC)


class Planning:
    """A record that a meeting is planned in, act by act."""

    def __init__(self) -> None:
        self.record = Record()
        self._made = 0
        self.do(FoundGroup(name="Working Group on Harbours"))
        self.do(BeginPhase(number=1))

    def do(self, act: Act) -> None:
        self._made += 1
        self.record = self.record.after(
            act.decide(self.record, Moment(NOW + timedelta(minutes=self._made), self._made))
        )

    def meet(self, first: date, last: date, place: str = "Luxembourg", venue: str = "") -> None:
        phase = next(self.record.each(Phase)).id
        self.do(
            CreateMeeting(
                phase=phase, kind="face-to-face", planned_from=first, planned_to=last, place=place, venue=venue
            )
        )

    @property
    def meeting(self) -> Meeting:
        return next(self.record.each(Meeting))

    def sit(self, at: datetime) -> None:
        self.do(PlanSitting(meeting=self.meeting.id, planned_from=at, planned_to=at + timedelta(hours=3)))

    def sent(self) -> Calendar:
        found = Calendar.from_ical(calendar(self.record, self.meeting))
        assert isinstance(found, Calendar)
        assert not found.errors
        return found

    def events(self) -> list[Event]:
        return self.sent().events


@pytest.fixture
def planning() -> Planning:
    return Planning()


def at(day: date, hour: int, zone: str = "Europe/Luxembourg") -> datetime:
    """The instant at which the clock of the place shows this hour."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(("place", "zone"), [("Leiden", "Europe/Amsterdam"), ("Luxembourg", "Europe/Luxembourg")])
@pytest.mark.parametrize("sunday", [date(2031, 3, 30), date(2031, 10, 26)])
def test_a_meeting_over_the_change_of_the_clock_keeps_its_hours_on_the_wall_and_its_instants(
    planning: Planning, place: str, zone: str, sunday: date
) -> None:
    days = [sunday + timedelta(days=n) for n in (-1, 0, 1)]
    planning.meet(days[0], days[-1], place)
    for day in days:
        planning.sit(at(day, 10))
    found = planning.sent()
    (described,) = found.timezones
    told = described.to_tz(lookup_tzid=False)
    for event, day in zip(found.events, days, strict=True):
        assert event["DTSTART"].params["TZID"] == described["TZID"] == zone
        wall = event.start.replace(tzinfo=None)
        assert wall == datetime(day.year, day.month, day.day, 10)  # noqa: DTZ001 - a clock on the wall
        # As the file itself describes the zone, and as the machine knows it.
        assert wall.replace(tzinfo=told).astimezone(UTC) == event.start.astimezone(UTC) == at(day, 10)
        assert event.end - event.start == timedelta(hours=3)
    offsets = {event.start.utcoffset() for event in found.events}
    assert offsets == {timedelta(hours=1), timedelta(hours=2)}


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Luxembourg"])
def test_the_zone_in_the_file_is_the_zone_of_the_place(planning: Planning, zone: str) -> None:
    planning.meet(date(2031, 5, 5), date(2031, 5, 6), "Leiden" if "Amsterdam" in zone else "Luxembourg")
    told = planning.sent().timezones[0].to_tz(lookup_tzid=False)
    day = datetime(2016, 1, 1, 12)  # noqa: DTZ001 - a clock on the wall
    while day.year < 2040:
        assert day.replace(tzinfo=told).utcoffset() == day.replace(tzinfo=ZoneInfo(zone)).utcoffset(), day
        day += timedelta(days=1)


def test_everything_that_a_calendar_must_have_is_there(planning: Planning) -> None:
    planning.meet(date(2031, 5, 5), date(2031, 5, 6))
    found = planning.sent()
    assert (found["VERSION"], found["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert found["PRODID"]
    (event,) = found.events
    assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "STATUS"} <= set(event)
    assert (event.start, event.end) == (date(2031, 5, 5), date(2031, 5, 7))
    assert event["STATUS"] == "CONFIRMED"


NAMES = [
    "Zaal 2, “De Burcht”; Nieuwsteeg 1\\bis",
    "王立海洋研究所会議室王立海洋研究所会議室王立海洋研究所会議室王立海洋研究所会議室",
    "قاعة المؤتمرات الكبرى في لوكسمبورغ، الطابق الثاني، المدخل الشرقي",
    "Großer Saal 🚀🛰️👩🏽‍🚀 " * 8,
    "Ropewalk House\nsecond floor",
    "x" * 300,
]


@pytest.mark.parametrize("venue", NAMES)
def test_any_place_is_folded_escaped_and_read_back(planning: Planning, venue: str) -> None:
    planning.meet(date(2031, 5, 5), date(2031, 5, 6), venue=venue)
    raw = calendar(planning.record, planning.meeting)
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in lines:
        line.decode()  # no letter is cut
    (event,) = planning.events()
    assert str(event["LOCATION"]) == f"{planning.meeting.venue}, Luxembourg"


def test_what_is_sent_again_replaces_what_was_sent_and_counts_up(planning: Planning) -> None:
    day = date(2031, 5, 5)
    planning.meet(day, day)
    (whole,) = planning.events()
    planning.sit(at(day, 10))
    planning.sit(at(day, 14))
    morning, afternoon = planning.events()
    assert morning["UID"] == whole["UID"], "nobody keeps the whole day beside the hours"
    assert morning["UID"] != afternoon["UID"]
    seen = [whole["SEQUENCE"], morning["SEQUENCE"]]
    first, second = sittings_of(planning.record, planning.meeting.id)
    steps: tuple[Act, ...] = (
        PlanHours(sitting=first.id, planned_from=at(day, 9), planned_to=at(day, 12)),
        ChangeMeeting(meeting=planning.meeting.id, planned_from=date(2031, 5, 6), planned_to=date(2031, 5, 6)),
        ChangeMeeting(meeting=planning.meeting.id, venue="The Lighthouse"),
        RemoveSitting(sitting=second.id),
    )
    for act in steps:
        planning.do(act)
        event = planning.events()[0]
        assert event["UID"] == whole["UID"]
        seen.append(event["SEQUENCE"])
    assert seen == sorted(set(seen)), "each is later than the one before"
    assert planning.record.find(Sitting, second.id) is None


def test_nothing_counts_as_news_that_no_calendar_shows(planning: Planning) -> None:
    planning.meet(date(2031, 5, 5), date(2031, 5, 5))
    before = planning.events()[0]["SEQUENCE"]
    planning.do(PlanSitting(meeting=planning.meeting.id, title="Morning"))
    planning.do(ChangeMeeting(meeting=planning.meeting.id, capacity=40))
    assert planning.events()[0]["SEQUENCE"] == before


def test_it_is_published_by_the_secretariat_where_that_has_an_address(planning: Planning) -> None:
    planning.meet(date(2031, 5, 5), date(2031, 5, 5))
    assert "METHOD" not in planning.sent()
    assert "ORGANIZER" not in planning.events()[0]
    planning.do(AddPerson(name='Nils "Nic" Ömer'))
    person = next(planning.record.each(Person)).id
    planning.do(Appoint(person=person, role="secretariat", since=date(2030, 1, 1)))
    assert "METHOD" not in planning.sent(), "without an address nobody can publish"
    planning.do(ChangePerson(person=person, email="office@harbours.example"))
    assert planning.sent()["METHOD"] == "PUBLISH"
    organiser = planning.events()[0]["ORGANIZER"]
    assert (str(organiser), organiser.params["CN"]) == ("mailto:office@harbours.example", "Nils 'Nic' Ömer")
