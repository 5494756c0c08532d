"""The comments received before the practice meeting, with the secretariat's recommendations."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import ReceiveComment, Recommend
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.numbers import Place, find_place
from hisrg_desktop.meeting.text.parts import Provision

if TYPE_CHECKING:
    from hisrg_desktop.sample.build import Script


def receive_comments(script: Script, told: list[dict[str, Any]]) -> None:
    """Each comment on the day it came, oldest first; then what the secretariat recommends."""
    made = []
    for one in sorted(told, key=lambda c: str(c["received"])):
        at = datetime.combine(date.fromisoformat(one["received"]), time(9), UTC)
        script.later(at)
        made.append((one, script.do(_received(script.desk.record, script.ids, one, at), "", Comment)))
    script.later(datetime(2020, 8, 10, 9, tzinfo=UTC))
    for one, comment in made:
        if one["recommended"]:
            act = Recommend(comments=(comment,), word=one["recommended"], reason=one["reason"])
            script.do(act)


def _received(record: Record, ids: dict[str, str], one: dict[str, Any], at: datetime) -> ReceiveComment:
    place = find_place(record, one["place"]) or Place()
    proposes = None
    change = one["proposal"]
    provision = record.find(Provision, place.provision)
    if change and provision:
        proposes = provision.text.replace(change["before"], change["after"], 1)
    return ReceiveComment(
        text=one["words"],
        author=ids.get(one["by"] or ""),
        by=one["from"] or "",
        channel=one["channel"],
        type=one["type"],
        block=place.block,
        provision=place.provision,
        footnote=place.footnote,
        received_at=at,
        proposes=proposes,
    )
