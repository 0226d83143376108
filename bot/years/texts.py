"""What a company calls a theme and asks in it, by language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.errors import UserError
from bot.i18n import N_, texts_in
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.prompts.models import Moment
from bot.slack.ids import BlockId
from bot.workdays.services import today_in
from bot.years.forms import field_id
from bot.years.models import ThemeKind, ThemeText
from bot.years.queries import theme_texts
from bot.years.questions import asked_texts, our_texts, placed
from bot.years.themes import MOST, NAMES, PURPOSES

LONGEST_QUESTION = 300


@dataclass(frozen=True)
class Wording:
    """The form of one theme in one language, as typed; a moment's questions are one a line."""

    kind: ThemeKind
    language: str
    name: str
    purpose: str
    questions: Mapping[Moment, str]


def wording(session: Session, workspace_id: int, kind: ThemeKind, language: str) -> Wording:
    """As it is shown and asked now."""
    own, t = theme_texts(session, workspace_id, kind, language), texts_in(language)
    return Wording(
        kind,
        language,
        (own.name if own else "") or t(NAMES[kind]),
        (own.purpose if own else "") or t(PURPOSES[kind]),
        {each: "\n".join(filter(None, asked_texts(own, kind, each, language))) for each in Moment},
    )


def keep_wording(session: Session, workspace_id: int, by: str, wish: Wording, *, now: datetime) -> list[str]:
    """Where nothing was written ours stands again; returns those fields. Raises UserError."""
    require(session, workspace_id, by, Act.EDIT_YEAR, on=today_in(session, workspace_id, now))
    t = texts_in(wish.language)
    own = theme_texts(session, workspace_id, wish.kind, wish.language)
    questions = {each: _questions(wish, each, own) for each in Moment}
    row = own or ThemeText(workspace_id=workspace_id, kind=wish.kind, language=wish.language)
    row.name = _own(wish.name, t(NAMES[wish.kind]))
    row.purpose = _own(wish.purpose, t(PURPOSES[wish.kind]))
    row.questions = {each.value: texts for each, texts in questions.items() if any(texts)}
    session.add(row)
    session.flush()
    return _emptied(wish)


def _own(typed: str, ours: str) -> str:
    """What is as we ship it is not kept: it follows us when we find a better word."""
    return "" if typed == ours else typed


def _questions(wish: Wording, moment: Moment, own: ThemeText | None) -> list[str]:
    """By number, "" = left out; [] = ours. Raises UserError for too many, and for one that is too long."""
    block = field_id(BlockId.QUESTIONS, wish.kind, wish.language, moment)
    lines = list(dict.fromkeys(line.strip() for line in wish.questions[moment].splitlines() if line.strip()))
    if len(lines) > MOST:
        raise UserError(N_("Ask three questions at most, one a line."), block_id=block)
    if any(len(line) > LONGEST_QUESTION for line in lines):
        raise UserError(N_("A question has {most} characters at most."), block_id=block, most=LONGEST_QUESTION)
    shown: Sequence[str] = asked_texts(own, wish.kind, moment, wish.language)
    return [] if lines == our_texts(wish.kind, moment, wish.language) else placed(lines, shown, MOST)


def _emptied(wish: Wording) -> list[str]:
    """The fields without a word, by block or moment."""
    fields = {BlockId.THEME_NAME.value: wish.name, BlockId.PURPOSE.value: wish.purpose}
    fields |= {each.value: typed for each, typed in wish.questions.items()}
    return [field for field, typed in fields.items() if not typed.strip()]
