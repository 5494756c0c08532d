"""What changed in a text, word by word, and who changed it."""
