"""Every click of a pain's life, from Slack's bytes to a commit with its letters queued, beside a capture."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from slack_bolt.async_app import AsyncApp
from sqlmodel import Session, col, select, update

from bot.departments.services import found
from bot.deps import utc_now
from bot.followups.services import first_date
from bot.loops.models import Telling
from bot.loops.rules import Resolution
from bot.loops.services import finish
from bot.ownership.models import Handoff
from bot.pains.models import Pain, PainStatus, Via
from bot.people.models import Person
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.store.store import Store
from tests.bench.bolt import dispatch
from tests.bench.capture import report
from tests.bench.database import new_database
from tests.bench.harness import Group, Line, Variant
from tests.bench.payloads import action, numbers, signed_interaction, submission
from tests.bench.product import product

TIMES = 30
ME, SHE, RESPONSE = "U0REPORTER", "U0OWNER", "http://127.0.0.1:9/response/1"  # all clicks are mine

Click = Callable[[int], dict[str, Any]]  # what Slack sends about a row
Before = Callable[[Session, Pain, datetime], int]  # makes what is clicked about; the row's id


@asynccontextmanager
async def clicks(directory: Path) -> AsyncIterator[Group]:
    store = Store(f"sqlite:///{new_database(directory / 'clicks.db')}")
    store.write_now(company, now=utc_now())
    app = product(store)
    variants = {name: clicked(store, app, before, click) for name, (before, click) in CLICKS.items()}
    captures = captured(app)
    lines = [Line(f"click: {name}, beside a capture", name, "capture", 1.5, "us") for name in variants]
    yield Group({**variants, "capture": captures}, lines, rounds=7)
    store.close()


def company(session: Session, *, now: datetime) -> None:
    found(session, 1)
    for person in (ME, SHE):
        session.add(Person(workspace_id=1, user_id=person, name=person, updated_at=now))


def clicked(store: Store, app: AsyncApp, before: Before, click: Click) -> Variant:
    """A round is TIMES clicks, each about a pain of its own; making those is not measured."""

    async def one_round() -> float:
        made = await store.write(make, before, now=utc_now())
        requests = [signed_interaction({**click(row), "response_url": RESPONSE}) for row in made]
        start = perf_counter()
        for request in requests:
            await dispatch(app, request)
        return (perf_counter() - start) / TIMES

    return one_round


def captured(app: AsyncApp) -> Variant:
    async def one_round() -> float:
        start = perf_counter()
        for _ in range(TIMES):
            await report(app)
        return (perf_counter() - start) / TIMES

    return one_round


def make(session: Session, before: Before, *, now: datetime) -> list[int]:
    """What earlier rounds left is out of the way: a click about one thing must not pay for a hundred others."""
    session.exec(update(Pain).where(col(Pain.status) == PainStatus.OPEN).values(status=PainStatus.WITHDRAWN))
    rows = []
    for _ in range(TIMES):
        pain = Pain(workspace_id=1, number=10_000_000 + next(numbers), title="The export takes nine minutes",
                    reporter=ME, via=Via.FORM, created_at=now, card_channel="C0", card_ts="1.1")  # fmt: skip
        session.add(pain)
        session.flush()
        rows.append(before(session, pain, now))
    session.flush()
    return rows


def unowned(_session: Session, pain: Pain, _now: datetime) -> int:
    return pain.key


def mine(session: Session, pain: Pain, now: datetime, *, owner: str = ME) -> int:
    pain.owner, pain.owner_department, pain.owned_at = owner, "product", now
    first_date(session, pain, now=now)
    return pain.key


def offered(session: Session, pain: Pain, now: datetime) -> int:
    mine(session, pain, now, owner=SHE)
    about: dict[str, Any] = {"workspace_id": 1, "pain_id": pain.key, "seq": 1, "offered_at": now}
    handoff = Handoff(**about, by=SHE, from_department="product", to_department="sales", to_person=ME, reason="Yours")
    session.add(handoff)
    session.flush()
    return handoff.id or 0


def to_tell(session: Session, pain: Pain, now: datetime) -> int:
    """The customer's answer closes it."""
    mine(session, pain, now)
    finish(session, 1, pain.key, ME, Resolution("It takes ten seconds now"), now=now)
    return session.exec(select(Telling.id).where(Telling.pain_id == pain.key)).one() or 0


def button(action_id: str, row: int) -> dict[str, Any]:
    return action(action_id, str(row))


def snoozed(row: int) -> dict[str, Any]:
    click = action(ActionId.LIST_MENU)
    option = {"value": f"snooze_1:{row}"}
    return {**click, "actions": [{**click["actions"][0], "type": "overflow", "value": None, "selected_option": option}]}


def resolved(row: int) -> dict[str, Any]:
    said = {"type": "plain_text_input", "value": "It takes ten seconds now"}
    return submission(ViewId.RESOLVE, {BlockId.RESOLUTION: {BlockId.RESOLUTION: said}}, str(row))


CLICKS: dict[str, tuple[Before, Click]] = {
    "take": (unowned, partial(button, ActionId.TAKE)),
    "accept": (offered, partial(button, ActionId.ACCEPT_OFFER)),
    "snooze": (mine, snoozed),
    "resolve": (mine, resolved),
    "outcome": (to_tell, partial(button, ActionId.NOT_REACHED)),
}
