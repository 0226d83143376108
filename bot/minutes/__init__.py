"""What a meeting leaves behind, for those who were there and those who were not."""
