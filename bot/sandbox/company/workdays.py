"""When the seeded talk happened: working days counted back from now, wall time of the one who wrote."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(9), time(18)
WESTMOST = ZoneInfo("America/New_York")  # where the company's day ends last


def last_whole_workday(now: datetime) -> date:
    """The newest weekday whose working hours are over for everybody, so that nothing seeded lies in the future."""
    here = now.astimezone(WESTMOST)
    day = here.date() if here.time() >= CLOSES else here.date() - timedelta(days=1)
    return _weekday_at_or_before(day)


def moment(workdays_back: int, wall_time: time, zone: str, now: datetime) -> datetime:
    """UTC of a wall time on the n-th working day back; 1 is the last whole one."""
    day = last_whole_workday(now)
    for _ in range(workdays_back - 1):
        day = _weekday_at_or_before(day - timedelta(days=1))
    return datetime.combine(day, wall_time, ZoneInfo(zone)).astimezone(UTC)


def _weekday_at_or_before(day: date) -> date:
    return day - timedelta(days=max(0, day.weekday() - 4))
