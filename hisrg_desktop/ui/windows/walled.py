"""What the wall may show: the text and its state, who speaks, who is next. No private notes, no file, no address."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from hisrg_desktop.meeting.agenda.items import AgendaItem, for_members_only
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.agenda.taken_up import used_by_item
from hisrg_desktop.meeting.comments.alternatives import open_alternatives
from hisrg_desktop.meeting.comments.proposals import Proposal, backing, would_read
from hisrg_desktop.meeting.decisions.decisions import Decision
from hisrg_desktop.meeting.floor.giving import queue
from hisrg_desktop.meeting.floor.interventions import Intervention, running, spoken_before
from hisrg_desktop.meeting.floor.limits import limit_on
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.people.group import group_name
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Mark, Piece
from hisrg_desktop.meeting.roll.attendance import observers_in_room
from hisrg_desktop.meeting.roll.meetings import current_meeting, current_sitting
from hisrg_desktop.meeting.text.marked import over, pieces_of, proposal_pieces, proposed, tabled_here, with_reading
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Block, Provision
from hisrg_desktop.ui.session.shown import notes_of, state_of
from hisrg_desktop.ui.widgets.running import as_time
from hisrg_desktop.ui.widgets.wall_sheet import Column, WallView

_MOST_COLUMNS = 4
"""More would leave columns too narrow to read at the back of the room."""

PARTS = ("speaker", "queue", "clock")
"""What may be left off the foot of the wall."""

_ADDRESS = re.compile(r"\S+@\S+")
_FILE = re.compile(r"\S+\.(?:docx?|xlsx?|pptx?|pdf|odt|csv|txt|zip|hisrg)\b", re.IGNORECASE)
_TIME = re.compile(r"\b([01]?\d|2[0-3])[:.h]([0-5]\d)\b")


@dataclass(frozen=True, slots=True)
class Read:
    """Words of a decision that is prepared and not declared: the place it is about, and what will be read out."""

    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the secretary chose to show.

    `typed` is a wording being typed, with its provision: it is only here while what is typed is shown on purpose.
    `read` are the words of a decision not yet declared, only here when the secretary shows them.
    """

    clean: bool = False
    alternatives: bool = False
    decision: bool = False
    read: Read | None = None
    message: str = ""
    typed: tuple[str, str] | None = None
    parts: frozenset[str] = frozenset(PARTS)


def wall_view(record: Record, wanted: Wanted = Wanted(), at: datetime | None = None) -> WallView:
    """The wall for a record at an instant; scratch is no part of a record and so is never shown."""
    if wanted.message:
        return WallView(message=wanted.message, countdown=countdown(wanted.message, at), clock=_clock(wanted, at))
    there = now(record)
    provision = record.find(Provision, there.provision) if there else None
    around = _around(record, wanted, at)
    decided = _decision(record, wanted, around) if wanted.decision else None
    if decided:
        return decided
    if provision is None:
        item = record.find(AgendaItem, there.item) if there else None
        told = item is not None and not (there and there.block) and not _kept_from_observers(record, item)
        title = fit_to_show(item.title) if item and told else ""
        return replace(around, message=title, state="none")
    state, word = state_of(record, provision)
    standing = replace(around, state=state, state_word=f"{word} · clean text" if wanted.clean else word)
    columns = columns_of(record, provision) if wanted.alternatives else ()
    if columns:
        return replace(standing, columns=columns)
    return _with_text(record, standing, provision, wanted)


def _with_text(record: Record, standing: WallView, provision: Provision, wanted: Wanted) -> WallView:
    if wanted.typed and wanted.typed[0] == provision.id:
        mark = Mark(group_name(record), datetime.min.replace(tzinfo=UTC), "being typed", agreed=False)
        return replace(standing, pieces=with_reading(record, provision, wanted.typed[1], mark))
    if wanted.clean:
        return replace(standing, pieces=(Piece(provision.text),))
    return replace(standing, pieces=pieces_of(record, provision), notes=notes_of(record, provision))


def _around(record: Record, wanted: Wanted, at: datetime | None) -> WallView:
    """What stands around the text: where the room is, who speaks, who is next, how much time is left."""
    there = now(record)
    item = record.find(AgendaItem, there.item) if there else None
    provision = record.find(Provision, there.provision) if there else None
    block = record.find(Block, there.block) if there else None
    turn = running(record) if "speaker" in wanted.parts else None
    clock = "clock" in wanted.parts
    return WallView(
        label=label(record, provision.id) if provision else block.number if block else "",
        heading=fit_to_show(block.heading if block else group_name(record)),
        floor=who(record, turn.speaker, turn.organisation) if turn else "",
        spoken=_spoken(record, turn, at) if turn and at and clock else "",
        next=_next(record) if "queue" in wanted.parts else (),
        item=f"Item {item.number}" if item else "",
        left=time_left(record, item, at)[0] if item and at and clock else "",
        clock=_clock(wanted, at),
    )


def _spoken(record: Record, turn: Intervention, at: datetime) -> str:
    """How long the turn has lasted, and how long it may."""
    limit = limit_on(record, turn)
    lasted = as_time(spoken_before(record, turn) + turn.lasted(at))
    return f"{lasted} of {as_time(limit)}" if limit else lasted


