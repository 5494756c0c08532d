"""Admitting and replacing observers."""

from datetime import date, timedelta

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import day_in_words
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.applications import Application, waiting
from hisrg_desktop.meeting.people.organisations import Organisation, counts_as
from hisrg_desktop.meeting.people.participations import Participation, counts, participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, replaced


def _observer(application: Application, since: date, moment: Moment) -> Participation:
    return Participation(
        id=moment.new_id(),
        person=application.person,
        organisation=application.organisation,
        kind="observer",
        since=since,
        application=application.id,
    )


class AdmitObserver(Act):
    """Admit an applicant as observer."""

    application: str
    on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The application admitted, and the observer from that day on, who is informed as an external person no more.

        Where somebody observes for that organisation, replacing them is offered.
        """
        asked = waiting(record, self.application, self.on)
        sits = _observes_for(record, asked, self.on)
        if sits:
            name, comes = (record.get(Person, one.person).name for one in (sits, asked))
            organisation = counts_as(record, record.get(Organisation, asked.organisation)).name
            raise OutOfOrder(
                f"{organisation} has an observer already ({name}); {comes} cannot observe for it as well.",
                remedy=ReplaceObserver(leaving=sits.id, application=asked.id, on=self.on),
            )
        return [
            *informed_until(record, asked.person, self.on),
            replaced(asked, outcome="admitted", decided_on=self.on),
            added(_observer(asked, self.on, moment)),
        ]

    def sentence(self, record: Record) -> str:
        """Names the applicant."""
        return f"Admit {record.get(Person, record.get(Application, self.application).person).name} as observer"


class ReplaceObserver(Act):
    """Replace an organisation's observer by another applicant."""

    leaving: str
    application: str
    on: date

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The one observes until the day before, the other from this day on; both for what counts as one organisation."""
        held = record.get(Participation, self.leaving)
        asked = waiting(record, self.application, self.on)
        _refuse_to_replace(record, held, asked)
        return [
            replaced(held, until=self.on - timedelta(days=1)),
            *informed_until(record, asked.person, self.on),
            replaced(asked, outcome="admitted", decided_on=self.on),
            added(_observer(asked, self.on, moment)),
        ]

    def sentence(self, record: Record) -> str:
        """Names both."""
        comes = record.get(Person, record.get(Application, self.application).person).name
        return (
            f"Replace {record.get(Person, record.get(Participation, self.leaving).person).name} by {comes} as observer"
        )


def _observes_for(record: Record, asked: Application, on: date) -> Participation | None:
    """Who observes, from before this day and without an end, for what counts as the organisation of an application."""
    root = counts_as(record, record.get(Organisation, asked.organisation)).id
    return next(
        (
            held
            for held in record.where(Participation, kind="observer")
            if held.person != asked.person
            and held.since < on
            and held.until is None
            and counts(record, held)
            and counts_as(record, record.get(Organisation, held.organisation)).id == root
        ),
        None,
    )


def _refuse_to_replace(record: Record, held: Participation, asked: Application) -> None:
    """Refuse where nobody observes any more, or somebody else's observer would go."""
    name = record.get(Person, held.person).name
    if held.kind != "observer":
        raise OutOfOrder(f"{name} is no observer.")
    if held.until is not None:
        raise OutOfOrder(f"{name} observes only until {day_in_words(held.until)}; admit the other from the day after.")
    theirs, other = (record.get(Organisation, one.organisation) for one in (held, asked))
    if counts_as(record, theirs).id != counts_as(record, other).id:
        raise OutOfOrder(f"{name} observes for {theirs.name}; the application is for {other.name}.")


def informed_until(record: Record, person: str, day: date) -> list[Change]:
    """The end, the day before, of what a person was as an external person, who from this day on is more."""
    held = participation_of(record, person, day)
    if held is None or held.kind != "external" or held.since >= day:
        return []
    return [replaced(held, until=day - timedelta(days=1))]
