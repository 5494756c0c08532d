"""Whatever a list of people says: what was shown is what becomes of it, and the rules of taking part hold."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hisrg_desktop.meeting.acts import Moment
from hisrg_desktop.meeting.people.participations import active
from hisrg_desktop.meeting.people.taking_in import preview
from hisrg_desktop.meeting.people.taking_in_columns import likely_columns
from hisrg_desktop.meeting.people.taking_in_reading import ListReading, ListRow, ListSheet
from hisrg_desktop.meeting.roll.attendance import Headcount
from hisrg_desktop.meeting.roll.closing import CloseSitting
from tests.meeting.room import DAY, Room, opened, teleconference
from tests.meeting.taking_part import holds
from tests.meeting.test_people_sequences import nearly_full  # noqa: F401 - a fixture

HEADINGS = [
    "Name", "E-mail", "Organisation", "Part of", "Class", "Since", "Until", "Application received on", "Admitted on",
    "Function", "Alternate of", "Present",
]  # fmt: skip
NAMES = (
    "Astrid Lind",
    "Salma Haddad",
    "Ola Quist",
    "Tomo Vance",
    "Maya Torn",
    "TORN, Maya",
    "Ana Sol",
    "Member 1",
    "Ben Sol",
)
BODIES = ("Nordic Lunar Institute", "C.D.O.", "Cedar Observatory", "Sol House", "Sol House North", "House of Sol", "")
DAYS = ("", "", "2029-01-01", "2031-03-03", "2031-03-04", "4 maart 2031", "47849", "never")
row = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(("", "a@sol.example", "m@torn.example")),
    st.sampled_from(BODIES),
    st.sampled_from(("", "", "Sol House", "Cedar Observatory")),
    st.sampled_from(("member", "lid", "observer", "observer", "applicant", "external", "extern", "", "guest")),
    *(st.sampled_from(DAYS) for _ in range(4)),
    st.sampled_from(("", "", "panel chair", "secretariat", "cook")),
    st.sampled_from(("", "", "Astrid Lind", "Nobody")),
    st.sampled_from(("", "", "yes")),
)


def a_list(rows: list[tuple[str, ...]]) -> ListReading:
    lines = [HEADINGS, *map(list, rows)]
    return ListReading("", [ListSheet("", [ListRow(at, cells, [], []) for at, cells in enumerate(lines, 1)])])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(row, min_size=1, max_size=9), at_a_distance=st.booleans())
def test_no_list_breaks_the_rules_of_taking_part(
    nearly_full: Path,  # noqa: F811 - the fixture imported
    rows: list[tuple[str, ...]],
    at_a_distance: bool,
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "group.hisrg"
        shutil.copy(nearly_full, path)
        room = opened(path)
        if at_a_distance:
            room.do(CloseSitting(sitting=room.sitting.id))
            teleconference(room)
        reading = a_list(rows)
        found = preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF))
        act = found.act("any.csv")
        before = room.record
        if act is not None:
            room.do(act)
            holds(room.record)
            again = preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF))
            refused = {line.row for line in found.of("refused")}
            assert [line.row for line in again.taken if line.row not in refused] == []
            after = room.record
            room.undo()
            assert room.record == before
            room.redo()
            assert room.record == after
        room.desk.close()


def test_rule_5_an_observer_marked_present_at_a_teleconference_is_refused(room: Room) -> None:
    room.do(CloseSitting(sitting=room.sitting.id))
    teleconference(room)
    reading = a_list([("Salma Haddad", *[""] * 10, "yes"), ("Astrid Lind", *[""] * 10, "yes")])
    found = preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF))
    assert [line.result for line in found.lines] == ["refused", "changed"]
    assert "observers do not take part in teleconferences" in found.lines[0].why[0]


def test_rule_9_members_who_come_by_a_list_count_for_the_majority(room: Room) -> None:
    before = len(active(room.record, "member", DAY))
    reading = a_list(
        [(f"Given{n} Family{n}", "", f"House {n}", "", "member", *[""] * 6, "yes") for n in range(before + 1)]
    )
    act = preview(room.record, reading, likely_columns(reading), Moment(room.clock.at, 0xFFFFFF)).act("members.csv")
    assert act is not None
    room.do(act)
    head = Headcount(room.record, room.sitting.id, room.clock.at)
    assert (head.members, head.of, head.majority) == (before + 1, 2 * before + 1, True)
