"""What the session page shows of the record."""

from dataclasses import replace
from functools import partial

from hisrg_desktop.meeting.agenda.items import AgendaItem
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.capture import flags_of
from hisrg_desktop.meeting.comments.comments import Comment, author_name, author_organisation, comments_on
from hisrg_desktop.meeting.comments.proposals import (
    Proposal,
    Standing,
    backing,
    is_decidable,
    merged_into,
    open_proposals,
    rewordings,
    standing_of,
)
from hisrg_desktop.meeting.comments.received import Disposition, disposition_of, is_open, proposal_of
from hisrg_desktop.meeting.decisions.parking import Parked, destination, parked
from hisrg_desktop.meeting.floor.giving import THOUGH_CLOSED, QueueEntry, asking, queue, waiting_elsewhere
from hisrg_desktop.meeting.floor.interventions import Intervention, running, spoke_before, spoken_before
from hisrg_desktop.meeting.floor.limits import limit_on
from hisrg_desktop.meeting.floor.times import turns_before
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.panels.reports import Panel, PanelReport, items_on
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, derived, follows
from hisrg_desktop.meeting.roll.attendance import Attendance
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting
from hisrg_desktop.meeting.text.brackets import unbalanced
from hisrg_desktop.meeting.text.marked import proposal_pieces, tabled_here
from hisrg_desktop.meeting.text.numbers import label, numbers
from hisrg_desktop.meeting.text.parts import AGREED, Block, Footnote, Provision, blocks, by_block, footnotes_of
from hisrg_desktop.ui.session import taken_shown
from hisrg_desktop.ui.widgets.cards import CommentView, Views
from hisrg_desktop.ui.widgets.floor import InQueue, OnFloor
from hisrg_desktop.ui.widgets.marked import Note
from hisrg_desktop.ui.widgets.marks import State
from hisrg_desktop.ui.widgets.tags import Kind, disposition_kind
from hisrg_desktop.ui.widgets.tree import Node
from hisrg_desktop.ui.windows.shown import class_of_letter

Tag = tuple[str, Kind]


def state_of(_: Record, provision: Provision) -> tuple[State, str]:
    """The sign and the word for a provision's state; brackets show where nothing else is said."""
    if provision.state in AGREED:
        return "agreed", provision.state
    if provision.state in ("deferred", "referred"):
        return "deferred", provision.state
    if provision.state == "deleted":
        return "none", "deleted"
    if provision.state == "alternatives":
        return "alternatives", "alternatives"
    if unbalanced(provision.text):
        return "bracketed", "brackets do not balance"
    if "[" in provision.text:
        return "bracketed", "bracketed"
    if provision.state == "unopened":
        return "none", "not yet opened"
    return "open", provision.state


@derived(Comment, Disposition)
def open_counts(record: Record) -> dict[str, int]:
    """How many comments due a disposition have none yet, by provision and by block."""
    counts: dict[str, int] = {}
    for comment in record.each(Comment):
        if is_open(record, comment):
            for place in (comment.provision, comment.block):
                if place:
                    counts[place] = counts.get(place, 0) + 1
    return counts


@follows(open_counts)
def _counted_on(counts: dict[str, int], before: Record, after: Record, changes: list[Change]) -> dict[str, int]:
    """The counts with the comments that changed taken out as they were and put in as they are."""
    made = dict(counts)
    for key in {change.row.id for change in changes}:  # a disposition has the id of its comment
        for record, step in ((before, -1), (after, 1)):
            comment = record.find(Comment, key)
            if comment and is_open(record, comment):
                for place in (comment.provision, comment.block):
                    if place:
                        made[place] = made.get(place, 0) + step
    return {place: count for place, count in made.items() if count}


@derived(Block, Provision, Footnote, Comment, Disposition)
def nodes(record: Record) -> tuple[Node, ...]:
    """The tree of blocks and provisions with their states and open comments."""
    counts = record.derive(open_counts)
    labels = record.derive(numbers).labels
    grouped = record.derive(by_block)

    def node(provision: Provision, children: dict[str | None, list[Provision]]) -> Node:
        state, _ = state_of(record, provision)
        below = tuple(node(child, children) for child in children.get(provision.id, ()))
        count = counts.get(provision.id, 0)
        agreed = "✓" if state == "agreed" else ""
        return Node(
            provision.id, labels[provision.id], provision.text[:80], state, str(count) if count else agreed, below
        )

    made = []
    for block in record.derive(blocks):
        inside = grouped.get(block.id, [])
        children: dict[str | None, list[Provision]] = {}
        for provision in inside:
            children.setdefault(provision.parent, []).append(provision)
        below = tuple(node(p, children) for p in children.get(None, ()))
        heading = "Front matter" if block.front else block.heading
        count = counts.get(block.id, 0)
        made.append(
            Node(block.id, block.number, heading, _block_state(record, inside), str(count) if count else "", below)
        )
    return tuple(made)


