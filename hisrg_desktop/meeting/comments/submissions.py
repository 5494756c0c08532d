"""Submissions: the returned files from which comments were taken, kept whole; many are taken in as one entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Field

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.attachments import Attachment
from hisrg_desktop.meeting.comments.capture import comment_number
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, settled, tabled
from hisrg_desktop.meeting.lists import UNDECIDED, Channel
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.functions import badge_of
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added
from hisrg_desktop.meeting.returned.items import Item
from hisrg_desktop.meeting.text.parts import Provision


class Submission(Row):
    """A letter, e-mail, table or marked-up Word file from which several comments were taken; the file itself is kept.

    `sender` (or, where they are not on record, `by`) sent it; `draft` is what it was made from. `corrects` is the earlier
    submission of which it is a corrected version. `formatting` and `carried` count what was left out: changes of mere
    looks, and changes that the file carried when it was given out.
    """

    searched = ("name",)

    name: str
    attachment: str = Field(foreign_key="attachment.id", index=True)
    sender: str | None = Field(default=None, foreign_key="person.id", index=True)
    by: str = ""
    received_at: datetime
    draft: str | None = Field(default=None, foreign_key="draft.id")
    corrects: str | None = Field(default=None, foreign_key="submission.id")
    formatting: int = 0
    carried: int = 0


@dataclass(frozen=True, slots=True)
class Submitted:
    """One returned file to take in: who sent it, what it was made from, its points in the order of the file.

    `replaces` are the proposals on record that its own give other words to: by a point's key, the proposal's id.
    """

    attachment: Attachment
    items: tuple[Item, ...]
    name: str = ""
    sender: str | None = None
    by: str = ""
    draft: str | None = None
    corrects: str | None = None
    received_at: datetime | None = None
    formatting: int = 0
    carried: int = 0
    replaces: Mapping[str, str] = field(default_factory=dict)


class TakeInSubmissions(Act):
    """Take in returned files."""

    files: tuple[Submitted, ...] = Field(min_length=1)
    channel: Channel = "written"

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """Each file kept, and its points as comments and proposals under numbers of their own.

        A file whose very bytes are on record, or come twice here, is passed over; so is a point that is left out.
        """
        changes: list[Change] = []
        for file in self.files:
            decided = _taken(record, moment, file, self.channel)
            record = record.after(decided)
            changes += decided
        if not changes:
            raise OutOfOrder("These files have been taken in already; nothing in them is new.")
        return changes

    def sentence(self, record: Record) -> str:
        """Names one file, counts several."""
        names = [file.name or file.attachment.name for file in self.files]
        return f"Take in {names[0]}" if len(names) == 1 else f"Take in {len(names)} returned files"


def submission_of(record: Record, digest: str) -> Submission | None:
    """The submission whose file has this digest."""
    return record.one(Submission, attachment=digest)


def comments_of(record: Record, submission: str) -> tuple[Comment, ...]:
    """The comments taken from a submission, in their order."""
    return record.where(Comment, submission=submission)


def sender_of(record: Record, submission: Submission) -> str:
    """The name of who sent a submission."""
    person = record.find(Person, submission.sender)
    return person.name if person else submission.by


def _taken(record: Record, moment: Moment, file: Submitted, channel: Channel) -> list[Change]:
    if submission_of(record, file.attachment.id):
        return []
    changes: list[Change] = []
    if record.find(Attachment, file.attachment.id) is None:
        changes.append(added(file.attachment))
    received = file.received_at or moment.at
    submission = Submission(
        id=moment.new_id(),
        name=file.name or file.attachment.name,
        attachment=file.attachment.id,
        sender=file.sender,
        by="" if file.sender else file.by,
        received_at=received,
        draft=file.draft,
        corrects=file.corrects,
        formatting=file.formatting,
        carried=file.carried,
    )
    changes.append(added(submission))
    made: dict[str, str] = {}
    for item in in_order(file.items):
        if not item.left_out:
            changes += _point(record, moment, item, submission, channel, made, file.replaces.get(item.key))
    return changes


def in_order(items: tuple[Item, ...]) -> list[Item]:
    """The points so that each answer follows what it answers."""
    keys = {item.key for item in items}
    done: set[str] = set()
    left, told = list(items), []
    while left:
        ready = [i for i in left if i.answers not in keys or i.answers in done] or left[:1]
        told += ready
        done |= {i.key for i in ready}
        left = [i for i in left if i.key not in done]
    return told


def _point(
    record: Record,
    moment: Moment,
    item: Item,
    submission: Submission,
    channel: Channel,
    made: dict[str, str],
    replaces: str | None,
) -> list[Change]:
    """The comment of one point, with the proposal it makes and what that takes the place of."""
    comment = _comment(record, moment, item, submission, channel, made)
    made[item.key] = comment.id
    changes: list[Change] = [added(comment)]
    if item.operation and comment.provision:
        changes += tabled(
            record,
            moment,
            comment,
            item.after if item.operation not in ("move", "split", "delete") else "",
            item.operation,
            target=item.target,
            texts=item.texts,
            offset=item.offset,
            before=None if _of_something_else(item) else item.before,
        )
    earlier = record.find(Proposal, replaces)
    if earlier and earlier.state in UNDECIDED:
        changes += settled(record, moment, earlier, "superseded")
    return changes


def _of_something_else(item: Item) -> bool:
    """Whether the words changed are a footnote's or a block's heading, and not the provision's own."""
    return item.footnote is not None or (item.target is not None and item.target == item.block)


def _comment(
    record: Record, moment: Moment, item: Item, submission: Submission, channel: Channel, made: dict[str, str]
) -> Comment:
    # What somebody was when the file came counts; the day on which they wrote in it may lie before they joined.
    day = submission.received_at.date()
    organisation = organisation_of(record, item.person, day) if item.person else None
    capacity = badge_of(record, item.person, day) if item.person else ""
    provision = record.find(Provision, item.provision)
    lost = item.placing == "lost its place"
    answers = made.get(item.answers or "") or (item.answers if record.find(Comment, item.answers) else None)
    return Comment(
        id=moment.new_id(),
        number=comment_number(record, moment, capacity, organisation),
        author=item.person,
        by="" if item.person else item.author or submission.by or submission.name,
        organisation=organisation.id if organisation else None,
        capacity=capacity,
        channel=channel,
        kind="proposal" if item.operation else "remark",
        type=item.type,
        text=item.words,
        block=None if lost else provision.block if provision else item.block,
        provision=None if lost or not provision else provision.id,
        footnote=None if lost else item.footnote,
        submission=submission.id,
        quote=item.quote,
        placing=item.placing,
        why=item.why,
        untracked=item.untracked,
        answers=answers,
        resolved=item.resolved,
        at=item.at or submission.received_at,
    )