def _clock(wanted: Wanted, at: datetime | None) -> str:
    return f"{local(at):%H:%M}" if at and "clock" in wanted.parts else ""


# --- decisions and alternatives -------------------------------------------------------------------------------------


def _decision(record: Record, wanted: Wanted, around: WallView) -> WallView | None:
    """What is read out: the words that are prepared, where they are shown on purpose, else what was declared last."""
    if wanted.read:
        pieces = (Piece(wanted.read.words),)
        heading = f"Decision on {wanted.read.place}" if wanted.read.place else "Decision"
        return replace(
            around, label="", heading=heading, state="none", state_word="not yet declared", pieces=pieces, notes=()
        )
    decision = last_declared(record)
    if decision is None:
        return None
    word = f"declared {local(decision.declared_at):%H:%M} · {decision.method}"
    where = label(record, decision.provision) or label(record, decision.block)
    heading = f"Decision on {where}" if where else "Decision"
    pieces = (Piece(decision.words),)
    return replace(around, label=decision.number, heading=heading, state="agreed", state_word=word, pieces=pieces)


def last_declared(record: Record) -> Decision | None:
    """The decision declared last in the current sitting."""
    sitting = current_sitting(record)
    declared = record.where(Decision, sitting=sitting.id) if sitting else ()
    return declared[-1] if declared else None


def columns_of(record: Record, provision: Provision) -> tuple[Column, ...]:
    """The alternatives under their letters; where none were set, the text as agreed so far and each proposal here."""
    there = open_alternatives(record, provision.id)[:_MOST_COLUMNS]
    if there:
        return tuple(_column(record, provision, record.find(Proposal, one.proposal), one.letter) for one in there)
    tabled = [p for p in tabled_here(record, provision) if would_read(record, p) is not None]
    if not tabled:
        return ()
    return tuple(_column(record, provision, proposal) for proposal in (None, *tabled[: _MOST_COLUMNS - 1]))


def _column(record: Record, provision: Provision, proposal: Proposal | None, letter: str = "") -> Column:
    """One wording against the text as agreed so far, with its backers; without a proposal, that text itself."""
    if proposal is None:
        return Column(letter, "As agreed so far", (Piece(provision.text),))
    mark = proposed(record, proposal)
    text = would_read(record, proposal)
    behind = dict.fromkeys(p for p in (proposal.sponsor, *backing(record, proposal).supporting) if p)
    names = [_named(record, person, proposal.at) for person in behind] or [fit_to_show(mark.author)]
    pieces = proposal_pieces(record, proposal) if text is None else over(provision.text, text, mark)
    return Column(letter or proposal.number, ", ".join(names), pieces)


# --- people and times -----------------------------------------------------------------------------------------------


def who(record: Record, person: str, organisation: str | None) -> str:
    """A person with their organisation, as the room may read it."""
    belongs = record.find(Organisation, organisation)
    name = fit_to_show(record.get(Person, person).initialled)
    return ", ".join(part for part in (name, fit_to_show(belongs.name) if belongs else "") if part)


def _next(record: Record) -> tuple[str, ...]:
    sitting = current_sitting(record)
    if sitting is None:
        return ()
    waiting = queue(record, sitting)[:3]
    return tuple(_named(record, entry.person, entry.asked_at) for entry in waiting)


def _named(record: Record, person: str, at: datetime) -> str:
    name = fit_to_show(record.get(Person, person).initialled)
    if name:
        return name
    organisation = organisation_of(record, person, at.date())
    return fit_to_show(organisation.name) if organisation else "—"


def time_left(record: Record, item: AgendaItem, at: datetime) -> tuple[str, bool]:
    """The time left on an item ("22 min left", "8 min over"), and whether it is over; nothing where none is planned."""
    meeting = current_meeting(record)
    box = item.limit or item.minutes
    if meeting is None or not box:
        return "", False
    used = used_by_item(record, meeting.id, at).get(item.id, timedelta())
    left = box - int(used.total_seconds() // 60)
    return (f"{left} min left", False) if left >= 0 else (f"{-left} min over", True)


def _kept_from_observers(record: Record, item: AgendaItem) -> bool:
    """Whether the title of an item is for members only, and observers are in the room to read it."""
    return for_members_only(record, item) and bool(observers_in_room(record))


def countdown(message: str, at: datetime | None) -> str:
    """The time until the time of day a message names ("Coffee until 11:15"); nothing once it has come."""
    named = _TIME.search(message)
    if named is None or at is None:
        return ""
    here = local(at)
    until = here.replace(hour=int(named[1]), minute=int(named[2]), second=0, microsecond=0)
    # Half a second more, so that the last second is counted down and not skipped.
    return as_time(until - here + timedelta(milliseconds=999)) if until > here else ""


# --- what is not for the wall ---------------------------------------------------------------------------------------


def fit_to_show(words: str) -> str:
    """The words without what the wall never shows: e-mail addresses and names of files."""
    return " ".join(_FILE.sub("", _ADDRESS.sub("", words)).split())


def is_fit(words: str) -> bool:
    """Whether the words hold no e-mail address and no name of a file."""
    return not (_ADDRESS.search(words) or _FILE.search(words))
