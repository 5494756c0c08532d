"""The reports of the panels and what the Group answers."""
