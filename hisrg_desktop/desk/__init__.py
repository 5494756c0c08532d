"""The one door through which the record changes."""
