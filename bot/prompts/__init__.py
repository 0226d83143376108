"""Questions to leaders, what they said, and the roll-up side by side."""
