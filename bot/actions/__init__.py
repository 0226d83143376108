"""Actions: a to-do from a meeting, with one owner who said yes, and one date."""
