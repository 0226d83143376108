"""What is said about actions. Pure: facts in, messages out."""

from dataclasses import dataclass

from bot.actions.models import Action, ActionState
from bot.followups.views import day_text
from bot.i18n import N_, Texts
from bot.ownership.rules import About
from bot.slack.blocks import Message, actions, button, context, section
from bot.slack.ids import ActionId
from bot.slack.text import escape, link, one_line, quote, shorten

LONGEST_LINE = 200  # characters of an action in a list


@dataclass(frozen=True)
class ActionShown:
    """An action and what it is named by. Names are raw; "" = somebody the bot does not know."""

    action: Action
    owner: str = ""
    giver: str = ""
    pain: About | None = None  # the one it serves


STATES = {
    ActionState.OFFERED: N_("waits for a yes"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("not going to be done"),
    ActionState.DECLINED: N_("declined"),
}


def action_line(shown: ActionShown, t: Texts, *, with_owner: bool = True) -> str:
    """One line of mrkdwn: who, what, by when, and for which pain."""
    action = shown.action
    who = "*" + (escape(shown.owner) or t("somebody")) + "* " if with_owner else ""
    parts = [who + escape(one_line(action.what, LONGEST_LINE)), t("by {day}", day=day_text(action.due_on, t.language))]
    if shown.pain:
        parts.append(_linked(shown.pain))
    if action.state in STATES:
        parts.append(t(STATES[action.state]))
    if action.answer and action.state in {ActionState.DROPPED, ActionState.DECLINED}:
        parts.append("“" + escape(one_line(action.answer, LONGEST_LINE)) + "”")
    return " · ".join(parts)


def offer_message(shown: ActionShown, t: Texts) -> Message:
    """To the owner, who was not there when it was given."""
    action, giver = shown.action, escape(shown.giver) or t("Somebody")
    said = t("{giver} asks whether you do this:", giver=giver)
    by = t("By {day}.", day="*" + day_text(action.due_on, t.language) + "*")
    lines = [said, quote(shorten(action.what, 1500)), by, _serves(shown, t)]
    text = "\n".join(line for line in lines if line)
    below = t("It is yours once you accept it.")
    buttons = actions(
        button(t("Accept"), ActionId.ACCEPT_ACTION, str(action.id), style="primary"),
        button(t("Decline"), ActionId.DECLINE_ACTION, str(action.id)),
    )
    return Message(f"{text}\n{below}", [section(text), context(below), buttons])


def accepted_note(shown: ActionShown, t: Texts) -> Message:
    """In the place of the offer."""
    return _note(shown, t("It is yours now. I remind you half-way, and on the day."), t)


def declined_note(shown: ActionShown, t: Texts) -> Message:
    """In the place of the offer."""
    return _note(shown, t("You declined it. They were told why."), t)


def declined_news(shown: ActionShown, t: Texts) -> Message:
    """To whoever gave it."""
    who = escape(shown.owner) or t("Somebody")
    return _note(shown, t("{name} declined this action. Give it to somebody else, or let it go:", name=who), t,
                 why=shown.action.answer)  # fmt: skip


def dropped_news(shown: ActionShown, name: str, t: Texts) -> Message:
    """To the giver and the owner, unless she did it herself."""
    said = t("{name} said that this action is not going to be done:", name=escape(name) or t("Somebody"))
    return _note(shown, said, t, why=shown.action.answer)


def left_news(shown: ActionShown, t: Texts) -> Message:
    """To whoever gave it: its owner is gone."""
    who = escape(shown.owner) or t("An owner")
    return _note(shown, t("{name} is gone, and with them the owner of this action. Give it to somebody else:",
                          name=who), t)  # fmt: skip


def given_note(shown: ActionShown, t: Texts) -> Message:
    """To whoever gave it by a command."""
    if shown.action.state is ActionState.OFFERED:
        return _note(shown, t("{name} is asked whether they do this:", name=escape(shown.owner) or t("Somebody")), t)
    return _note(shown, t("This is agreed:"), t)


def done_said(what: str, t: Texts) -> str:
    return t("Done: {what}.", what=escape(one_line(what, LONGEST_LINE)))


def moved_said(shown_day: str, t: Texts) -> str:
    return t("Your action comes back on {day}.", day=shown_day)


def yours_said(what: str, t: Texts) -> str:
    return t("Yours now: {what}.", what=escape(one_line(what, LONGEST_LINE)))


def _note(shown: ActionShown, said: str, t: Texts, *, why: str = "") -> Message:
    day = t("By {day}.", day=day_text(shown.action.due_on, t.language))
    reason = t("Why: {why}", why=escape(one_line(why, 500))) if why else ""
    lines = [said, quote(shorten(shown.action.what, 1500)), reason or day, _serves(shown, t)]
    text = "\n".join(line for line in lines if line)
    return Message(text, [section(text)])


def _serves(shown: ActionShown, t: Texts) -> str:
    if shown.pain is None:
        return ""
    name = _linked(shown.pain)
    return t("It serves {pain}.", pain=f"{name} {escape(shown.pain.headline)}".strip())


def _linked(pain: About) -> str:
    return link(pain.card_url, pain.name) if pain.card_url else pain.name
