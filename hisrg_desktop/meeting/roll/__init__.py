"""Meetings, their sittings, and who was in the room when."""
