"""Figures of a meeting as charts: what they say, in words, as rows and as shapes; drawing them is for others."""
