"""A flywheel meeting on Friday, and pains that have something to say about it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, SQLModel

from bot.agenda.models import AgendaItem, ItemKind, ItemState
from bot.agenda.posting import bring_up_to_date
from bot.agenda.rules import ItemWish
from bot.agenda.services import bring
from bot.agenda.showing import agenda_facts
from bot.agenda.views import AgendaFacts
from bot.agenda.writing import write_agenda
from bot.app import STEPS
from bot.departments.services import found
from bot.meetings.models import HolidayPolicy, Meeting, Place, Series
from bot.meetings.queries import series_of
from bot.meetings.rules import agenda_at, call_at, to_utc
from bot.ownership.agenda import mark_for_agenda
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too
from bot.people.services import keep_users
from bot.roster.models import SeatRole
from bot.slack.payloads import SlackMessage
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind
from bot.steps.services import Due, plan
from bot.store.store import Store
from bot.workdays.rules import Calendar
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import FLYWHEEL, GENERAL, everybody
from tests.flywheel import Flywheel, flywheel, fresh, installed, prepared
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM, Somebody

__all__ = ["flywheel", "fresh", "prepared"]

FRIDAY = datetime.fromisoformat("2026-03-06 10:00")  # on the wall in Berlin
LATER = datetime.fromisoformat("2026-03-20 10:00")
ZONE = "Europe/Berlin"


def everybody_is_known(session: Session, workspace_id: int, *, now: datetime) -> None:
    keep_users(session, session.get_one(Workspace, workspace_id), everybody().values(), now=now)
    found(session, workspace_id)


def channel_is_chosen(session: Session, workspace_id: int, *, now: datetime) -> None:
    session.get_one(Workspace, workspace_id).flywheel_channel = FLYWHEEL


def add_meeting(session: Session, workspace_id: int, local: datetime = FRIDAY, *, now: datetime) -> Meeting:
    """The first of its series, unless there is one; with its call and its agenda planned."""
    series = series_of(session, workspace_id)
    if series is None:
        series = Series(
            workspace_id=workspace_id, uid="series@test", rule="FREQ=WEEKLY;INTERVAL=2;WKST=MO", first_local=local,
            zone=ZONE, minutes=60, channel=FLYWHEEL, place=Place.HUDDLE, holidays=HolidayPolicy.SKIP,
            made_by=MAYA.user_id, made_at=now,
        )  # fmt: skip
        session.add(series)
        session.flush()
    starts_at = to_utc(local, ZONE)
    meeting = Meeting(workspace_id=workspace_id, series_id=series.key, original_local=local, starts_local=local,
                      starts_at=starts_at, minutes=60, facilitator=LAN.user_id)  # fmt: skip
    session.add(meeting)
    session.flush()
    subject = str(meeting.key)
    call = Due(StepKind.MEETING_CALL, subject, call_at(local, ZONE, Calendar()))
    agenda = Due(StepKind.MEETING_AGENDA, subject, agenda_at(local, ZONE, Calendar()))
    plan(session, workspace_id, call, agenda, now=now)
    return meeting


class Table:
    """Tom leads product, Lan customer service, Maya sales and is an admin. It is Monday, they meet on Friday at ten."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel = flywheel
        for who, department in ((TOM, "product"), (LAN, "customer_service"), (MAYA, "sales")):
            flywheel.write(seat, who.user_id, department, SeatRole.LEAD)
        flywheel.write(add_meeting)
        self._pains = 0

    # What there is to talk about

    def report(self, words: str = "Nine minutes!", who: Somebody = LAN, **said: Any) -> Pain:
        self._pains += 1
        message = SlackMessage(GENERAL, f"{self._pains}.1", "")
        report = Report(who.user_id, **{"words": words, "stage": "use", "share_words": True, **said})
        return self.flywheel.report(report, Origin(Via.REACTION, "", message))

    def mark(self, pain: Pain, reason: str = "unowned") -> None:
        self.flywheel.write(mark_for_agenda, pain.key, reason)

    def unowned(self, words: str = "Nine minutes!", **said: Any) -> Pain:
        pain = self.report(words, **said)
        self.mark(pain)
        return pain

    def voice(self, pain: Pain, *people: Somebody) -> None:
        for who in people:
            self.flywheel.write(me_too, pain.key, who.user_id, "")

    def bring(self, title: str = "Slow answers", who: Somebody = TOM, **wish: Any) -> AgendaItem:
        return self.flywheel.write(bring, who.user_id, ItemWish(**{"kind": ItemKind.OBSTACLE, "title": title, **wish}))

    def change(self, row: SQLModel, **changes: Any) -> None:
        def write(session: Session, _workspace_id: int, *, now: datetime) -> None:
            stored = session.get_one(type(row), row.model_dump()["id"])
            stored.sqlmodel_update(changes)
            session.add(stored)

        self.flywheel.write(write)

    # What becomes of it

    @property
    def meeting(self) -> Meeting:
        return self.flywheel.rows(Meeting)[0]

    @property
    def series(self) -> Series:
        return self.flywheel.rows(Series)[0]

    def write(self) -> list[AgendaItem]:
        """The agenda as it is now, in order."""
        items: list[AgendaItem] = self._with_meeting(write_agenda)
        return items

    def refresh(self) -> None:
        self._with_meeting(bring_up_to_date)

    def _with_meeting(self, service: Callable[..., Any]) -> Any:
        key = self.meeting.key

        def run(session: Session, _workspace_id: int, *, now: datetime) -> Any:
            return service(session, session.get_one(Meeting, key), now=now)

        return self.flywheel.write(run)

    def facts(self) -> AgendaFacts:
        key = self.meeting.key
        return self.flywheel.read(lambda session: agenda_facts(session, session.get_one(Meeting, key)))

    def shown(self) -> list[str]:
        """The titles of what is talked about, in order."""
        self.write()
        return [one.title for one in self.facts().items]

    def reasons(self) -> list[list[str]]:
        return [list(item.reasons) for item in self.write()]

    def items(self, state: ItemState = ItemState.OPEN) -> list[AgendaItem]:
        return [item for item in self.flywheel.rows(AgendaItem) if item.state is state]

    async def run(self, **later: float) -> None:
        """What is due then, and the letters it leaves."""
        self.flywheel.clock.advance(**later)
        await Steps(self.flywheel.store, STEPS, now=self.flywheel.clock.now).run_once()
        await self.flywheel.deliver()

    async def until(self, when: datetime) -> None:
        """As `run`, at a wall time in UTC."""
        await self.run(seconds=(when - self.flywheel.clock.now()).total_seconds())

    def posts(self) -> list[Mapping[str, Any]]:
        """The call and the agenda, as they were posted."""
        ours = ("call_menu", "open_agenda", "skip_empty")
        posted = self.flywheel.slack.asked("chat.postMessage")
        return [call for call in posted if any(action in str(call["blocks"]) for action in ours)]

    def edits(self, ts: str) -> list[str]:
        return [call["text"] for call in self.flywheel.slack.asked("chat.update") if call["ts"] == ts]

    def outcomes(self, kind: str) -> list[str]:
        return [step.outcome for step in self.flywheel.rows(Step) if step.kind == kind]


@pytest.fixture
def table(flywheel: Flywheel) -> Table:
    return Table(flywheel)


@pytest.fixture
def table_anywhere(store: Store, clock: FakeClock) -> Table:
    """On each database, where the rows are what matters."""
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    flywheel.write(channel_is_chosen)
    return Table(flywheel)
