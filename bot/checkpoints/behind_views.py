"""The window of what is behind a number. Pure."""

from bot.checkpoints.facts import PAGE, Behind, Page
from bot.i18n import Texts
from bot.slack.blocks import Block, View, actions, button, context, modal, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, moment, one_line


def behind_window(title: str, label: str, page: Page, reference: str, t: Texts) -> View:
    """`reference`: "checkpoint:key", comes back with the buttons; names are raw."""
    blocks: list[Block] = [section(f"*{escape(one_line(label, 200))}*\n{escape(title)}")]
    blocks += [section(_row(row, t)) for row in page.rows]
    if not page.rows:
        blocks.append(section(t("There is nothing behind it.")))
    else:
        first = page.number * PAGE + 1
        blocks.append(
            context(t("{first}–{last} of {total}", first=first, last=first + len(page.rows) - 1, total=page.total))
        )
    buttons = []
    if page.number:
        buttons.append(button(t("Newer"), ActionId.BEHIND_NEWER, f"{page.number - 1}:{reference}"))
    if page.has_older:
        buttons.append(button(t("Older"), ActionId.BEHIND_OLDER, f"{page.number + 1}:{reference}"))
    if buttons:
        blocks.append(actions(*buttons))
    return modal("behind", t("Behind the number"), blocks, buttons=("", t("Close")))


def row_text(row: Behind, t: Texts) -> str:
    """Raw."""
    if row.text:
        return row.text
    return t("A customer pain from a private place") if row.is_private else ""


def _row(row: Behind, t: Texts) -> str:
    when = moment(row.at, t.language)
    if not row.name:
        return when
    name = link(row.url, row.name) if row.url else escape(row.name)
    days = "" if row.days is None else " · " + t.plural("{n} day", "{n} days", row.days)
    return f"*{name}* {escape(one_line(row_text(row, t), 200))}\n{when}{days}"
