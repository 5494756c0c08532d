"""The text page: the draft as a document, and the story of each provision."""
