"""Taking down what is said: no rule stops words from being saved; what is out of order is flagged beside them."""

from typing import Literal

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.agenda.now import now
from hisrg_desktop.meeting.comments.comments import Comment, prefix_of
from hisrg_desktop.meeting.comments.off_the_record import off_the_record
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.comments.proposals import Proposal, Stance, backed, tabled, with_wording
from hisrg_desktop.meeting.floor.interventions import Intervention, began, running
from hisrg_desktop.meeting.floor.invitations import RecordInvitation, invitation_for, needs_invitation
from hisrg_desktop.meeting.lists import UNDECIDED, CommentType, TakenDown
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.participations import organisation_of
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced
from hisrg_desktop.meeting.roll.attendance import Arrive, capacity_of, in_room_at, seat_of
from hisrg_desktop.meeting.roll.closing import corrected, is_closed, refuse_unless_corrected
from hisrg_desktop.meeting.roll.meetings import Sitting, current_sitting
from hisrg_desktop.meeting.standing import standing
from hisrg_desktop.meeting.text.numbers import label
from hisrg_desktop.meeting.text.parts import Provision

standing(Comment)(refuse_unless_corrected)


class TakeDown(Act):
    """Take down what is said. While the room is off the record it becomes a private note.

    Without `speaker` the words are those of the person who has the floor; without a place they belong to the
    debate and to no provision. `proposes` is the whole text that the provision would read.
    """

    text: str
    speaker: str | None = None
    block: str | None = None
    provision: str | None = None
    footnote: str | None = None
    kind: TakenDown = "remark"
    type: CommentType = "te"
    tags: tuple[str, ...] = ()
    proposes: str | None = None
    supports: str | None = None
    opposes: str | None = None

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment in its intervention, with the proposal or the support it expresses."""
        if not self.text.strip() and self.proposes is None and not (self.supports or self.opposes):
            raise OutOfOrder("There are no words to take down.")
        speaker = self.speaker or self._has_floor(record)
        if off_the_record(record):
            words = with_wording(self.text, self.proposes, None)
            return kept_off_record(record, moment, words, speaker, self.block, self.provision)
        changes, intervention = self._turn(record, moment, speaker)
        comment = self._comment(record, moment, speaker, intervention)
        changes.append(added(comment))
        if self.proposes is not None and comment.provision:
            changes += tabled(record, moment, comment, self.proposes)
        said: tuple[tuple[str | None, Stance], ...] = ((self.supports, "support"), (self.opposes, "oppose"))
        for proposal, stance in said:
            if proposal and speaker:
                changes += backed(record, moment, record.get(Proposal, proposal), speaker, stance, comment.id)
        return changes

    def _has_floor(self, record: Record) -> str | None:
        there = running(record)
        return there.speaker if there else None

    def _turn(self, record: Record, moment: Moment, speaker: str | None) -> tuple[list[Change], Intervention | None]:
        """The intervention during which it was said, begun where a named person had not the floor."""
        sitting = current_sitting(record)
        there = running(record)
        if sitting is None or speaker is None:
            return [], None
        if there and there.speaker == speaker:
            return [], there
        goes_on = _interjecting(record, sitting.id, speaker)
        if goes_on:
            return [], goes_on
        at = now(record)
        item = at.item if at else None
        badge = capacity_of(record, speaker, moment.at.date())
        invitation = invitation_for(record, speaker, sitting.id, item) if needs_invitation(badge) else None
        turn = began(
            record,
            moment,
            sitting=sitting.id,
            speaker=speaker,
            item=item,
            invitation=invitation.id if invitation else None,
            # What is said in a pause is an instant: clocks stand still.
            interjection=there is not None or sitting.state == "suspended",
        )
        assert isinstance(turn.after, Intervention)
        return [turn], turn.after

    def _comment(
        self, record: Record, moment: Moment, speaker: str | None, intervention: Intervention | None
    ) -> Comment:
        day = moment.at.date()
        organisation = organisation_of(record, seat_of(record, speaker), day) if speaker else None
        capacity = capacity_of(record, speaker, day) if speaker else ""
        provision = record.find(Provision, self.provision)
        return Comment(
            id=moment.new_id(),
            number=comment_number(record, moment, capacity or "S", organisation),
            author=speaker,
            organisation=organisation.id if organisation else None,
            capacity=capacity,
            kind=self.kind,
            type=self.type,
            text=with_wording(self.text, self.proposes, self.provision),
            block=provision.block if provision else self.block,
            provision=self.provision,
            footnote=self.footnote,
            intervention=intervention.id if intervention else None,
            tags=self.tags,
            at=moment.at,
        )

    def sentence(self, record: Record) -> str:
        """Names the speaker and the place, and begins the words."""
        if off_the_record(record):
            return "Keep a note off the record"
        speaker = record.find(Person, self.speaker or self._has_floor(record))
        who = speaker.initialled if speaker else "the secretariat"
        where = label(record, self.provision) or label(record, self.block)
        words = self.text if len(self.text) <= 60 else self.text[:57] + "…"
        return f"Take down {who}{' on ' + where if where else ''}: {words}".rstrip(": ")


def _interjecting(record: Record, sitting: str, speaker: str) -> Intervention | None:
    """The interjection that this person is making: nobody else has begun to speak or was taken down since."""
    turn = max(record.where(Intervention, sitting=sitting), key=lambda i: i.id, default=None)
    if turn is None or not turn.interjection or turn.speaker != speaker:
        return None
    said = record.where(Comment, channel="in session")
    return turn if said and said[-1].intervention == turn.id else None


def kept_off_record(
    record: Record, moment: Moment, text: str, speaker: str | None, block: str | None, provision: str | None
) -> list[Change]:
    """The note that words become which were typed while the room was off the record."""
    return TakeNote(text=text, person=speaker, block=block, provision=provision).decide(record, moment)


def comment_number(record: Record, moment: Moment, capacity: str, organisation: Organisation | None) -> str:
    """A comment's number, such as ``M-SWF-003``; counted for each organisation and never used twice."""
    first = prefix_of(capacity)
    stem = f"{first}-{organisation.short}" if organisation and organisation.short else first
    return f"{stem}-{moment.next_number(record, f'comment:{stem}'):03d}"


