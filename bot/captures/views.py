"""What is said around a capture."""

from bot.i18n import Texts
from bot.slack.blocks import Message, actions, button, section
from bot.slack.ids import ActionId
from bot.slack.text import escape


def ask_whether_pain(draft_id: str, t: Texts) -> Message:
    text = t("Is this a customer's pain? Then I keep it for the flywheel team.")
    yes = button(t("Capture"), ActionId.CAPTURE, draft_id, style="primary")
    no = button(t("Not a pain"), ActionId.NOT_A_PAIN, draft_id)
    return Message(text, [section(text), actions(yes, no)])


def no_words(t: Texts) -> Message:
    return _said(
        t("There were no words I could keep in that message. Tell me with `/pain` and what hurts the customer.")
    )


def message_gone(t: Texts) -> Message:
    return _said(t("That message is gone, so I could not keep it. Tell me with `/pain` and what hurts the customer."))


def cannot_read(bot_name: str, t: Texts) -> Message:
    return _said(
        t(
            "I cannot read messages here. Invite me with `/invite @{bot}`, or use the message menu *Log customer pain*:"
            " that works everywhere.",
            bot=escape(bot_name),
        )
    )


def outside_person(workspace_name: str, t: Texts) -> Message:
    return _said(
        t(
            "Only people of {company} can report through Flywheel. Ask your contact there to report it for you.",
            company=escape(workspace_name),
        )
    )


def nothing_kept(t: Texts) -> Message:
    return _said(t("All right, nothing was kept."))


def _said(text: str) -> Message:
    return Message(text, [section(text)])
