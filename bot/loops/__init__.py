"""Closing the loop: resolved is not closed before every customer on a pain got an answer."""
