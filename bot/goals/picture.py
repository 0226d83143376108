"""What each department puts first, and how much of it points the same way. Pure: facts in, blocks out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Texts
from bot.slack.blocks import Block, Element, Message, View, actions, button, context, modal, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, one_line

MOST_MINE = 4  # departments one person decides for that are offered at once
SHOWN_PRIORITY = 160  # characters
FULL, EMPTY = "●", "○"
INDENT = "\N{EM SPACE}\N{EM SPACE}"  # Slack drops plain spaces at the start of a line


@dataclass(frozen=True)
class Said:
    """One priority, raw. `tie`: what it is tied to, as the reader knows it; "" = nothing."""

    text: str
    tie: str
    same: bool


@dataclass(frozen=True)
class DepartmentPull:
    """`key` and name of a department, and what it puts first."""

    key: str
    name: str
    said: Sequence[Said]


@dataclass(frozen=True)
class Picture:
    """`quarter` and `theme` are raw; `mine`: the departments the reader names priorities for."""

    theme_id: int
    quarter: str
    theme: str
    pulls: Sequence[DepartmentPull]
    mine: Sequence[str] = ()


def picture_message(picture: Picture, t: Texts) -> Message:
    """How much of what the departments put first points the same way. No person is named."""
    parts = [_top(picture, t), _named(picture, t), _others(picture, t)]
    texts, silent = [part for part in parts if part], _silent(picture, t)
    blocks: list[Block] = [section(part) for part in texts]
    if silent:
        blocks.append(context(silent))
    mine = {key: _mine(key, picture, t) for key in picture.mine[:MOST_MINE]}
    blocks += [section(said, accessory=priorities_button(picture.theme_id, key, t)) for key, said in mine.items()]
    if len(texts) > 1:
        blocks.append(actions(button(t("Read them all"), ActionId.ALL_PRIORITIES, str(picture.theme_id))))
    return Message("\n".join([*texts, *([silent] if silent else []), *mine.values()]), blocks)


def picture_window(picture: Picture, t: Texts) -> View:
    return modal("picture", t("What comes first"), picture_message(picture, t).blocks, buttons=("", t("Close")))


def priorities_button(theme_id: int, department: str, t: Texts, *, again: bool = False) -> Element:
    """Opens the form. `department`: its key. `again`: some are named already."""
    label = t("Change them") if again else t("Name three priorities")
    return button(label, ActionId.PRIORITIES, f"{theme_id} {department}")


def all_window(picture: Picture, t: Texts) -> View:
    """Every one of them, with what it is tied to."""
    named = [pull for pull in picture.pulls if pull.said]
    blocks = [section(f"*{escape(pull.name)}*\n" + _list(pull, t)) for pull in named]
    blocks = blocks or [section(t("No department has named its priorities yet."))]
    return modal("priorities", t("What comes first"), blocks, buttons=("", t("Close")))


def named_window(pull: DepartmentPull, t: Texts) -> View:
    """What was just named, and where it points."""
    kept = t("Kept for {department}.", department=escape(pull.name))
    hint = t("What is tied to nothing stands in the picture as pointing elsewhere. You can change it at any time.")
    blocks: list[Block] = [section(f"{kept}\n{_list(pull, t)}")]
    if not all(one.same for one in pull.said):
        blocks.append(context(hint))
    return modal("named", t("What comes first"), blocks, buttons=("", t("Close")))


def _mine(key: str, picture: Picture, t: Texts) -> str:
    name = next((pull.name for pull in picture.pulls if pull.key == key), key)
    return t("You decide for *{department}*.", department=escape(name))


def _top(picture: Picture, t: Texts) -> str:
    title = t("What comes first in {quarter}: {theme}", quarter=escape(picture.quarter), theme=escape(picture.theme))
    said = [one for pull in picture.pulls for one in pull.said]
    if not said:
        return f"*{title}*\n" + t("No department has named its priorities yet.")
    same = sum(one.same for one in said)
    sum_ = t("{n} of {all} point the same way: to the theme, a goal of the company, or a customer's pain.",
             n=same, all=len(said))  # fmt: skip
    return f"*{title}*\n{sum_}"


def _named(picture: Picture, t: Texts) -> str:
    return "\n".join(_pull(pull, t) for pull in picture.pulls if pull.said)


def _pull(pull: DepartmentPull, t: Texts) -> str:
    same = sum(one.same for one in pull.said)
    dots = FULL * same + EMPTY * (len(pull.said) - same)
    return f"{dots} *{escape(pull.name)}* " + t("{n} of {all}", n=same, all=len(pull.said))


def _others(picture: Picture, t: Texts) -> str:
    """What does not point there, and why."""
    lines = [
        f"• *{escape(pull.name)}* {escape(one_line(one.text, SHOWN_PRIORITY))} ({_why(one, t)})"
        for pull in picture.pulls
        for one in pull.said
        if not one.same
    ]
    return "\n".join(["*" + t("Points elsewhere for now") + "*", *lines]) if lines else ""


def _why(one: Said, t: Texts) -> str:
    if not one.tie:
        return t("tied to nothing yet")
    return t("tied to “{goal}”, which leads to no goal of the company", goal=escape(one_line(one.tie, 100)))


def _silent(picture: Picture, t: Texts) -> str:
    names = [pull.name for pull in picture.pulls if not pull.said]
    if not names or len(names) == len(picture.pulls):
        return ""
    return t("Not named yet: {departments}.", departments=escape(", ".join(names)))


def _list(pull: DepartmentPull, t: Texts) -> str:
    return "\n".join(
        f"{number}. {escape(one_line(one.text, 300))}\n{INDENT}{FULL if one.same else EMPTY} "
        + (escape(one_line(one.tie, 150)) if one.same else _why(one, t))
        for number, one in enumerate(pull.said, 1)
    )
