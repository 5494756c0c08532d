"""Putting right how words were taken down: continued, split, joined, moved to another speaker. Times are kept."""

from collections.abc import Iterator

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.capture import (
    belongs_to_now,
    comment_number,
    correcting,
    kept_off_record,
)
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.comments.proposals import Proposal, Support
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.hygiene import LONGEST
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.participations import organisation_of, participation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, added, removed, replaced
from hisrg_desktop.meeting.roll.attendance import capacity_of, seat_of
from hisrg_desktop.meeting.roll.closing import is_closed
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.standing import using


def latest_first(record: Record) -> Iterator[Comment]:
    """What was taken down in session and not struck out, the last first."""
    said = record.where(Comment, channel="in session")
    return (comment for comment in sorted(said[-200:], key=_when, reverse=True) if not comment.struck)


def last_said(record: Record, speaker: str | None = None) -> Comment | None:
    """The last entry of the sitting that runs, by anybody or by this speaker; None where there is none."""
    if current_sitting(record) is None:
        return None
    fitting = (c for c in latest_first(record) if speaker is None or c.author == speaker)
    last = next(fitting, None)
    return last if last and belongs_to_now(record, last) else None


def _when(comment: Comment) -> tuple[object, str]:
    return comment.at, comment.id


def continued(before: str, more: str) -> str:
    """The words with more behind them; what begins with a stop or a comma follows without a blank."""
    joins = not before or before[-1:].isspace() or more[:1] in ",.;:!?)"
    return f"{before}{'' if joins else ' '}{more}"


class ContinueComment(Act):
    """Continue what was taken down."""

    comment: str
    text: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment with more words; its time is kept."""
        comment = record.get(Comment, self.comment)
        if off_the_record(record):
            return kept_off_record(record, moment, self.text, comment.author, comment.block, comment.provision)
        text = continued(comment.text, self.text)
        if len(text) > LONGEST:
            raise OutOfOrder(
                f"{comment.number} is as long as an entry can be; take these words down as one of their own."
            )
        return [replaced(comment, text=text), *correcting(record, comment, self.why, moment)]

    def sentence(self, record: Record) -> str:
        """Names the comment."""
        return f"Continue {record.get(Comment, self.comment).number}"


class SplitComment(Act):
    """Split what was taken down in two."""

    comment: str
    at: int
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The words before this many characters, and those behind as an entry of their own at the same time."""
        comment = record.get(Comment, self.comment)
        first, second = comment.text[: self.at].rstrip(), comment.text[self.at :].lstrip()
        if not first or not second:
            raise OutOfOrder(f"Put the caret between two words of {comment.number}.")
        fields = {"id": _behind(record, comment.id), "number": _number(record, moment, comment), "text": second}
        other = Comment(**{**comment.__dict__, **fields})
        return [
            replaced(comment, text=first),
            added(other),
            *correcting(record, comment, self.why, moment),
            *correcting(record, other, self.why, moment),
        ]

    def sentence(self, record: Record) -> str:
        """Names the comment."""
        return f"Split {record.get(Comment, self.comment).number}"


def _behind(record: Record, key: str) -> str:
    """An id that comes right behind this one: what was said at one instant stays in its order."""
    following = min((other for other in record.all(Comment) if other.startswith(key) and other != key), default="")
    if not following:
        return f"{key}8"
    zeros = key + "0" * (len(following) - len(key) - len(following[len(key) :].lstrip("0")))
    return zeros + {"8": "4", "4": "2", "2": "1"}.get(following[len(zeros)], "08")


def before_it(record: Record, comment: Comment) -> Comment | None:
    """The entry by the same speaker before this one, in the same sitting."""
    earlier = [c for c in record.where(Comment, author=comment.author) if c.channel == "in session" and not c.struck]
    there = max((c for c in earlier if _when(c) < _when(comment)), key=_when, default=None)
    return there if there and _sitting(record, there) == _sitting(record, comment) else None


def _sitting(record: Record, comment: Comment) -> str | None:
    turn = record.find(Intervention, comment.intervention)
    return turn.sitting if turn else None


