"""The counts on the tree follow what changes, and are what counting anew would say."""

from pathlib import Path

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.capture import MoveComment, Restore, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.received import Dispose, ReceiveComment, is_open
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.shown import nodes, open_counts


def test_the_counts_follow_every_change(practice: Path) -> None:
    desk = Desk.open(practice)
    try:
        record = desk.record
        first, other = list(record.all(Provision))[:2]
        comment = next(c for c in record.each(Comment) if is_open(record, c) and c.provision)
        acts = (
            TakeDown(text="A remark.", provision=first),
            ReceiveComment(text="A point.", by="A reader", provision=first),
            StrikeOut(comment=comment.id),
            Restore(comment=comment.id),
            MoveComment(comment=comment.id, provision=other),
            Dispose(comments=(comment.id,), word="accepted"),
        )
        steps = [lambda act=act: desk.do(act).result() for act in acts] + [lambda: desk.undo().result()] * 3
        for step in steps:
            desk.record.derive(nodes)
            step()
            anew = Record(desk.record._kinds)
            assert desk.record.derive(open_counts) == open_counts(anew)
            assert desk.record.derive(nodes) == nodes(anew)
    finally:
        desk.close()
