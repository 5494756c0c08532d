"""Agreeing on the text as it stands: a provision, a block, at the end the whole; and what still stands in the way."""

from dataclasses import dataclass

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.comments import Comment, consideration_due
from hisrg_desktop.meeting.comments.received import Dispose, disposed, disposition_of, is_open
from hisrg_desktop.meeting.decisions.objections import unresolved
from hisrg_desktop.meeting.decisions.parking import Parked, Return
from hisrg_desktop.meeting.lists import DispositionWord
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.text.numbers import label, locator
from hisrg_desktop.meeting.text.parts import AGREED, Provision, blocks, provisions_of


def is_bracketed(provision: Provision) -> bool:
    """Whether words of the provision stand in square brackets."""
    return provision.state == "bracketed" or "[" in provision.text


def unsettled(provision: Provision) -> str:
    """Why the provision cannot be agreed as it stands, in words; empty where it can."""
    if provision.state == "alternatives":
        return "has alternatives"
    if provision.state in ("deferred", "referred", "deletion proposed"):
        return {"deletion proposed": "is proposed to be deleted"}.get(provision.state, f"is {provision.state}")
    return "has words in brackets" if is_bracketed(provision) else ""


def to_settle(record: Record, provision: str | None, block: str | None) -> list[Provision]:
    """The provisions that agreeing on a place settles: the one, or those of the block that are not agreed yet."""
    if provision:
        return [record.get(Provision, provision)]
    here = provisions_of(record, block) if block else []
    return [p for p in here if p.state not in AGREED and p.state != "deleted"]


def refuse_unsettled(record: Record, provisions: list[Provision]) -> None:
    """Refuse to agree on provisions in which something is left open."""
    if not provisions:
        raise OutOfOrder("There is nothing left to agree on here.")
    for provision in provisions:
        if why := unsettled(provision):
            raise OutOfOrder(f"{label(record, provision.id)} {why}; what is agreed has nothing left open.")


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something that stands in the way of adopting a text: where, what, the comment if it is one, and the remedy."""

    place: str
    what: str
    comment: str = ""
    remedy: Act | None = None


def provisions_in(record: Record, text: str) -> list[Provision]:
    """The provisions of a text in their order, without those deleted."""
    inside = [block.id for block in record.derive(blocks) if block.in_text == text]
    return [p for block in inside for p in provisions_of(record, block) if p.state != "deleted"]


def hindrances(record: Record, text: str) -> list[Hindrance]:
    """What stands in the way of adopting the text, place by place, then the comments of members not yet decided."""
    found: list[Hindrance] = []
    for provision in provisions_in(record, text):
        found += (
            [Hindrance(provision.id, why, remedy=_come_back(record, provision))]
            if (why := unsettled(provision))
            else []
        )
    for objection in unresolved(record):
        name = record.get(Person, objection.person).name
        place = objection.provision or objection.block or ""
        found.append(Hindrance(place, f"{name} objects" + (f": {objection.reason}" if objection.reason else "")))
    return [*found, *(_undecided(record, comment) for comment in _open_comments(record) if _is_required(comment))]


def _come_back(record: Record, provision: Provision) -> Act | None:
    there = record.where(Parked, provision=provision.id, returned_at=None)
    return Return(parked=there[-1].id) if there and provision.state in ("deferred", "referred") else None


def _open_comments(record: Record) -> list[Comment]:
    return [comment for comment in record.each(Comment) if is_open(record, comment)]


def _is_required(comment: Comment) -> bool:
    return consideration_due(comment) == "required"


def _undecided(record: Record, comment: Comment) -> Hindrance:
    there = disposition_of(record, comment.id)
    remedy = None
    if there and there.recommended:
        remedy = Dispose(comments=(comment.id,), word=there.recommended, observation=there.recommended_reason)
    return Hindrance(
        comment.provision or comment.block or "", f"{comment.number} of a member is undecided", comment.id, remedy
    )


def to_adopt(record: Record, text: str) -> list[Provision]:
    """The provisions that adopting a text adopts; refused while something stands in the way."""
    left = hindrances(record, text)
    if left:
        places = ", ".join(dict.fromkeys(locator(record, h.place) for h in left if h.place and not h.comment))
        comments = sum(bool(h.comment) for h in left)
        told = [f"something is left open in {places}"] if places else []
        told += [_counted(comments)] if comments else []
        raise OutOfOrder(f"The text cannot be adopted yet: {' and '.join(told) or left[0].what}.")
    return provisions_in(record, text)


def _counted(comments: int) -> str:
    return "1 comment of a member is undecided" if comments == 1 else f"{comments} comments of members are undecided"


def the_rest(record: Record) -> list[Comment]:
    """The comments without a disposition that need not be decided one by one: no member's consideration is required."""
    return [comment for comment in _open_comments(record) if not _is_required(comment)]


class NoteTheRest(Act):
    """Note the comments that need not be decided one by one.

    `word` says what becomes of those that only observers and others made; a panel's are noted in any case.
    """

    word: DispositionWord = "noted"
    decision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comments noted, or not taken up, all at once."""
        rest = the_rest(record)
        if not rest:
            raise OutOfOrder("No comment is left to be noted.")
        if self.word not in ("noted", "not taken up"):
            raise OutOfOrder("Comments are noted, or not taken up, in one act; anything else is decided one by one.")
        words: list[DispositionWord] = ["noted" if c.capacity == "P" else self.word for c in rest]
        return [
            disposed(record, comment.id, word, "", self.decision, moment)
            for comment, word in zip(rest, words, strict=True)
        ]

    def sentence(self, record: Record) -> str:
        """Counts them."""
        rest = len(the_rest(record))
        return f"{rest} {'comment' if rest == 1 else 'comments'}: {self.word}"
