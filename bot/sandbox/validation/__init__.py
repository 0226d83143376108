"""Block Kit as strict as Slack: what Slack would refuse is refused here, with Slack's code and messages."""

from bot.sandbox.validation.places import Surface
from bot.sandbox.validation.surfaces import Problem, check_blocks, check_message, check_metadata, check_view

__all__ = ["Problem", "Surface", "check_blocks", "check_message", "check_metadata", "check_view"]
