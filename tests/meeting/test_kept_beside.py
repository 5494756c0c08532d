"""What is kept beside the record of people and meetings, and follows each change, is what would be worked out anew."""

import contextlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings

from hisrg_desktop.meeting.order import OutOfOrder
from hisrg_desktop.meeting.people.changing import ChangeOrganisation
from hisrg_desktop.meeting.people.organisations import Organisation
from hisrg_desktop.meeting.people.persons import ChangePerson
from hisrg_desktop.meeting.record import Record
from hisrg_desktop.meeting.roll.attendance import room as in_room
from hisrg_desktop.meeting.roll.meetings import Meeting
from hisrg_desktop.meeting.roll.over_meetings import attended
from hisrg_desktop.ui.people.lines import lists
from tests.meeting.room import DAY, opened
from tests.meeting.test_people_sequences import few, nearly_full, step, steps

__all__ = ["nearly_full"]


def kept(record: Record) -> list[object]:
    """What a window asks for again and again."""
    return [lists(record, DAY), *(attended(record, meeting) for meeting in record.each(Meeting))]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(played=steps)
def test_lists_and_reports_follow_every_change(nearly_full: Path, played: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(nearly_full, path)
        room = opened(path)
        kept(room.record)
        for what, n, m in played:
            with contextlib.suppress(OutOfOrder):
                step(room, room.last, what, n, m)
            if m % 4 == 0:
                people = few(room.record)
                room.do(ChangePerson(person=people[n % len(people)], name=f"Renamed {room.last}"))
            elif m % 4 == 1:
                bodies = list(room.record.all(Organisation))
                with contextlib.suppress(OutOfOrder):
                    room.do(ChangeOrganisation(organisation=bodies[n % len(bodies)], name=f"House {room.last}"))
            # Sometimes several changes come before anybody looks.
            if n % 3:
                assert kept(room.record) == kept(room.record.bare())
        assert kept(room.record) == kept(room.record.bare())
        assert room.record.derive(in_room) == room.record.bare().derive(in_room)
        room.desk.close()
