"""App Home: what to press, what one person owes and reported, and what she may see of the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.followups.rules import Obligation
from bot.followups.views import ListFacts, obligation_line, wishes_of
from bot.home.rows import owned_line, page_turner, reported_line
from bot.home.rules import Pages, Part, Row, Waiting
from bot.i18n import LANGUAGES, N_, Texts
from bot.pains.rules import Page
from bot.slack.blocks import (
    Block,
    Element,
    View,
    actions,
    button,
    choice,
    context,
    divider,
    header,
    home,
    overflow,
    section,
)
from bot.slack.ids import ActionId
from bot.slack.text import escape

WAITING = {
    Waiting.UNOWNED: N_("*{count}* without an owner"),
    Waiting.HANDOFFS: N_("*{count}* offered, and not answered"),
    Waiting.OVERDUE: N_("*{count}* past their date"),
    Waiting.LOOPS: N_("*{count}* resolved, and a customer not told"),
}


@dataclass(frozen=True)
class HomeFacts:
    """What one person's Home shows. Names are raw."""

    emoji: str
    channel: str | None
    today: date
    workspace_url: str = ""
    owed: Page[Obligation] = field(default_factory=Page)
    names: Mapping[str, str] = field(default_factory=dict)  # of those who have to do with what she owes
    waiting: Mapping[Waiting, int] = field(default_factory=dict)  # {} for those who may not see it
    department: Department | str = ""  # hers; "" = none
    owned: Page[Row] = field(default_factory=Page)  # by her department
    reports: Page[Row] = field(default_factory=Page)
    may_find: bool = False
    may_set_up: bool = False
    offer_vietnamese: bool = False
    is_paused: bool = False  # her reminders
    refused: Mapping[str, int] = field(default_factory=dict)  # Slack's reason -> letters that cannot go out
    hears: bool = False  # the customer's voice, every second week
    theme: str = ""  # this quarter's, raw
    meeting: Sequence[Block] = ()  # the next flywheel meeting

    @property
    def pages(self) -> Pages:
        return Pages(self.owed.number, self.owned.number, self.reports.number)


def home_view(facts: HomeFacts, t: Texts) -> View:
    blocks = [block for show in SECTIONS for block in show(facts, t)]
    return home(blocks, metadata=facts.pages.text)


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
    if not facts.refused:
        return []
    n = sum(facts.refused.values())
    reasons = ", ".join(f"`{escape(reason)}` ({count})" for reason, count in facts.refused.items())
    text = t.plural("{n} message cannot be sent:", "{n} messages cannot be sent:", n)
    return [
        section(f":warning: *{text}* {reasons}"),
        context(t("Invite me to the channel, or choose another one in the setup.")),
    ]


def _top(facts: HomeFacts, t: Texts) -> list[Block]:
    ways = [button(t("Log customer pain"), ActionId.LOG_PAIN, "home", style="primary")]
    if facts.may_find:
        ways.append(button(t("Search"), ActionId.OPEN_SEARCH, "home"))
    ways.append(button(t("How it works"), ActionId.OPEN_HELP, "home"))
    return [
        header(t("Every customer pain kept, owned and answered")),
        section(t("Tell the flywheel team what hurts a customer. Those who decide see it word for word.")),
        actions(*ways),
    ]


def _meeting(facts: HomeFacts, t: Texts) -> list[Block]:
    """Where the business year stands, and the next flywheel meeting."""
    theme = [context(escape(facts.theme))] if facts.theme else []
    if not facts.meeting:
        return theme
    agenda = button(t("See the agenda"), ActionId.OPEN_AGENDA, "home")
    return [*theme, divider(), header(t("The flywheel meeting")), *facts.meeting, actions(agenda)]


def _owed(facts: HomeFacts, t: Texts) -> list[Block]:
    title = _title(t("What I owe"), facts.owed.count)
    if not facts.owed.count:
        return [divider(), title, section(t("Nothing is waiting for you."))]
    listed = ListFacts(facts.workspace_url, facts.today, facts.owed.rows, names=facts.names)
    lines = [block for owed in facts.owed.rows for block in _obligation(owed, listed, t)]
    return [divider(), title, *lines, *_turner(Part.OWED, facts.owed, facts, t)]


