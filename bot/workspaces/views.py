"""The setup form and what is said around it."""

from bot.i18n import LANGUAGES, Texts
from bot.slack.blocks import Element, Field, Message, View, choice, modal, search_select, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape
from bot.workspaces.models import Workspace
from bot.workspaces.rules import zone_label
from bot.years.forms import months

EACH_THEIR_OWN = "own"


def setup_form(workspace: Workspace, zone: str, t: Texts) -> View:
    """`zone`: what to propose while the workspace has none."""
    languages = [(t("Each person's own"), EACH_THEIR_OWN), *((name, code) for code, name in LANGUAGES.items())]
    shown_zone = zone if workspace.set_up_by is None else workspace.time_zone
    fields = [
        Field(BlockId.CHANNEL, t("Flywheel channel"), _channel_element(workspace, t), required=True,
              hint=t("The cards go here. For a private channel, invite the bot first: /invite @Flywheel")),
        Field(BlockId.LANGUAGE, t("Language"),
              choice("static_select", languages, initial=workspace.language or EACH_THEIR_OWN), required=True),
        Field(BlockId.TIME_ZONE, t("Time zone"),
              search_select(placeholder=t("Type a city"), initial=(zone_label(shown_zone), shown_zone),
                            shortest_query=2), required=True),
        Field(BlockId.FISCAL_START, t("The business year starts in"),
              choice("static_select", months(t), initial=str(workspace.fiscal_year_start)), required=True),
        Field(BlockId.EMOJI, t("Emoji that captures"),
              text_input(initial=f":{workspace.emoji}:", longest=102), required=True,
              hint=t("Reacting with it reports a message, in channels I am in: /invite @Flywheel")),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    return modal(ViewId.SETUP, t("Set up Flywheel"), blocks, buttons=(t("Save"), t("Cancel")))


def setup_saved(workspace: Workspace, waiting: int, t: Texts) -> Message:
    """`waiting`: pains reported before there was a channel."""
    text = t("Flywheel is set up. Cards go to {channel}.", channel=f"<#{workspace.flywheel_channel}>")
    if waiting:
        text += " " + t.plural(
            "{n} pain that was waiting is on its way.", "{n} pains that were waiting are on their way.", waiting
        )
    return Message(text, [section(text)])


def welcome(workspace: Workspace, chosen_by: str, t: Texts) -> Message:
    """The first message in the flywheel channel; it says who chose the channel, by (raw) name: nobody is pinged."""
    text = t(
        "Customer pains will appear here, one card each. To report one, react with {emoji}, use the message menu"
        " *Log customer pain*, or type `/pain`.",
        emoji=f":{workspace.emoji}:",
    )
    if chosen_by:
        text += " " + t("{name} chose this channel.", name=escape(chosen_by))
    return Message(text, [section(text)])


def _channel_element(workspace: Workspace, t: Texts) -> Element:
    element: Element = {
        "type": "conversations_select",
        "placeholder": {"type": "plain_text", "text": t("Choose a channel")},
        "filter": {"include": ["public", "private"], "exclude_external_shared_channels": True},
    }
    if workspace.flywheel_channel:
        element["initial_conversation"] = workspace.flywheel_channel
    return element


def trouble(channel_id: str, code: str, t: Texts) -> Message:
    """Slack refuses the flywheel channel: what it says, and what to do about it."""
    text = t(
        "I cannot post in {channel} (Slack says `{code}`). Nothing is lost: the cards wait. Invite me there with"
        " `/invite @Flywheel`, or choose another channel with `/flywheel setup`.",
        channel=f"<#{channel_id}>",
        code=code,
    )
    return Message(text, [section(text)])