@follows(nodes)
def _same_nodes(known: tuple[Node, ...], before: Record, after: Record, changes: list[Change]) -> tuple[Node, ...]:
    """The tree as it was where only comments came that change no count."""
    said = all(isinstance(change.row, Comment | Disposition) for change in changes)
    return known if said and after.derive(open_counts) == before.derive(open_counts) else nodes(after)


def open_in_all(record: Record) -> int:
    """How many comments due a disposition have none yet."""
    counts = record.derive(open_counts)
    return sum(counts.get(block.id, 0) for block in record.each(Block))


def _block_state(record: Record, inside: list[Provision]) -> State:
    states = {state_of(record, p)[0] for p in inside}
    if states == {"agreed"}:
        return "agreed"
    if "open" in states or "agreed" in states:
        return "open"
    return "bracketed" if "bracketed" in states else "none"


def notes_of(record: Record, provision: Provision) -> tuple[Note, ...]:
    """The anchors of a provision's footnotes, as far as its text carries no mark-up that would move them."""
    known = record.derive(numbers).notes
    from hisrg_desktop.meeting.text.marked import pieces_of

    places = []
    for note in footnotes_of(record, provision.id):
        standing = shown = 0
        for piece in pieces_of(record, provision):
            proposed = piece.inserted is not None and not piece.inserted.agreed
            gone = piece.deleted is not None and piece.deleted.agreed
            if not (proposed or gone):
                if standing + len(piece.text) >= note.offset:
                    shown += note.offset - standing
                    break
                standing += len(piece.text)
            shown += len(piece.text)
        places.append(Note(shown, known.get(note.id, 0)))
    return tuple(places)


_SEEN = 40
"""How many cards a list lays out before it is drawn."""


def first_view(record: Record) -> None:
    """Work out what the page shows first and the record keeps, on any thread: the windows' thread then only draws it."""
    record.derive(nodes)
    taken_shown.entries(record)
    place = now(record)
    if place and place.provision:
        list(comment_views(record, place.provision)[:_SEEN])
        proposal_views(record, place.provision)


# --- cards ----------------------------------------------------------------------------------------------------------


def comment_views(record: Record, provision: str) -> Views:
    """The comments on a provision, those said last first, then those received before."""
    said = comments_on(record, provision)
    said.sort(key=lambda c: (c.channel != "in session", -c.at.timestamp(), c.id))
    return Views([comment.id for comment in said], partial(_known_card, record))


@derived(
    Comment, Disposition, Proposal, Intervention, Attendance, Sitting, Person, Organisation, Block, Provision, Footnote
)
def known_cards(_: Record) -> dict[str, CommentView]:
    """The cards of comments that were made so far; there are many on a provision, and few of them are ever seen."""
    return {}


@follows(known_cards)
def _still_so(known: dict[str, CommentView], _: Record, after: Record, changes: list[Change]) -> dict[str, CommentView]:
    """The cards but for those of comments and turns of speech that changed; none where anything else did."""
    rows = [change.row for change in changes]
    if not all(isinstance(row, Comment | Disposition | Proposal | Intervention) for row in rows):
        return {}
    kept = known.copy()  # in one step: another thread may be making cards
    for row in rows:
        # A disposition has the id of its comment.
        gone = [c.id for c in after.where(Comment, intervention=row.id)] if isinstance(row, Intervention) else [row.id]
        for key in [*gone, row.comment] if isinstance(row, Proposal) else gone:
            kept.pop(key, None)
    return kept


def _known_card(record: Record, comment: str) -> CommentView:
    known = record.derive(known_cards)
    if comment not in known:
        known[comment] = comment_view(record, record.get(Comment, comment))
    return known[comment]


def comment_view(record: Record, comment: Comment) -> CommentView:
    """A comment as a card."""
    proposal = proposal_of(record, comment.id)
    return CommentView(
        key=comment.id,
        klass=class_of_letter(comment.capacity),
        name=author_name(record, comment) or "Secretariat",
        line=" · ".join(part for part in (author_organisation(record, comment), when(record, comment)) if part),
        words=comment.text,
        pieces=proposal_pieces(record, proposal) if proposal else (),
        tags=tuple(tags_of(record, comment, proposal)),
    )


def when(record: Record, comment: Comment) -> str:
    """How and when it came: ``in session, 10:34, invited by the chair``; ``written, 4 Feb``."""
    if comment.channel != "in session":
        return f"{comment.channel}, {comment.at.day} {comment.at:%b}"
    intervention = record.find(Intervention, comment.intervention)
    invited = ", invited by the chair" if intervention and intervention.invitation else ""
    at = local(comment.at)
    sitting = current_sitting(record)
    today = sitting is None or sitting.opened_at is None or local(sitting.opened_at).date() == at.date()
    return f"in session, {at:%H:%M}{invited}" if today else f"in session, {at.day} {at:%b, %H:%M}{invited}"


