"""The product on a fake Slack, and Homes as people see them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from bot.home.publishing import publish_home
from bot.home.rules import Pages
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin
from bot.roster.models import Seat, SeatRole
from tests.flywheel import Flywheel, flywheel, fresh, prepared
from tests.people import Somebody

__all__ = ["flywheel", "fresh", "prepared"]


class Homes:
    """Opens Homes, and reads what was published."""

    def __init__(self, flywheel: Flywheel) -> None:
        self.flywheel = flywheel

    async def open(self, who: Somebody, pages: Pages | None = None) -> str:
        """Her Home after she opened it."""
        self.flywheel.write(publish_home, who.user_id, self.flywheel.key(), pages=pages)
        await self.flywheel.deliver()
        return self.shown(who)[-1]

    def shown(self, who: Somebody) -> list[str]:
        """Every Home that was published to her, the last one last."""
        return [json.dumps(view, ensure_ascii=False) for view in self.views(who)]

    def views(self, who: Somebody) -> list[dict[str, Any]]:
        published = self.flywheel.slack.asked("views.publish")
        return [call["view"] for call in published if call["user_id"] == who.user_id]

    def report(self, who: Somebody, title: str = "Slow export", **said: Any) -> Pain:
        return self.flywheel.report(Report(who.user_id, title=title, **said), Origin(Via.FORM))

    def seat(self, who: Somebody, department: str, role: SeatRole = SeatRole.MEMBER) -> None:
        def add(session: Session, workspace_id: int, *, now: Any) -> None:
            more = {"department": department, "valid_from": now.date()}
            session.add(Seat(workspace_id=workspace_id, person=who.user_id, role=role, **more))

        self.flywheel.write(add)

    def change(self, pain: Pain, **values: Any) -> None:
        """In the database alone."""

        def service(session: Session, _workspace_id: int, *, now: Any) -> None:
            kept = session.get_one(Pain, pain.id)
            kept.sqlmodel_update(values)
            session.add(kept)

        self.flywheel.write(service)


@pytest.fixture
def homes(flywheel: Flywheel) -> Homes:
    return Homes(flywheel)


@pytest.fixture
def buttons() -> Callable[[dict[str, Any]], list[tuple[str, str]]]:
    """(text, value) of every button and menu line of a view, in the order of reading."""

    def found(view: dict[str, Any]) -> list[tuple[str, str]]:
        elements = [one for block in view["blocks"] for one in [block.get("accessory"), *block.get("elements", [])]]
        choices = [one for element in elements if element for one in element.get("options", [element])]
        return [(one["text"]["text"], one["value"]) for one in choices if "value" in one]

    return found
