"""The roll-up of one moment in the flywheel channel: posted once, edited in place for what comes later."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from bot.contacts.queries import last_contact_by_department
from bot.delivery.letters import Letter, Method
from bot.delivery.models import OutboxRow
from bot.delivery.outbox import enqueue
from bot.delivery.purposes import Delivered
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.departments.services import departments
from bot.goals.picture_pages import picture_of
from bot.goals.queries import priorities_of
from bot.i18n import N_, Texts, language_for, texts_in
from bot.ownership.queries import departments_by_key
from bot.prompts.models import Answer, Moment, Prompt, PromptState, RollUp
from bot.prompts.pages import is_after
from bot.prompts.queries import (
    answers_of,
    names_in,
    prompts_of,
    quarter_name,
    questions_of,
    roll_up_of,
    theme_of,
)
from bot.prompts.rules import LATE, NAMING, subject_of
from bot.prompts.side_by_side import Line, RollUpFacts, Row, roll_up_message
from bot.slack.ids import PurposeId
from bot.store.once import InsertOnce
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from bot.years.models import Theme
from bot.years.queries import theme_name
from bot.years.themes import MOMENTS

NOT_ASKED = N_("A question that is not asked any more")
_ROLL_UPS = InsertOnce(RollUp, "workspace_id", "subject", "channel", "ts", "posted_at")


def post_roll_up(session: Session, workspace_id: int, subject: str, *, now: datetime) -> str | None:
    """What became of it, for the ledger; None = there is no channel yet."""
    if not prompts_of(session, workspace_id, subject):
        return "nobody was asked"
    channel = session.get_one(Workspace, workspace_id).flywheel_channel
    if not channel:
        return None
    row = {"workspace_id": workspace_id, "subject": subject, "channel": channel, "ts": "", "posted_at": None}
    _ROLL_UPS.one(session, row)
    letter = Letter(
        key=f"roll-up:{subject}",
        method=Method.POST,
        channel=channel,
        purpose=PurposeId.ROLL_UP,
        subject=subject,
        lane=f"roll-up:{subject}",
    )
    enqueue(session, workspace_id, letter, now=now)
    answered = [one for one in prompts_of(session, workspace_id, subject) if one.state is PromptState.ANSWERED]
    return f"posted, {len(answered)} answered"


def edit_roll_up(session: Session, prompt: Prompt, *, now: datetime) -> None:
    """Something came after it was posted. On its way, it is seen to when it has arrived."""
    posted = roll_up_of(session, prompt.workspace_id, prompt.subject, held=True)
    if posted and posted.ts:
        _edit(session, posted, f"{prompt.department}:{now.timestamp()}", now=now)


def edit_pictures(session: Session, theme: Theme, department: str, *, now: datetime) -> None:
    """What a department puts first has changed."""
    for moment in Moment:
        posted = roll_up_of(session, theme.workspace_id, subject_of(theme.key, moment), held=True)
        if posted and posted.ts:
            _edit(session, posted, f"first:{department}:{now.timestamp()}", now=now)


def render_roll_up(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    """In the workspace's language."""
    posted = roll_up_of(session, row.workspace_id, row.subject)
    if posted is None or posted.ts:
        return None
    asked = prompts_of(session, row.workspace_id, row.subject)
    late = max(one.due_at for one in asked) + LATE < (row.perhaps_since or row.due_at)
    return {"unfurl_links": False, "unfurl_media": False, **_message(session, row, is_late=late)}


def render_roll_up_edit(session: Session, row: OutboxRow) -> Mapping[str, Any] | None:
    posted = roll_up_of(session, row.workspace_id, row.subject)
    if posted is None or not posted.ts:
        return None
    return {"channel": posted.channel, "ts": posted.ts, **_message(session, row, is_late=False)}


def roll_up_posted(session: Session, delivered: Delivered, now: datetime) -> None:
    """From here on answers are late. What was sent while it was on its way is edited in."""
    row = delivered.row
    posted = roll_up_of(session, row.workspace_id, row.subject, held=True)
    if posted is None:
        return
    posted.channel = str(delivered.response.get("channel") or row.channel)
    posted.ts, posted.posted_at = str(delivered.response["ts"]), now
    session.add(posted)
    session.flush()
    written, prompts = row.perhaps_since or row.due_at, prompts_of(session, row.workspace_id, row.subject)
    said = [one.answered_at for one in prompts if one.answered_at]
    said += [one.at for one in priorities_of(session, theme_of(session, row.subject)[0].key)]
    if any(at >= written for at in said):
        _edit(session, posted, "meanwhile", now=now)


