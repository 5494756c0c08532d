"""The computer's clock set back or forward: the times on record go on as before, and the journal says once what happened."""

from datetime import datetime

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.record import Change, Record, Row, added


class ClockMove(Row):
    """The computer's clock was moved by these seconds (back where they are negative); `wall` is what it showed then."""

    lasting = True

    at: datetime
    wall: datetime
    seconds: int


def is_known(record: Record, wall: datetime) -> bool:
    """Whether a clock that shows this, behind the last entry, was set back by a move that is on record already."""
    return any(move.seconds < 0 and move.wall <= wall for move in record.each(ClockMove))


class NoteMovedClock(Act):
    """Note that the computer's clock was moved."""

    wall: datetime
    seconds: int

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The move, at the time of the meeting."""
        return [added(ClockMove(id=moment.new_id(), at=moment.at, wall=self.wall, seconds=self.seconds))]

    def sentence(self, record: Record) -> str:
        """Says by how much, and that times go on."""
        way = "back" if self.seconds < 0 else "forward"
        return f"The computer's clock was set {way} by {_lasting(abs(self.seconds))}; times here go on as before"


def _lasting(seconds: int) -> str:
    minutes = round(seconds / 60)
    hours, rest = divmod(minutes, 60)
    return (
        " ".join(filter(None, (f"{hours} h" if hours else "", f"{rest} min" if rest else ""))) or "less than a minute"
    )
