"""The ways in which the people page is seen: the Group itself first, the others made when they are first chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from hisrg_desktop.ui.bridge import Bridge
from hisrg_desktop.ui.look.dress import Look
from hisrg_desktop.ui.people.form import Form
from hisrg_desktop.ui.widgets.frame import EmptyState

if TYPE_CHECKING:
    from hisrg_desktop.meeting.record import Record


class PeopleView(QWidget):
    """One way in which the people page is seen.

    Signals:
        go: the person wants another page; carries its key and what to select there.
        says: something to tell the person beside the work; carries a sentence.
        picked: the person wants to see somebody; carries the person's id.
        wants: the person wants another view; carries its key.
    """

    go = Signal(str, str)
    says = Signal(str)
    picked = Signal(str)
    wants = Signal(str)

    def __init__(self, bridge: Bridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.look = look

    @property
    def record(self) -> Record:
        """What is officially so now."""
        return self.bridge.record

    def show_record(self) -> None:
        """Show everything anew from the record; called when the view is chosen and at news while it is seen."""
        raise NotImplementedError

    def look_at(self, person: str) -> None:
        """See this person, on whom the page is; called when the view is chosen, before `show_record`."""

    def take_keyboard(self) -> None:
        """Give the keyboard to what the person needs first in this view."""
        self.setFocus()

    def do_activate(self) -> None:
        """Answer the form that is open; a person is no place that could be made active."""
        form = getattr(self, "form", None)
        if isinstance(form, Form) and form.purpose:
            form.answer()

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What this view does at a key of the window; None where it leaves the key to others."""
        return cast("Callable[[], None] | None", getattr(self, f"do_{key}", None))


def nobody_yet(look: Look) -> EmptyState:
    """A view of people where there are none; its button leads to the Group, where the first is added."""
    tr = partial(QCoreApplication.translate, "PeoplePage")
    words = tr("Members, observers, panels and the secretariat\nare put on record in the Group.")
    return EmptyState(look, "people", tr("Nobody is on record yet"), words, tr("To the Group"))


@dataclass(frozen=True, slots=True)
class View:
    """A view: its key, its title, and where its class is, as ``module:Class`` beneath this package."""

    key: str
    title: str
    where: str

    @property
    def module(self) -> str:
        """The module in which it is."""
        return f"hisrg_desktop.ui.people.{self.where.split(':')[0]}"

    def make(self, bridge: Bridge, look: Look) -> PeopleView:
        """The view, its code read now."""
        name = self.where.split(":")[1]
        return cast("PeopleView", getattr(import_module(self.module), name)(bridge, look))


VIEWS: tuple[View, ...] = (
    View("group", "The Group", "group:GroupView"),
    View("person", "One person", "person:PersonView"),
    View("organisations", "Organisations", "organisations:OrganisationsView"),
    View("invitations", "Invitations", "invitations:InvitationsView"),
    View("meetings", "Over the meetings", "over_meetings:OverMeetingsView"),
    View("figures", "Figures", "figures:FiguresView"),
    View("personal", "Personal data", "personal:PersonalData"),
    View("list", "Take in a list", "taking_in:TakingInView"),
)
"""The views in the order in which they are offered; the Group itself is the first."""
