"""A year in a minute: a made-up company lives through a business year, and everything the bot says is held to account.

The bot is the real one: its store, its services, its rounds. Made up are the people, their Slack and the clock.
"""
