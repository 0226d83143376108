"""A year of reminders for three people in three zones, walked by the clock, every message held against a plain count.

The count is made another way than the product makes it: day by day, from what each person had to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays
from sqlmodel import Session, select

from bot.pains.models import Pain, PainStatus, Via
from tests.followups.conftest import AT_HOME, COUNTRIES, Office
from tests.people import LAN, MAYA, TOM, Somebody

FIRST, LAST = date(2026, 3, 3), date(2027, 3, 1)
DAY = timedelta(days=1)
YEAR = [FIRST + DAY * n for n in range((LAST - FIRST).days + 1)]
LEAD, LED = MAYA, TOM  # she decides for his department
WAITING = {LAN: "đang chờ bạn", TOM: "waiting for you", MAYA: "waiting for you"}
OFF = {
    who: holidays.country_holidays(COUNTRIES[AT_HOME[who.user_id]], years=range(2026, 2029)) for who in (LAN, TOM, MAYA)
}


@dataclass(frozen=True)
class Task:
    """A pain somebody takes at ten in the morning, and has resolved by six in the evening of its last day."""

    number: int
    who: Somebody
    taken: date
    due: date
    last: date

    def is_open(self, at: datetime) -> bool:
        return _at(self.who, self.taken, 10) <= at < _at(self.who, self.last, 18)


def _at(who: Somebody, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(who.time_zone))


def works(who: Somebody, day: date) -> bool:
    return day.weekday() < 5 and day not in OFF[who]


def later(who: Somebody, day: date, n: int) -> date:
    """`n` working days."""
    while n:
        day += DAY
        n -= works(who, day)
    return day


def tasks() -> list[Task]:
    """Each takes one every nine days or so; every fourth is left lying, now and then for weeks."""
    found: list[Task] = []
    for start, who in enumerate((LAN, TOM, MAYA)):
        for turn, day in enumerate(YEAR[start * 2 :: 9]):
            due = later(who, day, (2, 5, 10)[turn % 3])
            last = later(who, due, 8) if turn % 4 == 3 else due
            found.append(Task(len(found) + 1, who, day, due, last))
    return found


def reasons(all_tasks: list[Task]) -> dict[tuple[Somebody, date], set[str]]:
    """Why each of them is written to, on each day somebody is."""
    why: dict[tuple[Somebody, date], set[str]] = {}
    for task in all_tasks:
        for who, day, rung in _told(task):
            why.setdefault((who, day), set()).add(f"P-{task.number} {rung}")
    for day in _weekly_mornings():
        at = _at(LEAD, day, 9)
        theirs = [task for task in all_tasks if task.who is LED and _at(LED, task.taken, 10) <= at]
        resolved = [task for task in theirs if timedelta() <= at - _at(LED, task.last, 18) < timedelta(days=7)]
        if resolved or any(task.is_open(at) for task in theirs):
            why.setdefault((LEAD, day), set()).add("week")
    return {key: value for key, value in why.items() if key[1] <= LAST}


def _told(task: Task) -> Iterator[tuple[Somebody, date, str]]:
    """Two days before, on the day, and two days after it was told, to the lead."""
    mornings = [day for day in YEAR if works(task.who, day) and task.taken < day <= task.last]
    if ahead := next((day for day in mornings if day < task.due <= later(task.who, day, 2)), None):
        yield task.who, ahead, "ahead"
    told = next((day for day in mornings if day >= task.due), None)
    if told is None:
        return
    yield task.who, told, "day"
    rises = max(later(task.who, told, 2), later(task.who, task.due, 2))
    leads = [day for day in YEAR if works(LEAD, day) and day >= rises and task.is_open(_at(LEAD, day, 9))]
    if task.who is LED and leads:
        yield LEAD, leads[0], "lead"


def _weekly_mornings() -> Iterator[date]:
    """Her first working day of each week."""
    weeks: dict[date, date] = {}
    for day in YEAR:
        if works(LEAD, day):
            weeks.setdefault(day - DAY * day.weekday(), day)
    yield from weeks.values()


async def live(office: Office, all_tasks: list[Task]) -> None:
    """The year passes: everything is done at its time."""
    acts = [(_at(task.who, task.taken, 10), _take, task) for task in all_tasks]
    acts += [(_at(task.who, task.last, 18), _resolve, task) for task in all_tasks if task.last <= LAST]
    for at, act, task in sorted(acts, key=lambda one: (one[0], one[2].number)):
        await office.until(at.astimezone(UTC))
        office.flywheel.write(act, task)
    await office.until(datetime.combine(LAST + DAY, time(), UTC))


def _take(session: Session, workspace_id: int, task: Task, *, now: datetime) -> None:
    pain = Pain(workspace_id=workspace_id, number=task.number, reporter="U0GUEST", via=Via.FORM, created_at=now)
    pain.title, pain.owner, pain.owned_at = f"Pain {task.number}", task.who.user_id, now
    pain.owner_department, pain.next_on = AT_HOME[task.who.user_id], task.due
    session.add(pain)


def _resolve(session: Session, workspace_id: int, task: Task, *, now: datetime) -> None:
    pain = session.exec(select(Pain).where(Pain.number == task.number)).one()
    pain.status, pain.resolved_at = PainStatus.RESOLVED, now
    session.add(pain)


def sent(office: Office, who: Somebody) -> list[tuple[datetime, dict[str, Any]]]:
    """When she got which message, on her own wall."""
    hers = [message for message in office.flywheel.slack.messages if message["channel"] == f"D{who.user_id[1:]}"]
    return [
        (datetime.fromtimestamp(float(message["ts"]), UTC).astimezone(ZoneInfo(who.time_zone)), message)
        for message in hers
    ]


async def test_a_year_of_reminders(office: Office) -> None:
    office.seat(LEAD, AT_HOME[LED.user_id])
    all_tasks = tasks()
    expected = reasons(all_tasks)

    await live(office, all_tasks)

    for who in (LAN, TOM, MAYA):
        messages = sent(office, who)
        days = [at.date() for at, _ in messages]

        assert sorted(day for person, day in expected if person is who) == days  # so at most one a day, and no other
        assert {time(9)} == {at.time().replace(second=0, microsecond=0) for at, _ in messages}
        assert [] == [day for day in days if not works(who, day)]
        for at, message in messages:
            _check(who, at, message["text"], all_tasks, expected[who, at.date()])


def _check(who: Somebody, at: datetime, text: str, all_tasks: list[Task], why: set[str]) -> None:
    """Her language, everything that is hers, and the week only when it is due."""
    hers = {f"P-{task.number}" for task in all_tasks if task.who is who and task.is_open(at)}
    of_led = {f"P-{task.number}" for task in all_tasks if task.who is LED}
    climbed = {reason.split()[0] for reason in why if reason.endswith("lead")}
    listed = {line.split()[0].strip("*") for line in text.splitlines() if line.startswith("*P-")}

    assert hers | climbed <= listed, (who.name, at)
    assert listed <= hers | (of_led if who is LEAD else set()), (who.name, at)
    assert bool(listed) == (WAITING[who] in text), text
    assert ("week" in why) == ("Product this week" in text), text
    assert "late: I could" not in text
