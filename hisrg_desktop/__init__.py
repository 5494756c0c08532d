"""Runs a face-to-face meeting that writes a legal text, offline."""

__version__ = "0.1.0"
