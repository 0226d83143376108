"""What leaders are asked: as the company wrote it, else as we ship it; and the one question that is always asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.i18n import texts_in
from bot.prompts.models import Moment
from bot.years.models import Theme, ThemeKind, ThemeText
from bot.years.queries import theme_before, theme_texts
from bot.years.themes import (
    ABOUT_CUSTOMER,
    CUSTOMER,
    GROWS_FROM,
    QUESTIONS,
    is_before,
    parts_of,
    question_key,
)


@dataclass(frozen=True)
class Question:
    key: str
    text: str  # raw


def questions_for(session: Session, theme: Theme, moment: Moment, language: str) -> list[Question]:
    """Three at most, and the one about the customer last."""
    own = theme_texts(session, theme.workspace_id, theme.kind, language)
    asked = [
        Question(question_key(theme.kind, moment, number), text)
        for number, text in enumerate(asked_texts(own, theme.kind, moment, language), 1)
        if text
    ]
    return [*asked, Question(CUSTOMER, texts_in(language)(ABOUT_CUSTOMER))]


def asked_texts(own: ThemeText | None, kind: ThemeKind, moment: Moment, language: str) -> list[str]:
    """By number; "" = that one is left out. A moment without any of the company's own has ours."""
    written = own_texts(own, moment)
    return written if any(written) else our_texts(kind, moment, language)


def own_texts(own: ThemeText | None, moment: Moment) -> list[str]:
    return [str(text) for text in (own.questions if own else {}).get(moment.value, [])]


def our_texts(kind: ThemeKind, moment: Moment, language: str) -> list[str]:
    t = texts_in(language)
    return [t(text) for text in QUESTIONS[kind][moment]]


def grown_from(session: Session, theme: Theme, key: str) -> tuple[Theme, str] | None:
    """In which theme the question was asked that this one grows from, and its key; None = it grows from none."""
    earlier = GROWS_FROM.get(key)
    if earlier is None:
        return None
    kind, moment, _ = parts_of(earlier)
    same_quarter = kind is theme.kind and is_before(moment, parts_of(key)[1])
    found = theme if same_quarter else theme_before(session, theme, kind)
    return (found, earlier) if found else None


def placed(lines: Sequence[str], shown: Sequence[str], most: int) -> list[str]:
    """Questions as typed, by number: one that was there before keeps its number, and with it what was said to it."""
    places = [text if text in lines else "" for text in [*shown, *[""] * most][:most]]
    fresh = [line for line in lines if line not in places]
    for number, text in enumerate(places):
        if not text and fresh:
            places[number] = fresh.pop(0)
    return places
