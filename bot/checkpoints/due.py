"""What falls due about reviews. Each looks at the state first, and says what became of it."""

from datetime import datetime

from sqlmodel import Session

from bot.checkpoints.models import Checkpoint, CheckpointState, View
from bot.checkpoints.posting import ask, post_brief, post_mix, zone_for
from bot.checkpoints.queries import gaps_of, has_passed_on, said_of
from bot.checkpoints.rules import STAGGER, asked_key, is_open, morning_for, times_of
from bot.departments.services import departments
from bot.followups.ledger import told_of
from bot.followups.rules import is_at_work, next_morning
from bot.prompts.queries import leaders
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from bot.workdays.rules import ONE_DAY
from bot.workdays.services import calendar_of, company_zone, today_in
from bot.workspaces.models import Workspace
from bot.years.queries import company_calendar

GONE, OFF, OVER, ELSEWHEN = "no such review any more", "called off", "the review is over", "moved to another time"
MISSED = "missed: the review has begun"
PASSED = "missed: the next review has come"
STATES = {CheckpointState.CANCELLED: OFF, CheckpointState.HELD: OVER}


def ask_leaders(session: Session, step: Step, now: datetime) -> str | datetime:
    """Some working days before: each department somebody decides for, each in its own morning."""
    checkpoint = session.get(Checkpoint, int(step.subject))
    if checkpoint is None or not is_open(checkpoint):
        return _ended(checkpoint)
    times = times_of(checkpoint, company_calendar(session, step.workspace_id))
    if now >= times.meets:
        return MISSED
    if now < times.asks:
        return times.asks
    asked = leaders(session, step.workspace_id, on=today_in(session, step.workspace_id, now))
    if not asked:  # a company that is being set up names its leaders one of these days
        zone = company_zone(session, step.workspace_id)
        return min(next_morning(now, zone, company_calendar(session, step.workspace_id)), times.meets)
    checkpoint.state = CheckpointState.ASKED
    session.add(checkpoint)
    session.flush()
    others = [one.key for one in departments(session, step.workspace_id) if one.key not in asked]
    for place, department in enumerate([*asked, *others]):  # where nobody decides yet, somebody may tomorrow
        zone = zone_for(session, step.workspace_id, asked.get(department, ""))
        morning = morning_for(times, zone, calendar_of(session, step.workspace_id, department))
        due = Due(StepKind.CHECKPOINT_LEADER, f"{checkpoint.key}:{department}", max(morning, now) + place * STAGGER)
        plan(session, step.workspace_id, due, now=now)
    return f"{len(asked)} departments asked"


def ask_leader(session: Session, step: Step, now: datetime) -> str | datetime:
    """Every working morning until the review: whether she is still who to ask, and whether it reached her."""
    checkpoint_id, _, department = step.subject.partition(":")
    checkpoint = session.get(Checkpoint, int(checkpoint_id))
    if checkpoint is None or not is_open(checkpoint):
        return _ended(checkpoint)
    if now >= checkpoint.meets_at:
        return OVER
    if all((department, part) in said_of(session, checkpoint.key) for part in View):
        return "said"
    workspace_id, calendar = step.workspace_id, calendar_of(session, step.workspace_id, department)
    person = leaders(session, workspace_id, on=today_in(session, workspace_id, now)).get(department, "")
    zone = zone_for(session, workspace_id, person)
    if person and is_at_work(now.astimezone(zone), calendar) and not _has_it(session, checkpoint, department, person):
        ask(session, checkpoint, department, person, now=now)
    return min(next_morning(now, zone, calendar), checkpoint.meets_at)


def show_mix(session: Session, step: Step, now: datetime) -> str | datetime:
    """The working day before: what is there, and what is missing. Whoever it is missing from has it on her list."""
    checkpoint = session.get(Checkpoint, int(step.subject))
    if checkpoint is None or not is_open(checkpoint):
        return _ended(checkpoint)
    times = times_of(checkpoint, company_calendar(session, step.workspace_id))
    if step.seq != times.mix_on.toordinal():
        return ELSEWHEN
    if now >= times.meets:
        return MISSED
    channel = session.get_one(Workspace, step.workspace_id).flywheel_channel
    if not channel:
        return min(now + ONE_DAY, times.meets)
    post_mix(session, checkpoint, channel, now=now)
    gaps = gaps_of(session, checkpoint, said_of(session, checkpoint.key), on=today_in(session, step.workspace_id, now))
    return f"posted, {len(gaps.insight)} without insight, {len(gaps.foresight)} without foresight"


def post(session: Session, step: Step, now: datetime) -> str | datetime:
    """The review begins: its brief, whatever is missing in it."""
    checkpoint = session.get(Checkpoint, int(step.subject))
    if checkpoint is None or not is_open(checkpoint):
        return _ended(checkpoint)
    if now < checkpoint.meets_at:
        return ELSEWHEN
    if has_passed_on(session, checkpoint, now=now):
        return PASSED
    channel = session.get_one(Workspace, step.workspace_id).flywheel_channel
    if not channel:
        return now + ONE_DAY
    post_brief(session, checkpoint, channel, now=now)
    return f"posted, {len(said_of(session, checkpoint.key))} remarks"


def _ended(checkpoint: Checkpoint | None) -> str:
    return STATES[checkpoint.state] if checkpoint else GONE


def _has_it(session: Session, checkpoint: Checkpoint, department: str, person: str) -> bool:
    key = asked_key(checkpoint.key, department, person)
    return key in told_of(session, checkpoint.workspace_id, [key])
