"""What a click, a reply or a command opens, and what is said to it."""

from datetime import datetime

from sqlmodel import Session

from bot.delivery.inbox import first_time
from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.departments.rules import department_name
from bot.errors import UserError
from bot.i18n import Texts, texts_in
from bot.ownership.queries import department_shown, departments_by_key
from bot.pains.rules import wordless
from bot.people.services import names_of, reader_of
from bot.permissions.rules import Act, Role
from bot.permissions.services import require, roles_of
from bot.prompts.forms import Whole, answer_form, answer_window, not_this_time_form, question_window
from bot.prompts.models import Answer, Moment, Prompt, PromptState
from bot.prompts.pages import is_after, leader_facts
from bot.prompts.queries import (
    all_answers,
    answers_of,
    find_prompt,
    names_in,
    prompts_of,
    questions_of,
    roll_up_of,
)
from bot.prompts.roll_ups import NOT_ASKED, roll_up_facts
from bot.prompts.rules import subject_of
from bot.prompts.services import GONE, answer_by_words, may_answer
from bot.prompts.side_by_side import Mine, answers_message
from bot.prompts.views import reply_note, reply_refused
from bot.roster.services import department_of
from bot.slack.blocks import Message, View
from bot.slack.payloads import Inbound, SlackMessage
from bot.slack.text import mentioned, plain
from bot.workdays.services import today_in
from bot.years.queries import themes_ahead


def answer_page(session: Session, workspace_id: int, prompt_id: int, person: str, *, now: datetime) -> View:
    """Raises UserError for whoever may not."""
    prompt = may_answer(session, workspace_id, prompt_id, person, now=now)
    t = _texts(session, workspace_id, person)
    return answer_form(leader_facts(session, prompt, person, t), t)


def not_this_time_page(session: Session, workspace_id: int, prompt_id: int, person: str, *, now: datetime) -> View:
    """As `answer_page`."""
    prompt = may_answer(session, workspace_id, prompt_id, person, now=now)
    t = _texts(session, workspace_id, person)
    return not_this_time_form(leader_facts(session, prompt, person, t, beside_each=False), t)


def question_page(session: Session, workspace_id: int, reference: str, person: str, *, now: datetime) -> View:
    """Every answer to one question, whole. `reference`: "subject key", and departments if not all are shown.

    Raises UserError for a guest, and where there is no such question.
    """
    require(session, workspace_id, person, Act.SEE_ANSWERS, on=today_in(session, workspace_id, now))
    subject, key, *only = f"{reference} ".split(" ")
    only = [department for department in only if department]
    t = _texts(session, workspace_id, person)
    prompts = [one for one in prompts_of(session, workspace_id, subject) if not only or one.department in only]
    if not prompts:
        raise UserError(GONE)
    said = answers_of(session, workspace_id, subject)
    found = [(one, said[one.department][key]) for one in prompts if key in said.get(one.department, {})]
    question = _question(session, subject, key, [answer for _, answer in found], t)
    return question_window(question, [_whole(session, prompt, answer, t) for prompt, answer in found], t)


def whole_page(session: Session, workspace_id: int, reference: str, person: str, *, now: datetime) -> View:
    """One answer. `reference`: "prompt key". Raises UserError for a guest, and for another's draft."""
    require(session, workspace_id, person, Act.SEE_ANSWERS, on=today_in(session, workspace_id, now))
    prompt_id, _, key = reference.partition(" ")
    known = find_prompt(session, workspace_id, int(prompt_id) if prompt_id.isdecimal() else 0)
    answer = all_answers(session, known.key).get(key) if known else None
    if known is None or answer is None or (answer.is_draft and answer.by != person):
        raise UserError(GONE)
    t = _texts(session, workspace_id, person)
    return answer_window(answer.asked or t(NOT_ASKED), _whole(session, known, answer, t), t)


