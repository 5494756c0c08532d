"""The practice meeting: an invented second phase, built by acts, the same every time."""
