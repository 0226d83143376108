"""A team in a town over a year: the clock jumps from one thing that falls due to the next, and people do their part."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from bot.agenda.models import ItemKind
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.app import PURPOSES, STEPS
from bot.board.services import finish
from bot.decisions.rules import DecisionWish
from bot.decisions.services import decide
from bot.delivery.models import OutboxRow
from bot.delivery.sender import Sender
from bot.ledger.queries import timed_things
from bot.ledger.rules import Entry
from bot.ledger.services import status_of
from bot.meetings import models
from bot.steps.engine import Steps
from bot.workspaces.models import Workspace
from schedules.rounds import InOrder
from tests.board.conftest import IMPACT
from tests.flywheel import Flywheel
from tests.meetings.conftest import Beat
from tests.meetings.year import DAY, LENGTH, MOVED, SKIPPED, WHY, Meeting, Said, Town, meetings_of
from tests.passing import let_pass
from tests.people import LAN, MAYA, TOM

NONE = datetime.combine(date.min, time())  # about no meeting
SET_UP_BEFORE = timedelta(days=17)


class Year:
    """A team in a town; the clock jumps from one thing that falls due to the next."""

    def __init__(self, flywheel: Flywheel, town: Town) -> None:
        self.flywheel, self.town, self.zone = flywheel, town, ZoneInfo(town.zone)
        self.clock = flywheel.clock
        self.clock.move_to(datetime.combine(town.first, time(12), UTC) - SET_UP_BEFORE)
        flywheel.write(_speaks, town.language)
        self.beat = Beat(flywheel)
        wish: dict[str, Any] = {"day": str(town.first), "zone": town.zone, "country": town.country, "tell": False}
        self.beat.set_up(minutes=str(LENGTH.seconds // 60), **wish)
        now = self.clock.now
        sender = Sender(flywheel.store, flywheel.slack, PURPOSES, now=now)
        self.rounds = InOrder(Steps(flywheel.store, STEPS, now=now), sender)
        self.ledger: dict[tuple[str, datetime], Entry] = {}
        self.statuses: dict[int, str] = {}

    async def live(self) -> None:
        """Everybody does what is to be done at its time, and sometimes the bot is away."""
        acts: list[tuple[datetime, Callable[[Meeting], Any], Meeting]] = []
        for meeting in meetings_of(self.town):
            acts += [(at, act, meeting) for at, act in self._acts(meeting)]
        for at, act, meeting in sorted(acts, key=lambda one: one[0]):
            await self.until(at)
            act(meeting)

    def _acts(self, meeting: Meeting) -> list[tuple[datetime, Callable[[Meeting], Any]]]:
        acts: list[tuple[datetime, Callable[[Meeting], Any]]] = [(meeting.starts + 3 * DAY, self.look)]
        if meeting.outage:
            acts.append((meeting.outage[0], self.be_away))
        if meeting.number in {MOVED, SKIPPED}:
            acts.append((meeting.changed, self.change))
        if not meeting.is_holiday and meeting.number != SKIPPED:
            acts.append((meeting.call + timedelta(hours=1), self.bring))
        if meeting.is_held and not meeting.is_forgotten:
            acts += [(meeting.ends - timedelta(minutes=1), self.decide), (meeting.ends, self.end)]
        return acts

    async def until(self, wall: datetime) -> None:
        """Whatever falls due up to then, each at its time."""
        await let_pass(self.clock, self._moment(wall), self.rounds.run_once, self.rounds.next_due)

    # What people do

    def be_away(self, meeting: Meeting) -> None:
        """The bot is: the clock goes on, and nothing is done."""
        assert meeting.outage
        self.clock.move_to(self._moment(meeting.outage[1]))

    def change(self, meeting: Meeting) -> None:
        row = self._row(meeting)
        if meeting.number == MOVED:
            self.beat.move(row, str(meeting.starts))
        else:
            self.beat.skip(row, WHY)

    def bring(self, meeting: Meeting) -> None:
        wish = ItemWish(ItemKind.OBSTACLE, f"Obstacle {meeting.number}")
        self.flywheel.write(bring, LAN.user_id, wish)

    def decide(self, meeting: Meeting) -> None:
        row = self._row(meeting)
        wish = DecisionWish("Rebuild it", IMPACT, meeting_id=row.key, item_id=row.current_item or 0)
        self.flywheel.write(decide, TOM.user_id, wish)

    def end(self, meeting: Meeting) -> None:
        self.flywheel.write(finish, LAN.user_id, self._row(meeting).key)

    def look(self, meeting: Meeting) -> None:
        """At the ledger: three days after each meeting, and what it said then of each thing is kept."""
        last, _ = self.flywheel.write(timed_things)
        self.ledger |= {(one.kind, one.meeting_at): one for one in reversed(last)}
        self.statuses[meeting.number] = self.flywheel.write(status_of, MAYA.user_id).text

    # What came of it

    def said(self) -> list[Said]:
        """Every message of the bot, whoever it was for."""
        return sorted(self._heard)

    def texts(self, what: str, number: int) -> list[str]:
        """Of what was said about a meeting."""
        starts = meetings_of(self.town)[number].starts
        return [text for said, text in self._heard.items() if (said.what, said.meeting) == (what, starts)]

    @cached_property
    def _heard(self) -> dict[Said, str]:
        """With its text. A letter is named by what it is, and by when the rule has the meeting it is about."""
        keys = {row.wire_key: row.key for row in self.flywheel.rows(OutboxRow)}
        starts = {f"{row.original_local:%Y%m%dT%H%M}": row.starts_local for row in self.beat.meetings()}
        heard: dict[Said, str] = {}
        for message in self.flywheel.slack.messages:
            what, _, about = keys[message["metadata"]["event_payload"]["key"]].partition(":")
            at = self.wall(datetime.fromtimestamp(float(message["ts"]), UTC))
            to = message["channel"].replace("D0", "U0") if message["channel"].startswith("D0") else ""
            meeting = next((local for name, local in starts.items() if name in about), NONE)
            heard[Said(at, what, meeting, to)] = message["text"]
        assert len(heard) == len(self.flywheel.slack.messages)
        return heard

    def _row(self, meeting: Meeting) -> models.Meeting:
        original = datetime.combine(meeting.day, time(10))
        wanted = select(models.Meeting).where(col(models.Meeting.original_local) == original)
        return self.flywheel.read(lambda session: session.exec(wanted).one())

    def wall(self, at: datetime) -> datetime:
        return at.astimezone(self.zone).replace(tzinfo=None, second=0, microsecond=0)

    def _moment(self, wall: datetime) -> datetime:
        return wall.replace(tzinfo=self.zone).astimezone(UTC)


def _speaks(session: Session, workspace_id: int, language: str, *, now: datetime) -> None:
    session.get_one(Workspace, workspace_id).language = language
