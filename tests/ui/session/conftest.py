"""The window on the small meeting, for the tests of this page."""

from tests.ui.text.room import room

__all__ = ["room"]
