"""What was declared, with whom present, and what is to be done about it."""
