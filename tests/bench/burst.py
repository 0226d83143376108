"""A burst of 3,000 mentions over Socket Mode: how many are not both committed and acked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from bot.delivery.models import DeliveryKey
from bot.slack.gateway import Gateway
from bot.slack.socket import SocketMode
from bot.store.store import Store
from tests.bench.capture import mention
from tests.bench.database import new_database
from tests.bench.harness import Group, Line
from tests.bench.product import product
from tests.slack.fake_socket import FakeSlack, until
from tests.slack.fake_socket import Line as Websocket

BURST = 3000


@asynccontextmanager
async def burst(directory: Path) -> AsyncIterator[Group]:
    slack = FakeSlack()
    await slack.up()
    store = Store(f"sqlite:///{new_database(directory / 'burst.db')}")
    gateway = Gateway("xoxb-bench", api_url=slack.api_url)
    socket = SocketMode(product(store), gateway, "xapp-bench")
    await socket.start()

    async def lost() -> float:
        envelopes = [envelope(mention()) for _ in range(BURST)]
        await send(slack.lines[0], envelopes)
        kept = await store.read(seen)
        acked = slack.lines[0].acks.keys()
        return BURST - sum(f"ev:{each['envelope_id']}" in kept and each["envelope_id"] in acked for each in envelopes)

    yield Group({"lost": lost}, [Line("burst of 3,000 over Socket Mode, lost", "lost", None, 0, "")], rounds=1)
    await socket.drain(timeout=5)
    await gateway.close()
    store.close()
    await slack.down()


def envelope(payload: dict[str, Any]) -> dict[str, Any]:
    return {"envelope_id": payload["event_id"], "type": "events_api", "payload": payload}


async def send(websocket: Websocket, envelopes: list[dict[str, Any]]) -> None:
    """All at once; returns when all are acked, or half a minute later."""
    await websocket.send(*envelopes)
    with suppress(TimeoutError):
        await until(lambda: all(each["envelope_id"] in websocket.acks for each in envelopes), within=30)


def seen(session: Session) -> set[str]:
    return set(session.exec(select(DeliveryKey.key)))
