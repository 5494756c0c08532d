"""The minutes page."""
