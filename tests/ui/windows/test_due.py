"""What is due and has not come is said where the secretary looks: a number beside Decisions, the card where we are."""

from datetime import timedelta

from hisrg_desktop.meeting.decisions.decisions import Declare
from hisrg_desktop.meeting.decisions.silence import BeginSilence
from hisrg_desktop.meeting.decisions.statements import AnnounceStatement, ReceiveStatement, Statement
from hisrg_desktop.ui.widgets.words import Words
from tests.ui.text import room as small

room = small.room
"""The window on the small meeting."""


def pass_time(room, hours):
    """Let the clock go on, and the window look at it."""
    room.small.clock.at += timedelta(hours=hours)
    room.window.due.look()


def told(room):
    """The words that are seen on the card."""
    if not (room.window.screens.card and room.window.screens.card.isVisible()):
        room.window.menus.actions["where"].trigger()
    return "\n".join(w.text() for w in room.window.screens.card.findChildren(Words) if w.isVisible())


def test_an_overdue_statement_is_marked_as_time_passes_and_no_more_once_it_has_come(room):
    button = room.window.rail.button("decisions")
    due = room.bridge.now.replace(hour=12, minute=0, second=0)
    room.do(AnnounceStatement(person=room.ids["mara"], about="the width", due=due))
    assert "What is due?" not in told(room)
    assert (button.mark, button.toolTip()) == (0, "")
    pass_time(room, 4)
    words = "Mara Venn’s statement for the record about the width was due 14:00 and has not come"
    assert (button.mark, button.toolTip(), button.accessibleDescription()) == (1, words, words)
    assert words in told(room)
    room.do(ReceiveStatement(statement=next(room.record.each(Statement)).id, text="Wider."))
    assert button.mark == 0
    assert "What is due?" not in told(room)


def test_a_silence_is_on_the_card_while_it_runs_and_marked_when_it_waits_to_be_confirmed(room):
    button = room.window.rail.button("decisions")
    declares = Declare(words="Agreed.", proposals=(room.ids["open"],))
    room.do(BeginSilence(declares=declares, until=room.bridge.now.replace(hour=16, minute=0, second=0)))
    assert "Silence on P-002 (2.1) runs until 18:00" in told(room)
    assert button.mark == 0
    pass_time(room, 9)
    assert button.mark == 1
    assert "Silence on P-002 (2.1) kept until 18:00, to be confirmed" in told(room)


def test_many_are_counted_and_the_first_are_named(room):
    due = room.bridge.now + timedelta(minutes=1)
    for at in range(7):
        room.do(AnnounceStatement(person=room.ids["mara"], about=f"point {at}", due=due))
    pass_time(room, 1)
    assert room.window.rail.button("decisions").mark == 7
    words = told(room)
    assert "point 4" in words
    assert "point 5" not in words
    assert "and 2 more, on the Decisions page" in words
