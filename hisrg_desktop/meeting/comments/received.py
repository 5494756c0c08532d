"""Comments received in writing, and what becomes of comments: recommendation first, then disposition."""

from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.capture import comment_number
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, tabled, with_wording
from hisrg_desktop.meeting.lists import ACCEPTED, NEEDS_REASON, Channel, CommentType, DispositionWord
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.amendments import Amendment
from hisrg_desktop.meeting.text.parts import Provision

_NOT_CARRIED_OUT = (
    "proposes a change that no amendment carries out; say in the observation why it is accepted all the same."
)


class Disposition(Row):
    """What became of a comment; its id is the comment's. The secretariat recommends, the Group decides.

    `amendment` is the change of the text that carries an accepted comment out.
    """

    recommended: DispositionWord | None = None
    recommended_reason: str = ""
    decided: DispositionWord | None = None
    observation: str = ""
    decision: str | None = Field(default=None, foreign_key="decision.id")
    amendment: str | None = Field(default=None, foreign_key="amendment.id")
    decided_at: datetime | None = None


@standing(Disposition)
def accepted_means_carried_out_or_says_why_not(before: Record, after: Record, changes: list[Change]) -> str | None:
    """*Accepted* in any form on a comment with a proposal links to the amendment, or says why there is none."""
    for change in changes:
        there = change.after
        if not isinstance(there, Disposition) or there.decided not in ACCEPTED:
            continue
        if not (there.amendment or there.observation) and proposal_of(after, there.id):
            return f"{after.get(Comment, there.id).number} {_NOT_CARRIED_OUT}"
    return None


class ReceiveComment(Act):
    """Receive a comment in writing."""

    text: str
    author: str | None = None
    by: str = ""
    channel: Channel = "written"
    type: CommentType = "te"
    block: str | None = None
    provision: str | None = None
    footnote: str | None = None
    received_at: datetime | None = None
    proposes: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment, numbered, with the proposal it makes."""
        if not (self.author or self.by):
            raise OutOfOrder("A comment received needs its author.")
        at = self.received_at or moment.at
        organisation = organisation_of(record, self.author, at.date()) if self.author else None
        capacity = badge_of(record, self.author, at.date()) if self.author else ""
        provision = record.find(Provision, self.provision)
        comment = Comment(
            id=moment.new_id(),
            number=self._number(record, moment, capacity, organisation),
            author=self.author,
            by=self.by,
            organisation=organisation.id if organisation else None,
            capacity=capacity,
            channel=self.channel,
            kind="proposal" if self.proposes is not None else "remark",
            type=self.type,
            text=with_wording(self.text, self.proposes, self.provision),
            block=provision.block if provision else self.block,
            provision=self.provision,
            footnote=self.footnote,
            at=at,
        )
        changes: list[Change] = [added(comment)]
        if self.proposes is not None and comment.provision:
            changes += tabled(record, moment, comment, self.proposes)
        return changes

    def _number(self, record: Record, moment: Moment, capacity: str, organisation: Organisation | None) -> str:
        return comment_number(record, moment, capacity, organisation)


def disposition_of(record: Record, comment: str) -> Disposition | None:
    """What became of a comment so far."""
    return record.find(Disposition, comment)


def is_due(record: Record, comment: Comment) -> bool:
    """Whether a disposition is due: for proposals, drafting points and all that was received in writing."""
    return not comment.struck and (comment.channel != "in session" or comment.kind in ("proposal", "drafting point"))


def is_open(record: Record, comment: Comment) -> bool:
    """Whether a disposition is due and not yet decided."""
    there = disposition_of(record, comment.id)
    return is_due(record, comment) and (there is None or there.decided is None)


def _with(record: Record, comment: str, **fields: object) -> Change:
    there = disposition_of(record, comment)
    return replaced(there, **fields) if there else added(Disposition.model_validate({"id": comment, **fields}))


def need_reason(word: str, reason: str) -> None:
    """Refuse a disposition without the reason that it needs."""
    if word in NEEDS_REASON and not reason.strip():
        raise OutOfOrder(f"“{word.capitalize()}” needs a reason.")


class Recommend(Act):
    """Recommend a disposition."""

    comments: tuple[str, ...] = Field(min_length=1)
    word: DispositionWord
    reason: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The secretariat's recommendation for each comment."""
        need_reason(self.word, self.reason)
        return [
            _with(record, record.get(Comment, key).id, recommended=self.word, recommended_reason=self.reason)
            for key in self.comments
        ]

    def sentence(self, record: Record) -> str:
        """Names one comment, counts several."""
        return f"Recommend {_which(record, self.comments)}: {self.word}"


class Dispose(Act):
    """Decide the disposition of comments."""

    comments: tuple[str, ...] = Field(min_length=1)
    word: DispositionWord
    observation: str = ""
    decision: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The disposition of each comment, with the decision it rests on."""
        need_reason(self.word, self.observation)
        return [
            disposed(record, record.get(Comment, key).id, self.word, self.observation, self.decision, moment)
            for key in self.comments
        ]

    def sentence(self, record: Record) -> str:
        """Names one comment, counts several."""
        return f"Dispose of {_which(record, self.comments)}: {self.word}"


def disposed(record: Record, comment: str, word: str, observation: str, decision: str | None, moment: Moment) -> Change:
    """The change that decides a comment's disposition, linked to the amendment that carries it out."""
    carried = amendment_for(record, comment, decision) if word in ACCEPTED else None
    fields = {
        "decided": word,
        "observation": observation,
        "decision": decision,
        "amendment": carried.id if carried else None,
        "decided_at": moment.at,
    }
    return _with(record, comment, **fields)


def amendment_for(record: Record, comment: str, decision: str | None) -> Amendment | None:
    """The amendment that made the change a comment proposes: its own, or one of the decision at the same place."""
    proposal = proposal_of(record, comment)
    if proposal is None:
        return None
    own = record.one(Amendment, proposal=proposal.id)
    if own or decision is None:
        return own
    return record.one(Amendment, decision=decision, provision=proposal.provision)


def _which(record: Record, comments: tuple[str, ...]) -> str:
    return record.get(Comment, comments[0]).number if len(comments) == 1 else f"{len(comments)} comments"


def proposal_of(record: Record, comment: str) -> Proposal | None:
    """The proposal that a comment makes, or None."""
    return record.one(Proposal, comment=comment)
