"""The pen: the right to write the dossier. It goes with one copy of it and comes back with that copy."""

from datetime import datetime

from pydantic import Field as ActField

from hisrg_desktop.meeting.acts import Act, Moment
from hisrg_desktop.meeting.local_time import local
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.record import Change, Record, Row, added, replaced

PEN = "pen"
"""The id of the one pen."""


class Pen(Row):
    """Who has the pen since when. In the copy that was handed over it is there; in the one left behind it is `away`.

    `why` is the reason given when it was taken back without the copy.
    """

    lasting = True

    holder: str
    since: datetime
    away: bool
    why: str = ""


def pen_away(record: Record) -> Pen | None:
    """The pen where another copy has it, so that this one can only be read; None where it is here."""
    pen = record.find(Pen, PEN)
    return pen if pen and pen.away else None


def where_it_is(pen: Pen) -> str:
    """Who has the pen and since when, for a sentence."""
    return f"The pen is with {pen.holder} since {local(pen.since):%d.%m.%Y, %H:%M}"


def refuse_without_pen(record: Record) -> None:
    """Refuse to write while the pen is away."""
    pen = pen_away(record)
    if pen:
        raise OutOfOrder(
            f"{where_it_is(pen)}; here the dossier can only be read until it comes back. "
            "What you type stays in the line."
        )


def _moved(record: Record, moment: Moment, holder: str, *, away: bool, why: str = "") -> list[Change]:
    there = record.find(Pen, PEN)
    fields = {"holder": holder, "since": moment.at, "away": away, "why": why}
    return [replaced(there, **fields) if there else added(Pen.model_validate({"id": PEN, **fields}))]


class HandOver(Act):
    """Hand the pen over with a copy of the dossier."""

    to: str = ActField(min_length=1)

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The pen away; refused where it is away already."""
        pen = pen_away(record)
        if pen:
            raise OutOfOrder(f"{where_it_is(pen)}; only who has it can hand it on.")
        return _moved(record, moment, self.to, away=True)

    def sentence(self, record: Record) -> str:
        """Names who has it now."""
        return f"Hand the pen over to {self.to}"


class ReceivePen(Act):
    """Receive the pen with a copy of the dossier."""

    holder: str

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The pen here."""
        return _moved(record, moment, self.holder, away=False)

    def sentence(self, record: Record) -> str:
        """Names who has it now."""
        return f"{self.holder} receives the pen"


class TakePenBack(Act):
    """Take the pen back without the copy that has it.

    What is done in that copy from now on cannot be taken in here any more.
    """

    holder: str
    why: str = ""

    def decide(self, record: Record, moment: Moment) -> list[Change]:
        """The pen here, with the reason; refused without one."""
        pen = pen_away(record)
        if pen is None:
            raise OutOfOrder("The pen is here.")
        if not self.why.strip():
            raise OutOfOrder(f"Say why the pen is taken back from {pen.holder} without the copy.")
        return _moved(record, moment, self.holder, away=False, why=self.why)

    def sentence(self, record: Record) -> str:
        """Names who had it, and the reason."""
        pen = pen_away(record)
        return f"Take the pen back from {pen.holder if pen else 'nobody'}: {self.why}"
