"""The agenda: what stands on it, and why."""
