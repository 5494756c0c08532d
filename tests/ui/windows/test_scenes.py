"""The scenes that pictures are taken of: each comes about, and the record is as it was."""

import pytest

from hisrg_desktop.ui.scenes import SCENES


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_a_scene_leaves_the_record_as_it_was(room, scene):
    before = len(room.bridge.desk.entries)
    names = list(scene(room.window))
    assert len(names) == len(set(names))
    assert len(room.bridge.desk.entries) == before
    assert not room.window.messages.banner.isVisible()


def test_scenes_come_about_where_there_is_nothing_yet(empty_room):
    names = [name for scene in SCENES for name in scene(empty_room.window)]
    assert "people-over-the-meetings-2-phase" in names
    assert "agenda-1-meeting" in names
