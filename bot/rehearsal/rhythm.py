"""The rhythm of the year as somebody would write it on the wall: what leaders are asked, reviews, the customer's voice.

Days are counted one by one, nothing is asked of the product: what the bot does is held against this.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from bot.rehearsal.company import Company, Worker
from bot.rehearsal.wall import DAY, Wall

MIDNIGHT, EIGHT, NINE, TEN = time(), time(8), time(9), time(10)
ANSWER_DAYS = 5  # working days from the questions to the roll-up
REVIEW_ON, QBR_ON = 3, 5  # working days after the period
ASK_BEFORE, MIX_BEFORE = 5, 1  # working days
FIRST_VOICE, FORTNIGHT = date(2026, 1, 7), timedelta(days=14)
VOICE_KEEPS = timedelta(days=3)  # then it is not news any more
PROMPT = timedelta(minutes=3)
CATCHES_UP = timedelta(minutes=15)  # after the bot is back

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Expected:
    """One thing somebody has to be told. `about`: what stands in the key of its letter.

    `over`: from then on it is not said any more, which excuses it where nothing could be said before.
    """

    kind: str
    to: str
    about: str
    at: datetime
    latest: datetime
    over: datetime


@dataclass(frozen=True)
class Quarter:
    first: date
    following: date  # the first day after it


class Rhythm:
    """Of one company, whose channel is `channel`. `away`: when nothing could be said."""

    def __init__(self, company: Company, channel: str, away: Sequence[Span]) -> None:
        self._company, self._channel, self._away = company, channel, away
        self._wall = Wall(company.options.zone)  # its departments keep holidays of their own, it keeps none

    def expected(self) -> list[Expected]:
        """Between the first day of the year and the last, in order of time."""
        since = self._wall.at(self._company.options.start, MIDNIGHT)
        until = self._wall.at(self._company.options.end, MIDNIGHT)
        found = [*self._questions(), *self._reviews(), *self._voices()]
        return sorted((one for one in found if since <= one.at and one.latest < until), key=lambda one: one.at)

    def quarters(self) -> Iterator[Quarter]:
        first = self._company.options.start
        while first < self._company.options.end:
            following = next_month(next_month(next_month(first)))
            yield Quarter(first, following)
            first = following

    # The questions of a quarter

    def _questions(self) -> Iterator[Expected]:
        moments = [moment for quarter in self.quarters() for moment in self._moments(quarter)]
        for place, (name, day) in enumerate(moments):
            following = moments[place + 1][1] if place + 1 < len(moments) else self._company.options.end
            yield from self._moment(name, day, self._wall.at(following, MIDNIGHT))

    def _moments(self, quarter: Quarter) -> list[tuple[str, date]]:
        half_way = quarter.first + (quarter.following - quarter.first) // 2
        last = self._wall.before(quarter.following, 1)
        return [
            ("kick_off", self._wall.next_workday(quarter.first)),
            ("half_way", self._wall.next_workday(half_way)),
            ("close", self._wall.before(last, ANSWER_DAYS)),
        ]

    def _moment(self, name: str, day: date, over: datetime) -> Iterator[Expected]:
        """To every leader at nine on her own wall; a working week later in the channel."""
        begins = first_on_earth(day)
        begun_on = max(self._wall.local(self._back(begins)).date(), day)
        posted = self._wall.at(self._wall.after(begun_on, ANSWER_DAYS), NINE)
        for leader in self._company.team:
            due = Expected("prompt", leader.user_id, f":{name}:", nine_on(leader, day), over, over)
            yield self._to(leader, due, begins)
        yield self._in_channel(Expected("roll-up", self._channel, f":{name}", posted, posted, posted + 30 * DAY))

    # Reviews and QBRs

    def _reviews(self) -> Iterator[Expected]:
        """The first ones look at the time before the year."""
        month = last_month(self._company.options.start)
        while month < self._company.options.end:
            yield from self._review(f"month:{month}", next_month(month), REVIEW_ON)
            month = next_month(month)
        first = self._company.options.start
        before = Quarter(last_month(last_month(last_month(first))), first)
        for quarter in (before, *self.quarters()):
            yield from self._review(f"quarter:{quarter.first}", quarter.following, QBR_ON)

    def _review(self, about: str, following: date, working_day: int) -> Iterator[Expected]:
        day = self._wall.after(following - DAY, working_day)
        meets = self._wall.at(day, TEN)
        whole = self._wall.after(following - DAY, 2 if working_day == QBR_ON else 1)
        wanted = self._wall.before(day, ASK_BEFORE)
        asked_on = whole if wanted < whole < self._wall.before(day, MIX_BEFORE) else wanted
        begins = first_on_earth(asked_on)
        for leader in self._company.team:
            due = Expected("review", leader.user_id, f"{about}:", nine_on(leader, asked_on), meets, meets)
            yield self._to(leader, due, begins)
        mix = self._wall.at(self._wall.before(day, MIX_BEFORE), TEN)
        yield self._in_channel(Expected("mix", self._channel, f"{about}:", mix, mix, meets))
        yield self._in_channel(Expected("brief", self._channel, about, meets, meets, meets + 20 * DAY))

    # The customer's voice

    def _voices(self) -> Iterator[Expected]:
        """Every second Wednesday at nine on the reader's own wall, or on her next working day."""
        day = FIRST_VOICE
        while day < self._company.options.end:
            for reader in self._company.readers:
                at = nine_on(reader, day)
                yield self._to(reader, Expected("voice", reader.user_id, f"{day}:", at, at, at + VOICE_KEEPS))
            day += FORTNIGHT

    # When nothing could be said

    def _to(self, reader: Worker, due: Expected, begins: datetime | None = None) -> Expected:
        """Silence makes it later, until she is at work again; where it could not even be begun, until her morning."""
        latest, back = due.at + PROMPT, self._back(due.at)
        if back != due.at:
            latest = reader.wall.next_open(back) + CATCHES_UP
        if begins and (begun := self._back(begins)) != begins:
            latest = max(latest, nine(reader, begun) + CATCHES_UP)
        return replace(due, latest=latest)

    def _in_channel(self, due: Expected) -> Expected:
        back = self._back(due.at)
        return replace(due, latest=due.at + PROMPT if back == due.at else back + CATCHES_UP)

    def _back(self, at: datetime) -> datetime:
        """The same time, unless the bot was away then."""
        return max((until for since, until in self._away if since - PROMPT <= at < until), default=at)


def next_month(first: date) -> date:
    return (first + 31 * DAY).replace(day=1)


def last_month(first: date) -> date:
    return (first - DAY).replace(day=1)


def first_on_earth(day: date) -> datetime:
    """Eight o'clock in the first of all zones: nobody's nine of that day is over."""
    return datetime.combine(day, EIGHT, timezone(timedelta(hours=14)))


def nine_on(worker: Worker, day: date) -> datetime:
    """On that day, or on her next working day."""
    return worker.wall.at(worker.wall.next_workday(day), NINE)


def nine(worker: Worker, since: datetime) -> datetime:
    """The first nine o'clock of a working day of hers from then on."""
    day = worker.wall.local(since).date()
    at = nine_on(worker, day)
    return at if at >= since else nine_on(worker, day + DAY)
