"""`flywheel demo`: the sandbox and the bot in one process, and a quarter that can be played in it."""

from bot.demo.running import bot_in, company, run_demo, seat_company

__all__ = ["bot_in", "company", "run_demo", "seat_company"]
