"""The people of a workspace: language, time zone, and who they are."""
