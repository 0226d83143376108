"""Slack's edge: its payloads, its texts and blocks, and the only code that calls it."""
