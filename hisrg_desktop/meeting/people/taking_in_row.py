"""One row of a list of people taken in: the person, their organisation, class, application and functions, as one act."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.lists import Class, Role
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.alternates import Alternate, NameAlternate
from hisrg_desktop.meeting.people.applications import Application, DeclineApplication, ReceiveApplication
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.functions import Appoint, Function, may_attend
from hisrg_desktop.meeting.people.names import folded
from hisrg_desktop.meeting.people.organisations import AddOrganisation, known_as
from hisrg_desktop.meeting.people.participations import EndParticipation, Participation, TakePart, participation_of
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person, people
from hisrg_desktop.meeting.people.taking_in_same import name_key
from hisrg_desktop.meeting.people.taking_in_words import Kind, seen
from hisrg_desktop.meeting.record import Change, Record, added
from hisrg_desktop.meeting.roll.attendance import Arrive, is_present, not_admitted
from hisrg_desktop.meeting.roll.meetings import current_sitting

_DAY = timedelta(days=1)
_NAMING = ("name", "given", "family")
_PERSONAL = ("name", "sort_name", "given", "family", "honorific", "email", "country")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a row of a list says of a person; what is empty says nothing."""

    name: str
    sort_name: str = ""
    given: str = ""
    family: str = ""
    honorific: str = ""
    email: str = ""
    country: str = ""
    organisation: str = ""
    short: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    org_country: str = ""
    category: str = ""
    separate: str = ""
    kind: Kind = ""
    roles: tuple[Role, ...] = ()
    panel: str = ""
    since: date | None = None
    until: date | None = None
    applied: date | None = None
    admitted: date | None = None
    declined: date | None = None
    alternate_of: tuple[str, ...] = ()
    present: bool = False


class TakeInPerson(Act):
    """Take in a person of a list.

    `person` is who on record is meant, `organisation` a name by which theirs is on record when its turn comes; without
    them it is somebody new, and the organisation of this name or a new one. Where the list does not say since when, it
    is `today`.
    """

    listed: Listed
    today: date
    person: str | None = None
    organisation: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """What the row changes: nothing where all of it is on record already."""
        return self.decide_with(record, moment)[0]

    def decide_with(self, record: Record, moment: Moment) -> tuple[list[Change], Record]:
        """What the row changes, and the record afterwards."""
        work = _Work(self.listed, self.today, record, moment)
        work.see_to_organisation(self.organisation)
        work.see_to_person(self.person)
        work.see_to_class()
        work.see_to_application()
        work.see_to_functions()
        work.see_to_alternates()
        work.see_to_presence()
        return work.changes, work.record

    def sentence(self, record: Record) -> str:
        """Names the person."""
        return f"Take in {self.listed.name}"


