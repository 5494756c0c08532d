"""What the text page shows of the record: the draft line by line, and the story of a provision."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

from hisrg_desktop.meeting.comments.alternatives import not_clean
from hisrg_desktop.meeting.comments.comments import Comment, comments_on
from hisrg_desktop.meeting.comments.proposals import Proposal, open_proposals
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.panels.reports import items_on
from hisrg_desktop.meeting.people.functions import roles_of
from hisrg_desktop.meeting.people.group import WorkingGroup
from hisrg_desktop.meeting.people.persons import Person, people
from hisrg_desktop.meeting.record import Record, derived
from hisrg_desktop.meeting.redline.compose import carry
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.text.amendments import Amendment, Reopening, amendments_of
from hisrg_desktop.meeting.text.brackets import Bracket
from hisrg_desktop.meeting.text.drafts import Draft, DraftPart, UnplacedPart, latest_draft
from hisrg_desktop.meeting.text.effects import effects
from hisrg_desktop.meeting.text.marked import agreed_pieces, author_of, heading_pieces, pieces_of
from hisrg_desktop.meeting.text.numbers import label, locator, numbers
from hisrg_desktop.meeting.text.parts import (
    Block,
    Footnote,
    Provision,
    Text,
    blocks,
    depth,
    footnotes_of,
    provisions_of,
)
from hisrg_desktop.ui.decisions.shown import changed_pieces, moment_words, present_words
from hisrg_desktop.ui.session.shown import proposal_views, state_of
from hisrg_desktop.ui.widgets.cards import CommentView
from hisrg_desktop.ui.widgets.marked import Note, Pieces
from hisrg_desktop.ui.widgets.marks import State

LineKind = Literal["title", "subtitle", "block", "heading", "provision", "note"]
Reading = Literal["room", "agreed", "clean", "drafted"]
READINGS: tuple[Reading, ...] = ("room", "agreed", "clean", "drafted")
"""The ways in which the text can be read: as the room sees it, with what is agreed, without mark-up, as drafted."""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the document: what it is, the label hanging before it, its words, where its footnotes stand."""

    key: str
    kind: LineKind
    label: str
    pieces: Pieces
    depth: int = 0
    notes: tuple[Note, ...] = ()
    state: State = "none"
    word: str = ""


def lines(record: Record, reading: Reading) -> tuple[Line, ...]:
    """The document in this reading, paragraph by paragraph."""
    return record.derive(_READ[reading])


@derived(Text, Block, Provision, Footnote, Amendment, Draft, Proposal, Comment, Person, WorkingGroup)
def _room(record: Record) -> tuple[Line, ...]:
    return tuple(_working(record, pieces_of, heading_pieces))


@derived(Text, Block, Provision, Footnote, Amendment, Draft, Proposal, Person, WorkingGroup)
def _agreed(record: Record) -> tuple[Line, ...]:
    return tuple(_working(record, agreed_pieces, heading_pieces))


@derived(Text, Block, Provision, Footnote)
def _clean(record: Record) -> tuple[Line, ...]:
    return tuple(_working(record, _standing, _standing_heading))


def _standing(_: Record, provision: Provision) -> Pieces:
    return () if provision.state == "deleted" else (Piece(provision.text),)


def _standing_heading(_: Record, block: Block) -> Pieces:
    return () if block.deleted else (Piece(block.heading),)


def _working(
    record: Record,
    read: Callable[[Record, Provision], Pieces],
    head: Callable[[Record, Block], Pieces] = heading_pieces,
) -> Iterator[Line]:
    """The working text, title first, each block with its footnotes under it."""
    yield from _titles(record)
    labels = record.derive(numbers).labels
    for block in record.derive(blocks):
        inside = provisions_of(record, block.id)
        heading = head(record, block)
        if not block.front and (heading or not block.deleted):
            yield Line(block.id, "block", block.number, heading)
        for provision in inside:
            pieces = read(record, provision)
            if not pieces and provision.state == "deleted":
                continue
            notes = notes_at(record, provision, pieces)
            state, word = state_of(record, provision)
            kind: LineKind = "heading" if provision.kind == "heading" else "provision"
            yield Line(provision.id, kind, labels[provision.id], pieces, depth(record, provision), notes, state, word)
        yield from _notes_below(record, inside)


