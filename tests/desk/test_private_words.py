"""What is private stays with the secretary: no document holds a private note, whatever is produced."""

import io
import zipfile

import pytest

from hisrg_desktop.desk.exports import KINDS, Options, produce
from hisrg_desktop.meeting.comments.capture import TakeDown
from hisrg_desktop.meeting.comments.line import read
from hisrg_desktop.meeting.comments.off_the_record import GoOffTheRecord
from hisrg_desktop.meeting.comments.private_notes import TakeNote
from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.roll.attendance import Arrive
from tests.meeting.room import Room

PRIVATE = "xylophonic"


@pytest.fixture
def with_secrets(room: Room) -> Room:
    """A debate with private notes on a provision, and others taken while the room was off the record."""
    room.do(Arrive(people=(room.person("Lind"), room.person("Okafor"))))
    room.said("We agree.", by="Lind", locator="1.1")
    room.do(TakeNote(text=f"{PRIVATE} impatience", person=room.person("Lind"), provision=room.place("1.1")))
    room.do(GoOffTheRecord())
    room.clock.on(minutes=7)
    room.do(read(room.record, f"Okafor: @1.1 {PRIVATE} offer")[0].act())
    room.do(TakeDown(text=f"{PRIVATE} again", speaker=room.person("Okafor"), provision=room.place("1.1")))
    room.do(GoOffTheRecord())
    return room


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_document_holds_a_private_note(with_secrets: Room, kind: str) -> None:
    for suffix in KINDS[kind].suffixes:
        if suffix == ".pdf":
            continue  # composed like the others; its letters are drawn, not written
        options = Options(suffix=suffix)
        try:
            data = produce(kind, with_secrets.record, options, lambda _: None)
        except OutOfOrder:
            continue
        assert PRIVATE not in everything_in(data)


def test_the_minutes_say_when_the_room_was_off_the_record_and_nothing_else(with_secrets: Room) -> None:
    minutes = produce("minutes", with_secrets.record, Options(suffix=".txt"), lambda _: None).decode()
    (told,) = (line for line in minutes.splitlines() if "off the record" in line)
    assert "The room was off the record from" in told
    assert "offer" not in minutes


def everything_in(data: bytes) -> str:
    """All text of a file, inside its package as well."""
    if not data.startswith(b"PK"):
        return data.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())
