"""Who plays: the people of the seeded company by their handles, and when they are at work."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.sandbox.world import User, World

OPENS, CLOSES = time(9, 30), time(17, 30)
SATURDAY = 5


class Cast:
    def __init__(self, world: World) -> None:
        self._world = world

    def user(self, handle: str) -> User:
        """Raises LookupError where nobody is called so: somebody has emptied the company."""
        found = next((user for user in self._world.users.values() if user.handle == handle), None)
        if found is None:
            raise LookupError(f"nobody here is called {handle}")
        return found

    def id(self, handle: str) -> str:
        return self.user(handle).id

    def handle(self, user_id: str) -> str:
        return self._world.users[user_id].handle

    def name(self, handle: str) -> str:
        return self.user(handle).real_name.split()[0]

    def names(self, handles: list[str]) -> str:
        """ "Lan, Tom and Priya"."""
        *first, last = [self.name(handle) for handle in handles]
        return f"{', '.join(first)} and {last}" if first else last

    def zone(self, handle: str) -> ZoneInfo:
        return ZoneInfo(self.user(handle).tz)

    def at(self, handle: str, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone(handle)).astimezone(UTC)

    def today(self, handle: str, now: datetime) -> date:
        return now.astimezone(self.zone(handle)).date()

    def next_open(self, handle: str, when: datetime) -> datetime:
        """`when`, or as soon as she is at work after it."""
        here = when.astimezone(self.zone(handle))
        if here.weekday() < SATURDAY and OPENS <= here.time() < CLOSES:
            return when
        day = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
        return self.at(handle, next_workday(day), OPENS) + timedelta(minutes=here.minute)


def next_workday(day: date) -> date:
    """`day`, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() >= SATURDAY else 0)


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())