def _titles(record: Record) -> Iterator[Line]:
    for text in record.each(Text):
        yield Line(text.id, "title", "", (Piece(text.name),))
        if text.subtitle:
            yield Line(f"{text.id}/subtitle", "subtitle", "", (Piece(text.subtitle),))


def _notes_below(record: Record, inside: Iterable[Provision]) -> Iterator[Line]:
    known = record.derive(numbers).notes
    for provision in inside:
        for note in footnotes_of(record, provision.id):
            yield Line(note.id, "note", str(known.get(note.id, "")), (Piece(note.text),))


def notes_at(record: Record, provision: Provision, pieces: Pieces) -> tuple[Note, ...]:
    """Where a provision's footnotes stand in its marked text; their offsets count only words that stand."""
    known = record.derive(numbers).notes
    places = []
    for note in footnotes_of(record, provision.id):
        standing = shown = 0
        for piece in pieces:
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


@derived(Text, Block, Provision, Footnote, Draft, DraftPart)
def _drafted(record: Record) -> tuple[Line, ...]:
    """The latest draft as it was taken in."""
    draft = latest_draft(record)
    return drafted(record, draft) if draft else ()


def drafted(record: Record, draft: Draft) -> tuple[Line, ...]:
    """A draft as it was taken in."""
    made: list[Line] = []
    inside: list[Provision] = []
    for part in record.where(DraftPart, draft=draft.id):
        if record.find(Block, part.part):
            made += _notes_below(record, inside)
            inside = []
        provision = record.find(Provision, part.part)
        inside += [provision] if provision else []
        made.append(_drafted_line(record, part, provision))
    return (*made, *_notes_below(record, inside))


def _drafted_line(record: Record, part: DraftPart, provision: Provision | None) -> Line:
    pieces = (Piece(part.text),)
    if provision is None:
        kind: LineKind = "block" if record.find(Block, part.part) else _title_kind(record, part)
        return Line(part.part if kind != "subtitle" else part.id, kind, part.label.rstrip(".) "), pieces)
    known = record.derive(numbers).notes
    notes = tuple(
        Note(carry(note.offset, provision.text, part.text), known.get(note.id, 0))
        for note in footnotes_of(record, provision.id)
    )
    heading = provision.kind == "heading"
    return Line(provision.id, "heading" if heading else "provision", part.label, pieces, max(0, part.depth - 1), notes)


def _title_kind(record: Record, part: DraftPart) -> LineKind:
    text = record.find(Text, part.part)
    return "title" if text and text.name == part.text else "subtitle"


_READ: dict[Reading, Callable[[Record], tuple[Line, ...]]] = {
    "room": _room,
    "agreed": _agreed,
    "clean": _clean,
    "drafted": _drafted,
}


# --- the story of a provision -----------------------------------------------------------------------------------------


def counts(record: Record, provision: Provision) -> dict[str, int]:
    """How many comments, changes, proposals and panel items there are on a provision."""
    return {
        "comments": len(comments_on(record, provision.id)),
        "changes": len(amendments_of(record, provision.id)) + len(record.where(Reopening, provision=provision.id)),
        "proposals": len(record.where(Proposal, provision=provision.id)),
        "open": len(open_proposals(record, provision.id)),
        "panel": len(items_on(record, provision.id, provision.block)),
    }


def changes(record: Record, provision: Provision) -> list[CommentView]:
    """What changed a provision since the draft, oldest first: amendments, decisions on it, reopenings."""
    made = [(a.at, a.id, amended_view(record, a)) for a in amendments_of(record, provision.id)]
    carried = {a.decision for a in amendments_of(record, provision.id)}
    made += [
        (d.declared_at, d.id, _declared(record, d))
        for d in record.where(Decision, provision=provision.id)
        if d.id not in carried
    ]
    made += [(r.at, r.id, _reopened(record, r)) for r in record.where(Reopening, provision=provision.id)]
    return [view for _, _, view in sorted(made, key=lambda one: one[:2])]


