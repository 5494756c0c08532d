"""The rooms of the meeting's tests, for the store's."""

from tests.meeting.conftest import before_the_meeting, built, dossier, room

__all__ = ["before_the_meeting", "built", "dossier", "room"]
