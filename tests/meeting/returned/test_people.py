"""Whose name stands in a file: the one person it can mean, or nobody for certain."""

import pytest

from hisrg_desktop.meeting.returned.people import is_nobody, person_named
from tests.meeting.room import DAY


@pytest.mark.parametrize(
    ("name", "means"),
    [
        ("Astrid Lind", "Lind"),
        ("LIND, Astrid", "Lind"),
        ("Dr. Astrid Lind", "Lind"),
        ("A. Lind", "Lind"),
        ("alind", "Lind"),
        ("Lind", "Lind"),
        ("Jana Reznickova", "Řezníčková"),
        ("Joost van der Meer (DRU)", "van der Meer"),
        ("JVDM", "van der Meer"),
        ("NLI", "Lind"),
        ("Savanna Orbital Trust", "Okafor"),
    ],
)
def test_a_name_in_a_file_means_a_person_on_record(before_the_meeting, name: str, means: str) -> None:
    room = before_the_meeting
    assert person_named(room.record, name, DAY) == room.person(means)


@pytest.mark.parametrize("name", ["Somebody Else", "", "Lind & Okafor", "X"])
def test_a_name_that_nobody_bears_means_nobody(before_the_meeting, name: str) -> None:
    assert person_named(before_the_meeting.record, name, DAY) is None


def test_what_a_program_writes_by_itself_is_nobodys_name() -> None:
    assert is_nobody("Microsoft Office User")
    assert is_nobody("Unknown Author")
    assert not is_nobody("Astrid Lind")
