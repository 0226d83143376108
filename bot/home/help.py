"""How it works, and what is said about one's own language. Pure: texts in, messages out."""

from bot.i18n import Texts
from bot.slack.blocks import Message, context, section
from bot.slack.text import escape


def help_message(emoji: str, bot_name: str, t: Texts, *, unknown: str = "") -> Message:
    """`unknown`: what was typed and not understood, raw."""
    lines = [
        t("• On any message: menu → *Log customer pain*. It works in every channel."),
        t("• Or react to a message with {emoji} where I am a member. To invite me: `/invite @{bot}`",
          emoji=f":{emoji}: (`:{emoji}:`)", bot=bot_name),
        t("• Or mention me in a thread: I keep what the thread is about."),
        t("• Or write to me directly, or type `/pain` and what hurts."),
        t("• `/flywheel find` and a word, or a number: pains in any state"),
        t("• `/flywheel team` · `/flywheel handoffs` · `/flywheel loops` · `/flywheel pause` or `resume`"),
        t("• `/flywheel meeting` and `/flywheel next`: the flywheel meeting, and what is coming"),
        t("• `/flywheel agenda`: what it is going to talk about; bring something to it"),
        t("• `/flywheel decisions` finds what was decided; `/flywheel decide` writes it down"),
        t("• `/flywheel action` gives a to-do · `/flywheel rotation`: who leads · `/flywheel status`: what was sent"),
        t("• `/flywheel theme` · `/flywheel answers` · `/flywheel goals` · `/flywheel priorities`: the business year"),
        t("• `/flywheel review` and `/flywheel kpi`: the month and the quarter in numbers, and what is next"),
        t("• `/flywheel contact`: my days with customers · `/flywheel voice`: three customers every second week"),
        t("• `/flywheel charts`: how pains come, wait and are solved, as charts and pictures"),
        t("• `/flywheel setup` · `/flywheel language en` or `vi` · `/flywheel help`"),
    ]  # fmt: skip
    if unknown:
        first = t("I do not know “{typed}” yet. This is what I can do:", typed=escape(unknown[:80]))
    else:
        first = t("This is how you tell the flywheel team about a customer's pain:")
    privacy = t(
        "Words from private channels and direct messages stay private unless you tick that they may be seen. What may "
        "be seen can be quoted in the customer's voice."
    )
    return Message(
        "\n".join([first, *lines, privacy]), [section(f"*{first}*"), section("\n".join(lines)), context(privacy)]
    )


def language_chosen(t: Texts) -> Message:
    text = t("From now on I speak English with you.")
    return Message(text, [section(text)])
