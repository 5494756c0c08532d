"""A large group with its histories goes out as a list and comes in again: every row is unchanged."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

import pytest

from hisrg_desktop.desk.given.forms import as_sheet
from hisrg_desktop.documents.people_list import people_list
from hisrg_desktop.documents.people_list_read import read_people_list
from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.applications import Application, DeclineApplication, ReceiveApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import EndParticipation, Participation, TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person
from hisrg_desktop.meeting.people.taking_in import preview
from hisrg_desktop.meeting.people.taking_in_columns import likely_columns
from hisrg_desktop.meeting.record import Record

NOW = datetime(2031, 3, 4, 9, tzinfo=UTC)
MANY = 2_400
NAMES = (
    ("Astrid", "Lind{}"),
    ("Joost", "van der Meer{}"),
    ("José María", "García López{}"),
    ("Seán", "Ó Briain{}"),
    ("Layla", "al-Mustawfi{}"),
    ("Nguyễn Thị Minh", "Khai{}"),
    ("小明{}", "王"),
    ("", "فاطمة الزهراء {}"),
    ("Ελένη", "Παπαδοπούλου{}"),
    ("Дарья", "Щербакова{}"),
    ("", "Wirjanti{}"),
    ("J.", "VAN DAM{}"),
    ("Dr. Mies", "de Bruin-Jansen{}"),
    ("Žofie", "Müller, geb. Ærø{}"),
    ("Anne & Co", "Quist{}"),
    ("", "Total {}"),
    ("", "=SUM(A{})"),
    ("", "+31 6 {}"),
    ("", "-{} Øst"),
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def spelled(number: int) -> str:
    """A number in letters, so that no name is like another but for a digit."""
    return LETTERS[number % 26] + (spelled(number // 26) if number >= 26 else "")


class Crowd:
    """A record that is filled act by act."""

    def __init__(self) -> None:
        self.record = Record().bare()
        self._acts = 0

    def do(self, act: Act) -> object:
        self._acts += 1
        changes = act.decide(self.record, Moment(NOW, self._acts))
        self.record = self.record.after(changes)
        return changes[0].row

    def fill(self) -> None:
        for number, ((given, family), house) in enumerate(zip(cycle(NAMES), self._houses(), strict=False)):
            end = spelled(number)
            name = f"{given} {family}".strip().format(end)
            parts = {"given": given.format(end), "family": family.format(end)} if number % 3 and given else {}
            email = f"p{number}@example.org" if number % 4 else "office@example.org" if number % 8 else ""
            person = self.do(AddPerson(name=name, email=email, honorific=("", "Dr", "Mme")[number % 3], **parts))
            assert isinstance(person, Person)
            self._live(number, person.id, house)
            if number == MANY - 1:
                return

    def _houses(self) -> Iterator[str]:
        made: list[str] = []
        for number in range(MANY):
            if number % 3 == 0:
                act = AddOrganisation(name=f"House of {spelled(number)} “{number}”; Åland & Co.", country="Norden")
                house = self.do(act)
                assert isinstance(house, Organisation)
                made.append(house.id)
            yield made[-1]

    def _live(self, number: int, person: str, house: str) -> None:
        """What became of them: classes one after the other, applications, functions, nothing at all."""
        day = date(2028, 1, 1) + timedelta(days=number % 300)
        if number % 60 == 0 and number < 60 * 35:
            self._held(person, house, "external", day, until=day + timedelta(days=90))
            self._held(person, house, "member", day + timedelta(days=100))
        elif number % 6 == 0:
            asked = self._asked(person, house, day)
            self.do(AdmitObserver(application=asked, on=day + timedelta(days=9)))
        elif number % 6 == 1:
            self.do(DeclineApplication(application=self._asked(person, house, day), on=day + timedelta(days=9)))
        elif number % 6 == 2:
            self._asked(person, house, day)
        elif number % 6 == 3:
            self._held(person, house, "external", day, until=day + timedelta(days=40))
        elif number % 6 == 4:
            self._held(person, house, "external", day)
        if number in (10, 500, 2_000):
            self.do(Appoint(person=person, role="rapporteur", since=day))

    def _asked(self, person: str, house: str, day: date) -> str:
        asked = self.do(ReceiveApplication(person=person, organisation=house, received_on=day))
        assert isinstance(asked, Application)
        return asked.id

    def _held(self, person: str, house: str, kind: str, since: date, until: date | None = None) -> None:
        held = self.do(TakePart.model_validate({"person": person, "organisation": house, "kind": kind, "since": since}))
        assert isinstance(held, Participation)
        if until:
            self.do(EndParticipation(participation=held.id, until=until))


@pytest.fixture(scope="module")
def crowd() -> Record:
    made = Crowd()
    made.fill()
    return made.record


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_large_group_goes_out_and_comes_in_again_unchanged(crowd: Record, suffix: str) -> None:
    reading = read_people_list(as_sheet(people_list(crowd), "People", crowd, suffix), f"people{suffix}")
    found = preview(crowd, reading, likely_columns(reading), Moment(NOW, 0xFFFFFF))
    assert [(line.name, line.result, line.why, line.fields) for line in found.lines if line.result != "unchanged"] == []
    assert len(found.lines) == MANY
