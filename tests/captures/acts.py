"""What people do where they talk: react, mention the bot, write to it."""

from bot.captures.services import capture_mention, capture_reaction, hear_direct
from bot.slack.payloads import Inbound, Reaction, SlackMessage
from tests.fake_workspace import BOT_USER, DIRECT, GENERAL, PARTNER, TEAM
from tests.flywheel import Flywheel
from tests.people import Somebody

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


def react(
    flywheel: Flywheel, who: Somebody, channel: str = GENERAL, ts: str = "1.1", emoji: str = "adhesive_bandage"
) -> Inbound:
    inbound = flywheel.inbound(who)
    flywheel.write(capture_reaction, inbound, Reaction(emoji, channel, ts))
    return inbound


def mention(flywheel: Flywheel, who: Somebody, text: str, channel: str = GENERAL, **more: str) -> Inbound:
    inbound = flywheel.inbound(who, user_team_id="T0PARTNER" if who is PARTNER else TEAM)
    message = SlackMessage(channel, "5.5", f"<@{BOT_USER}> {text}", who.user_id, **more)
    flywheel.write(capture_mention, inbound, message)
    return inbound


def write_to_bot(flywheel: Flywheel, who: Somebody, text: str) -> None:
    message = SlackMessage(DIRECT, "7.7", text, who.user_id)
    flywheel.write(hear_direct, flywheel.inbound(who), message, "Flywheel")
