"""Changing the structure of the text on a page: what each change asks for, and the act that follows from the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from hisrg_desktop.meeting.acts import Act
from hisrg_desktop.meeting.comments.line import meant
from hisrg_desktop.meeting.floor.interventions import running
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.carrying import ChangeEditorially
from hisrg_desktop.meeting.text.crossreferences import (
    CorrectReferences,
    pointing_nowhere,
    stale_references,
    where_it_stands,
)
from hisrg_desktop.meeting.text.lost import lost_their_place
from hisrg_desktop.meeting.text.numbers import find_place, full_number, locator, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision, footnotes_of, provisions_of
from hisrg_desktop.meeting.text.renumbering import Renumber
from hisrg_desktop.meeting.text.tabling import ProposeChange
from hisrg_desktop.ui.page import Page
from hisrg_desktop.ui.text.structure_form import Asked, Astray, AstrayForm, Filled, StructureForm

Selected = Callable[[], tuple[str, tuple[int, int]] | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A kind of change: its key, its name, the operation, whether it concerns the block, and what it asks."""

    kind: str
    name: str
    operation: str
    on_block: bool = False
    where: str = ""
    words: str = ""
    hint: str = ""


CHANGES: tuple[Change, ...] = (
    Change("insertProvision", "Insert a provision after this", "insert", words="Its words"),
    Change(
        "moveProvision",
        "Move this provision",
        "move",
        where="After which",
        hint="A provision, or a block to stand first in. Items go along; the number stays while the sitting runs.",
    ),
    Change(
        "splitProvision",
        "Split this provision",
        "split",
        words="The parts",
        hint="Each part on a line of its own. The first keeps the number and the comments.",
    ),
    Change(
        "joinProvisions",
        "Merge with another provision",
        "merge",
        where="With which",
        words="What they read",
        hint="The other one is deleted, merged into this one; left empty, the words follow one another.",
    ),
    Change("deleteProvision", "Delete this provision", "delete", hint="The items under it go as well."),
    Change(
        "footnote",
        "Add a footnote",
        "add footnote",
        where="Behind the words",
        words="The footnote",
        hint="Left empty, its mark stands at the end of the provision.",
    ),
    Change("editFootnote", "Change a footnote", "edit footnote", where="Footnote", words="The footnote"),
    Change("deleteFootnote", "Delete a footnote", "delete footnote", where="Footnote"),
    Change(
        "insertBlock",
        "Insert a block after this",
        "insert",
        on_block=True,
        where="Heading",
        words="Its provisions",
        hint="Each provision on a line of its own.",
    ),
    Change(
        "cutBlock",
        "Cut the block in two before this",
        "split",
        on_block=True,
        where="New heading",
        hint="The new block begins with this provision; all keep their numbers while the sitting runs.",
    ),
    Change("renameBlock", "Rename the block", "rename", on_block=True, where="Heading"),
    Change("deleteBlock", "Delete the block", "delete", on_block=True, hint="With everything in it."),
)
"""In the order in which they are offered."""

_BY_KIND = {change.kind: change for change in CHANGES}