class JoinComment(Act):
    """Join what was taken down with the entry before it."""

    comment: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The entry before with these words behind its own; refused where something rests on this one."""
        comment = record.get(Comment, self.comment)
        before = before_it(record, comment)
        if before is None:
            raise OutOfOrder(f"There is no entry by the same speaker before {comment.number}.")
        if using(record, Comment, comment.id):
            raise OutOfOrder(f"A proposal or a support rests on {comment.number}; it stays an entry of its own.")
        tags = tuple(dict.fromkeys((*before.tags, *comment.tags)))
        return [
            replaced(before, text=continued(before.text, comment.text), tags=tags),
            removed(comment),
            *_emptied(record, comment),
            *correcting(record, before, self.why, moment),
            *correcting(record, comment, self.why, moment),
        ]

    def sentence(self, record: Record) -> str:
        """Names both."""
        comment = record.get(Comment, self.comment)
        before = before_it(record, comment)
        return f"Join {comment.number} with {before.number if before else 'the entry before'}"


class ReassignComment(Act):
    """Move what was taken down to another speaker."""

    comment: str
    speaker: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment as theirs, at the time it was said, in their turn then or in one of its own."""
        comment = record.get(Comment, self.comment)
        if comment.author == self.speaker:
            raise OutOfOrder(f"{comment.number} is {record.get(Person, self.speaker).name}'s already.")
        turns, turn = self._turn(record, moment, comment)
        day = comment.at.date()
        organisation = organisation_of(record, seat_of(record, self.speaker), day)
        theirs = replaced(
            comment,
            author=self.speaker,
            by="",
            capacity=capacity_of(record, self.speaker, day),
            organisation=organisation.id if organisation else None,
            intervention=turn,
        )
        assert isinstance(theirs.after, Comment)
        return [
            *turns,
            replaced(comment, **{**theirs.after.__dict__, "number": _number(record, moment, theirs.after)}),
            *self._backing(record, comment),
            *_emptied(record, comment),
            *correcting(record, comment, self.why, moment),
        ]

    def _turn(self, record: Record, moment: Moment, comment: Comment) -> tuple[list[Change], str | None]:
        """Their turn in which it was said, or an interjection at its time."""
        sitting = _sitting(record, comment)
        if sitting is None:
            return [], None
        for turn in record.where(Intervention, sitting=sitting, speaker=self.speaker):
            if turn.began_at <= comment.at and (turn.ended_at is None or comment.at <= turn.ended_at):
                return [], turn.id
        day, was = comment.at.date(), record.get(Intervention, comment.intervention or "")
        held = participation_of(record, seat_of(record, self.speaker), day)
        turn = Intervention(
            id=moment.new_id(),
            sitting=sitting,
            item=was.item,
            speaker=self.speaker,
            organisation=held.organisation if held else None,
            capacity=capacity_of(record, self.speaker, day),
            began_at=comment.at,
            ended_at=comment.at,
            interjection=True,
        )
        return [added(turn), *correcting(record, comment, self.why, moment, turn)], turn.id

    def _backing(self, record: Record, comment: Comment) -> list[Change]:
        """What was proposed and backed with these words is theirs as well."""
        changes: list[Change] = []
        for proposal in record.where(Proposal, comment=comment.id):
            if proposal.state not in UNDECIDED:
                raise OutOfOrder(f"{proposal.number} has been decided: {proposal.state}; it stays with who made it.")
            changes.append(replaced(proposal, sponsor=self.speaker, by=""))
        return changes + [replaced(s, person=self.speaker) for s in record.where(Support, comment=comment.id)]

    def sentence(self, record: Record) -> str:
        """Names the comment and the speaker."""
        return f"Move {record.get(Comment, self.comment).number} to {record.get(Person, self.speaker).name}"


def _number(record: Record, moment: Moment, comment: Comment) -> str:
    from hisrg_desktop.meeting.people.organisations import Organisation

    return comment_number(record, moment, comment.capacity or "S", record.find(Organisation, comment.organisation))


def _emptied(record: Record, comment: Comment) -> list[Change]:
    """The interjection that was there only for these words goes with them."""
    turn = record.find(Intervention, comment.intervention)
    alone = turn is not None and len(record.where(Comment, intervention=turn.id)) == 1
    if turn is None or not turn.interjection or not alone or is_closed(record, turn):
        return []
    return [removed(turn)]
