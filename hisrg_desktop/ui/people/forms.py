"""What is asked about people: each question with the act it becomes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Signal

from hisrg_desktop.meeting.lists import Role
from hisrg_desktop.meeting.local_time import short_day
from hisrg_desktop.meeting.panels.reports import Panel
from hisrg_desktop.meeting.people.alternates import Alternate, EndAlternate, NameAlternate
from hisrg_desktop.meeting.people.applications import (
    Application,
    AskApplicant,
    DeclineApplication,
    ReceiveApplication,
    WithdrawApplication,
)
from hisrg_desktop.meeting.people.enrolment import Enrol
from hisrg_desktop.meeting.people.functions import Appoint, EndFunction, Function
from hisrg_desktop.meeting.people.merging import MergePersons
from hisrg_desktop.meeting.people.organisations import Organisation, organisations
from hisrg_desktop.meeting.people.participations import (
    ChangeClass,
    EndParticipation,
    TakePart,
    class_of,
    participation_of,
)
from hisrg_desktop.meeting.people.persons import AddPerson, ChangePerson, Person, people_by_name
from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.people import organisation_form
from hisrg_desktop.ui.people.form import Answers, Form, Picked, Question
from hisrg_desktop.ui.people.organisation_form import NotOnRecord, listed, organisation_called

if TYPE_CHECKING:
    from hisrg_desktop.desk.desk import News
    from hisrg_desktop.meeting.acts import Act
    from hisrg_desktop.meeting.record import Record


class PeopleForms(QObject):
    """The forms about people, shown in one place of a page.

    Signals:
        says: something to tell the person beside the work; carries a sentence.
        done: a form was answered.
        made: a person was put on record; carries the id.
    """

    says = Signal(str)
    done = Signal()
    made = Signal(str)

    def __init__(self, bridge: Bridge, form: Form) -> None:
        super().__init__(form)
        self.bridge = bridge
        self.form = form
        self._about = ""
        self._asks: dict[str, Callable[[Person], None]] = {
            "enter": self._ask_class,
            "class": self._ask_other_class,
            "end": self._ask_end,
            "appoint": self._ask_function,
            "dismiss": self._ask_end_of_function,
            "apply": self._ask_application,
            "correct": self._ask_correction,
            "alternate": self._ask_alternate,
            "alternateEnds": self._ask_end_of_alternate,
            "same": self._ask_same,
        }
        self._acts: dict[str, Callable[[Answers], Act | None]] = {
            "person": self._enrol,
            "organisation": self._new_organisation,
            "enter": self._enter,
            "class": self._change_class,
            "end": self._end,
            "appoint": self._appoint,
            "dismiss": self._dismiss,
            "apply": self._apply,
            "correct": self._correct,
            "alternate": self._name_alternate,
            "alternateEnds": self._end_alternate,
            "same": self._merge,
            "askApplicant": self._ask_applicant,
            "decline": self._decline,
            "withdraw": self._withdraw,
        }
        form.filled.connect(self._filled)

    @property
    def record(self) -> Record:
        """What is officially so now."""
        return self.bridge.record

    # --- asking ----------------------------------------------------------------------------------------------------

    def ask(self, what: str, person: str) -> bool:
        """Ask this about a person; whether there is such a question."""
        there = self.record.find(Person, person or None)
        if there is None or what not in self._asks:
            return False
        self._about = person
        self._asks[what](there)
        return True

    def ask_about_application(self, what: str, application: str) -> None:
        """Ask what is needed to ask an applicant, to decline or to withdraw an application."""
        there = self.record.find(Application, application or None)
        if there is None:
            return
        self._about = application
        name = self.record.get(Person, there.person).name
        titles = {
            "askApplicant": (self.tr("Ask %1 for more information"), self.tr("What is missing"), self.tr("Asked")),
            "decline": (self.tr("Decline the application of %1"), self.tr("Reason"), self.tr("Decline")),
            "withdraw": (self.tr("%1 withdraws the application"), self.tr("Reason"), self.tr("Withdraw")),
        }
        title, why, done = titles[what]
        questions = (Question("why", why, "long"), self._day("since", self.tr("On")))
        self.form.ask(what, title.replace("%1", name), questions, done)

    def ask_person(self, kind: str, first: bool = False) -> None:
        """Ask for a new person, of this class unless it is answered otherwise; the first is usually the chair."""
        classes = (
            ("member", self.tr("member")),
            ("observer", self.tr("observer, admitted")),
            ("applicant", self.tr("observer, application waits")),
            ("external", self.tr("external person")),
            ("", self.tr("no class")),
        )
        questions = (
            Question("given", self.tr("Given name"), needed=True),
            Question("family", self.tr("Family name"), hint=self.tr("may be empty")),
            self._organisation_question(),
            Question("kind", self.tr("Class"), "choice", classes, kind),
            Question("role", self.tr("Function"), "choice", self._roles(), "chair" if first else ""),
            *self._panel_question(),
            self._day("since", self.tr("From")),
            Question("honorific", self.tr("Title")),
            Question("email", self.tr("E-mail")),
            Question("country", self.tr("Country")),
        )
        self.form.ask("person", self.tr("Add a person"), questions, self.tr("Add"))

    def ask_organisation(self) -> None:
        """Ask for a new organisation."""
        asked = organisation_form.questions(self.record, None)
        self.form.ask("organisation", self.tr("Add an organisation"), asked, self.tr("Add"))

    def _ask_class(self, person: Person) -> None:
        self._ask_as("enter", self.tr("Enter %1 as").replace("%1", person.name), "")

    def _ask_other_class(self, person: Person) -> None:
        held = participation_of(self.record, person.id, self.bridge.now.date())
        body = self.record.get(Organisation, held.organisation).name if held else ""
        self._ask_as("class", self.tr("%1 is from now on").replace("%1", person.name), body)

    def _ask_as(self, purpose: str, title: str, organisation: str) -> None:
        classes = (("member", self.tr("member")), ("external", self.tr("external person")))
        questions = (
            self._organisation_question(organisation),
            Question("kind", self.tr("Class"), "choice", classes),
            self._day("since", self.tr("From")),
        )
        self.form.ask(purpose, title, questions, self.tr("Enter"))

    def _ask_end(self, person: Person) -> None:
        title = self.tr("%1 takes part no longer").replace("%1", person.name)
        self.form.ask("end", title, (self._day("until", self.tr("Last day")),), self.tr("End"))

    def _ask_function(self, person: Person) -> None:
        questions = (
            Question("role", self.tr("Function"), "choice", self._roles()[1:]),
            *self._panel_question(),
            self._day("since", self.tr("From")),
        )
        self.form.ask("appoint", self.tr("Appoint %1").replace("%1", person.name), questions, self.tr("Appoint"))

    def _ask_end_of_function(self, person: Person) -> None:
        held = self.record.where(Function, person=person.id, until=None)
        if not held:
            self.says.emit(self.tr("%1 holds no function.").replace("%1", person.name))
            return
        roles = tuple((f.id, f"{self.tr(f.role)}, {short_day(f.since)} –") for f in held)
        questions = (
            Question("function", self.tr("Function"), "choice", roles),
            self._day("until", self.tr("Last day")),
        )
        title = self.tr("A function of %1 ends").replace("%1", person.name)
        self.form.ask("dismiss", title, questions, self.tr("End"))

    def _ask_application(self, person: Person) -> None:
        questions = (self._organisation_question(), self._day("since", self.tr("Received on")))
        title = self.tr("Application of %1 to observe").replace("%1", person.name)
        self.form.ask("apply", title, questions, self.tr("Put on record"))

    def _ask_correction(self, person: Person) -> None:
        hand = self.tr("empty: made from the name")
        questions = (
            Question("name", self.tr("Name as it is shown"), value=person.name, needed=True),
            Question("given", self.tr("Given name"), value=person.given),
            Question("family", self.tr("Family name"), value=person.family or ""),
            Question("sort", self.tr("In lists"), value=person.sort_name, hint=hand),
            Question("honorific", self.tr("Title"), value=person.honorific),
            Question("email", self.tr("E-mail"), value=person.email),
            Question("country", self.tr("Country"), value=person.country),
            Question(
                "others",
                self.tr("Other names"),
                value="; ".join(person.other_names),
                hint=self.tr("with semicolons between"),
            ),
        )
        self.form.ask("correct", self.tr("Correct %1").replace("%1", person.name), questions, self.tr("Correct"))

    def _ask_alternate(self, person: Person) -> None:
        is_member = class_of(self.record, person.id, self.bridge.now.date()) == "member"
        words = self.tr("Who may stand in for %1") if is_member else self.tr("For whom %1 may stand in")
        questions = (
            Question("who", words.replace("%1", person.name), "pick", self._people(), needed=True, known=True),
            self._day("since", self.tr("From")),
        )
        self.form.ask("alternate", self.tr("Alternate"), questions, self.tr("Put on record"))

    def _ask_end_of_alternate(self, person: Person) -> None:
        named = (
            *self.record.where(Alternate, member=person.id, until=None),
            *self.record.where(Alternate, person=person.id, until=None),
        )
        if not named:
            self.says.emit(self.tr("%1 has no alternate and is none.").replace("%1", person.name))
            return
        get = self.record.get
        pairs = tuple((a.id, f"{get(Person, a.person).name} – {get(Person, a.member).name}") for a in named)
        questions = (
            Question("alternate", self.tr("Alternate and member"), "choice", pairs),
            self._day("until", self.tr("Last day")),
        )
        self.form.ask("alternateEnds", self.tr("Stands in no longer"), questions, self.tr("End"))

    def _ask_same(self, person: Person) -> None:
        others = tuple((key, name) for key, name in self._people() if key != person.id)
        stays = (("other", self.tr("the other name")), ("this", person.name))
        questions = (
            Question("who", self.tr("The same as"), "pick", others, needed=True, known=True),
            Question("stays", self.tr("Which stays"), "choice", stays),
        )
        title = self.tr("%1 is on record twice").replace("%1", person.name)
        self.form.ask("same", title, questions, self.tr("Merge"))

    # --- parts of questions ----------------------------------------------------------------------------------------

    def _day(self, name: str, words: str) -> Question:
        return Question(name, words, "date", value=self.bridge.now.date())

    def _organisation_question(self, value: str = "") -> Question:
        hint = self.tr("on record, or new")
        return Question("organisation", self.tr("Organisation"), "pick", self._organisations(), value, hint)

    def _panel_question(self) -> tuple[Question, ...]:
        panels = tuple((panel.id, panel.name) for panel in self.record.each(Panel))
        answers = (("", self.tr("none")), *panels)
        return (Question("panel", self.tr("Of the panel"), "choice", answers),) if panels else ()

    def _organisations(self) -> tuple[tuple[str, str], ...]:
        return tuple((o.id, o.name) for o in organisations(self.record))

    def _people(self) -> tuple[tuple[str, str], ...]:
        return tuple((p.id, p.name) for p in people_by_name(self.record))

    def _roles(self) -> tuple[tuple[str, str], ...]:
        return (("", self.tr("none")), *((role, self.tr(role)) for role in get_args(Role)))

    # --- what is answered ------------------------------------------------------------------------------------------

    def _filled(self, purpose: str, answers: Answers) -> None:
        if purpose not in self._acts:
            return
        try:
            act = self._acts[purpose](answers)
        except NotOnRecord as fault:
            self.says.emit(str(fault))
            self.form.ask_again(fault.name)
            return
        if act is not None:
            self.done.emit()
            self.form.do(self.bridge, act, self._did)

    def _did(self, news: News) -> None:
        """Lead to the person who was put on record; an organisation that came to be with them is named."""
        new = [change.after for change in news.changes if change.before is None]
        people = [row for row in new if isinstance(row, Person)]
        bodies = [row for row in new if isinstance(row, Organisation)]
        if people:
            self.made.emit(people[0].id)
            if bodies:
                self.says.emit(self.tr("“%1” is a new organisation on record.").replace("%1", bodies[0].name))

    def _enrol(self, answers: Answers) -> Act:
        given, family = answers["given"], answers["family"]
        person = AddPerson(
            name=f"{given} {family}".strip(),
            given=given,
            family=family or None,
            honorific=answers["honorific"],
            email=answers["email"],
            country=answers["country"],
        )
        return Enrol(
            person=person,
            organisation=answers["organisation"].text,
            kind=answers["kind"],
            role=answers["role"] or None,
            panel=answers.get("panel") or None,
            since=answers["since"],
        )

    def _new_organisation(self, answers: Answers) -> Act:
        return organisation_form.answered(self.record, "", answers)

    def _organisation_of(self, answers: Answers) -> str:
        return organisation_called(self.record, "organisation", answers["organisation"])

    def _enter(self, answers: Answers) -> Act:
        body = self._organisation_of(answers)
        return TakePart(person=self._about, organisation=body, kind=answers["kind"], since=answers["since"])

    def _change_class(self, answers: Answers) -> Act:
        body = self._organisation_of(answers)
        return ChangeClass(person=self._about, organisation=body, kind=answers["kind"], since=answers["since"])

    def _end(self, answers: Answers) -> Act | None:
        held = participation_of(self.record, self._about, self.bridge.now.date())
        return EndParticipation(participation=held.id, until=answers["until"]) if held else None

    def _appoint(self, answers: Answers) -> Act:
        panel = answers.get("panel") or None
        return Appoint(person=self._about, role=answers["role"], since=answers["since"], panel=panel)

    def _dismiss(self, answers: Answers) -> Act:
        return EndFunction(function=answers["function"], until=answers["until"])

    def _apply(self, answers: Answers) -> Act:
        body = self._organisation_of(answers)
        return ReceiveApplication(person=self._about, organisation=body, received_on=answers["since"])

    def _correct(self, answers: Answers) -> Act:
        there = self.record.get(Person, self._about)
        # A name to sort by that was left as it stood is made anew with the name, unless it was written by hand.
        sort = None if answers["sort"] == there.sort_name else answers["sort"]
        return ChangePerson(
            person=there.id,
            name=answers["name"],
            given=answers["given"],
            family=answers["family"],
            sort_name=sort,
            honorific=answers["honorific"],
            email=answers["email"],
            country=answers["country"],
            other_names=listed(answers["others"]),
        )

    def _picked(self, picked: Picked) -> str | None:
        if not picked.key:
            self.says.emit(self.tr("Nobody on record is called “%1”.").replace("%1", picked.text))
            self.form.ask_again("who")
        return picked.key or None

    def _name_alternate(self, answers: Answers) -> Act | None:
        other = self._picked(answers["who"])
        if other is None:
            return None
        is_member = class_of(self.record, self._about, self.bridge.now.date()) == "member"
        member, person = (self._about, other) if is_member else (other, self._about)
        return NameAlternate(member=member, person=person, since=answers["since"])

    def _end_alternate(self, answers: Answers) -> Act:
        return EndAlternate(alternate=answers["alternate"], until=answers["until"])

    def _merge(self, answers: Answers) -> Act | None:
        other = self._picked(answers["who"])
        if other is None:
            return None
        if answers["stays"] == "this":
            return MergePersons(survivor=self._about, merged=other)
        return MergePersons(survivor=other, merged=self._about)

    def _ask_applicant(self, answers: Answers) -> Act:
        return AskApplicant(application=self._about, on=answers["since"], what=answers["why"])

    def _decline(self, answers: Answers) -> Act:
        return DeclineApplication(application=self._about, on=answers["since"], reason=answers["why"])

    def _withdraw(self, answers: Answers) -> Act:
        return WithdrawApplication(application=self._about, on=answers["since"], reason=answers["why"])
