"""The minutes of a meeting, composed from what is on record: proposals, conclusions and main arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hisrg_desktop.documents import raised
from hisrg_desktop.documents.attribution import Attribution, Names
from hisrg_desktop.documents.backing import backing, fate
from hisrg_desktop.documents.decisions import action_table, decision_parts, positions, present, reached
from hisrg_desktop.documents.excerpt import excerpt
from hisrg_desktop.documents.head import clock, counted, document, joined, place_of, sentence, weekday
from hisrg_desktop.documents.outline import (
    Document,
    Heading,
    Numbered,
    PageBreak,
    Paragraph,
    Part,
    Quote,
    Run,
    Words,
    plain,
)
from hisrg_desktop.documents.outline import Provision as Legal
from hisrg_desktop.documents.participants import apologies, counts, participant_parts, taking_part
from hisrg_desktop.meeting.agenda.items import AgendaItem, agenda_of
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.off_the_record import times_off
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.decisions.actions import ActionItem
from hisrg_desktop.meeting.decisions.decisions import Decision, declared_in
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.points import PointOfOrder
from hisrg_desktop.meeting.local_time import day_in_words, days_in_words, local
from hisrg_desktop.meeting.panels.reports import Panel, PanelItem, PanelReport
from hisrg_desktop.meeting.people.functions import Function
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Attendance, Headcount
from hisrg_desktop.meeting.roll.meetings import Meeting, Sitting, named, sittings_of
from hisrg_desktop.meeting.text.marked import proposal_pieces
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision, blocks, provisions_of

HEADINGS = (
    "Opening",
    "Adoption of the agenda",
    "Attendance",
    "Panel reports",
    "Consideration of the draft",
    "Other matters",
    "Next meeting",
    "Closing",
)
_SIGNS = ((1, "opening"), (2, "adoption of the agenda"), (6, "other matter"), (7, "next meeting"), (8, "clos"))
_VERBS = {
    "question": "asked",
    "answer": "answered",
    "oppose": "spoke against",
    "point of order": "raised a point of order",
    "statement for the record": "stated for the record",
    "summing-up": "summed up",
}


def minutes(record: Record, meeting: Meeting, names: Names = "full") -> Document:
    """The minutes as they would be issued now, paragraphs numbered through, with their annexes."""
    draft = _Minutes(record, meeting, Attribution(record, names))
    return document(record, meeting, "Minutes", draft.parts(), "DRAFT")


@dataclass
class _Minutes:
    record: Record
    meeting: Meeting
    who: Attribution
    _made: list[Part] = field(default_factory=list)
    _number: int = 0

    def __post_init__(self) -> None:
        record = self.record
        self._sittings = [s for s in sittings_of(record, self.meeting.id) if s.opened_at]
        ids = {s.id for s in self._sittings}
        self._items = {item.id: item for item in agenda_of(record, self.meeting.id)}
        self._section = {key: section_of(record, item) for key, item in self._items.items()}
        turns = {i.id: i for i in record.each(Intervention) if i.sitting in ids}
        self._turns = turns
        self._comments = sorted(
            (c for c in record.each(Comment) if not c.struck and (c.intervention in turns or self._unowned(c))),
            key=lambda c: (c.at, c.id),
        )
        self._decisions = declared_in(record, self.meeting.id)
        self._proposals = {p.comment: p for p in record.each(Proposal)}
        said = {s.comment for s in record.each(Support) if s.comment}
        self._backing = {c.id for c in self._comments if c.id in said}

    def _unowned(self, comment: Comment) -> bool:
        """Words taken down in session while nobody had the floor: they belong to the sitting of their time."""
        if comment.channel != "in session" or comment.intervention is not None:
            return False
        return any(
            s.opened_at and s.opened_at <= comment.at and (s.closed_at is None or comment.at <= s.closed_at)
            for s in self._sittings
        )

    # --- the document ----------------------------------------------------------------------------------------------

    def parts(self) -> list[Part]:
        """The eight sections and the annexes."""
        write = (
            self._opening,
            self._agenda,
            self._attendance,
            self._reports,
            self._consideration,
            self._other,
            self._next,
            self._closing,
        )
        for number, (heading, section) in enumerate(zip(HEADINGS, write, strict=True), 1):
            self._made.append(Heading(f"{number}  {heading}", 1))
            section()
        self._annexes()
        return self._made

    def _say(self, words: Words, note: str = "") -> None:
        if plain(words).strip():
            self._number += 1
            self._made.append(Numbered(f"{self._number}.", words, note))

    def _said_in(self, section: int) -> list[Comment]:
        return [c for c in self._comments if self._section_of(c) == section]

    def _section_of(self, comment: Comment) -> int:
        turn = self._turns.get(comment.intervention or "")
        section = self._section.get(turn.item or "") if turn else None
        if section is not None:
            return section
        return 5 if comment.block or comment.provision else 6

    def _declared_in(self, section: int) -> list[Decision]:
        found = []
        for decision in self._decisions:
            own = self._section.get(decision.item or "", 5 if decision.block or decision.provision else 6)
            if own == section:
                found.append(decision)
        return found

    def _plain_section(self, section: int, otherwise: str = "") -> None:
        """What was said and decided under an item without a text before it, in the order of time."""
        comments, decisions = self._said_in(section), self._declared_in(section)
        self._debate(comments)
        for decision in decisions:
            self._decision(decision)
        if not comments and not decisions and otherwise:
            self._say(otherwise)

    # --- 1 to 3 ----------------------------------------------------------------------------------------------------

    def _opening(self) -> None:
        if not self._sittings:
            self._say("No sitting has been opened.")
            return
        first = self._sittings[0]
        assert first.opened_at is not None
        chair = self._holder("chair", "The Chair")
        self._say(
            f"{chair} opened the meeting on {weekday(local(first.opened_at).date())} at {clock(first.opened_at)}."
        )
        self._say(" ".join(map(_times, self._sittings)))
        self._say(" ".join(told for sitting in self._sittings for told in _off_the_record(self.record, sitting)))
        self._plain_section(1)

    def _holder(self, role: str, otherwise: str) -> str:
        on = self.meeting.held_from or self.meeting.planned_from
        held = next(
            (
                f
                for f in self.record.each(Function)
                if f.role == role and f.since <= on and (not f.until or on <= f.until)
            ),
            None,
        )
        if held is None or self.who.names == "none":
            return otherwise
        return f"{otherwise}, {self.record.get(Person, held.person).name},"

    def _agenda(self) -> None:
        items = list(self._items.values())
        if items:
            self._say(f"The agenda before the meeting had {counted(len(items), 'item')}: {_titles(items)}.")
        self._plain_section(2, "" if items else "No agenda is on record.")

    def _attendance(self) -> None:
        there = taking_part(self.record, self.meeting)
        away = apologies(self.record, self.meeting)
        self._say(counts(there, 0))
        for sitting in self._sittings:
            self._say(self._quorum(sitting))
        if away:
            sent = f"{counted(len(away), 'person', 'persons')} sent apologies"
            self._say(
                f"{sent}."
                if self.who.names == "none"
                else f"Apologies were received from {joined([p.name for p in away])}."
            )

    def _quorum(self, sitting: Sitting) -> str:
        """How full the room was at its fullest, and whether a majority of members was there."""
        stays = self.record.where(Attendance, sitting=sitting.id)
        if not stays:
            return ""
        seen = [Headcount(self.record, sitting.id, at) for at in sorted({stay.arrived_at for stay in stays})]
        most = max(seen, key=lambda count: (count.members, count.observers))
        verb = "A majority of members was present" if most.majority else "No majority of members was present"
        observers = counted(most.observers, "observer")
        return f"{_capital(named(sitting))}: {most.members} of {most.of} members and {observers} at most. {verb}."

    # --- 4 ---------------------------------------------------------------------------------------------------------

    def _reports(self) -> None:
        reports = self._received()
        comments, decisions = self._said_in(4), self._declared_in(4)
        if not reports and not comments and not decisions:
            self._say("No panel report was before the meeting.")
        left, left_decisions = list(comments), list(decisions)
        for report in reports:
            item = self._item_of(report)
            here = [c for c in left if item and self._item(c) == item.id]
            decided = [d for d in left_decisions if item and d.item == item.id]
            self._report(report, here, decided)
            # By id: comparing whole rows takes a second where the debate was long.
            gone = {row.id for row in (*here, *decided)}
            left = [c for c in left if c.id not in gone]
            left_decisions = [d for d in left_decisions if d.id not in gone]
        self._debate(left)
        for decision in left_decisions:
            self._decision(decision)

    def _received(self) -> list[PanelReport]:
        """The reports received since the meeting before this one."""
        here = self.meeting
        earlier = [m.held_to or m.planned_to for m in self.record.each(Meeting) if m.planned_from < here.planned_from]
        until = max(here.held_to or here.planned_to, here.planned_to)
        return [
            report
            for report in self.record.each(PanelReport)
            if report.received_on <= until and (not earlier or report.received_on > max(earlier))
        ]

    def _item(self, comment: Comment) -> str | None:
        turn = self._turns.get(comment.intervention or "")
        return turn.item if turn else None

    def _item_of(self, report: PanelReport) -> AgendaItem | None:
        """The item of the agenda under which a report was taken: it names the panel, or its chair presents it."""
        panel = self.record.get(Panel, report.panel)
        chairs = {f.person for f in self.record.where(Function, role="panel chair", panel=panel.id)}
        reporting = [item for key, item in self._items.items() if self._section[key] == 4]
        named_so = [item for item in reporting if panel.name.casefold() in item.title.casefold()]
        return next(iter([*named_so, *(item for item in reporting if item.presenter in chairs)]), None)

    def _report(self, report: PanelReport, comments: list[Comment], decisions: list[Decision]) -> None:
        self._made.append(Heading(report.title, 2))
        panel = self.record.get(Panel, report.panel)
        items = self.record.where(PanelItem, report=report.id)
        self._say(
            f"The {panel.name} submitted “{report.title}”, received on {day_in_words(report.received_on)}; "
            f"{counted(len(items), 'item')} of it {'was' if len(items) == 1 else 'were'} taken up."
        )
        for item in items:
            self._panel_item(item)
        self._debate(comments, places=True)
        for decision in decisions:
            self._decision(decision)

    def _panel_item(self, item: PanelItem) -> None:
        heading = f"Proposed new block “{item.proposes_heading}”. " if item.proposes_heading else ""
        about = [place_of(self.record, key) for key in item.provisions]
        about += [f"Block {label(self.record, key)}" for key in item.blocks]
        where = f", on {joined(list(dict.fromkeys(about)))}" if about else ""
        words: list[Run] = [
            Run(f"{item.number} ", bold=True),
            Run(f"({item.kind}{where}, page {item.page}) ", soft=True),
        ]
        words += [Run(heading), Run(sentence(item.quote))]
        if item.response:
            words += [Run(" Response: ", italic=True), Run(sentence(item.response))]
        self._say(words)

    # --- 5 ---------------------------------------------------------------------------------------------------------

    def _consideration(self) -> None:
        comments, decisions = self._said_in(5), self._declared_in(5)
        general = [c for c in comments if c.block is None]
        self._debate(general)
        self._points_of_order()
        for decision in (d for d in decisions if d.block is None and d.provision is None):
            self._decision(decision)
        found = False
        for block in self.record.derive(blocks):
            here = [c for c in comments if c.block == block.id]
            decided = [d for d in decisions if block.id in (d.block, self._block_of(d))]
            if here or decided or any(self._raised(p.id) for p in provisions_of(self.record, block.id)):
                found = True
                self._block(block, here, decided)
        if not found and not general:
            self._say("The draft has not been considered yet.")

    def _points_of_order(self) -> None:
        """Who raised a point of order, and how the chair ruled on it."""
        for sitting in self._sittings:
            for point in self.record.where(PointOfOrder, sitting=sitting.id):
                raised = Run(_capital(self.who.person(point.person, point.raised_at.date())), bold=self._named_so)
                about = f" about {point.about}" if point.about else ""
                ruled = f" The chair ruled: {sentence(point.ruling)}" if point.ruled_at else ""
                self._say([raised, Run(f" raised a point of order{about}.{ruled}")])

    def _block_of(self, decision: Decision) -> str | None:
        provision = self.record.find(Provision, decision.provision)
        return provision.block if provision else None

    def _block(self, block: Block, comments: list[Comment], decisions: list[Decision]) -> None:
        title = "Opening statement" if block.front else f"Block {block.number}  {block.heading}"
        self._made.append(Heading(title, 2))
        self._place(None, [c for c in comments if c.provision is None], [d for d in decisions if d.provision is None])
        for provision in provisions_of(self.record, block.id):
            here = [c for c in comments if c.provision == provision.id]
            decided = [d for d in decisions if d.provision == provision.id]
            if here or decided or self._raised(provision.id):
                self._made.append(Heading(self._named(provision.id), 3))
                self._place(provision.id, here, decided)

    def _named(self, key: str) -> str:
        return f"Provision {place_of(self.record, key)}" if label(self.record, key) else "The opening statement"

    def _place(self, provision: str | None, comments: list[Comment], decisions: list[Decision]) -> None:
        """Points, proposals and outcome at one place of the text."""
        proposing = [c for c in comments if c.id in self._proposals]
        self._debate([c for c in comments if c.id not in self._proposals and c.id not in self._backing])
        for comment in proposing:
            self._proposal(comment, self._proposals[comment.id], decisions)
        lone = [c for c in comments if c.id in self._backing and not self._backs(c, proposing)]
        self._debate(lone)
        for decision in decisions:
            self._decision(decision)
        for told in self._raised(provision) if provision else ():
            self._say(told)

    def _raised(self, provision: str) -> list[str]:
        record, meeting, who = self.record, self.meeting, self.who
        return [
            *raised.objections(record, meeting, provision, who),
            *raised.polls(record, meeting, provision),
            *raised.statements(record, meeting, provision, who),
            *raised.put_off(record, provision, who),
        ]

    def _backs(self, comment: Comment, proposing: list[Comment]) -> bool:
        shown = {self._proposals[c.id].id for c in proposing}
        return any(s.proposal in shown for s in self.record.where(Support, comment=comment.id))

    def _proposal(self, comment: Comment, proposal: Proposal, decisions: list[Decision]) -> None:
        author = self.who.author(comment)
        words: list[Run] = [
            Run(f"{proposal.number}  ", bold=True),
            Run(_capital(author), bold=self._named_so),
            Run(" proposed: "),
        ]
        words.append(Run(sentence(comment.text)))
        self._say(words)
        self._made.append(
            Legal(label(self.record, proposal.provision), excerpt(proposal_pieces(self.record, proposal)))
        )
        self._say(backing(self.record, proposal, self.who))
        if not any(proposal.id in d.proposals for d in decisions):
            self._say(fate(self.record, proposal))

    @property
    def _named_so(self) -> bool:
        return self.who.names == "full"

    # --- what is said, and what is decided -------------------------------------------------------------------------

    def _debate(self, comments: Sequence[Comment], places: bool = False) -> None:
        """The points in the order in which they were made; what one after another asked and answered stands together."""
        for exchange in _exchanges(comments):
            words: list[Run] = []
            said_at = ""
            for comment in exchange:
                place = place_of(self.record, comment.provision) if places and comment.provision else ""
                words += self._point(comment, place if place != said_at else "", bool(words))
                said_at = place
            self._say(words)

    def _point(self, comment: Comment, place: str, goes_on: bool) -> list[Run]:
        proposal = self._proposals.get(comment.id)
        made = f" {proposal.number}: {sentence(comment.text)}" if proposal else f" {sentence(comment.text)}"
        where = f" ({place})" if place else ""
        verb = _VERBS.get(comment.kind, "")
        # Whoever took it down may have written "Asks whether …" already.
        said = f" {verb}" if verb and not comment.text.casefold().startswith(verb[:3]) else ""
        who = _capital(self.who.author(comment))
        return [Run((" " if goes_on else "") + who, bold=self._named_so), Run(f"{said}{where}:{made}")]

    def _decision(self, decision: Decision) -> None:
        how = f"{reached(self.record, decision)}, {present(decision)} members present"
        self._say([Run(f"Decision {decision.number}", bold=True), Run(f" ({how}):", soft=True)])
        self._made.append(Quote(decision.words))
        for held in positions(self.record, decision, self.who):
            self._say(_capital(held))

    # --- 6 to 8 ----------------------------------------------------------------------------------------------------

    def _other(self) -> None:
        self._plain_section(6, "No other matter was raised.")

    def _next(self) -> None:
        later = [m for m in self.record.each(Meeting) if m.planned_from > self.meeting.planned_from]
        following = min(later, key=lambda m: m.planned_from, default=None)
        planned = ""
        if following:
            where = f" in {following.place}" if following.place else ""
            planned = (
                f"The next meeting is planned for {days_in_words(following.planned_from, following.planned_to)}{where}."
            )
        self._say(planned)
        self._plain_section(7, "" if planned else "The date of the next meeting is not on record.")

    def _closing(self) -> None:
        self._plain_section(8)
        every = sittings_of(self.record, self.meeting.id)
        last = max((s.closed_at for s in every if s.closed_at), default=None)
        if every and last and all(s.state == "closed" for s in every):
            self._say(f"The meeting was closed on {weekday(local(last).date())} at {clock(last)}.")
        else:
            self._say("The meeting has not been closed.")

    # --- the annexes -----------------------------------------------------------------------------------------------

    def _annexes(self) -> None:
        annexes: list[tuple[str, Iterable[Part]]] = []
        if self.who.names == "full":
            annexes.append(("List of participants", participant_parts(self.record, self.meeting)))
        annexes.append(("Decisions", decision_parts(self.record, self.meeting, self.who)))
        if self.record.where(ActionItem, meeting=self.meeting.id):
            annexes.append(("Actions", [action_table(self.record, self.meeting, self.who)]))
        else:
            annexes.append(("Actions", [Paragraph("No action is on record.")]))
        said = raised.statement_parts(self.record, self.meeting, self.who)
        if said:
            annexes.append(("Statements for the record", said))
        for number, (title, parts) in enumerate(annexes, 1):
            self._made += [*([PageBreak()] if number == 1 else []), Heading(f"Annex {number}  {title}", 1), *parts]


def section_of(record: Record, item: AgendaItem) -> int:
    """Under which of the eight sections an item of the agenda is reported."""
    if item.blocks:
        return 5
    title = item.title.casefold()
    for section, sign in _SIGNS:
        if sign in title:
            return section
    presents = [f for f in record.each(Function) if f.role == "panel chair" and f.person == item.presenter]
    panels = any(panel.name.casefold() in title for panel in record.each(Panel))
    return 4 if presents or panels or "report" in title else 6


def _exchanges(comments: Sequence[Comment]) -> Iterator[list[Comment]]:
    held: list[Comment] = []
    for comment in comments:
        if held and comment.kind == "answer" and held[0].kind in ("question", "point of order"):
            held.append(comment)
            continue
        if held:
            yield held
        held = [comment]
    if held:
        yield held


def _times(sitting: Sitting) -> str:
    assert sitting.opened_at is not None
    until = (
        f" to {clock(sitting.closed_at)}" if sitting.closed_at else ", and is open" if sitting.state == "open" else ""
    )
    return f"{_capital(named(sitting))}: from {clock(sitting.opened_at)}{until}."


def _off_the_record(record: Record, sitting: Sitting) -> list[str]:
    """From when to when the room was off the record: the times, and nothing of what was said."""
    return [
        f"The room was off the record from {clock(began)}{f' to {clock(ended)}' if ended else ' on'}."
        for began, ended in times_off(record, sitting)
    ]


def _titles(items: Sequence[AgendaItem]) -> str:
    return "; ".join(f"{item.number} {item.title}" for item in items)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
