"""What the review of returned files shows: a line for each file, a card for each point, the provision with the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from hisrg_desktop.desk.returned import Returned
from hisrg_desktop.meeting.comments.comments import Placing
from hisrg_desktop.meeting.comments.proposals import Proposal
from hisrg_desktop.meeting.lists import CommentType
from hisrg_desktop.meeting.local_time import local, short_day
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.redline.pieces import Piece
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.returned.words import asked
from hisrg_desktop.meeting.text.marked import agreed_pieces, heading_pieces, proposal_pieces
from hisrg_desktop.meeting.text.numbers import full_number, label, numbers
from hisrg_desktop.meeting.text.parts import Block, Footnote, Provision
from hisrg_desktop.ui.returned.pile import Pile, Point, name_of
from hisrg_desktop.ui.widgets.cards import CommentView, Views
from hisrg_desktop.ui.widgets.marked import Pieces
from hisrg_desktop.ui.widgets.tags import Kind
from hisrg_desktop.ui.windows.shown import class_of_letter

RESULT_KINDS: dict[Placing, Kind] = {"placed": "ok", "placed with doubt": "warn", "lost its place": "bad"}
TYPES: tuple[tuple[CommentType, str], ...] = (
    ("te", "te – substantive"),
    ("ed", "ed – editorial"),
    ("ge", "ge – general"),
)
STAY = frozenset({"edit footnote", "delete footnote", "add footnote", "rename"})
"""What changes something that stands at one place only, and cannot be put elsewhere."""
_THE_WHOLE = "the text as a whole"


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in the list: its name, who sent it, how many points came to which result; a refused one says why."""

    key: str
    name: str
    points: str
    doubt: str = ""
    lost: str = ""


def file_lines(pile: Pile) -> list[FileLine]:
    """All files together, then each."""
    whole = _line("*", f"All files ({len(pile.files)})", pile, None)
    return [whole, *(_of_file(pile, number, file) for number, file in enumerate(pile.files))]


def _of_file(pile: Pile, number: int, file: Returned) -> FileLine:
    if file.refused:
        return FileLine(str(number), file.name, "–")
    return _line(str(number), file.name, pile, number)


def _line(key: str, name: str, pile: Pile, number: int | None) -> FileLine:
    counts = pile.counts(number)
    doubt, lost = counts.of["placed with doubt"], counts.of["lost its place"]
    return FileLine(key, name, str(counts.all), str(doubt or ""), str(lost or ""))


def cards(record: Record, pile: Pile, points: Sequence[Point]) -> Views:
    """The points as cards, each made when it is first seen."""
    known = {point.key: point for point in points}
    return Views(list(known), lambda key: card(record, pile, known[key]))


def card(record: Record, pile: Pile, point: Point) -> CommentView:
    """A point as a card: whose, where and of when, what it says or changes, what is unsure."""
    item, file = point.item, pile.files[point.file]
    parts = [place_words(record, item), day_of(item.at)]
    tags: list[tuple[str, Kind]] = []
    if item.untracked:
        tags.append(("tracking off", "plain"))
    if item.resolved:
        tags.append(("resolved", "plain"))
    if item.left_out:
        tags.append(("left out", "recommended"))
    return CommentView(
        point.key,
        class_of_letter(badge_of(record, item.person, (item.at or file_day(file)).date()) if item.person else ""),
        name_of(record, item, file),
        " · ".join(part for part in parts if part),
        spoken(record, item),
        _around(change(record, item)) if item.operation else (),
        tuple(tags),
    )


def file_day(file: Returned) -> datetime:
    """The day of the last point of a file; where none says its day, the beginning of the count."""
    return max((item.at for item in file.items if item.at), default=datetime.fromtimestamp(0).astimezone())


def spoken(record: Record, item: Item) -> str:
    """What a comment says, after the words it stands on; a proposal speaks by its change, and by its reason if it has one."""
    if item.operation == "move":
        return item.words
    if item.operation:
        return "" if item.words == asked(record, item) else item.words
    quoted = f"“{item.quote}” – " if item.quote else ""
    return f"{quoted}{item.words}"


def day_of(at: datetime | None) -> str:
    """The day of a moment in words; empty where a file has none."""
    return short_day(local(at).date()) if at else ""


def place_words(record: Record, item: Item) -> str:
    """Where a point is: its number as one says it, a heading by its words, or that it has no place."""
    if item.placing == "lost its place":
        return "no place"
    if item.footnote:
        return f"footnote {record.derive(numbers).notes.get(item.footnote, '')} · {full_number(record, item.provision or '')}"
    if item.operation in ("rename", "delete") and item.target and item.target == item.block:
        return f"heading of {label(record, item.block)}"
    if item.provision:
        return full_number(record, item.provision) or locator_words(record, item.provision)
    block = record.find(Block, item.block)
    return f"heading of {block.number}" if block else _THE_WHOLE


