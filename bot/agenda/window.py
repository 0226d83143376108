"""The coming agenda in a window only its reader sees: what stands on it, what waits, and her own drafts. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agenda.models import ItemKind
from bot.agenda.views import AgendaFacts, ItemShown, details, item_blocks, theme_text, title, waits_for
from bot.i18n import Texts
from bot.slack.blocks import Block, Element, View, actions, button, context, divider, header, modal, overflow, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, moment, one_line

PAGE = 20  # of those for another day
TITLE_SHOWN = 150
WORDS_SHOWN = 2_500  # characters: all that fits into a section


@dataclass(frozen=True)
class WindowFacts:
    """`agenda` is None while there is no meeting to come; `page` counts the pages of what waits from 0."""

    agenda: AgendaFacts | None = None
    drafts: tuple[ItemShown, ...] = ()
    may_edit: bool = False
    page: int = 0
    waiting: int = 0  # items brought for a first meeting, where there is none yet


def agenda_window(facts: WindowFacts, t: Texts) -> View:
    """At most nine items, one page of what waits and twenty drafts: well under the hundred blocks Slack takes."""
    blocks = [*_head(facts, t), *_today(facts, t), *_waiting(facts, t), *_drafts(facts.drafts, t)]
    return modal("agenda", t("The coming agenda"), blocks, buttons=("", t("Close")), metadata=str(facts.page))


def _head(facts: WindowFacts, t: Texts) -> list[Block]:
    buttons: list[Element] = [button(t("Bring something"), ActionId.BRING_ITEM, "window", style="primary")]
    if facts.agenda is None:
        said = t("No meeting is planned yet. What you bring waits for the first one.")
        count = t.plural("{n} item waits.", "{n} items wait.", facts.waiting) if facts.waiting else ""
        return [section(f"{said} {count}".strip()), actions(*buttons)]
    if facts.may_edit:
        buttons.append(button(t("How items are ranked"), ActionId.HOW_RANKED, "window"))
    meeting, agenda = facts.agenda.meeting, facts.agenda
    planned = t("{planned} of {minutes} minutes planned", planned=sum(one.minutes for one in agenda.items),
                minutes=meeting.minutes)  # fmt: skip
    leads = t("Facilitator: {name}", name=escape(agenda.facilitator) or t("nobody yet"))
    said = t("The next flywheel meeting: *{when}*", when=moment(meeting.starts_at, t.language))
    small = [f"{planned} · {leads}", *([theme_text(agenda.theme, t)] if agenda.theme else [])]
    return [section(said), context(*small), actions(*buttons), divider()]


def _today(facts: WindowFacts, t: Texts) -> list[Block]:
    if facts.agenda is None:
        return []
    if not facts.agenda.items:
        return [section(t("Nothing is on it so far."))]
    blocks: list[Block] = []
    for number, shown in enumerate(facts.agenda.items, start=1):
        menu = _menu(shown, t) if facts.may_edit else None
        blocks += item_blocks(shown, number, t, accessory=menu, most=WORDS_SHOWN)
    return blocks


def _waiting(facts: WindowFacts, t: Texts) -> list[Block]:
    if facts.agenda is None or not facts.agenda.not_today_count:
        return []
    blocks: list[Block] = [header(t("Not today"))]
    for shown in facts.agenda.not_today:
        said = f"{title(shown, t)}\n{details(shown, t)} · _{waits_for(shown.item, t)}_"
        menu = overflow(ActionId.ITEM_MENU, _wishes(shown, t, waits=True)) if facts.may_edit else None
        blocks.append(section(said, accessory=menu))
    return [*blocks, *_pages(facts, t)]


def _pages(facts: WindowFacts, t: Texts) -> list[Block]:
    count = facts.agenda.not_today_count if facts.agenda else 0
    pages = -(-count // PAGE)
    if pages < 2:
        return []
    ways: list[Element] = []
    if facts.page:
        ways.append(button(t("Back"), ActionId.ITEMS_BEFORE, str(facts.page - 1)))
    if facts.page + 1 < pages:
        ways.append(button(t("More"), ActionId.ITEMS_AFTER, str(facts.page + 1)))
    said = t("Page {page} of {pages}: {count} items wait", page=facts.page + 1, pages=pages, count=count)
    return [context(said), actions(*ways)]


def _drafts(drafts: Sequence[ItemShown], t: Texts) -> list[Block]:
    if not drafts:
        return []
    blocks: list[Block] = [header(t("My drafts")), context(t("Only you see these."))]
    for shown in drafts:
        item_id = str(shown.item.key)
        more = overflow(ActionId.DRAFT_MENU, [(t("Delete"), f"delete:{item_id}")])
        blocks.append(section(f"*{escape(one_line(shown.title, TITLE_SHOWN))}*", accessory=more))
        put = button(t("Put on the agenda"), ActionId.PUT_DRAFT, item_id)
        blocks.append(actions(put, button(t("Edit"), ActionId.EDIT_DRAFT, item_id)))
    return blocks


def _menu(shown: ItemShown, t: Texts) -> Element:
    return overflow(ActionId.ITEM_MENU, _wishes(shown, t, waits=False))


def _wishes(shown: ItemShown, t: Texts, *, waits: bool) -> list[tuple[str, str]]:
    """(label, "wish:item"); what was promised keeps the first place."""
    item_id = shown.item.key
    places = [(t("Up"), f"up:{item_id}"), (t("Down"), f"down:{item_id}")]
    if waits:
        places = [(t("Discuss it first"), f"first:{item_id}")]
    if shown.item.kind is ItemKind.REVIEW:
        places = []
    return [*places, (t("Set minutes"), f"minutes:{item_id}"), (t("Take it off"), f"off:{item_id}")]
