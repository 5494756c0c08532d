"""The people of the practice meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.panels.reports import Panel, SetUpPanel
from hisrg_desktop.meeting.people.admission import AdmitObserver
from hisrg_desktop.meeting.people.alternates import NameAlternate
from hisrg_desktop.meeting.people.applications import Application, DeclineApplication, ReceiveApplication
from hisrg_desktop.meeting.people.functions import Appoint
from hisrg_desktop.meeting.people.merging import MergePersons
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation
from hisrg_desktop.meeting.people.participations import Participation, TakePart
from hisrg_desktop.meeting.people.persons import AddPerson, Person

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script

PANELS = {"technical": ("Technical Panel", "P-TECH"), "socio-economic": ("Socio-Economic Panel", "P-SOC")}


def register(script: Script, told: dict[str, Any]) -> None:
    """Organisations (parents first), panels, each person with class, application and functions; alternates and twins."""
    for key, (name, prefix) in PANELS.items():
        script.do(SetUpPanel(name=name, prefix=prefix), f"panel:{key}", Panel)
    waiting = list(told["organisations"])
    while waiting:
        one = waiting.pop(0)
        if one["parent"] and f"org:{one['parent']}" not in script.ids:
            waiting.append(one)
            continue
        _organisation(script, one)
    for one in told["people"]:
        _person(script, one)
    for one in told["alternates"]:
        since = date.fromisoformat(one["since"])
        script.do(NameAlternate(member=script.ids[one["for"]], person=script.ids[one["who"]], since=since))
    for one in told["merged"]:
        _twin(script, one)


def _organisation(script: Script, one: dict[str, Any]) -> None:
    act = AddOrganisation(
        name=one["name"],
        short=one["short"],
        aliases=tuple(one["aliases"]),
        parent=script.ids.get(f"org:{one['parent']}"),
        country=one["country"],
        category=one["category"],
    )
    script.do(act, f"org:{one['key']}", Organisation)


def _person(script: Script, one: dict[str, Any]) -> None:
    key = one["key"]
    act = AddPerson(
        name=one["name"],
        sort_name=one["sort"],
        given=one["given"] or "",
        family=one["family"],
        honorific=one["honorific"],
    )
    person = script.do(act, key, Person)
    organisation = script.ids.get(f"org:{one['organisation']}", "")
    applied = one.get("application")
    if applied:
        _application(script, one, person, organisation, applied)
    elif one["class"]:
        since = date.fromisoformat(one["since"])
        part = TakePart(person=person, organisation=organisation, kind=one["class"], since=since)
        script.do(part, f"part:{key}", Participation)
    for function in one.get("functions", []):
        panel = script.ids.get(f"panel:{function['panel']}")
        since = date.fromisoformat(one["since"])
        script.do(Appoint(person=person, role=function["role"], since=since, panel=panel))


def _twin(script: Script, one: dict[str, Any]) -> None:
    """Somebody who was put on record twice, from a letter and from a list, and is one person since."""
    twin = script.do(AddPerson(name=one["name"]), "", Person)
    script.do(MergePersons(survivor=script.ids[one["into"]], merged=twin))


def _application(script: Script, one: dict[str, Any], person: str, organisation: str, applied: dict[str, Any]) -> None:
    received = date.fromisoformat(applied["received"])
    act = ReceiveApplication(person=person, organisation=organisation, received_on=received)
    application = script.do(act, "", Application)
    if not applied["decided"]:
        return
    decided = date.fromisoformat(applied["decided"])
    if one["class"] == "observer":
        script.do(AdmitObserver(application=application, on=decided))
    elif applied.get("outcome") == "declined":
        script.do(DeclineApplication(application=application, on=decided))