def roll_up_facts(
    session: Session, workspace_id: int, subject: str, t: Texts, *, only: Collection[str] | None = None
) -> RollUpFacts:
    """`only`: the departments that are shown; None = all."""
    theme, moment = theme_of(session, subject)
    prompts = [one for one in prompts_of(session, workspace_id, subject) if only is None or one.department in only]
    rows = departments_by_key(session, workspace_id, [one.department for one in prompts])
    called = {one.department: department_name(rows.get(one.department, one.department), t) for one in prompts}
    prompts.sort(key=lambda one: _position(rows, one))
    names = names_in(session, workspace_id, [name for one in prompts for name in (one.person, one.answered_by)])
    return RollUpFacts(
        title=f"{t(MOMENTS[moment])} · {quarter_name(theme)}, {theme_name(session, theme, t)}",
        rows=_rows(session, prompts, called, subject, t, only),
        stood_in=[
            (names[one.answered_by], names[one.person], called[one.department])
            for one in prompts
            if one.state is PromptState.ANSWERED and one.answered_by not in {"", one.person}
        ],
        not_this_time=[(called[one.department], one.why) for one in prompts if one.state is PromptState.NOT_THIS_TIME],
        to_come=[called[one.department] for one in prompts if one.state in {PromptState.ASKED, PromptState.OVER}],
        without_lead=() if only is not None else _without_lead(session, workspace_id, called, t),
    )


def _rows(
    session: Session, prompts: list[Prompt], called: Mapping[str, str], subject: str, t: Texts,
    only: Collection[str] | None,
) -> list[Row]:  # fmt: skip
    """Questions nobody has answered are left out; those that were changed since keep what they were."""
    workspace_id = prompts[0].workspace_id if prompts else 0
    said = answers_of(session, workspace_id, subject)
    posted = roll_up_of(session, workspace_id, subject)
    asked = {one.key: one.text for one in questions_of(session, subject, t.language)}
    asked |= {key: one.asked or t(NOT_ASKED) for hers in said.values() for key, one in hers.items() if key not in asked}
    hers: list[tuple[str, dict[str, Answer]]] = [(one.department, said.get(one.department, {})) for one in prompts]
    found = []
    for key, question in asked.items():
        lines = [
            Line(called[department], answers[key].text, is_after(answers[key], posted))
            for department, answers in hers
            if key in answers
        ]
        if lines:
            found.append(Row(question, lines, " ".join([subject, key, *(only or [])])))
    return found


def _message(session: Session, row: OutboxRow, *, is_late: bool) -> Mapping[str, Any]:
    workspace = session.get_one(Workspace, row.workspace_id)
    t = texts_in(language_for(None, workspace.language, None))
    facts = roll_up_facts(session, row.workspace_id, row.subject, t)
    more = _beside(session, row, t)
    return roll_up_message(replace(facts, is_late=is_late, **more), t).payload()


def _beside(session: Session, row: OutboxRow, t: Texts) -> dict[str, Any]:
    """What the channel sees beside the answers: when departments last met a customer, and what comes first."""
    theme, workspace_id = theme_of(session, row.subject)[0], row.workspace_id
    today = today_in(session, workspace_id, row.perhaps_since or row.due_at)
    since = last_contact_by_department(session, workspace_id, today)
    return {
        "last_met": [(department_name(one, t), since[one.key]) for one in departments(session, workspace_id)],
        "picture": picture_of(session, theme, t) if theme.kind in NAMING else None,
    }


def _edit(session: Session, posted: RollUp, what: str, *, now: datetime) -> None:
    letter = Letter(
        key=f"roll-up:{posted.subject}:{what}",
        method=Method.UPDATE,
        channel=posted.channel,
        purpose=PurposeId.ROLL_UP_EDIT,
        subject=posted.subject,
        lane=f"roll-up:{posted.subject}",
    )
    enqueue(session, posted.workspace_id, letter, now=now)


def _without_lead(session: Session, workspace_id: int, asked: Collection[str], t: Texts) -> list[str]:
    """They had no lead when the questions went out."""
    return [department_name(one, t) for one in departments(session, workspace_id) if one.key not in asked]


def _position(rows: Mapping[str, Department], prompt: Prompt) -> tuple[int, int]:
    row = rows.get(prompt.department)
    return (row.position if row else 1_000, prompt.key)