def answers_shown(session: Session, workspace_id: int, person: str, *, now: datetime) -> Message:
    """`/flywheel answers`: this quarter's; all of them to the team, her own department's to everybody else.

    And the next one's where leaders were asked already: east of the company its first morning comes before it begins.
    """
    today = today_in(session, workspace_id, now)
    require(session, workspace_id, person, Act.SEE_ANSWERS, on=today)
    t, ahead = _texts(session, workspace_id, person), themes_ahead(session, workspace_id, now=now)
    roles = roles_of(session, workspace_id, person, on=today)
    only = None if roles & {Role.TEAM, Role.ADMIN} else [department_of(session, workspace_id, person)]
    subjects = [subject_of(theme.key, moment) for theme in ahead for moment in Moment]
    asked = [subject for subject in subjects if _shown_prompts(session, workspace_id, subject, only)]
    facts = [roll_up_facts(session, workspace_id, subject, t, only=only) for subject in asked]
    mine = [one for subject in asked for one in _hers(session, workspace_id, subject, person, t, now=now)]
    return answers_message(facts, mine, t)


def keep_reply(
    session: Session, workspace_id: int, who: Inbound, prompt_id: int, message: SlackMessage, *, now: datetime
) -> None:  # fmt: skip
    """What she wrote under her questions is an answer; in the thread she is told to which one."""
    reader = reader_of(session, workspace_id, who.user_id)
    if reader.is_bot or not first_time(session, workspace_id, who.key, now=now):
        return
    text, t = plain(message.text, names_of(session, workspace_id, mentioned(message.text))), texts_in(reader.language)
    if wordless(text):
        return
    try:
        prompt, key, kept = answer_by_words(session, workspace_id, prompt_id, who.user_id, text, now=now)
        said = reply_note(leader_facts(session, prompt, who.user_id, t, beside_each=False), key, kept, t)
    except UserError as error:  # nothing was changed before it is raised
        said = reply_refused(t(error.sentence, **error.values))
    payload = {"thread_ts": message.thread_ts, **said.payload()}
    enqueue(session, workspace_id, Letter(f"reply:{who.key}", Method.POST, message.channel_id, payload), now=now)


def _shown_prompts(session: Session, workspace_id: int, subject: str, only: list[str] | None) -> bool:
    return any(only is None or one.department in only for one in prompts_of(session, workspace_id, subject))


def _hers(
    session: Session, workspace_id: int, subject: str, person: str, t: Texts, *, now: datetime
) -> list[Mine]:  # fmt: skip
    """What she may still answer, as the leader or for her."""
    today = today_in(session, workspace_id, now)
    found = []
    for prompt in prompts_of(session, workspace_id, subject):
        roles = roles_of(session, workspace_id, person, on=today, department=prompt.department)
        if Role.LEAD in roles and prompt.state in {PromptState.ASKED, PromptState.NOT_THIS_TIME}:
            name = department_name(department_shown(session, workspace_id, prompt.department), t)
            found.append(Mine(prompt.key, name, prompt.person == person))
    return found


def _whole(session: Session, prompt: Prompt, answer: Answer, t: Texts) -> Whole:
    workspace_id = prompt.workspace_id
    row = departments_by_key(session, workspace_id, [prompt.department]).get(prompt.department, prompt.department)
    names = names_in(session, workspace_id, [prompt.person, answer.by])
    late = is_after(answer, roll_up_of(session, workspace_id, prompt.subject))
    by = names[answer.by] if answer.by != prompt.person else ""
    reference = f"{prompt.key} {answer.question}"
    return Whole(department_name(row, t), names[prompt.person], answer.text, reference, by, late)


def _question(session: Session, subject: str, key: str, answers: list[Answer], t: Texts) -> str:
    """As it is asked now, else as it was."""
    asked = {one.key: one.text for one in questions_of(session, subject, t.language)}
    return asked.get(key) or next((one.asked for one in answers if one.asked), t(NOT_ASKED))


def _texts(session: Session, workspace_id: int, person: str) -> Texts:
    return texts_in(reader_of(session, workspace_id, person).language)