def _obligation(owed: Obligation, listed: ListFacts, t: Texts) -> list[Block]:
    """The two likeliest wishes are buttons, the others are behind them."""
    likeliest, others = wishes_of(owed, t)[:2], wishes_of(owed, t)[2:]
    ids = (ActionId.HOME_FIRST, ActionId.HOME_SECOND)
    buttons: list[Element] = [button(wish, id_, at) for id_, (wish, at) in zip(ids, likeliest, strict=False)]
    return [section(obligation_line(owed, listed, t)), actions(*buttons, *([_more(others)] if others else []))]


def _more(wishes: Sequence[tuple[str, str]]) -> Element:
    """A menu, but not for one wish."""
    if len(wishes) == 1:
        return button(wishes[0][0], ActionId.HOME_MENU, wishes[0][1])
    return overflow(ActionId.HOME_MENU, wishes)


def _waiting(facts: HomeFacts, t: Texts) -> list[Block]:
    """For those who decide: what nobody may lose sight of, in every department."""
    if not facts.waiting:
        return []
    return [divider(), header(t("What waits in all departments")), *_counts(facts, t)]


def _counts(facts: HomeFacts, t: Texts) -> list[Block]:
    """A count of nothing has no list behind it."""
    show = {what: button(t("Show"), ActionId.OPEN_WAITING, what) for what, count in facts.waiting.items() if count}
    return [section(t(WAITING[what], count=n), accessory=show.get(what)) for what, n in facts.waiting.items()]


def _department(facts: HomeFacts, t: Texts) -> list[Block]:
    if not facts.department:
        return []
    name = department_name(facts.department, t)
    title = _title(t("What {department} owns", department=name), facts.owned.count)
    if not facts.owned.count:
        return [divider(), title, section(t("No open pain."))]
    lines = [section(owned_line(row, facts.today, t)) for row in facts.owned.rows]
    return [divider(), title, *lines, *_turner(Part.DEPARTMENT, facts.owned, facts, t)]


def _reports(facts: HomeFacts, t: Texts) -> list[Block]:
    title = _title(t("What I reported"), facts.reports.count)
    if not facts.reports.count:
        return [divider(), title, section(t("Nothing yet. The first one takes ten seconds."))]
    lines = [section(reported_line(row, t)) for row in facts.reports.rows]
    return [divider(), title, *lines, *_turner(Part.REPORTS, facts.reports, facts, t)]


def _title(name: str, count: int) -> Block:
    return header(f"{name} ({count})" if count else name)


def _turner(part: Part, page: Page[Any], facts: HomeFacts, t: Texts) -> list[Block]:
    """The other lists stay where they are."""

    def back(text: str, number: int) -> Element:
        return button(text, ActionId.HOME_BACK, facts.pages.turned(part, number).text)

    def forth(text: str, number: int) -> Element:
        return button(text, ActionId.HOME_NEXT, facts.pages.turned(part, number).text)

    return page_turner(page, back, forth, t)


def _settings(facts: HomeFacts, t: Texts) -> list[Block]:
    names = [(name, code) for code, name in LANGUAGES.items()]
    menu = {**choice("static_select", names, initial=t.language), "action_id": ActionId.CHOOSE_LANGUAGE}
    where = (
        t("Cards go to {channel}.", channel=f"<#{facts.channel}>") if facts.channel else t("No channel is chosen yet.")
    )
    blocks = [
        divider(),
        section("*" + t("My language") + "*", accessory=menu, block_id=ActionId.CHOOSE_LANGUAGE),
        *_reminders(facts, t),
        context(where),
    ]
    if facts.may_set_up and facts.channel:
        blocks.append(actions(button(t("Change the setup"), ActionId.OPEN_SETUP, "home")))
    return blocks


def _reminders(facts: HomeFacts, t: Texts) -> list[Block]:
    if facts.is_paused:
        resume = button(t("Resume my reminders"), ActionId.RESUME_REMINDERS, "home")
        return [section("*" + t("My reminders are paused") + "*"), actions(resume, _voice(facts, t))]
    return [actions(button(t("Pause my reminders"), ActionId.PAUSE_REMINDERS, "home"), _voice(facts, t))]


def _voice(facts: HomeFacts, t: Texts) -> Element:
    if facts.hears:
        return button(t("Stop the customer's voice"), ActionId.HEAR_VOICE, "off:home")
    return button(t("Hear the customer's voice"), ActionId.HEAR_VOICE, "on:home")


# What a Home is made of, from top to bottom: a new part finds its place here.
SECTIONS: Sequence[Callable[[HomeFacts, Texts], list[Block]]] = (
    _offer,
    _first_run,
    _trouble,
    _top,
    _meeting,
    _owed,
    _waiting,
    _department,
    _reports,
    _settings,
)
