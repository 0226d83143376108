"""`/flywheel decisions` finds any decision by word, pain, customer, person and date; on both databases."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.decisions.rules import DecisionWish, Impact
from bot.decisions.search import find
from bot.decisions.services import decide
from bot.decisions.views import Found, found_message
from bot.i18n import texts_in
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, me_too
from bot.slack.payloads import SlackMessage
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.board.conftest import IMPACT, Room, refused
from tests.clock import FakeClock
from tests.fake_workspace import GUEST, SECRET
from tests.flywheel import Flywheel, installed
from tests.ownership.test_races import everybody_is_known
from tests.people import LAN, TOM


@pytest.fixture
def flywheel(store: Store, clock: FakeClock) -> Flywheel:
    flywheel = installed(store, clock)
    flywheel.write(everybody_is_known)
    return flywheel


@pytest.fixture
def room(flywheel: Flywheel) -> Room:
    return Room(flywheel)


def pain(room: Room, channel: str = "", **said: Any) -> Pain:
    report = Report(LAN.user_id, **{"title": "Exports are slow", "customer": "Contoso", **said})
    message = SlackMessage(channel, "1.1", "") if channel else None
    return room.flywheel.report(report, Origin(Via.REACTION if channel else Via.FORM, "", message))


def decided(room: Room, what: str, **changes: Any) -> None:
    room.act(decide, DecisionWish(**{"what": what, "impact": IMPACT, **changes}), who=changes.pop("who", LAN))


def found(room: Room, query: str, page: int = 0) -> list[str]:
    return [one.decision.what for one in looked(room, query, page).decisions]


def looked(room: Room, query: str, page: int = 0) -> Found:
    return room.act(find, query, page)  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "query",
    ["rebuild", "REBUILD", "conto", "P-1", "p-1", "D-1", "exports", "hour a week", "Tom", "becker tom",
     f"<@{TOM.user_id}|tom>", "2026-03", "2026-03-02", "contoso 2026-03 tom rebuild", "fabrikam"],
)  # fmt: skip
def test_it_is_found_by_word_pain_customer_person_and_date(room: Room, query: str) -> None:
    slow = pain(room)
    room.flywheel.write(me_too, slow.key, TOM.user_id, "Fabrikam")
    decided(room, "Rebuild it", pain_id=slow.key, decided_by=TOM.user_id)
    room.flywheel.clock.move_to(datetime(2026, 4, 1, 9, tzinfo=UTC))
    decided(room, "Something else", impact=Impact("More", "Glad", "Waiting", "Trust"))

    assert ["Rebuild it"] == found(room, query)


@pytest.mark.parametrize("query", ["2026-02", "P-2", "D-9", "<@U0MAYA>", "rebuild nothing", "%", "_"])
def test_what_does_not_fit_is_not_found(room: Room, query: str) -> None:
    decided(room, "Rebuild it", pain_id=pain(room).key, decided_by=TOM.user_id)

    assert [] == found(room, query)


@pytest.mark.parametrize("query", ["đổi tiến độ", "ĐỔI", "Tiến", "tiến", unicodedata.normalize("NFD", "đổi tiến độ")])
def test_vietnamese_is_found_in_either_case(room: Room, query: str) -> None:
    decided(room, "Đổi tiến độ xuất dữ liệu")

    assert ["Đổi tiến độ xuất dữ liệu"] == found(room, query)


def test_the_newest_come_first_five_a_page(room: Room) -> None:
    for number in range(7):
        decided(room, f"Number {number}")

    assert [f"Number {number}" for number in (6, 5, 4, 3, 2)] == found(room, "")
    assert ["Number 1", "Number 0"] == found(room, "", page=1) == found(room, "", page=9)
    assert "*7 decisions* · 6 to 7, newest first" in found_message(looked(room, "", 1), texts_in("en")).text


def test_words_said_in_private_are_neither_found_nor_shown(room: Room) -> None:
    secret = pain(room, SECRET, title="", words="They sue us")
    decided(room, "Call them", pain_id=secret.key)

    assert [] == found(room, "sue")
    assert "sue" not in found_message(looked(room, "call"), texts_in("en")).text


def test_days_are_those_of_the_company(room: Room, clock: FakeClock) -> None:
    clock.move_to(datetime(2026, 3, 31, 23, 30, tzinfo=UTC))

    def in_hanoi(session: Any, workspace_id: int, *, now: datetime) -> None:
        session.get_one(Workspace, workspace_id).time_zone = "Asia/Ho_Chi_Minh"

    room.flywheel.write(in_hanoi)
    decided(room, "Rebuild it")

    assert (["Rebuild it"], []) == (found(room, "2026-04-01"), found(room, "2026-03"))


def test_guests_do_not_look(room: Room) -> None:
    assert "You may not" in refused(lambda: room.act(find, "", who=GUEST))
