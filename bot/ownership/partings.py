"""What is said to somebody whose seat ended: what she still owns there, to keep or to hand over. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Texts
from bot.ownership.rules import About
from bot.slack.blocks import Block, Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link

MOST_SHOWN = 10  # pains with a button each


@dataclass(frozen=True)
class LostSeat:
    """`seat`: "Lead · Product", raw. `successor`: the raw name of who has it now; "" = nobody."""

    seat: str
    successor: str = ""
    owned: Sequence[tuple[int, About]] = ()  # (key of the pain, what it is called)


def seat_lost(lost: LostSeat, t: Texts) -> Message:
    said = t("Your seat has ended: *{seat}*. Thank you for what you did there.", seat=escape(lost.seat))
    if lost.successor:
        said = t("{name} has your seat now: *{seat}*. Thank you for what you did there.",
                 name=escape(lost.successor), seat=escape(lost.seat))  # fmt: skip
    if not lost.owned:
        return Message(said, [section(said)])
    still = t.plural(
        "You still own {n} pain there. It stays yours: keep it, or hand it over.",
        "You still own {n} pains there. They stay yours: keep them, or hand them over.",
        len(lost.owned),
    )
    top, lines = f"{said}\n{still}", [_line(about) for _, about in lost.owned[:MOST_SHOWN]]
    blocks: list[Block] = [section(top)]
    for line, (key, _) in zip(lines, lost.owned, strict=False):
        blocks.append(section(line, accessory=button(t("Hand over"), ActionId.HAND_OVER, str(key))))
    if len(lost.owned) > MOST_SHOWN:
        lines.append(t("and {n} more on your Home", n=len(lost.owned) - MOST_SHOWN))
        blocks.append(context(lines[-1]))
    return Message("\n".join([top, *lines]), [*blocks, actions(button(t("I keep them"), ActionId.KEEP_OWNED, "all"))])


def kept(t: Texts) -> Message:
    """In the place of what was asked."""
    text = t("They stay yours, each with its date. You can hand one over on its card at any time.")
    return Message(text, [section(text)])


def _line(about: About) -> str:
    name = link(about.card_url, about.name) if about.card_url else about.name
    return f"*{name}* {escape(about.headline)}".strip()
