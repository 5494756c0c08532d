"""What is to be dealt with, and what the room is at now."""
