"""The computer's clock set back or forward: the times on record go on as before, and the journal says once what happened."""

from datetime import datetime, timedelta

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import lasting
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
        by = lasting(timedelta(seconds=abs(self.seconds)))
        return f"The computer's clock was set {way} by {by}; times here go on as before"