def amended_view(record: Record, amendment: Amendment) -> CommentView:
    """A change as a card: the decision with its words, or the secretariat's correction, or brackets and who asked."""
    decision = record.find(Decision, amendment.decision)
    proposal = record.find(Proposal, amendment.proposal)
    by = author_of(record, amendment.author, proposal.by if proposal else "")
    bracket = record.one(Bracket, amendment=amendment.id)
    if bracket:
        who = record.get(Person, bracket.asked_by).name
        name, words = "Brackets", f"Asked by {who}: {bracket.why}" if bracket.why else f"Asked by {who}."
    elif amendment.editorial:
        name, words = "Editorial correction", " ".join(filter(None, (_done(record, amendment), amendment.reason)))
    else:
        name = decision.number if decision else "Amended"
        words = f"{decision.words}\n{present_words(decision)} Wording of {by}." if decision else f"Wording of {by}."
    return CommentView(
        amendment.id,
        "secretariat" if amendment.editorial else "chair",
        name,
        moment_words(amendment.at),
        words,
        changed_pieces(record, amendment),
        ((proposal.number, "accent"),) if proposal else (),
    )


def _done(record: Record, amendment: Amendment) -> str:
    """What an amendment did beyond the words, in a sentence: “4.1 moved.”"""
    done = effects([amendment], partial(label, record)) if amendment.operation != "replace" else []
    return f"{done[0]}." if done else ""


def _declared(_: Record, decision: Decision) -> CommentView:
    words = f"{decision.words}\n{present_words(decision)}"
    return CommentView(decision.id, "chair", decision.number, moment_words(decision.declared_at), words)


def _reopened(record: Record, reopening: Reopening) -> CommentView:
    by = record.get(Person, reopening.by).name
    words = f"Reopened by {by}: {reopening.reason}"
    return CommentView(reopening.id, "chair", "Reopened", moment_words(reopening.at), words)


def proposals(record: Record, provision: Provision) -> list[CommentView]:
    """The proposals on a provision with their states, the undecided first; set for a narrow column."""
    return [narrow(view) for view in proposal_views(record, provision.id)]


def narrow(view: CommentView) -> CommentView:
    """The card with one tag only; what the others say stands among its words."""
    if not view.tags and "  " not in view.name:
        return view
    number, _, author = view.name.partition("  ")
    said = " · ".join(text for text, _ in view.tags[:-1])
    words = "\n".join(part for part in (view.words, said) if part)
    return replace(view, name=number, line=author, words=words, tags=view.tags[-1:])


def presiding(record: Record, at: datetime) -> list[tuple[str, str]]:
    """Those who may reopen an agreed provision on this day, by id and name."""
    day = at.date()
    return [
        (person.id, person.name)
        for person in people(record)
        if {"chair", "vice-chair"} & set(roles_of(record, person.id, day))
    ]


def left_open(record: Record) -> str:
    """What keeps the text from being clean, place by place; empty where nothing does."""
    places = record.derive(not_clean)
    named = [f"{locator(record, key)} ({', '.join(reasons)})" for key, reasons in list(places.items())[:_NAMED]]
    more = f" and {len(places) - _NAMED} more places" if len(places) > _NAMED else ""
    return ", ".join(named) + more


_NAMED = 6
"""How many places that are not clean are named."""


def not_understood(record: Record) -> list[tuple[str, str]]:
    """What became no part of the text when the latest draft was taken in: what it is, and its words."""
    draft = latest_draft(record)
    return [(left.what, left.text) for left in record.where(UnplacedPart, draft=draft.id)] if draft else []


def draft_name(record: Record) -> str:
    """What the latest draft is called."""
    draft = latest_draft(record)
    return draft.label if draft else ""