def tags_of(record: Record, comment: Comment, proposal: Proposal | None) -> list[Tag]:
    """What is said of a comment in tags: flags first, then the proposal's state, then what became of it."""
    tags: list[Tag] = [(flag, "bad") for flag in flags_of(record, comment)]
    if comment.kind not in ("remark", "proposal"):
        tags.append((comment.kind, "plain"))
    if proposal:
        state = proposal.state
        kind: Kind = "ok" if state in ("agreed", "agreed as amended") else "accent" if state in UNDECIDED else "plain"
        tags.append((f"{proposal.number} {state}", kind))
    tags += disposition_tags(disposition_of(record, comment.id))
    if not tags and comment.capacity == "O":
        tags.append(("at members’ discretion", "plain"))
    return tags


def disposition_tags(disposition: Disposition | None) -> list[Tag]:
    """The recommendation as an outline, the decision as a filled tag."""
    if disposition is None:
        return []
    if disposition.decided:
        return [(disposition.decided, disposition_kind(disposition.decided))]
    return [(f"recommended: {disposition.recommended}", "recommended")] if disposition.recommended else []


def proposal_views(record: Record, provision: str, named: frozenset[str] = frozenset()) -> list[CommentView]:
    """The proposals on a provision, the undecided first; each with who backs it and whether it can be decided.

    Of those `named` it is said by name who backs them.
    """
    undecided = undecided_here(record, provision)
    others = [p for p in record.where(Proposal, provision=provision) if p not in undecided]
    return [proposal_view(record, p, named=p.id in named) for p in (*undecided, *others)]


def undecided_here(record: Record, provision: str) -> list[Proposal]:
    """The open proposals on a provision, those that the room has before it first."""
    here = tabled_here(record, record.get(Provision, provision))
    return [*here, *(p for p in open_proposals(record, provision) if p not in here)]


def proposal_view(record: Record, proposal: Proposal, *, named: bool = False) -> CommentView:
    """A proposal as a card; with `named` it says who backs it."""
    comment = record.get(Comment, proposal.comment)
    words = [comment.text, *([backers_words(record, proposal)] if named else ())]
    return CommentView(
        key=proposal.id,
        klass=class_of_letter(comment.capacity),
        name=f"{proposal.number}  {author_name(record, comment)}",
        line=" · ".join(part for part in (author_organisation(record, comment), when(record, comment)) if part),
        words="\n".join(word for word in words if word),
        pieces=proposal_pieces(record, proposal),
        tags=tuple(proposal_tags(record, proposal)),
    )


def proposal_tags(record: Record, proposal: Proposal) -> list[Tag]:
    """What is said of a proposal in tags: what stands in its way, who backs it, its state."""
    if proposal.state not in UNDECIDED:
        into = record.find(Proposal, proposal.into)
        word = f"merged into {into.number}" if into else proposal.state
        return [(word, "ok" if proposal.state.startswith("agreed") else "plain")]
    tags: list[Tag] = []
    if not is_decidable(record, proposal):
        tags.append(("needs a member to take it up", "warn"))
    if unbalanced(proposal.after):
        tags.append(("brackets do not balance", "bad"))
    tags += STANDING_TAGS[standing_of(record, proposal)]
    if rewordings(record, proposal.id):
        tags.append(("amended", "plain"))
    counted = backing(record, proposal)
    tags.append((f"{len(counted.supporting)} for, {len(counted.opposing)} against", "plain"))
    tags.append((proposal.state, "accent"))
    return tags


STANDING_TAGS: dict[Standing, tuple[Tag, ...]] = {
    "applies": (),
    "conflicts": (("conflicts with today’s text", "warn"),),
    "overtaken": (("overtaken: it reads so already", "warn"),),
}
"""What an open proposal's card says of the text it was made on."""


def backers_words(record: Record, proposal: Proposal) -> str:
    """Who spoke for and against a proposal by name, observers apart."""
    counted = backing(record, proposal)
    groups = (
        ("For", counted.supporting),
        ("Against", counted.opposing),
        ("Observers for", counted.others_supporting),
        ("Observers against", counted.others_opposing),
    )
    said = [
        f"{word}: {', '.join(record.get(Person, p).initialled for p in people)}" for word, people in groups if people
    ]
    said += [f"{other.number} was merged into it" for other in merged_into(record, proposal.id)]
    return " · ".join(said) or "Nobody has spoken for or against it yet."