class _Work:
    """The row on its way to the record: each step is decided on what the steps before it made of the record."""

    def __init__(self, listed: Listed, today: date, record: Record, moment: Moment) -> None:
        self.listed, self.today, self.moment = listed, today, moment
        self.changes: list[Change] = []
        self._before = record
        self._pending: list[Change] = []
        self.organisation = ""
        self.person = ""

    @property
    def record(self) -> Record:
        """The record with everything decided so far."""
        if self._pending:
            self._before, self._pending = self._before.after(self._pending), []
        return self._before

    def do(self, act: Act, *, rests: bool = False) -> Any:
        """Decide an act, and give the first row it changes; some acts rest on what the steps before it made."""
        return self._take(act.decide(self.record if rests else self._before, self.moment))

    def _take(self, changes: list[Change]) -> Any:
        self.changes += changes
        self._pending += changes
        return changes[0].row

    @property
    def day(self) -> date:
        """The day on which what the row says begins."""
        listed = self.listed
        return listed.since or listed.admitted or self.today

    # --- the organisation -----------------------------------------------------------------------------------------

    def see_to_organisation(self, known: str | None) -> None:
        """The organisation on record, with what the row says of it."""
        listed = self.listed
        if not listed.organisation:
            return
        there = known_as(self._before, known or listed.organisation)
        parent = self._parent()
        said = {
            "short": listed.short,
            "country": listed.org_country,
            "category": listed.category,
            "separate_because": listed.separate,
        }
        if there is None:
            act = AddOrganisation.model_validate(
                {"name": listed.organisation, "aliases": listed.aliases, "parent": parent, **said}
            )
            self.organisation = self.do(act).id
            return
        self.organisation = there.id
        fields: dict[str, object] = {f: v for f, v in said.items() if v and v != getattr(there, f)}
        names = {_plain(name) for name in (there.name, there.short, *there.aliases)}
        more = tuple({_plain(n): n for n in (listed.organisation, *listed.aliases) if _plain(n) not in names}.values())
        if more:
            fields["aliases"] = (*there.aliases, *more)
        if parent and parent != there.parent:
            fields["parent"] = parent
        if fields:
            self.do(ChangeOrganisation.model_validate({"organisation": there.id, **fields}), rests=True)

    def _parent(self) -> str | None:
        name = self.listed.parent
        if not name:
            return None
        above = known_as(self._before, name)
        if above is None:
            return cast(str, self.do(AddOrganisation(name=name)).id)
        return above.id

    # --- the person -----------------------------------------------------------------------------------------------

    def see_to_person(self, known: str | None) -> None:
        """The person on record, with what the row says of them."""
        said = {field: getattr(self.listed, field) for field in _PERSONAL}
        if known is None:
            self.person = self.do(AddPerson(**{**said, "family": said["family"] or None})).id
            return
        there = self._before.get(Person, known)
        self.person = there.id
        fields = {f: v for f, v in said.items() if v and _says_more(f, v, getattr(there, f) or "")}
        if fields:
            self.do(ChangePerson(person=there.id, **fields))

    # --- the class ------------------------------------------------------------------------------------------------

    def see_to_class(self) -> None:
        """The class from the day named on; what was held before ends the day before, and is kept as history."""
        kind = self.listed.kind
        if kind not in ("member", "observer", "external"):
            return
        held = self._held(kind)
        if held is not None and held.kind == kind and self.organisation in ("", held.organisation):
            if self.listed.until and held.until is None:
                self.do(EndParticipation(participation=held.id, until=self.listed.until))
            return
        if not self.organisation:
            raise OutOfOrder(f"{self.listed.name} needs an organisation to be entered as {kind}.")
        if held is not None and held.until is None and held.since < self.day:
            self.do(EndParticipation(participation=held.id, until=self.day - _DAY))
        made = self._observer() if kind == "observer" else self._take_part(kind)
        if self.listed.until:
            self.do(EndParticipation(participation=made.id, until=self.listed.until), rests=True)

    def _held(self, kind: Class) -> Participation | None:
        """What the person is on the day named, or was last where the list says so with its last day."""
        several = self._before.where(Participation, person=self.person)
        same = [p for p in several if p.kind == kind and self.organisation in ("", p.organisation)]
        ended = next((p for p in same if self.listed.until and p.until == self.listed.until), None)
        on = participation_of(self._before, self.person, self.day) or next(
            (p for p in several if p.until is None), None
        )
        return ended or on

    def _take_part(self, kind: Class, application: str | None = None) -> Participation:
        act = TakePart(
            person=self.person, organisation=self.organisation, kind=kind, since=self.day, application=application
        )
        return cast(Participation, self.do(act))

    def _observer(self) -> Participation:
        """The observer, on the application named or on record; a rule refuses them where there is none."""
        asked = self._asked()
        if asked is None and self.listed.applied:
            asked = self._receive(self.listed.applied)
        if asked is None or asked.outcome != "waiting":
            return self._take_part("observer", asked.id if asked else None)
        on = self.listed.admitted or self.day
        *others, comes = AdmitObserver(application=asked.id, on=on).decide(self.record, self.moment)
        observer = comes.row
        assert isinstance(observer, Participation)
        self._take([*others, added(observer.model_copy(update={"since": self.day}))])
        return observer

    # --- the application ------------------------------------------------------------------------------------------

    def _asked(self, received_on: date | None = None) -> Application | None:
        several = self._before.where(Application, person=self.person, organisation=self.organisation)
        fitting = [a for a in several if received_on in (None, a.received_on)]
        return next((a for a in fitting if a.outcome == "waiting"), fitting[-1] if fitting else None)

    def _receive(self, on: date) -> Application:
        act = ReceiveApplication(person=self.person, organisation=self.organisation, received_on=on)
        return cast(Application, self.do(act))

    def see_to_application(self) -> None:
        """The application of one who does not observe by it, and that it was declined."""
        listed = self.listed
        if listed.kind == "observer":
            return
        if listed.applied is None:
            if listed.kind == "applicant" and self._asked() is None:
                raise OutOfOrder(f"{listed.name} applies, and the list does not say when the application was received.")
            return
        if not self.organisation:
            raise OutOfOrder(f"{listed.name} needs an organisation to apply for.")
        asked = self._asked(listed.applied) or self._receive(listed.applied)
        if listed.declined and asked.outcome == "waiting":
            self.do(DeclineApplication(application=asked.id, on=listed.declined), rests=True)

    # --- functions, alternates and presence -----------------------------------------------------------------------------------

    def see_to_functions(self) -> None:
        """The functions that are not held yet."""
        for role in self.listed.roles:
            panel = self._before.one(Panel, name=self.listed.panel) if role == "panel chair" else None
            held = self._before.where(Function, person=self.person, role=role)
            if not any(f.until is None and (panel is None or f.panel == panel.id) for f in held):
                self.do(Appoint(person=self.person, role=role, since=self.day, panel=panel.id if panel else None))

    def see_to_alternates(self) -> None:
        """For whom the person may stand in."""
        for name in self.listed.alternate_of:
            member = next((p for p in people(self.record) if name_key(p.name) == name_key(name)), None)
            if member is None:
                raise OutOfOrder(f"{name}, for whom {self.listed.name} would stand in, is not on record.")
            held = self._before.where(Alternate, member=member.id, person=self.person)
            if not any(a.until is None for a in held):
                self.do(NameAlternate(member=member.id, person=self.person, since=self.day), rests=True)

    def see_to_presence(self) -> None:
        """In the room, where a sitting is open; whoever may not attend is refused also where none is."""
        if not self.listed.present:
            return
        if not may_attend(self.record, self.person, self.today):
            raise OutOfOrder(not_admitted(self.listed.name))
        if current_sitting(self.record) and not is_present(self.record, self.person):
            self.do(Arrive(people=(self.person,)), rests=True)


def _plain(name: str) -> str:
    return " ".join(seen(name).casefold().split())


def _says_more(field: str, said: str, known: str) -> bool:
    """Whether a list says more than the record: another name is no better one, unless it has its accents."""
    if field in _NAMING and known:
        return folded(said) == folded(known) and known.isascii() and not said.isascii()
    return " ".join(seen(said).split()) != " ".join(seen(known).split())
