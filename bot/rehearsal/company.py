"""A made-up company: its people in three zones and two languages, and what their customers suffer from, by seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from bot.departments.rules import DEPARTMENTS, STAGE_DEPARTMENTS
from bot.rehearsal.wall import Wall
from bot.rehearsal.words import Complaint, bank

DAY = timedelta(days=1)
STAGES = ("discover", "buy", "onboard", "use", "help", "renew")
OFTEN = (2, 3, 3, 6, 5, 2)  # how often each stage hurts
SEVERITIES = ("annoys", "slows", "stops", "leaves", "")
BAD = (5, 6, 3, 1, 1)
PRIVATE = 0.15  # of the reports come from a private place
READS_THE_VOICE = 5  # every fifth
AT_HOME = 0.8  # of a department's people sit where the department does


@dataclass(frozen=True)
class Home:
    """Where people sit. `country` is whose holidays are kept; "" = nobody's."""

    zone: str
    country: str
    language: str


HOMES = (
    Home("Europe/Berlin", "DE", "en"),
    Home("Asia/Ho_Chi_Minh", "VN", "vi"),
    Home("America/New_York", "US", "en"),
)


@dataclass(frozen=True)
class Options:
    """What somebody asked for on the command line."""

    start: date  # the first day of the business year
    zone: str = "Europe/Berlin"  # of the company, and of its meeting
    seed: int = 7
    people: int = 40
    pains: int = 300
    days: int = 365

    @property
    def end(self) -> date:
        return self.start + self.days * DAY


@dataclass(frozen=True)
class Worker:
    user_id: str
    name: str
    zone: str
    language: str
    department: str
    wall: Wall  # the clock and the calendar she works by


@dataclass(frozen=True)
class Report:
    """A pain to come: when, by whom, what."""

    number: int  # counted from 0, in order of time
    at: datetime
    reporter: Worker
    complaint: Complaint
    customer: str
    stage: str
    severity: str
    is_private: bool

    @property
    def words(self) -> str:
        """No two alike: whoever finds them somewhere knows whose they are."""
        return f"{self.complaint.words} #{700_000 + self.number}"


class Company:
    """The same for the same options."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.homes = _homes(options.zone)
        self.home_of = {key: self.homes[place % len(self.homes)] for place, key in enumerate(DEPARTMENTS)}
        self.people = self._people(self.chance("people"))
        self.of = {worker.user_id: worker for worker in self.people}
        self.meeting_wall = Wall(options.zone, self.homes[0].country)

    def chance(self, *about: object) -> Random:
        """Dice of its own for each question: who asks first changes nothing for the others."""
        return Random(":".join(map(str, (self.options.seed, *about))))

    def in_department(self, key: str) -> Sequence[Worker]:
        return self._departments[key]

    def lead(self, key: str) -> Worker:
        return self._departments[key][0]

    def deputy(self, key: str) -> Worker:
        return self._departments[key][min(1, len(self._departments[key]) - 1)]

    @property
    def departments(self) -> Sequence[str]:
        return [key for key in DEPARTMENTS if key in self._departments]

    @property
    def team(self) -> list[Worker]:
        """Who decides, in the order of the departments."""
        return [self.lead(key) for key in self.departments]

    @property
    def readers(self) -> list[Worker]:
        """Who asks for the customer's voice."""
        return self.people[::READS_THE_VOICE]

    @property
    def sponsor(self) -> Worker:
        return self.people[-1]

    @cached_property
    def reports(self) -> list[Report]:
        """The pains of the year: more of them on Mondays and after a change of the product, none at night."""
        dice, found = self.chance("reports"), []
        for _ in range(self.options.pains):
            reporter = dice.choice(self.people)
            found.append((self._moment(dice, reporter), reporter))
        found.sort(key=lambda one: (one[0], one[1].user_id))
        return [self._report(number, at, reporter) for number, (at, reporter) in enumerate(found)]

    @cached_property
    def _departments(self) -> dict[str, list[Worker]]:
        found: dict[str, list[Worker]] = {}
        for worker in self.people:
            found.setdefault(worker.department, []).append(worker)
        return found

    def _people(self, dice: Random) -> list[Worker]:
        keys = list(DEPARTMENTS)
        return [self._worker(dice, number, keys[number % len(keys)]) for number in range(self.options.people)]

    def _worker(self, dice: Random, number: int, department: str) -> Worker:
        its_home = self.home_of[department]
        decides = number < 2 * len(DEPARTMENTS)
        home = its_home if decides or dice.random() < AT_HOME else dice.choice(self.homes)
        texts = bank(home.language)
        first, family = dice.choice(texts.all("names")), dice.choice(texts.all("families"))
        name = f"{family} {first}" if home.language == "vi" else f"{first} {family}"
        wall = Wall(home.zone, its_home.country)  # the days off are her department's
        return Worker(f"U{number:05d}", name, home.zone, home.language, department, wall)

    def _moment(self, dice: Random, reporter: Worker) -> datetime:
        day = self.options.start + int(self.options.days * dice.random()) * DAY
        while not reporter.wall.works(day):
            day = day + DAY if day + DAY < self.options.end else self.options.start
        clock = time(9 + int(dice.betavariate(2, 2) * 8), dice.randrange(0, 60, 5))
        return datetime.combine(day, clock, ZoneInfo(reporter.zone))

    def _report(self, number: int, at: datetime, reporter: Worker) -> Report:
        dice, texts = self.chance("report", number), bank(reporter.language)
        stage = dice.choices(STAGES, OFTEN)[0]
        return Report(
            number=number,
            at=at,
            reporter=reporter,
            complaint=dice.choice(texts.complaints[stage]),
            customer=dice.choice(texts.all("customers")),
            stage=stage,
            severity=dice.choices(SEVERITIES, BAD)[0],
            is_private=dice.random() < PRIVATE,
        )


def responsible(stage: str) -> str:
    """The department a pain of a stage is proposed to."""
    return STAGE_DEPARTMENTS[stage]


def _homes(zone: str) -> tuple[Home, ...]:
    """Three places; the company's own is the first of them."""
    own = next((home for home in HOMES if home.zone == zone), Home(zone, "", "en"))
    return (own, *[home for home in HOMES if home.zone != zone][:2])
