"""What leaders do with their questions: answer, keep a draft, reply in the thread, say not this time."""

from datetime import datetime

from sqlmodel import Session, select

from bot.errors import UserError
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.prompts.forms import PREFIX
from bot.prompts.models import Answer, Prompt, PromptState, RollUp
from bot.prompts.pages import is_fixed, is_out
from bot.prompts.posting import edit_prompt
from bot.prompts.queries import all_answers, questions_of, roll_up_of
from bot.prompts.roll_ups import edit_roll_up
from bot.prompts.rules import LONGEST_TYPED, Typed, place_for
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

GONE = N_("Those questions are not there any more.")
EMPTY = N_("Write a few words under one question at least, or choose “Not this time” in the message.")
FIXED = N_("The roll-up is out, and this answer stands in it as it was. Say in its thread what has changed.")
SENT = N_("This answer was sent already, and is no draft any more. Choose “Send it” to change it.")
NO_REASON = N_("Say in a few words why not.")
HAS_ANSWERED = N_("There are answers already: change those instead.")


def may_answer(session: Session, workspace_id: int, prompt_id: int, person: str, *, now: datetime) -> Prompt:
    """The leader, or her deputy. Raises UserError for anybody else, and for questions of nobody here."""
    wanted = select(Prompt).where(Prompt.id == prompt_id, Prompt.workspace_id == workspace_id)
    prompt = session.exec(wanted.with_for_update().execution_options(populate_existing=True)).first()
    if prompt is None:
        raise UserError(GONE)
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.ANSWER_PROMPT, on=today, department=prompt.department)
    return prompt


def save_answers(
    session: Session, workspace_id: int, prompt_id: int, person: str, typed: Typed, *, now: datetime
) -> Prompt:
    """A form: what is left empty is taken back, as long as it does not stand in the roll-up. Raises UserError."""
    prompt = may_answer(session, workspace_id, prompt_id, person, now=now)
    posted = roll_up_of(session, workspace_id, prompt.subject, held=True)
    if not typed.is_draft and all(wordless(text) for text in _after(session, prompt, person, typed).values()):
        raise UserError(EMPTY, block_id=PREFIX + next(iter(typed.texts), ""))
    for key, text in typed.texts.items():
        _keep(session, prompt, key, text, (person, typed.is_draft, posted), now=now)
    if not typed.is_draft:
        _answered(session, prompt, person, posted, now=now)
    edit_prompt(session, prompt, now=now)
    return prompt


def answer_by_words(
    session: Session, workspace_id: int, prompt_id: int, person: str, text: str, *, now: datetime
) -> tuple[Prompt, str, str]:
    """A reply, whole: (prompt, question, all that is kept as its answer). Raises UserError."""
    prompt = may_answer(session, workspace_id, prompt_id, person, now=now)
    posted = roll_up_of(session, workspace_id, prompt.subject, held=True)
    language = reader_of(session, workspace_id, person).language
    answers = all_answers(session, prompt.key)
    mine = {key: one.text for key, one in answers.items() if not one.is_draft or one.by == person}
    key, is_more = place_for([one.key for one in questions_of(session, prompt.subject, language)], mine)
    if is_more:
        text = f"{mine[key]}\n\n{text}"
    _keep(session, prompt, key, text, (person, False, posted), now=now)
    _answered(session, prompt, person, posted, now=now)
    edit_prompt(session, prompt, now=now)
    return prompt, key, text


def not_this_time(session: Session, workspace_id: int, prompt_id: int, person: str, why: str, *, now: datetime) -> None:
    """Raises UserError without a reason, and where there are answers."""
    prompt = may_answer(session, workspace_id, prompt_id, person, now=now)
    if prompt.state is PromptState.ANSWERED:
        raise UserError(HAS_ANSWERED, block_id=BlockId.WHY)
    if wordless(why):
        raise UserError(NO_REASON, block_id=BlockId.WHY)
    prompt.state, prompt.why, prompt.answered_by, prompt.answered_at = PromptState.NOT_THIS_TIME, why, person, now
    session.add(prompt)
    session.flush()
    edit_prompt(session, prompt, now=now)
    edit_roll_up(session, prompt, now=now)


def _keep(
    session: Session, prompt: Prompt, key: str, text: str, how: tuple[str, bool, RollUp | None], *, now: datetime
) -> None:
    person, is_draft, posted = how
    known = all_answers(session, prompt.key).get(key)
    if _stays(known, text, person):
        return
    if is_fixed(known, posted):
        raise UserError(FIXED, block_id=PREFIX + key)
    if known and not known.is_draft and is_draft:
        raise UserError(SENT, block_id=PREFIX + key)
    if known and not text:
        session.delete(known)
        session.flush()
        return
    asked = _asked(session, prompt, key, person)
    answer = known or Answer(workspace_id=prompt.workspace_id, prompt_id=prompt.key, question=key, by=person, at=now)
    answer.asked, answer.text, answer.by, answer.at, answer.is_draft = (
        asked or answer.asked,
        text,
        person,
        now,
        is_draft,
    )
    session.add(answer)
    session.flush()


def _stays(known: Answer | None, text: str, person: str) -> bool:
    """Nothing was written, or nothing new. A long answer and another's draft are not shown in the field."""
    if known is None:
        return not text
    if not text:
        return len(known.text) > LONGEST_TYPED or (known.is_draft and known.by != person)
    return not known.is_draft and known.text == text


def _after(session: Session, prompt: Prompt, person: str, typed: Typed) -> dict[str, str]:
    """What the answers would be."""
    known = all_answers(session, prompt.key)
    kept = {key: one.text for key, one in known.items() if _stays(one, typed.texts.get(key, ""), person)}
    return {**typed.texts, **{key: text for key, text in kept.items() if not known[key].is_draft}}


def _answered(session: Session, prompt: Prompt, person: str, posted: RollUp | None, *, now: datetime) -> None:
    """Once the leader has answered herself, a deputy who adds something does not answer for her."""
    if prompt.state is not PromptState.ANSWERED:
        prompt.is_late = is_out(posted)
        prompt.answered_by = person
    if person == prompt.person:
        prompt.answered_by = person
    prompt.state, prompt.why, prompt.answered_at = PromptState.ANSWERED, "", now
    session.add(prompt)
    session.flush()
    edit_roll_up(session, prompt, now=now)


def _asked(session: Session, prompt: Prompt, key: str, person: str) -> str:
    """The question as she read it; "" where it is not asked any more."""
    language = reader_of(session, prompt.workspace_id, person).language
    return next((one.text for one in questions_of(session, prompt.subject, language) if one.key == key), "")
