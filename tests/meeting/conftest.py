"""Rooms for the tests of meeting and desk: a dossier built once, copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.meeting.room import Room, build, opened, sit


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "group.hisrg"
    build(path)
    return path


@pytest.fixture
def dossier(built: Path, tmp_path: Path) -> Path:
    path = tmp_path / "group.hisrg"
    shutil.copy(built, path)
    return path


@pytest.fixture
def before_the_meeting(dossier: Path) -> Iterator[Room]:
    """People, text and agenda on record; no sitting has been opened."""
    room = opened(dossier)
    yield room
    assert room.desk.close() is None


@pytest.fixture
def room(before_the_meeting: Room) -> Room:
    """The first sitting is open, its first item taken up; nobody is marked present yet."""
    return sit(before_the_meeting)
