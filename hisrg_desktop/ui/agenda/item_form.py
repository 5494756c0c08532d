"""What is asked of an item of the agenda, and what the answers say of it."""

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from PySide6.QtCore import QCoreApplication

from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of, subtree
from hisrg_desktop.meeting.lists import Purpose
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.participations import class_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.agenda.shown import block_words, blocks_typed
from hisrg_desktop.ui.people.form import Answers, Picked, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

PURPOSES = tuple((word, word) for word in get_args(Purpose))


def _tr(text: str) -> str:
    return QCoreApplication.translate("AgendaPage", text)


class Misunderstood(Exception):
    """An answer names something that is not on record: which answer, and the message that says so."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(words)
        self.name = name


def questions(record: Record, meeting: str, item: AgendaItem | None, on: date) -> tuple[Question, ...]:
    """What is asked of an item that is there, or of a new one."""
    people = tuple(_who_may_present(record, on))
    presenter = record.find(Person, item.presenter) if item else None
    own = item.number if item and item.own_number else ""
    return (
        Question("title", _tr("Title"), value=item.title if item else "", needed=True),
        Question("purpose", _tr("Purpose"), "choice", PURPOSES, item.purpose if item else "discussion"),
        Question("minutes", _tr("Minutes"), "number", value=str(item.minutes or "") if item else ""),
        Question(
            "blocks",
            _tr("Blocks"),
            value=block_words(record, item.blocks) if item else "",
            hint=_tr("such as 10, 11"),
        ),
        Question(
            "presenter",
            _tr("Presented by"),
            "pick",
            people,
            presenter.name if presenter else "",
            _tr("type letters of a name"),
            known=True,
        ),
        Question("who", _tr("Who is there"), "choice", _who(), _who_of(item)),
        Question("names", _tr("In the minutes"), "choice", _names(), "" if item is None or item.attributed else "none"),
        Question("number", _tr("Number"), value=own, hint=_tr("empty: follows the place")),
        *(() if item else (Question("parent", _tr("Under item"), "choice", _parents(record, meeting)),)),
        Question(
            "annotation",
            _tr("For the annotated agenda"),
            "long",
            value=item.annotation if item else "",
            hint=_tr("what the Group has to know beforehand"),
        ),
    )


def answered(record: Record, answers: Answers) -> dict[str, Any]:
    """The answers as fields of an act; `Misunderstood` where a block or a person is not on record."""
    blocks, unknown = blocks_typed(record, answers["blocks"])
    if unknown:
        raise Misunderstood("blocks", _tr("There is no Block %1.").replace("%1", unknown))
    picked: Picked = answers["presenter"]
    if picked.text and not picked.key:
        raise Misunderstood("presenter", _tr("Nobody who can present is called “%1”.").replace("%1", picked.text))
    fields = {name: answers[name] for name in ("title", "purpose", "minutes", "number", "annotation")}
    return {
        **fields,
        "blocks": blocks,
        "presenter": picked.key or None,
        "members_only": answers["who"] == "members",
        "observers_may_speak": answers["who"] == "speak",
        "attributed": answers["names"] != "none",
    }


def changed(item: AgendaItem, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that differ from what the item has."""
    now = {**item.__dict__, "number": item.number if item.own_number else ""}
    return {name: value for name, value in fields.items() if now[name] != value}


def _who() -> tuple[tuple[str, str], ...]:
    return (
        ("", _tr("members and observers")),
        ("speak", _tr("observers may speak")),
        ("members", _tr("members only")),
    )


def _who_of(item: AgendaItem | None) -> str:
    if item is None:
        return ""
    return "members" if item.members_only else "speak" if item.observers_may_speak else ""


def _names() -> tuple[tuple[str, str], ...]:
    return (("", _tr("by name")), ("none", _tr("without names")))


def _parents(record: Record, meeting: str) -> tuple[tuple[str, str], ...]:
    there = ((item.id, f"{item.number} {item.title}") for item in agenda_of(record, meeting))
    return (("", _tr("none: at the top")), *there)


def places(record: Record, item: AgendaItem) -> set[str]:
    """The items under which this one cannot go."""
    return {one.id for one in subtree(record, item)}


def _who_may_present(record: Record, on: date) -> "Iterator[tuple[str, str]]":
    for person in record.each(Person):
        if class_of(record, person.id, on) in ("member", "observer") or roles_of(record, person.id, on):
            yield person.id, person.name