class Restructuring(QObject):
    """Changes the structure of the text for a page that shows it.

    `chosen` says which place is meant, `selected` which words of it, `back` gives the keyboard to the page again.
    """

    def __init__(
        self,
        page: Page,
        column: QVBoxLayout,
        name: str,
        chosen: Callable[[], str],
        selected: Selected,
        back: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._page, self._column, self._name = page, column, name
        self._chosen, self._selected, self._back = chosen, selected, back
        self._provision = ""
        self._asked_for = False
        self._form: StructureForm | None = None
        self._astray: AstrayForm | None = None
        self._listed: Callable[[], tuple[str, list[Astray]]] = self._stale

    @property
    def _record(self) -> Record:
        return self._page.record

    @property
    def form(self) -> StructureForm:
        """The form, made when it is first wanted."""
        if self._form is None:
            kinds = [(change.kind, self.tr(change.name)) for change in CHANGES]
            self._form = form = StructureForm(self._page.bridge, self._page.look, self._name, kinds)
            form.chosen.connect(self.start)
            form.tabled.connect(self.table)
            form.made.connect(self.make)
            form.left.connect(self._back)
            self._column.addWidget(form)
        return self._form

    @property
    def astray(self) -> AstrayForm:
        """The list of what is to be put right, made when it is first wanted."""
        if self._astray is None:
            self._astray = form = AstrayForm(self._page.look, self._name)
            form.opened.connect(self._page.select)
            form.corrected.connect(self._correct)
            form.left.connect(self._back)
            self._column.addWidget(form)
        return self._astray

    def answer_to(self, key: str) -> Callable[[], None] | None:
        """What is done at a key of the window; None where it is none of these."""
        if key in _BY_KIND:
            return partial(self.start, key)
        return {
            "structure": self.offer,
            "renumber": self.renumber,
            "references": self.show_references,
            "lost": self.show_lost,
        }.get(key)

    def show_record(self) -> None:
        """Show what still is to be put right, while the list is open."""
        if self._astray is not None and not self._astray.isHidden():
            self._astray.show_rows(*self._listed())

    def keep_unfinished(self) -> None:
        """Keep the words that are being typed."""
        if self._form is not None:
            self._form.keep_unfinished()

    def finish(self) -> bool:
        """Table what the form holds, or correct what the list holds; whether either has the keyboard."""
        if self._form is not None and self._form.isVisible() and self._form.isAncestorOf(self._focused()):
            self.table()
            return True
        if self._astray is not None and self._astray.isVisible() and self._astray.isAncestorOf(self._focused()):
            self._astray.correct_all()
            return True
        return False

    def _focused(self) -> Any:
        return self._page.window().focusWidget() or self._page

    # --- asking -----------------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Offer every change, beginning with the one that is wanted most."""
        self.start("moveProvision" if self._record.find(Provision, self._chosen()) else "renameBlock")

    def start(self, kind: str) -> None:
        """Ask what a change of this kind needs."""
        change = _BY_KIND[kind]
        provision = self._meant(change)
        if provision is None:
            self._page.says.emit(self.tr("Choose a provision first."))
            return
        self._provision = provision.id
        record = self._record
        there = running(record)
        places = [where for where in record.derive(numbers).locators.values() if where and where != "*"]
        self.form.ask(
            self._asked(change, provision),
            f"{kind}:{provision.id}",
            places if kind in ("moveProvision", "joinProvisions") else [],
            sorted(person.name for person in people(record)),
            record.get(Person, there.speaker).name if there else "",
        )

    def _meant(self, change: Change) -> Provision | None:
        """The provision that is chosen; of a block that is chosen, the first for what concerns the block."""
        provision = self._record.find(Provision, self._chosen())
        if provision is None and change.on_block:
            return next(iter(provisions_of(self._record, self._chosen())), None)
        return provision

    def _asked(self, change: Change, provision: Provision) -> Asked:
        record = self._record
        block = record.get(Block, provision.block)
        where = locator(record, provision.id)
        place = self.tr("block %1").replace("%1", block.number) if change.on_block else where
        if change.kind == "cutBlock":
            place = f"{place} · {where}"
        begins_where, begins_words = self._begins(change, provision, block)
        return Asked(
            change.kind,
            f"{self.tr(change.name)} · {place}",
            self.tr(change.where),
            self.tr(change.words),
            self.tr(change.hint),
            begins_where,
            begins_words,
        )

    def _begins(self, change: Change, provision: Provision, block: Block) -> tuple[str, str]:
        """What the fields begin with."""
        if change.kind == "splitProvision":
            return "", provision.text
        if change.kind == "renameBlock":
            return block.heading, ""
        if change.kind == "footnote":
            chosen = self._selected()
            return (chosen[0].strip() if chosen else ""), ""
        if change.kind in ("editFootnote", "deleteFootnote"):
            note = next(iter(footnotes_of(self._record, provision.id)), None)
            number = self._record.derive(numbers).notes.get(note.id, 0) if note else ""
            return str(number), note.text if note and change.words else ""
        if change.kind == "joinProvisions":
            siblings = [p for p in provisions_of(self._record, provision.block) if p.parent == provision.parent]
            following = [p for p in siblings if p.rank > provision.rank and p.state != "deleted"]
            return (locator(self._record, following[0].id) if following else ""), ""
        return "", ""

    # --- doing ------------------------------------------------------------------------------------------------------

    def table(self) -> None:
        """Table what is filled in as a proposal of who makes it."""
        filled = self.form.filled
        fields = self._fields(filled)
        speaker = self._speaker(filled.speaker) if fields is not None else None
        if fields is not None and speaker is not None:
            self._do(ProposeChange(speaker=speaker or None, **fields))

    def make(self) -> None:
        """Make the change as the secretariat's own correction."""
        filled = self.form.filled
        fields = self._fields(filled)
        if fields is not None and filled.reason:
            self._do(ChangeEditorially(reason=filled.reason, **fields))

    def _do(self, act: Act) -> None:
        """Do it once, however often the key is pressed before the desk has answered."""
        if not self._asked_for:
            self._asked_for = True
            self._page.bridge.do(act, then=self._done, otherwise=self._refused)

    def _refused(self, fault: object) -> None:
        self._asked_for = False
        self._page.bridge.object_to(fault)

    def _done(self, _: object) -> None:
        self._asked_for = False
        self.form.finish()
        self._back()

    def _speaker(self, typed: str) -> str | None:
        """The person who proposes it, empty for whoever has the floor; None where that is not clear."""
        if not typed:
            return ""
        found = [p for p in people(self._record) if p.name == typed] or meant(self._record, typed)
        if len(found) != 1:
            self._page.says.emit(self.tr("Say who proposes it: “%1” is nobody, or several.").replace("%1", typed))
            return None
        return found[0].id

    def _fields(self, filled: Filled) -> dict[str, Any] | None:
        """The fields of the act; None where something is missing, which is said."""
        change = _BY_KIND[filled.kind]
        provision = self._record.get(Provision, self._provision)
        fields: dict[str, Any] = {"operation": change.operation, "provision": provision.id, "after": filled.words}
        lines = tuple(line.strip() for line in filled.words.splitlines() if line.strip())
        if change.on_block:
            fields |= {"target": provision.block, "after": filled.where, "texts": lines}
        elif change.kind == "splitProvision":
            fields |= {"after": "", "texts": lines}
        elif change.kind in ("moveProvision", "joinProvisions"):
            fields["target"] = self._place(filled.where)
        elif change.kind in ("editFootnote", "deleteFootnote"):
            fields["target"] = self._note(filled.where)
        elif change.kind == "footnote":
            offset = self._behind(provision.text, filled.where)
            if offset is None:
                return None
            fields["offset"] = offset
        missing = "target" in fields and not fields["target"]
        return None if missing else fields

    def _place(self, pointed: str) -> str:
        place = find_place(self._record, pointed) if pointed else None
        key = (place.provision or place.block) if place else None
        if not key:
            self._page.says.emit(self.tr("There is no %1 in the text.").replace("%1", pointed or "?"))
        return key or ""

    def _note(self, pointed: str) -> str:
        place = find_place(self._record, f"fn{pointed.removeprefix('fn')}") if pointed else None
        if place is None or not self._record.find(Footnote, place.footnote):
            self._page.says.emit(self.tr("There is no footnote %1.").replace("%1", pointed or "?"))
            return ""
        return place.footnote or ""

    def _behind(self, text: str, words: str) -> int | None:
        """Behind which character a footnote's mark stands."""
        chosen = self._selected()
        if chosen and chosen[0].strip() == words and words:
            return chosen[1][0] + len(chosen[0].rstrip())
        at = text.find(words)
        if at < 0:
            self._page.says.emit(self.tr("“%1” does not stand there.").replace("%1", words))
            return None
        return at + len(words) if words else len(text)

    # --- what is to be put right ------------------------------------------------------------------------------------

    def renumber(self) -> None:
        """Give all parts their numbers, once; then show which references have gone stale."""
        self._page.bridge.do(Renumber(), then=self._renumbered)

    def _renumbered(self, _: object) -> None:
        count = len(stale_references(self._record))
        told = self.tr("The text is renumbered; the concordance is on the Documents page.")
        if count:
            told += " " + self.tr("Cross-references gone stale: %1.").replace("%1", str(count))
            self.show_references()
        self._page.says.emit(told)

    def show_references(self) -> None:
        """Show the references that have gone stale, and those that point at nothing."""
        self._listed = self._stale
        self._show(self.tr("No cross-reference has gone stale."))

    def show_lost(self) -> None:
        """Show the comments and proposals whose place is gone."""
        self._listed = self._lost
        self._show(self.tr("Everything has its place in the text."))

    def _show(self, nothing: str) -> None:
        title, rows = self._listed()
        self.astray.show_rows(title, rows)
        if rows:
            self.astray.start()
        else:
            self._page.says.emit(nothing)

    def _stale(self) -> tuple[str, list[Astray]]:
        record = self._record
        rows = [
            Astray(
                s.key,
                s.provision,
                where_it_stands(record, s),
                f"{s.named} {s.words}".strip(),
                f"{s.named} {s.now}".strip() if s.now else self.tr("deleted: find other words"),
                bool(s.now),
            )
            for s in record.derive(stale_references)
        ]
        known = {(row.place, row.what) for row in rows}
        rows += [
            Astray(
                f"{n.provision}:{n.start}",
                n.provision,
                full_number(record, n.provision),
                what,
                self.tr("is not in the text any more"),
            )
            for n in pointing_nowhere(record)
            if (n.provision, what := f"{n.named} {n.words}".strip()) not in known
        ]
        return self.tr("Cross-references gone stale · %1").replace("%1", str(len(rows))), rows

    def _lost(self) -> tuple[str, list[Astray]]:
        record = self._record
        rows = [
            Astray(
                one.key,
                one.stood,
                locator(record, one.stood),
                f"{one.number}: {one.why}",
                locator(record, one.instead) if one.instead else "",
            )
            for one in record.derive(lost_their_place)
        ]
        return self.tr("What lost its place · %1").replace("%1", str(len(rows))), rows

    def _correct(self, keys: object) -> None:
        self._page.bridge.do(CorrectReferences(references=keys))  # type: ignore[arg-type]
