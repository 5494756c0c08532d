"""The counts on the tree, and the cards, follow what changes, and are what counting anew would say."""

from pathlib import Path

from hisrg_desktop.desk.desk import Desk
from hisrg_desktop.meeting.comments.capture import MoveComment, Restore, StrikeOut, TakeDown
from hisrg_desktop.meeting.comments.comments import Comment
from hisrg_desktop.meeting.comments.proposals import Proposal, SettleProposal
from hisrg_desktop.meeting.comments.received import Dispose, ReceiveComment, is_open
from hisrg_desktop.meeting.lists import UNDECIDED
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import Leave, in_room_at
from hisrg_desktop.meeting.roll.meetings import current_sitting
from hisrg_desktop.meeting.text.parts import Provision
from hisrg_desktop.ui.session.shown import comment_views, nodes, open_counts


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


def test_a_card_is_made_when_it_is_looked_at_and_again_only_when_its_comment_changed(practice: Path) -> None:
    desk = Desk.open(practice)
    try:
        comment = next(c for c in desk.record.each(Comment) if is_open(desk.record, c) and c.provision)
        cards = comment_views(desk.record, comment.provision or "")
        assert len(cards) > 1
        assert not cards.made
        known = {card.key: card for card in cards}
        desk.do(TakeDown(text="A remark.", provision=comment.provision)).result()
        desk.do(Dispose(comments=(comment.id,), word="noted")).result()
        later = {card.key: card for card in comment_views(desk.record, comment.provision or "")}
        anew = {card.key: card for card in comment_views(Record(desk.record._kinds), comment.provision or "")}
        assert later == anew
        assert len(later) == len(known) + 1
        assert {key for key, card in known.items() if later[key] is not card} == {comment.id}
    finally:
        desk.close()


def test_a_card_follows_who_is_in_the_room_and_what_becomes_of_its_proposal(practice: Path) -> None:
    desk = Desk.open(practice)
    try:
        proposal = next(p for p in desk.record.each(Proposal) if p.state in UNDECIDED and p.provision)
        provision = proposal.provision
        sitting = current_sitting(desk.record)
        assert sitting
        person = in_room_at(desk.record, sitting.id, desk.now())[0].person
        for act in (
            SettleProposal(proposal=proposal.id, state="withdrawn"),
            TakeDown(text="A remark.", speaker=person, provision=provision),
            Leave(people=(person,)),
        ):
            list(comment_views(desk.record, provision))
            desk.do(act).result()
            assert list(comment_views(desk.record, provision)) == list(
                comment_views(Record(desk.record._kinds), provision)
            )
    finally:
        desk.close()
