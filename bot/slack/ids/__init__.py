"""Every id that travels to Slack and back: used by the view that sends it and the route that hears it."""

from bot.slack.ids.clicks import ActionId
from bot.slack.ids.doors import Command, ShortcutId
from bot.slack.ids.fields import BlockId
from bot.slack.ids.purposes import PurposeId
from bot.slack.ids.windows import ViewId

__all__ = ["ActionId", "BlockId", "Command", "PurposeId", "ShortcutId", "ViewId"]
