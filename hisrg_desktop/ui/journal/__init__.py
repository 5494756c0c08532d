"""The journal page: every entry in plain words, the record as it stood, the search."""
