"""A turn of speech put right afterwards: who spoke, from when to when, and on whose invitation."""

from datetime import datetime

from hisrg_desktop.meeting.acts import Act, Moment, Together
from hisrg_desktop.meeting.comments.capture import SayWhy
from hisrg_desktop.meeting.floor.interventions import Intervention
from hisrg_desktop.meeting.floor.invitations import RecordInvitation, needs_invitation
from hisrg_desktop.meeting.floor.reassigning import ReassignIntervention
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.persons import Person
from hisrg_desktop.meeting.record import Change, Record, changed_only, replaced
from hisrg_desktop.meeting.roll.closing import Correction, corrected
from hisrg_desktop.meeting.roll.meetings import Sitting, named


class CorrectTurn(Act):
    """Correct a turn of speech that has ended.

    What is not given stays as it is. `invited` puts on record that the chair had invited the observer who spoke. In a
    closed sitting `why` is needed, and everything changed is marked as corrected.
    """

    intervention: str
    speaker: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    invited: bool = False
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The turn put down to who spoke, with its times and the invitation; the corrections where the sitting is closed."""
        sitting = self._refuse(record)
        changes = self._speaker(record, moment)
        changes += self._times(record.after(changes))
        changes += self._invitation(record.after(changes), moment)
        changes = changed_only(changes)
        if not changes:
            raise OutOfOrder("Nothing about this turn of speech is different.")
        return [*changes, *self._marked(changes, moment)] if sitting.state == "closed" else changes

    def _refuse(self, record: Record) -> Sitting:
        turn = record.get(Intervention, self.intervention)
        sitting = record.get(Sitting, turn.sitting)
        if turn.ended_at is None:
            raise OutOfOrder(f"{_name(record, turn)} has the floor; a turn is corrected once it has ended.")
        if sitting.state == "closed" and not self.why.strip():
            raise SayWhy("The sitting is closed; say why this is corrected.")
        return sitting

    def _speaker(self, record: Record, moment: Moment) -> list[Change]:
        turn = record.get(Intervention, self.intervention)
        if self.speaker in (None, turn.speaker):
            return []
        act = ReassignIntervention(intervention=turn.id, person=self.speaker or "", why=self.why)
        return act.decide(record, moment)

    def _invitation(self, record: Record, moment: Moment) -> list[Change]:
        turn = record.get(Intervention, self.intervention)
        if not self.invited or turn.invitation or not needs_invitation(turn.capacity):
            return []
        return RecordInvitation(intervention=turn.id).decide(record, moment)

    def _times(self, record: Record) -> list[Change]:
        turn = record.get(Intervention, self.intervention)
        began, ended = self.began_at or turn.began_at, self.ended_at or turn.ended_at
        assert ended is not None
        if (began, ended) == (turn.began_at, turn.ended_at):
            return []
        sitting = record.get(Sitting, turn.sitting)
        if turn.interjection:
            raise OutOfOrder("These words were thrown in while another spoke; they have no times of their own.")
        if ended < began:
            raise OutOfOrder("A turn of speech cannot end before it began.")
        if (sitting.opened_at and began < sitting.opened_at) or (sitting.closed_at and ended > sitting.closed_at):
            raise OutOfOrder(f"{named(sitting)} {_ran(sitting)}.")
        self._refuse_to_overlap(record, turn, began, ended)
        return [replaced(turn, began_at=began, ended_at=ended)]

    def _refuse_to_overlap(self, record: Record, turn: Intervention, began: datetime, ended: datetime) -> None:
        """Refuse times at which another had the floor; the remedy shortens theirs, where something of it is left."""
        turns = record.where(Intervention, sitting=turn.sitting)
        met = [one for one in turns if one.id != turn.id and not one.interjection and _meets(one, began, ended)]
        if not met:
            return
        shorter = [self._shortened(one, turn, began, ended) for one in met]
        names = " and ".join(dict.fromkeys(_name(record, one) for one in met))
        told = ", ".join(f"{_clock(one.began_at)}–{_clock(one.ended_at) if one.ended_at else 'now'}" for one in met)
        acts = [one for one in shorter if one is not None]
        remedy = None
        if len(acts) == len(met):
            called = f"Shorten the turn of {names}, and {self._said(record)[:1].lower()}{self._said(record)[1:]}"
            remedy = Together(acts=(*acts, self), called=called)
        raise OutOfOrder(f"{names} had the floor then ({told}).", remedy=remedy)

    def _shortened(
        self, other: Intervention, turn: Intervention, began: datetime, ended: datetime
    ) -> "CorrectTurn | None":
        """What makes room on the side on which the other turn lies; None where nothing of it would be left."""
        if other.began_at <= turn.began_at and other.ended_at is not None and other.began_at < began:
            return CorrectTurn(intervention=other.id, ended_at=began, why=self.why)
        if other.began_at >= turn.began_at and other.ended_at is not None and ended < other.ended_at:
            return CorrectTurn(intervention=other.id, began_at=ended, why=self.why)
        return None

    def _marked(self, changes: list[Change], moment: Moment) -> list[Change]:
        """A correction for each row that has none from the acts this one is made of."""
        known = {change.row.subject for change in changes if isinstance(change.row, Correction)}
        rows = [change.row for change in changes if not isinstance(change.row, Correction)]
        return [corrected(row, self.why, moment) for row in rows if row.id not in known]

    def sentence(self, record: Record) -> str:
        """Names who spoke when, what is different, and why."""
        return f"{self._said(record)}: {self.why}" if self.why else self._said(record)

    def _said(self, record: Record) -> str:
        turn = record.get(Intervention, self.intervention)
        speaker = record.find(Person, self.speaker)
        parts = [f"spoken by {speaker.name}" if speaker and speaker.id != turn.speaker else ""]
        parts += [f"begun at {_clock(self.began_at)}" if self.began_at else ""]
        parts += [f"ended at {_clock(self.ended_at)}" if self.ended_at else ""]
        parts += ["invited by the chair" if self.invited else ""]
        told = ", ".join(part for part in parts if part)
        return f"Correct {_name(record, turn)}'s turn of {_clock(turn.began_at)} ({told})"


def _meets(one: Intervention, began: datetime, ended: datetime) -> bool:
    return one.began_at < ended and (one.ended_at is None or began < one.ended_at)


def _name(record: Record, turn: Intervention) -> str:
    return record.get(Person, turn.speaker).name


def _clock(at: datetime) -> str:
    return f"{local(at):%H:%M:%S}"


def _ran(sitting: Sitting) -> str:
    began = f"was opened at {_clock(sitting.opened_at)}" if sitting.opened_at else "has not been opened"
    return f"{began} and closed at {_clock(sitting.closed_at)}" if sitting.closed_at else began


def corrections_of(record: Record, turn: Intervention) -> tuple[str, ...]:
    """Why a turn of speech was corrected after its sitting was closed, oldest first; empty where it was not."""
    return tuple(one.why for one in record.where(Correction, subject=turn.id))
