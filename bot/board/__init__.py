"""The meeting while it is held: the current item, the time left, who is there, and how it was."""
