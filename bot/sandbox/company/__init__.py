"""A believable company to try things in: ten people, seven channels, and a fortnight of what they said."""

from bot.sandbox.company.seed import seed

__all__ = ["seed"]
