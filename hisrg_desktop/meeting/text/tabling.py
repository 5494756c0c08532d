"""Tabling a proposal that changes more than words: move, split, merge, a block, a footnote."""

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, tabled
from hisrg_desktop.meeting.lists import Operation
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record
from hisrg_desktop.meeting.text.brackets import closed_at_cuts
from hisrg_desktop.meeting.text.carrying import in_words
from hisrg_desktop.meeting.text.parts import Provision


class ProposeChange(Act):
    """Table a proposal of the speaker's.

    The fields are those of a `Proposal`, which says what each operation uses; without `speaker` it is whoever has the
    floor, without `text` the comment says in words what is proposed.
    """

    operation: Operation
    provision: str
    after: str = ""
    target: str | None = None
    texts: tuple[str, ...] = ()
    offset: int = 0
    speaker: str | None = None
    text: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The words taken down, with the proposal they make."""
        words = self.text.strip() or f"{in_words(record, self._asked(record, moment))}."
        taken = TakeDown(text=words, speaker=self.speaker, provision=self.provision, kind="proposal")
        changes = taken.decide(record, moment)
        comment = next(c.after for c in changes if c.before is None and isinstance(c.after, Comment))
        if not (comment.author or comment.by):
            raise OutOfOrder("Nobody has the floor whose proposal it would be; say who proposes it.")
        return changes + tabled(
            record.after(changes),
            moment,
            comment,
            self.after,
            self.operation,
            target=self.target,
            texts=closed_at_cuts(self.texts) if self.operation == "split" else self.texts,
            offset=self.offset,
        )

    def _asked(self, record: Record, moment: Moment) -> Proposal:
        return Proposal(
            id="",
            number="",
            comment="",
            provision=self.provision,
            operation=self.operation,
            before=record.get(Provision, self.provision).text,
            after=self.after,
            target=self.target,
            texts=self.texts,
            at=moment.at,
        )

    def sentence(self, record: Record) -> str:
        """Names the place."""
        return f"Table a proposal to {self.operation} at {record.get(Provision, self.provision).numbered or 'the text'}"
