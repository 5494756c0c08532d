"""The pages are got ready beside the person's work, once each."""

from pathlib import Path

from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.ui.comments.filter import haystacks
from hisrg_desktop.ui.comments.shown import bars, rows
from hisrg_desktop.ui.widgets.rail import PAGES
from hisrg_desktop.ui.windows.pages import work_out


def test_what_the_comments_page_shows_is_known_before_anybody_looks_at_it(open_room, practice: Path) -> None:
    room = open_room(practice)
    assert rows not in room.bridge.record._derived
    work_out(room.bridge)
    assert {rows, bars, haystacks} <= room.bridge.record._derived.keys()
    room.do(TakeDown(text="Said meanwhile."))
    assert {rows, haystacks} <= room.bridge.record._derived.keys()


def test_every_page_is_there_in_the_end_also_where_news_keep_coming(open_room, practice: Path, qtbot) -> None:
    room = open_room(practice)
    pages = room.window.pages

    def ready() -> bool:
        room.do(TakeDown(text="Said meanwhile."))
        return not pages._cold

    qtbot.waitUntil(ready, timeout=60_000)
    assert all(pages.find(name) for name in PAGES)
