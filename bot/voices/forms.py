"""The form that tells a story. Pure."""

from bot.i18n import Texts
from bot.slack.blocks import Element, Field, View, context, modal, text_input
from bot.slack.ids import BlockId, ViewId

LONGEST = 900  # characters


def story_form(author: str, url: str, t: Texts) -> View:
    """`author`: the Slack user id of whoever wrote the message it begins with; "" = no person.

    Its words are not taken over: they may not be meant for everybody.
    """
    people: Element = {"type": "users_select"}
    if author:
        people["initial_user"] = author
    fields = [
        Field(BlockId.PERSON, t("Who did right by a customer?"), people, required=True),
        Field(BlockId.STORY, t("What did they do?"), text_input(lines=True, longest=LONGEST), required=True,
              hint=t("In your own words. Your name stands beside it.")),
    ]  # fmt: skip
    intro = context(t("It goes into the customer's voice, once the person it is about has said yes."))
    blocks = [intro, *(field.block() for field in fields)]
    return modal(ViewId.STORY, t("Tell a story"), blocks, buttons=(t("Send"), t("Cancel")), metadata=url)