def panel_views(record: Record, provision: Provision) -> list[CommentView]:
    """The items of panel reports that concern a provision."""
    made = []
    for item in items_on(record, provision.id, provision.block):
        report = record.get(PanelReport, item.report)
        made.append(
            CommentView(
                key=item.id,
                klass="panel",
                name=record.get(Panel, report.panel).name,
                line=f"{report.title}, page {item.page} · {item.number} · {item.kind}",
                words=item.quote,
                tags=(("answered", "ok") if item.response else ("response due", "warn"),),
            )
        )
    return made


def debate_views(record: Record, limit: int = 200) -> list[CommentView]:
    """What was taken down in this sitting on any place, the last first."""
    sitting = current_sitting(record)
    if sitting is None:
        return []
    turns = {i.id for i in record.where(Intervention, sitting=sitting.id)}
    said = [c for c in record.where(Comment, channel="in session") if c.intervention in turns and not c.struck]
    made = []
    for comment in reversed(said[-limit:]):
        view = comment_view(record, comment)
        where = label(record, comment.provision) or label(record, comment.block)
        line = f"{view.line} · on {where}" if where else view.line
        made.append(CommentView(view.key, view.klass, view.name, line, view.words, view.pieces, view.tags))
    return made


# --- floor ----------------------------------------------------------------------------------------------------------


def on_floor(record: Record) -> OnFloor | None:
    """Who has the floor."""
    there = running(record)
    if there is None:
        return None
    first = turns_before(record, there.speaker) == 1
    times = "first speech" if first else _times(spoke_before(record, there.speaker, there.sitting))
    organisation = record.find(Organisation, there.organisation)
    person = record.get(Person, there.speaker)
    return OnFloor(
        person.id,
        class_of_letter(there.capacity),
        person.initialled,
        times,
        organisation.name if organisation else "",
        there.began_at,
        spoken_before(record, there),
        limit_on(record, there),
    )


_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def _times(count: int) -> str:
    return f"{count}{_ENDINGS.get(count, 'th')} today"


def waiting(record: Record) -> tuple[list[InQueue], list[InQueue]]:
    """Who waits for the floor, and which observers wait for the chair's invitation."""
    sitting = current_sitting(record)
    if sitting is None:
        return [], []
    return (
        [_in_queue(record, e) for e in queue(record, sitting)],
        [_in_queue(record, e) for e in asking(record, sitting)],
    )


def elsewhere(record: Record) -> list[InQueue]:
    """Who still waits on another item, which is named before what they want to speak about."""
    sitting = current_sitting(record)
    made = []
    for entry in waiting_elsewhere(record, sitting) if sitting else ():
        shown, item = _in_queue(record, entry), record.find(AgendaItem, entry.item)
        where = f"item {item.number}" if item else ""
        made.append(replace(shown, about=" · ".join(part for part in (where, shown.about) if part), note=""))
    return made


def elsewhere_words(record: Record) -> str:
    """Who still waits on other items, in one line: ``Item 4: A. Lind, B. Okafor``."""
    sitting = current_sitting(record)
    names: dict[str, list[str]] = {}
    for entry in waiting_elsewhere(record, sitting) if sitting else ():
        names.setdefault(entry.item or "", []).append(record.get(Person, entry.person).initialled)
    return " · ".join(f"Item {record.get(AgendaItem, item).number}: {', '.join(who)}" for item, who in names.items())


def _in_queue(record: Record, entry: QueueEntry) -> InQueue:
    person = record.get(Person, entry.person)
    day = entry.asked_at.date()
    organisation = organisation_of(record, entry.person, day)
    about = entry.about and f"about {entry.about}"
    kind = entry.kind if entry.kind in THOUGH_CLOSED else ""
    line = ", ".join(part for part in (kind, about) if part) or (organisation.name if organisation else "")
    notes = (
        "first speech" if not turns_before(record, entry.person) else "",
        "moved by hand" if entry.moved_at else "",
        "although the list is closed" if entry.although_closed else "",
    )
    return InQueue(
        entry.id,
        entry.person,
        class_of_letter(badge_of(record, entry.person, day)),
        person.initialled,
        line,
        " · ".join(note for note in notes if note),
    )


def parked_words(record: Record) -> list[tuple[Parked, str, str]]:
    """What is put off: the row, the place and what, and with whom and until when."""
    return [(p, _parked_what(record, p), _parked_until(record, p)) for p in parked(record)]


def _parked_what(record: Record, there: Parked) -> str:
    proposal = record.find(Proposal, there.proposal)
    where = label(record, there.provision) or label(record, there.block)
    named = f"{where} {proposal.number}".strip() if proposal else where
    return f"{named} {there.what}".strip()


def _parked_until(record: Record, there: Parked) -> str:
    owner, to = record.find(Person, there.owner), destination(record, there)
    state = f"{there.state} to {to}" if to else there.state if there.state != "parked" else ""
    parts = (state, f"with {owner.name}" if owner else "", there.until)
    return ", ".join(part for part in parts if part)
