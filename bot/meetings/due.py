"""The series falls due once a day: what has come near enough becomes rows."""

from datetime import datetime

from sqlmodel import Session

from bot.meetings.models import Series
from bot.meetings.planning import fill
from bot.meetings.services import LOOK_AGAIN
from bot.steps.models import Step

ENDED = "the series has ended"


def materialise(session: Session, step: Step, now: datetime) -> str | datetime:
    """The coming occurrences and their steps; whatever rule has changed since is followed."""
    series = session.get_one(Series, int(step.subject))
    if series.until_local is not None:
        return ENDED
    fill(session, series, now=now)
    return now + LOOK_AGAIN
