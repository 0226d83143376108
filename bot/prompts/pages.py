"""Gathering what one leader sees: the questions, what we know beside each, what was said, and her answers."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from bot.departments.rules import department_name
from bot.goals.queries import priorities_of
from bot.i18n import Texts
from bot.ownership.queries import department_shown
from bot.prompts.known import known_of
from bot.prompts.models import Answer, Prompt, RollUp
from bot.prompts.queries import all_answers, earlier_of, names_in, quarter_name, questions_of, roll_up_of, theme_of
from bot.prompts.rules import NAMING, First, Item, LeaderFacts, beside, last_day
from bot.workdays.rules import zone_of
from bot.workdays.services import calendar_of
from bot.years.models import Theme
from bot.years.queries import theme_name
from bot.years.rules import midnight
from bot.years.texts import wording


def leader_facts(session: Session, prompt: Prompt, reader: str, t: Texts, *, beside_each: bool = True) -> LeaderFacts:
    """As `reader` sees it: nobody reads another's draft. Without `beside_each`: only questions and answers."""
    theme, moment = theme_of(session, prompt.subject)
    answers, posted = all_answers(session, prompt.key), roll_up_of(session, prompt.workspace_id, prompt.subject)
    names = names_in(session, prompt.workspace_id, [prompt.answered_by, *(one.by for one in answers.values())])
    others = [one.by for one in answers.values() if one.is_draft and one.by != reader]
    facts = LeaderFacts(
        prompt=prompt,
        moment=moment,
        quarter=quarter_name(theme),
        theme=theme_name(session, theme, t),
        purpose=wording(session, prompt.workspace_id, theme.kind, t.language).purpose,
        department=department_name(department_shown(session, prompt.workspace_id, prompt.department), t),
        last_day=_last_day(session, prompt, theme),
        items=_items(session, prompt, reader, answers, posted, t.language),
        answered_by=names[prompt.answered_by] if prompt.answered_by not in {"", prompt.person} else "",
        draft_of=names[others[0]] if others else "",
        is_draft=any(one.is_draft and one.by == reader for one in answers.values()),
        is_out=is_out(posted),
    )
    return _with_evidence(session, facts, theme, reader) if beside_each else facts


def is_out(posted: RollUp | None) -> bool:
    return posted is not None and posted.posted_at is not None


def is_fixed(answer: Answer | None, posted: RollUp | None) -> bool:
    """It stands in the roll-up as it was: what was said then is held up later."""
    if answer is None or answer.is_draft or posted is None or posted.posted_at is None:
        return False
    return answer.at <= posted.posted_at


def is_after(answer: Answer, posted: RollUp | None) -> bool:
    """It came after the roll-up."""
    return posted is not None and posted.posted_at is not None and answer.at > posted.posted_at


def _items(
    session: Session, prompt: Prompt, reader: str, answers: dict[str, Answer], posted: RollUp | None, language: str
) -> list[Item]:
    """Questions that were changed since keep their place where she has answered them."""
    asked = {one.key: one.text for one in questions_of(session, prompt.subject, language)}
    asked |= {key: one.asked for key, one in answers.items() if key not in asked and one.asked}
    return [
        Item(key, text, text=_visible(answers.get(key), reader), is_fixed=is_fixed(answers.get(key), posted))
        for key, text in asked.items()
    ]


def _with_evidence(session: Session, facts: LeaderFacts, theme: Theme, reader: str) -> LeaderFacts:
    prompt, places = facts.prompt, beside([item.key for item in facts.items])
    items = [
        replace(item, facts=places[item.key], earlier=earlier_of(session, prompt, item.key, reader))
        for item in facts.items
    ]
    known = known_of(session, prompt.workspace_id, prompt.department, midnight(theme.starts_on, theme.zone))
    return replace(facts, items=items, known=known, first=_first(session, prompt, theme))


def _first(session: Session, prompt: Prompt, theme: Theme) -> First | None:
    if theme.kind not in NAMING:
        return None
    return First(theme.key, prompt.department, len(priorities_of(session, theme.key, prompt.department)))


def _visible(answer: Answer | None, reader: str) -> str:
    return answer.text if answer and (not answer.is_draft or answer.by == reader) else ""


def _last_day(session: Session, prompt: Prompt, theme: Theme) -> date:
    closes_on = prompt.due_at.astimezone(zone_of(theme.zone)).date()
    return last_day(closes_on, calendar_of(session, prompt.workspace_id, prompt.department))
