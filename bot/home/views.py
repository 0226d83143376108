"""App Home and help: what this is, what to press, what became of what I reported."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.i18n import LANGUAGES, Texts
from bot.pains.models import Pain, PainStatus
from bot.pains.rules import headline, label
from bot.slack.blocks import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    choice,
    context,
    divider,
    header,
    home,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home shows. `page` counts from 0."""

    emoji: str
    channel: str | None
    reports: Sequence[Pain] = ()
    count: int = 0
    page: int = 0
    pages: int = 1
    may_set_up: bool = False
    offer_vietnamese: bool = False
    is_paused: bool = False  # her reminders
    waiting: dict[str, int] = field(default_factory=dict)  # Slack's reason -> letters that cannot go out


def home_view(facts: HomeFacts, t: Texts) -> View:
    return home(
        [
            *_offer(facts, t),
            *_first_run(facts, t),
            *_trouble(facts, t),
            header(t("Every customer pain kept, owned and answered")),
            section(t("Tell the flywheel team what hurts a customer. Those who decide see it word for word.")),
            actions(button(t("Log customer pain"), ActionId.LOG_PAIN, "home", style="primary"),
                    button(t("How it works"), ActionId.OPEN_HELP, "home")),
            divider(),
            *_reports(facts, t),
            divider(),
            *_settings(facts, t),
        ]
    )  # fmt: skip


def help_message(emoji: str, bot_name: str, t: Texts, *, unknown: str = "") -> Message:
    """`unknown`: what was typed and not understood, raw."""
    lines = [
        t("• On any message: menu → *Log customer pain*. It works in every channel."),
        t("• Or react to a message with {emoji} where I am a member. To invite me: `/invite @{bot}`",
          emoji=f":{emoji}: (`:{emoji}:`)", bot=bot_name),
        t("• Or mention me in a thread: I keep what the thread is about."),
        t("• Or write to me directly, or type `/pain` and what hurts."),
        t("• `/flywheel team` · `/flywheel handoffs` · `/flywheel loops` · `/flywheel pause` or `resume`"),
        t("• `/flywheel setup` · `/flywheel language en` or `vi` · `/flywheel help`"),
    ]  # fmt: skip
    if unknown:
        first = t("I do not know “{typed}” yet. This is what I can do:", typed=escape(unknown[:80]))
    else:
        first = t("This is how you tell the flywheel team about a customer's pain:")
    privacy = t(
        "Words from private channels and direct messages stay private unless you tick that the team may see them."
    )
    return Message(
        "\n".join([first, *lines, privacy]), [section(f"*{first}*"), section("\n".join(lines)), context(privacy)]
    )


def language_chosen(t: Texts) -> Message:
    text = t("From now on I speak English with you.")
    return Message(text, [section(text)])


def _offer(facts: HomeFacts, t: Texts) -> list[Block]:
    """In the language it offers: whoever wants it can read it."""
    if not facts.offer_vietnamese:
        return []
    yes = button("Dùng tiếng Việt", ActionId.ACCEPT_VIETNAMESE, "vi", style="primary")
    no = button(t("Keep this language"), ActionId.DECLINE_VIETNAMESE, "no")
    return [section("Bạn có muốn Flywheel nói tiếng Việt với bạn không?"), actions(yes, no), divider()]


def _first_run(facts: HomeFacts, t: Texts) -> list[Block]:
    if facts.channel or not facts.may_set_up:
        return []
    text = t(
        "*Welcome to Flywheel.* One step is left: choose the channel where the team sees the cards."
        " Reports are kept meanwhile."
    )
    return [
        section(text),
        actions(button(t("Set up Flywheel"), ActionId.OPEN_SETUP, "home", style="primary")),
        divider(),
    ]


def _trouble(facts: HomeFacts, t: Texts) -> list[Block]:
    if not facts.waiting:
        return []
    n = sum(facts.waiting.values())
    reasons = ", ".join(f"`{escape(reason)}` ({count})" for reason, count in facts.waiting.items())
    text = t.plural("{n} message cannot be sent:", "{n} messages cannot be sent:", n)
    return [
        section(f":warning: *{text}* {reasons}"),
        context(t("Invite me to the channel, or choose another one in the setup.")),
    ]


def _reports(facts: HomeFacts, t: Texts) -> list[Block]:
    title = header(t("What I reported"))
    if not facts.count:
        return [title, section(t("Nothing yet. The first one takes ten seconds."))]
    lines = [section(_report(pain, t)) for pain in facts.reports]
    return [title, *lines, *_pages(facts, t)]


def _report(pain: Pain, t: Texts) -> str:
    """Her own reports: she may read her own words."""
    still = t("open, somebody looks after it") if pain.owner else t("open, no owner yet")
    states = {PainStatus.OPEN: still, PainStatus.MERGED: t("joined to another pain"),
              PainStatus.WITHDRAWN: t("taken back"), PainStatus.CLOSED: t("closed, every customer has an answer"),
              PainStatus.RESOLVED: t("resolved, customers are being told")}  # fmt: skip
    name = escape(headline(pain, visible=True)) or t("A customer pain from a private place")
    return f"*{label(pain.number)}* {name}\n{states[pain.status]} · {moment(pain.created_at, t.language)}"


def _pages(facts: HomeFacts, t: Texts) -> list[Block]:
    if facts.pages < 2:
        return []
    ways: list[Element] = []
    if facts.page > 0:
        ways.append({**button(t("Newer"), ActionId.PAGE_NEWER, str(facts.page - 1))})
    if facts.page + 1 < facts.pages:
        ways.append(button(t("Older"), ActionId.PAGE_OLDER, str(facts.page + 1)))
    where = t(
        "Page {page} of {pages}, {count} reports in all", page=facts.page + 1, pages=facts.pages, count=facts.count
    )
    return [context(where), actions(*ways)]


def _settings(facts: HomeFacts, t: Texts) -> list[Block]:
    names = [(name, code) for code, name in LANGUAGES.items()]
    menu = {**choice("static_select", names, initial=t.language), "action_id": ActionId.CHOOSE_LANGUAGE}
    where = (
        t("Cards go to {channel}.", channel=f"<#{facts.channel}>") if facts.channel else t("No channel is chosen yet.")
    )
    blocks = [section("*" + t("My language") + "*", accessory=menu), *_reminders(facts, t), context(where)]
    if facts.may_set_up and facts.channel:
        blocks.append(actions(button(t("Change the setup"), ActionId.OPEN_SETUP, "home")))
    return blocks


def _reminders(facts: HomeFacts, t: Texts) -> list[Block]:
    if facts.is_paused:
        resume = button(t("Resume my reminders"), ActionId.RESUME_REMINDERS, "home")
        return [section("*" + t("My reminders are paused") + "*"), actions(resume)]
    return [actions(button(t("Pause my reminders"), ActionId.PAUSE_REMINDERS, "home"))]
