"""What is asked of an organisation, and the act that the answers are."""

from PySide6.QtCore import QCoreApplication

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.organisations import AddOrganisation, Organisation, known_as, organisations
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.ui.people.form import Answers, Picked, Question


def _tr(text: str) -> str:
    return QCoreApplication.translate("PeoplePage", text)


class NotOnRecord(Exception):
    """An answer names an organisation that is not on record: which answer, and the message that says so."""

    def __init__(self, name: str, typed: str) -> None:
        super().__init__(_tr("Put the organisation “%1” on record first.").replace("%1", typed))
        self.name = name


def questions(record: Record, there: Organisation | None) -> tuple[Question, ...]:
    """What is asked of an organisation that is there, or of a new one."""
    known = there or Organisation(id="", name="")
    above = record.find(Organisation, known.parent)
    parents = tuple((one.id, one.name) for one in organisations(record) if one.id != known.id)
    apart = _tr("empty: counts with what it is part of")
    return (
        Question("name", _tr("Name"), value=known.name, needed=True),
        Question("short", _tr("Short name"), value=known.short),
        Question("aliases", _tr("Also called"), value="; ".join(known.aliases), hint=_tr("with semicolons between")),
        Question("parent", _tr("Part of"), "pick", parents, above.name if above else "", known=True),
        Question("separate", _tr("Counts apart because"), value=known.separate_because, hint=apart),
        Question("country", _tr("Country"), value=known.country),
        Question("category", _tr("Category"), value=known.category, hint=_tr("industry, State, academia…")),
    )


def answered(record: Record, there: str, answers: Answers) -> Act:
    """The organisation as it was told; `there` is the one that is corrected, empty for a new one."""
    above = organisation_called(record, "parent", answers["parent"]) if answers["parent"].text else ""
    fields = {
        "name": answers["name"],
        "short": answers["short"],
        "aliases": listed(answers["aliases"]),
        "country": answers["country"],
        "category": answers["category"],
        "separate_because": answers["separate"],
    }
    if there:
        return ChangeOrganisation.model_validate({**fields, "parent": above, "organisation": there})
    return AddOrganisation.model_validate({**fields, "parent": above or None})


def organisation_called(record: Record, name: str, picked: Picked) -> str:
    """The organisation picked or named in this answer; `NotOnRecord` where there is none."""
    known = picked.key or (there.id if (there := known_as(record, picked.text)) else "")
    if not known:
        raise NotOnRecord(name, picked.text)
    return known


def listed(typed: str) -> tuple[str, ...]:
    """What was typed with semicolons between."""
    return tuple(part.strip() for part in typed.split(";") if part.strip())
