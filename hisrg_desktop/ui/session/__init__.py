"""The page on which a sitting is run."""
