"""Reading who was asked what, and what was said."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, select

from bot.departments.services import departments
from bot.people.services import names_of
from bot.prompts.models import Answer, Moment, Prompt, RollUp
from bot.prompts.rules import Earlier, read_subject, subject_of
from bot.roster.models import SeatRole
from bot.roster.services import team
from bot.years.models import Theme
from bot.years.questions import Question, grown_from, questions_for
from bot.years.themes import CUSTOMER


def theme_of(session: Session, subject: str) -> tuple[Theme, Moment]:
    theme_id, moment = read_subject(subject)
    return session.get_one(Theme, theme_id), moment


def questions_of(session: Session, subject: str, language: str) -> list[Question]:
    return questions_for(session, *theme_of(session, subject), language)


def leaders(session: Session, workspace_id: int, *, on: date) -> dict[str, str]:
    """Who decides, by department: the lead, else the deputy. Departments without either are not there."""
    held = {(seat.department, seat.role): seat.person for seat in team(session, workspace_id, on=on)}
    found = {
        one.key: held.get((one.key, SeatRole.LEAD)) or held.get((one.key, SeatRole.DEPUTY))
        for one in departments(session, workspace_id)
    }
    return {department: person for department, person in found.items() if person}


def prompts_of(session: Session, workspace_id: int, subject: str) -> list[Prompt]:
    """Of all departments that were asked."""
    wanted = select(Prompt).where(Prompt.workspace_id == workspace_id, Prompt.subject == subject)
    return list(session.exec(wanted.order_by(col(Prompt.id))).all())


def find_prompt(session: Session, workspace_id: int, prompt_id: int) -> Prompt | None:
    wanted = select(Prompt).where(Prompt.id == prompt_id, Prompt.workspace_id == workspace_id)
    return session.exec(wanted).first()


def prompt_of_thread(session: Session, workspace_id: int, channel_id: str, thread_ts: str | None) -> Prompt | None:
    """Whose questions stand at the head of a thread; a person's direct line holds a few dozen in years."""
    if not thread_ts:
        return None
    wanted = select(Prompt).where(Prompt.workspace_id == workspace_id, Prompt.message_ts == thread_ts)
    return session.exec(wanted.where(Prompt.message_channel == channel_id)).first()


def all_answers(session: Session, prompt_id: int) -> dict[str, Answer]:
    """By question, drafts too."""
    return {one.question: one for one in session.exec(select(Answer).where(Answer.prompt_id == prompt_id))}


def answers_of(session: Session, workspace_id: int, subject: str) -> dict[str, dict[str, Answer]]:
    """What was sent, by department and question. Drafts are nobody else's."""
    wanted = (
        select(Prompt.department, Answer)
        .join(Answer, col(Answer.prompt_id) == col(Prompt.id))
        .where(Prompt.workspace_id == workspace_id, Prompt.subject == subject, col(Answer.is_draft).is_(False))
        .order_by(col(Answer.id))
    )
    found: dict[str, dict[str, Answer]] = {}
    for department, answer in session.exec(wanted):
        found.setdefault(department, {})[answer.question] = answer
    return found


def answered(session: Session, workspace_id: int, department: str, question: str, subject: str) -> Answer | None:
    """What a department sent to one question of one moment."""
    return answers_of(session, workspace_id, subject).get(department, {}).get(question)


def roll_up_of(session: Session, workspace_id: int, subject: str, *, held: bool = False) -> RollUp | None:
    """`held`: until the end of this transaction, so that an answer and the posting cannot miss each other."""
    wanted = select(RollUp).where(RollUp.workspace_id == workspace_id, RollUp.subject == subject)
    if held:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    return session.exec(wanted).first()


def earlier_of(session: Session, prompt: Prompt, question: str, reader: str) -> Earlier | None:
    """What her department said to what this question grows from; to the one about the customer, the last time."""
    theme, _ = theme_of(session, prompt.subject)
    if question == CUSTOMER:
        return _last_customer(session, prompt, reader)
    root = grown_from(session, theme, question)
    if root is None:
        return None
    earlier_theme, key = root
    moment = Moment(key.split(".")[1])
    subject = subject_of(earlier_theme.key, moment)
    return _shown(session, answered(session, prompt.workspace_id, prompt.department, key, subject), subject, reader)


def _last_customer(session: Session, prompt: Prompt, reader: str) -> Earlier | None:
    wanted = (
        select(Prompt.subject, Answer)
        .join(Answer, col(Answer.prompt_id) == col(Prompt.id))
        .where(Prompt.workspace_id == prompt.workspace_id, Prompt.department == prompt.department)
        .where(col(Prompt.id) < prompt.key, Answer.question == CUSTOMER, col(Answer.is_draft).is_(False))
    )
    found = session.exec(wanted.order_by(col(Prompt.id).desc())).first()
    return _shown(session, found[1], found[0], reader) if found else None


def _shown(session: Session, answer: Answer | None, subject: str, reader: str) -> Earlier | None:
    if answer is None:
        return None
    theme, moment = theme_of(session, subject)
    name = "" if answer.by == reader else names_of(session, answer.workspace_id, [answer.by]).get(answer.by, answer.by)
    return Earlier(answer.text, quarter_name(theme), moment, name)


def quarter_name(theme: Theme) -> str:
    """ "Q3 FY27" """
    return f"Q{theme.quarter} {theme.year}"


def names_in(session: Session, workspace_id: int, people: Iterable[str]) -> dict[str, str]:
    """With the id where no name is known."""
    wanted = {person for person in people if person}
    return {person: person for person in wanted} | names_of(session, workspace_id, wanted)