class EditComment(Act):
    """Edit what was taken down."""

    comment: str
    text: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment with other words; after the sitting was closed only as a correction, with a reason."""
        comment = record.get(Comment, self.comment)
        if not self.text.strip():
            raise OutOfOrder(
                f"{comment.number} would have no words; strike it out instead.",
                remedy=StrikeOut(comment=comment.id, why=self.why),
            )
        return [replaced(comment, text=self.text), *correcting(record, comment, self.why, moment)]

    def sentence(self, record: Record) -> str:
        """Names the comment."""
        return f"Edit {record.get(Comment, self.comment).number}"


class MoveComment(Act):
    """Move what was taken down to another place."""

    comment: str
    block: str | None = None
    provision: str | None = None
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment at this place, its time kept."""
        provision = record.find(Provision, self.provision)
        block = provision.block if provision else self.block
        comment = record.get(Comment, self.comment)
        return [
            replaced(comment, block=block, provision=self.provision, placing="placed", why=""),
            *correcting(record, comment, self.why, moment),
        ]

    def sentence(self, record: Record) -> str:
        """Names the comment and the place."""
        where = label(record, self.provision) or label(record, self.block) or "the debate"
        return f"Move {record.get(Comment, self.comment).number} to {where}"


class StrikeOut(Act):
    """Strike out what was taken down."""

    comment: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment struck; it stays on record and can be restored."""
        comment = record.get(Comment, self.comment)
        if comment.struck:
            raise OutOfOrder(f"{comment.number} is struck out already.", remedy=Restore(comment=comment.id))
        return [replaced(comment, struck=True), *correcting(record, comment, self.why, moment)]

    def sentence(self, record: Record) -> str:
        """Names the comment."""
        return f"Strike out {record.get(Comment, self.comment).number}"


class Restore(Act):
    """Restore what was struck out."""

    comment: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The comment as it was."""
        comment = record.get(Comment, self.comment)
        if not comment.struck:
            raise OutOfOrder(f"{comment.number} is not struck out.")
        return [replaced(comment, struck=False), *correcting(record, comment, self.why, moment)]

    def sentence(self, record: Record) -> str:
        """Names the comment."""
        return f"Restore {record.get(Comment, self.comment).number}"


def correcting(record: Record, comment: Comment, why: str, moment: Moment, row: Row | None = None) -> list[Change]:
    """The note that a comment (or a row changed with it) is corrected; refused without a reason, empty where none is due."""
    if not is_closed(record, comment):
        return []
    if not why:
        raise SayWhy("The sitting is closed; say why this is corrected.")
    return [corrected(row or comment, why, moment)]


class SayWhy(OutOfOrder):
    """What is asked changes what was recorded in a sitting that is closed, and needs a reason."""


def belongs_to_now(record: Record, comment: Comment) -> bool:
    """Whether a comment was taken down in the sitting that runs."""
    sitting = current_sitting(record)
    turn = record.find(Intervention, comment.intervention)
    if sitting is None or sitting.opened_at is None:
        return False
    return turn.sitting == sitting.id if turn else comment.at >= sitting.opened_at


def latest_open(record: Record, provision: str | None, sponsor: str | None = None) -> Proposal | None:
    """The proposal last made on a provision (by a person) that the room has still to decide."""
    found = [
        p
        for p in record.where(Proposal, provision=provision)
        if p.state in UNDECIDED and (sponsor is None or p.sponsor == sponsor)
    ]
    return found[-1] if found else None


Flag = Literal["invitation not recorded", "not marked present", "no sitting is open"]


def irregularity(record: Record, comment: Comment) -> OutOfOrder | None:
    """What is out of order about words that were taken down all the same, with the act that puts it right."""
    flags = flags_of(record, comment)
    intervention = record.find(Intervention, comment.intervention)
    if not flags or intervention is None or comment.author is None:
        return None
    name = record.get(Person, comment.author).name
    if "invitation not recorded" in flags:
        remedy = RecordInvitation(intervention=intervention.id)
        return OutOfOrder(
            f"{name} observes; the words are taken down, the chair's invitation is not on record.", remedy
        )
    return OutOfOrder(f"{name} is not marked present; the words are taken down.", Arrive(people=(comment.author,)))


def flags_of(record: Record, comment: Comment) -> list[Flag]:
    """What is out of order about a comment taken down in session."""
    intervention = record.find(Intervention, comment.intervention)
    if comment.channel != "in session":
        return []
    if intervention is None:
        return ["no sitting is open"] if comment.author and not next(record.each(Sitting), None) else []
    flags: list[Flag] = []
    if needs_invitation(intervention.capacity) and intervention.invitation is None:
        flags.append("invitation not recorded")
    present = {a.person for a in in_room_at(record, intervention.sitting, comment.at)}
    if comment.author and comment.author not in present:
        flags.append("not marked present")
    return flags
