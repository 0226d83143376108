"""What a person can do, and what the app hears of it."""
