"""The agenda: what is dealt with when, by the hours of the sittings; and annotated, with what is before the Group."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from hisrg_desktop.documents.head import clock, counted, document, joined, meeting_line, sentence, weekday
from hisrg_desktop.documents.outline import (
    Column,
    Document,
    Heading,
    Numbered,
    Outline,
    Paragraph,
    Part,
    Run,
    Table,
    Words,
)
from hisrg_desktop.meeting.agenda.documents import paper
from hisrg_desktop.meeting.agenda.forecast import planned_minutes
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of, depth_of, for_members_only
from hisrg_desktop.meeting.agenda.timetable import Slot
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.decisions.parking import Parked
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.panels.reports import Panel, PanelItem, PanelReport
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, number_of, sittings_of
from hisrg_desktop.meeting.text.parts import Block, Provision, provisions_of

_CLASSES = (("M", "member", "members"), ("O", "observer", "observers"), ("P", "panel", "panels"))
_STATES = {
    "adopted": "adopted",
    "provisionally agreed": "provisionally agreed",
    "bracketed": "in brackets",
    "alternatives": "with alternatives",
    "deferred": "deferred",
    "referred": "referred",
    "deletion proposed": "proposed for deletion",
    "open": "open",
    "unopened": "not yet opened",
    "new": "new",
}


Hours = Mapping[str, Slot]
"""When each item is dealt with, on the whole agenda: what is left out for some readers takes its time all the same."""


def agenda(record: Record, meeting: Meeting, hours: Hours) -> Document:
    """The agenda with the hours of its items, sitting by sitting; without planned hours, with their minutes."""
    return document(record, meeting, "Agenda", list(_agenda_parts(record, meeting, hours)))


def annotated_agenda(record: Record, meeting: Meeting, hours: Hours) -> Document:
    """The agenda, and under each item in numbered paragraphs what is before the Group."""
    return document(record, meeting, "Annotated agenda", _Annotated(record, meeting, hours).parts())


# --- the agenda -------------------------------------------------------------------------------------------------------


def _agenda_parts(record: Record, meeting: Meeting, slots: Hours) -> Iterator[Part]:
    items = agenda_of(record, meeting.id)
    if not items:
        yield Paragraph("Nothing is on the agenda yet.")
        return
    if not slots:
        yield Table(_columns("Minutes"), [_row(record, item, _minutes(record, item)) for item in items])
        return
    yield Paragraph([Run(_zone(record, meeting), soft=True)])
    for sitting in sittings_of(record, meeting.id):
        if sitting.planned_from and sitting.planned_to:
            yield Heading(_day_of(sitting), 2)
            rows = list(_rows_of(record, sitting, items, slots))
            is_empty = all(row[1] == "" for row in rows)
            yield Paragraph("Nothing is planned for it yet.") if is_empty else Table(_columns("Time"), rows)
    left = [item for item in items if slots[item.id].begins is None]
    if left:
        yield Heading("No longer in the hours planned", 2)
        yield Table(_columns("Minutes"), [_row(record, item, _minutes(record, item)) for item in left])


def _columns(first: str) -> list[Column]:
    return [Column(first, 1500), Column("No.", 900), Column("Item", 6898)]


def _zone(record: Record, meeting: Meeting) -> str:
    """By which clock the times are, for who calls in or has still to travel."""
    first = next(s.planned_from for s in sittings_of(record, meeting.id) if s.planned_from)
    zone = local(first)
    hours = zone.utcoffset()
    assert hours is not None
    where = f"in {meeting.place}" if meeting.place and meeting.kind == "face-to-face" else "in the Netherlands"
    return f"All times are local time {where} ({zone:%Z}, UTC+{hours.seconds // 3600})."


def _day_of(sitting: Sitting) -> str:
    assert sitting.planned_from
    assert sitting.planned_to
    day, hours = (
        weekday(local(sitting.planned_from).date()),
        f"{clock(sitting.planned_from)}–{clock(sitting.planned_to)}",
    )
    # A sitting is usually called after its day.
    name = "" if named(sitting).split()[0] in day else f", {named(sitting)}"
    return f"{day}{name}, {hours}"


def _rows_of(record: Record, sitting: Sitting, items: list[AgendaItem], slots: Hours) -> Iterator[list[Words]]:
    """The items that begin or go on in a sitting, with its pause among them."""
    paused = sitting.pause_from is None
    for item in items:
        for begins, ends in _stretches(sitting, slots[item.id]):
            if not paused and sitting.pause_from and begins >= sitting.pause_from:
                paused = True
                yield _pause(sitting)
            time = f"{clock(begins)}–{clock(ends)}" if ends else clock(begins)
            yield _row(record, item, time, again=slots[item.id].begins != begins)
    if not paused:
        yield _pause(sitting)


def _stretches(sitting: Sitting, slot: Slot) -> list[tuple[datetime, datetime | None]]:
    """From when to when an item is dealt with in a sitting, before and after its pause; without time of its own, when."""
    if not slot.stretches and slot.begins:
        return [(slot.begins, None)] if _in(sitting, slot.begins) else []
    return [(begins, ends) for begins, ends in slot.stretches if _in(sitting, begins)]


def _in(sitting: Sitting, at: datetime) -> bool:
    return bool(sitting.planned_from and sitting.planned_to and sitting.planned_from <= at < sitting.planned_to)


def _pause(sitting: Sitting) -> list[Words]:
    assert sitting.pause_from
    assert sitting.pause_to
    return [f"{clock(sitting.pause_from)}–{clock(sitting.pause_to)}", "", [Run("Pause", italic=True)]]


def _row(record: Record, item: AgendaItem, time: str, *, again: bool = False) -> list[Words]:
    title = f"{item.title} (continued)" if again else item.title
    more = "" if again else " ".join(sentence(part) for part in _more(record, item))
    # What stands under another item is set in, as far as a cell can be.
    inset = "\u2003" * depth_of(record, item)
    words = [Run(inset + title, bold=not inset), *([Run(f"\n{inset}{more}", soft=True)] if more else [])]
    return [time, item.number, words]


def _minutes(record: Record, item: AgendaItem) -> str:
    minutes = planned_minutes(record, item)
    return f"{minutes} min" if minutes else "–"


def _more(record: Record, item: AgendaItem) -> Iterator[str]:
    """What is said of an item besides its title: for what it is, who presents it, its blocks and documents."""
    yield f"For {item.purpose}" + ("; for members only" if for_members_only(record, item) else "")
    presenter = record.find(Person, item.presenter)
    if presenter:
        organisation = organisation_of(record, presenter.id, record.get(Meeting, item.meeting).planned_from)
        yield f"Presented by {presenter.name}" + (f" ({organisation.name})" if organisation else "")
    headed = [b for key in item.blocks if (b := record.find(Block, key)) and b.heading not in item.title]
    if headed:
        yield "; ".join(_block_name(block) for block in headed)
    papers = [there for key in item.documents if (there := paper(record, key))]
    if papers:
        yield f"{'Documents' if len(papers) > 1 else 'Document'}: {'; '.join(one.words for one in papers)}"
    if item.observers_may_speak:
        yield "Observers may speak"


def _block_name(block: Block) -> str:
    return f"Block {block.number}, {block.heading}" if block.number else "Opening statement"


# --- annotated --------------------------------------------------------------------------------------------------------


@dataclass
class _Annotated:
    """The annotated agenda as it is written, its paragraphs numbered through."""

    record: Record
    meeting: Meeting
    hours: Hours
    _made: list[Part] = field(default_factory=list)
    _number: int = 0

    def parts(self) -> Outline:
        """The items in their order, each with its annotations."""
        items = agenda_of(self.record, self.meeting.id)
        if items and self.hours:
            self._made.append(Paragraph([Run(_zone(self.record, self.meeting), soft=True)]))
        for item in items:
            self._made.append(Heading(f"{item.number}  {item.title}", min(4, 2 + depth_of(self.record, item))))
            self._made.append(Paragraph([Run(self._line(item, self.hours.get(item.id)), soft=True)]))
            for words in self._annotations(item):
                self._number += 1
                self._made.append(Numbered(f"{self._number}.", words))
        return self._made or [Paragraph("Nothing is on the agenda yet.")]

    def _line(self, item: AgendaItem, slot: Slot | None) -> str:
        parts = [*_more(self.record, item)]
        minutes = planned_minutes(self.record, item)
        if slot and slot.begins:
            parts.insert(0, f"{weekday(local(slot.begins).date())} at {clock(slot.begins)}")
        if minutes:
            parts.insert(1 if slot and slot.begins else 0, f"{minutes} minutes")
        return " ".join(sentence(part) for part in parts)

    def _annotations(self, item: AgendaItem) -> Iterator[str]:
        yield from filter(None, map(str.strip, item.annotation.split("\n")))
        source = self.record.find(AgendaItem, item.carried_from)
        if source:
            where = meeting_line(self.record, self.record.get(Meeting, source.meeting))
            yield f"The item was left unfinished at {where[0].lower()}{where[1:]}, where it was item {source.number}."
        for key in item.blocks:
            block = self.record.find(Block, key)
            if block and not block.deleted:
                yield from filter(None, self._on_block(block))
        for key in item.documents:
            report = self.record.find(PanelReport, key)
            if report:
                yield self._on_report(report)

    def _on_block(self, block: Block) -> Iterator[str]:
        name = f"Block {block.number}" if block.number else "The opening statement"
        yield self._state_of(block, name)
        yield self._received_on(block, name)
        yield self._panels_on(block, name)
        yield from self._decided_before(block)
        yield from self._put_off(block)

    def _state_of(self, block: Block, name: str) -> str:
        states = Counter(p.state for p in provisions_of(self.record, block.id) if p.kind != "heading")
        gone = states.pop("deleted", 0)
        if not states:
            return ""
        told = [f"{states[state]} {words}" for state, words in _STATES.items() if states[state]]  # type: ignore[index]
        count = sum(states.values())
        deleted = f"; {counted(gone, 'other was', 'others were')} deleted" if gone else ""
        has = f"{name} has {counted(count, 'provision', 'provisions')}"
        if set(states) == {"unopened"}:
            return f"{has}, {'none of them' if count > 1 else 'which is not'} opened yet{deleted}."
        if len(told) == 1:
            return f"{has}, {'all ' if count > 1 else ''}{told[0].split(' ', 1)[1]}{deleted}."
        return f"{has}: {joined(told)}{deleted}."

    def _received_on(self, block: Block, name: str) -> str:
        keys = {p.id for p in provisions_of(self.record, block.id)}
        on = [
            c
            for c in self.record.each(Comment)
            if not c.struck and (c.block == block.id or c.provision in keys) and c.text
        ]
        written = [c for c in on if c.channel != "in session"]
        on_it = name[:1].lower() + name[1:] if name.startswith("The ") else name
        if not written:
            return f"No comment on {on_it} has been received."
        by = Counter(c.capacity for c in written)
        told = [counted(by[letter], one, several) for letter, one, several in _CLASSES if by[letter]]
        others = len(written) - sum(by[letter] for letter, *_ in _CLASSES)
        told += [counted(others, "other", "others")] if others else []
        ids = {c.id for c in on}
        proposals = [p for p in self.record.each(Proposal) if p.comment in ids]
        still = sum(p.state in UNDECIDED for p in proposals)
        asks = ""
        if proposals:
            whole = {0: "all of them decided", len(proposals): "still to be decided"}
            rest = whole.get(still, f"{still} of which {'is' if still == 1 else 'are'} still to be decided")
            asks = f" {counted(len(proposals), 'change of the text is', 'changes of the text are')} proposed, {rest}."
        sent = counted(len(written), f"comment on {on_it} has", f"comments on {on_it} have")
        return f"{sent} been received: from {joined(told)}.{asks}"

    def _panels_on(self, block: Block, name: str) -> str:
        keys = {p.id for p in provisions_of(self.record, block.id)}
        found: dict[str, list[str]] = {}
        for one in self.record.each(PanelItem):
            if block.id in one.blocks or keys & set(one.provisions):
                panel = self.record.get(Panel, self.record.get(PanelReport, one.report).panel)
                found.setdefault(panel.name, []).append(f"{one.number} ({one.kind})")
        told = [f"the {panel} in {joined(numbers)}" for panel, numbers in found.items()]
        return f"{name} is dealt with by {joined(told)}." if told else ""

    def _decided_before(self, block: Block) -> Iterator[str]:
        """What earlier meetings decided on a block, the latest meeting only."""
        keys = {p.id for p in provisions_of(self.record, block.id)}
        earlier: dict[str, list[Decision]] = {}
        for decision in self.record.each(Decision):
            held = self.record.get(Sitting, decision.sitting).meeting
            if held != self.meeting.id and (decision.block == block.id or decision.provision in keys):
                earlier.setdefault(held, []).append(decision)
        before = [self.record.get(Meeting, key) for key in earlier]
        last = max(before, key=lambda m: m.held_from or m.planned_from, default=None)
        for decision in earlier[last.id] if last else ():
            assert last
            number = number_of(self.record, last)
            yield f"Meeting {number} decided ({decision.number}): “{decision.words.strip()}”"

    def _put_off(self, block: Block) -> Iterator[str]:
        keys = {p.id for p in provisions_of(self.record, block.id)}
        for one in self.record.where(Parked, returned_at=None):
            if (one.block == block.id or one.provision in keys) and one.what.strip():
                where = self.record.find(Provision, one.provision)
                at = f" on {where.numbered}" if where and where.numbered else ""
                until = f", until {one.until}" if one.until else ""
                yield f"Still {one.state}{at}: {sentence(one.what).rstrip('.')}{until}."

    def _on_report(self, report: PanelReport) -> str:
        kinds = Counter(one.kind for one in self.record.where(PanelItem, report=report.id))
        panel = self.record.get(Panel, report.panel).name
        if not kinds:
            return f"The report of the {panel}, “{report.title}”, was received on {weekday(report.received_on)}."
        told = [counted(number, kind, _plural(kind)) for kind, number in kinds.items()]
        return f"The report of the {panel}, “{report.title}”, was received on {weekday(report.received_on)}: {joined(told)}."


def _plural(kind: str) -> str:
    return {"case study": "case studies"}.get(kind, f"{kind}s")
