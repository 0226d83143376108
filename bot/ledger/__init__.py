"""The ledger: every timed thing and what became of it, and the auditor who looks whether the beat holds."""
