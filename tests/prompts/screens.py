"""The screens about questions and answers, built with whatever people may have typed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.i18n import Texts
from bot.prompts import forms, side_by_side, views
from bot.prompts.models import Moment, Prompt, PromptState
from bot.prompts.rules import Earlier, Fact, First, Item, Known, LeaderFacts
from bot.slack.blocks import Message, View
from tests.goals import screens as goals

AT = datetime(2026, 3, 24, 9, 0, tzinfo=UTC)
EVERYTHING = Known(12, 5, 7, 4, 3, 1, 6, 2, 2)


def _prompt(**changes: Any) -> Prompt:
    fields = {"id": 7, "workspace_id": 1, "subject": "theme:1:close", "department": "product", "person": "U0TOM"}
    return Prompt(**{**fields, "due_at": AT, "asked_at": AT, **changes})


def _items(text: str, *, answered: bool) -> list[Item]:
    earlier = Earlier(text, "Q1 FY26", Moment.KICK_OFF, text[:200])
    said = text if answered else ""
    keys = ("big_ideas.close.1", "big_ideas.close.2", "big_ideas.close.3", "customer")
    return [
        Item(key, (text or "What?")[:300], (fact,), replace(earlier, by="") if number % 2 else earlier, said)
        for number, (key, fact) in enumerate(zip(keys, Fact, strict=True))
    ]


def _facts(text: str, *, answered: bool = False, **changes: Any) -> LeaderFacts:
    fields: dict[str, Any] = {
        "prompt": _prompt(),
        "moment": Moment.CLOSE,
        "quarter": "Q2 FY26",
        "theme": text[:100],
        "purpose": text[:1000],
        "department": text[:100],
        "last_day": date(2026, 3, 30),
        "items": _items(text, answered=answered),
        "known": EVERYTHING,
    }
    return LeaderFacts(**{**fields, **changes})


def _fixed(text: str) -> LeaderFacts:
    facts = _facts(text or "said", answered=True, is_out=True)
    return replace(facts, items=[replace(item, is_fixed=True) for item in facts.items])


def _whole(text: str, number: int = 1) -> forms.Whole:
    return forms.Whole(text[:100], text[:200], text or "said", f"{number} customer", text[:200], is_late=True)


def _roll_up(text: str, departments: int = 7) -> side_by_side.RollUpFacts:
    lines = [side_by_side.Line(f"{text[:90]} {number}", text, number % 2 == 0) for number in range(departments)]
    rows = [side_by_side.Row((text or "What?")[:300], lines, f"theme:1:close big_ideas.close.{n}") for n in range(4)]
    names = [text[:100]] * departments
    return side_by_side.RollUpFacts(
        f"Close · {text[:100]}", rows, [(text[:200], text[:200], text[:100])], [(text[:100], text[:500])], names, names,
        [(name, days if days % 3 else None) for days, name in enumerate(names)], is_late=True,
    )  # fmt: skip


def _answered(text: str, **changes: Any) -> LeaderFacts:
    return _facts(text, answered=True, prompt=_prompt(state=PromptState.ANSWERED, **changes))


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "questions": lambda text, t: views.questions_message(_facts(text), t),
    "questions that come late": lambda text, t: views.questions_message(_facts(text, is_late=True, known=Known()), t),
    "questions with a draft": lambda text, t: views.questions_message(_facts(text, answered=True, is_draft=True), t),
    "questions that ask what comes first": lambda text, t: views.questions_message(
        _facts(text, first=First(5, "product")), t
    ),
    "questions with what comes first": lambda text, t: views.questions_message(
        _facts(text, first=First(5, "product", 3)), t
    ),
    "answered questions": lambda text, t: views.questions_message(_answered(text), t),
    "answered late": lambda text, t: views.questions_message(_answered(text, is_late=True), t),
    "answered by a deputy": lambda text, t: views.questions_message(
        replace(_answered(text), answered_by=text[:200]), t
    ),
    "questions not this time": lambda text, t: views.questions_message(
        _facts(text, prompt=_prompt(state=PromptState.NOT_THIS_TIME, why=text[:500]), is_out=True), t
    ),
    "asked instead": lambda text, t: views.asked_instead(text[:200], text[:100], t),
    "kept reply": lambda text, t: views.reply_note(_facts(text, answered=True), "customer", text, t),
    "kept first reply": lambda text, t: views.reply_note(_facts(text), "customer", text * 2, t),
    "refused reply": lambda text, t: views.reply_refused(t("Those questions are not there any more.")),
    "roll-up": lambda text, t: side_by_side.roll_up_message(_roll_up(text), t),
    "roll-up of a big company": lambda text, t: side_by_side.roll_up_message(_roll_up(text, 40), t),
    "roll-up with a picture": lambda text, t: side_by_side.roll_up_message(
        replace(_roll_up(text), picture=goals.a_picture(text)), t
    ),
    "roll-up without a talk": lambda text, t: side_by_side.roll_up_message(
        replace(_roll_up(text), last_met=[(text[:100], None)]), t
    ),
    "silent roll-up": lambda text, t: side_by_side.roll_up_message(replace(_roll_up(text), rows=()), t),
    "answers": lambda text, t: side_by_side.answers_message(
        [_roll_up(text)] * 3, [side_by_side.Mine(7, text[:100], is_asked) for is_asked in (True, False)], t
    ),
    "no answers": lambda text, t: side_by_side.answers_message([], [], t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "answer": lambda text, t: forms.answer_form(_facts(text), t),
    "answer again": lambda text, t: forms.answer_form(_facts(text, answered=True, draft_of=text[:200]), t),
    "answer after the roll-up": lambda text, t: forms.answer_form(_fixed(text), t),
    "not this time": lambda text, t: forms.not_this_time_form(_facts(text), t),
    "answers to one question": lambda text, t: forms.question_window(
        (text or "What?")[:300], [_whole(text, number) for number in range(40)], t
    ),
    "no answer to a question": lambda text, t: forms.question_window((text or "What?")[:300], [], t),
    "one answer": lambda text, t: forms.answer_window((text or "What?")[:300], _whole(text), t),
}
