"""Whose turn it is to lead the meeting."""
