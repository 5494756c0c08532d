"""The page of the people."""
