"""The panels: their reports and the items in them."""