def locator_words(record: Record, provision: str) -> str:
    """How one points at a provision without a number, such as a paragraph before the first block."""
    return record.derive(numbers).locators.get(provision, "")


def typed_place(record: Record, item: Item) -> str:
    """The place of a point as one types it; empty where it has none."""
    if item.placing == "lost its place":
        return ""
    known = record.derive(numbers)
    if item.footnote:
        return f"fn{known.notes.get(item.footnote, '')}"
    return known.locators.get(item.provision or item.block or "", "*")


def heading_of(record: Record, item: Item) -> str:
    """The heading under which a point stands; empty where it has no place."""
    block = record.find(Block, item.block) if item.placing != "lost its place" else None
    return f"{block.number} {block.heading}".strip() if block else ""


def change(record: Record, item: Item) -> Pieces:
    """What a point changes, as mark-up of the words it changes."""
    if item.operation is None:
        return ()
    proposal = _as_proposal(item)
    if item.operation in ("edit footnote", "delete footnote"):
        note = record.find(Footnote, item.footnote or item.target)
        if note is not None:
            proposal = Proposal.model_validate({**proposal.model_dump(), "target": note.id})
    return proposal_pieces(record, proposal)


def in_place(record: Record, item: Item) -> tuple[str, Pieces]:
    """The number and the words of the place of a point, with the change as a redline; for a comment as it stands."""
    block, provision = record.find(Block, item.block), record.find(Provision, item.provision)
    if item.placing == "lost its place":
        return "", change(record, item)
    if provision is None:
        return (block.number, change(record, item) or heading_pieces(record, block)) if block else ("", ())
    number = label(record, provision.id)
    standing = agreed_pieces(record, provision)
    if item.operation == "insert" and item.target is None:
        # What is new stands behind the provision, so both are seen.
        return number, (*standing, Piece("\n"), *change(record, item))
    return number, change(record, item) or standing


def _as_proposal(item: Item) -> Proposal:
    """The proposal that a point would become, not numbered yet: its mark bears the name in the file."""
    return Proposal(
        id="",
        number="",
        comment="",
        provision=item.provision or "",
        operation=item.operation or "replace",
        before=item.before,
        after=item.after,
        target=item.target,
        texts=item.texts,
        offset=item.offset,
        by=item.author.replace(" ", "\u00a0"),
        at=item.at or datetime.fromtimestamp(0).astimezone(),
    )


_NEAR = 90
"""Characters of unchanged words that a card shows beside a change; the redline at the right has them all."""


def _around(pieces: Pieces) -> Pieces:
    """The changes with only the words around them."""
    shown: list[Piece] = []
    for number, piece in enumerate(pieces):
        stands = piece.inserted is None and piece.deleted is None
        if not stands or len(piece.text) <= 2 * _NEAR:
            shown.append(piece)
            continue
        lead, tail = "" if number == 0 else piece.text[:_NEAR], "" if number == len(pieces) - 1 else piece.text[-_NEAR:]
        shown.append(
            Piece(f"{lead.rsplit(' ', 1)[0] if lead else ''} … {tail.split(' ', 1)[-1] if tail else ''}".strip(" "))
        )
    return tuple(_spaced(shown))


def _spaced(pieces: list[Piece]) -> list[Piece]:
    """Blanks put back between shortened words and the changes beside them."""
    made: list[Piece] = []
    for piece in pieces:
        text = piece.text
        if text.startswith("…") and made:
            text = f" {text}"
        if text.endswith("…") and piece is not pieces[-1]:
            text = f"{text} "
        made.append(Piece(text, piece.inserted, piece.deleted))
    return made


def counted(pile: Pile) -> str:
    """How many files, and how many points came to what, in one line."""
    counts = pile.counts()
    parts = [f"{counts.of['placed']} placed", f"{counts.of['placed with doubt']} placed with doubt"]
    parts.append(f"{counts.of['lost its place']} lost {'its' if counts.of['lost its place'] == 1 else 'their'} place")
    files = "1 file" if len(pile.files) == 1 else f"{len(pile.files)} files"
    points = "1 point" if counts.all == 1 else f"{counts.all} points"
    return f"{files} · {points}: {', '.join(parts)}"


def about(file: Returned) -> str:
    """What is to be said about a file: what was left out of it, what it corrects, what is not in it any more."""
    told = list(file.notes)
    if file.formatting:
        told.append(f"Changes of looks only, left out: {file.formatting}.")
    if file.carried:
        told.append(f"Changes that it carried when it was given out, left out: {file.carried}.")
    if file.numbers:
        told.append(f"References to renumbered places, left out: {file.numbers}.")
    if file.gone:
        told.append(f"Not in it any more: {', '.join(file.gone)}.")
    return " ".join(told)
