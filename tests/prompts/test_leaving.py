"""Who is asked while the team changes: a leader who leaves, a deputy, a department nobody decides for."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from bot.ownership.leaving import person_changed
from bot.people.rules import Profile
from bot.prompts.models import PromptState
from bot.roster.models import Seat, SeatRole
from bot.roster.services import end_seat
from bot.workdays.models import DayOff
from bot.workspaces.models import Workspace
from tests.ownership.conftest import seat
from tests.people import LAN, MAYA, TOM
from tests.prompts.conftest import Leaders

CLOSE = "Close of the quarter · Q1 FY26"


def gone(name: str, user_id: str) -> Profile:
    return Profile(user_id, name, "de-DE", "Europe/Berlin", False, False, False, False, is_gone=True)


def stand_up(session: Session, workspace_id: int, department: str, *, now: datetime) -> None:
    """Its lead decides there no more."""
    for one in session.exec(select(Seat).where(Seat.department == department, Seat.role == SeatRole.LEAD)).all():
        end_seat(session, one, on=now.date())


async def test_a_leader_who_leaves_is_followed_by_her_deputy_who_is_asked_once(leaders: Leaders) -> None:
    leaders.flywheel.write(seat, MAYA.user_id, "product", SeatRole.DEPUTY)
    await leaders.until(2026, 3, 25, 12)
    leaders.flywheel.write(person_changed, gone(TOM.name, TOM.user_id))

    await leaders.until(2026, 3, 30, 12)

    product = [one["text"] for _, one in leaders.sent(MAYA) if f"{CLOSE}, kick-off · Product" in one["text"]]
    assert (1, MAYA.user_id) == (len(product), leaders.prompt(TOM).person)
    assert "Maya Lopez decides for Product now, and is asked instead." in leaders.edited("D0TOM")


async def test_a_new_lead_is_asked_the_next_morning(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 3, 25, 12)
    leaders.flywheel.write(seat, LAN.user_id, "product", SeatRole.LEAD)

    await leaders.until(2026, 3, 26, 12)

    came = [at for at, one in leaders.sent(LAN) if "Sản phẩm" in one["text"] and "Cuối quý" in one["text"]]
    assert [(26, 9)] == [(at.day, at.hour) for at in came if at.minute == 0][:1]


async def test_while_nobody_decides_nobody_is_asked_and_whoever_comes_is(leaders: Leaders) -> None:
    await leaders.undisturbed_until(2026, 3, 23, 12)
    leaders.flywheel.write(stand_up, "product")
    await leaders.until(2026, 3, 25, 12)
    before = [one.department for one in leaders.prompts()]
    leaders.flywheel.write(seat, TOM.user_id, "product", SeatRole.LEAD)

    await leaders.until(2026, 3, 26, 12)

    assert "product" not in before
    assert [(26, 9)] == [(at.day, at.hour) for at, one in leaders.sent(TOM) if CLOSE in one["text"]]


async def test_a_deputy_is_asked_where_there_is_no_lead_and_stays_the_one(leaders: Leaders) -> None:
    leaders.flywheel.write(seat, LAN.user_id, "people", SeatRole.DEPUTY)
    await leaders.until(2026, 3, 24, 12)
    leaders.flywheel.write(seat, TOM.user_id, "people", SeatRole.LEAD)

    await leaders.until(2026, 3, 26, 12)

    (people,) = [one for one in leaders.prompts() if one.department == "people"]
    assert (LAN.user_id, PromptState.ASKED) == (people.person, people.state)


async def test_without_a_channel_the_roll_up_waits_for_one(leaders: Leaders) -> None:
    workspace = leaders.flywheel.workspace()
    await leaders.undisturbed_until(2026, 3, 25, 12)
    leaders.flywheel.write(channel, None)
    await leaders.until(2026, 3, 31, 12)
    before = len(leaders.in_channel())
    leaders.flywheel.write(channel, workspace.flywheel_channel)

    await leaders.until(2026, 4, 1, 12)

    assert (0, 1) == (before, len(leaders.in_channel()))


async def test_a_leader_who_was_off_until_the_roll_up_is_asked_when_she_is_back(leaders: Leaders) -> None:
    """The whole week of the Lunar New Year, say: the roll-up is out by then, and says that hers is to come."""
    await leaders.undisturbed_until(2026, 3, 31, 12)
    leaders.flywheel.write(off, "customer_service", date(2026, 4, 1), 8)

    await leaders.until(2026, 4, 10, 12)

    came = [(at.day, at.hour, one["text"]) for at, one in leaders.sent(LAN) if "Q2 FY26" in one["text"]]
    assert [(9, 9)] == [(day, hour) for day, hour, _ in came]
    assert "Bản tổng hợp đã đăng." in came[0][2]


def off(session: Session, workspace_id: int, department: str, first: date, days: int, *, now: datetime) -> None:
    for number in range(days):
        day = first + timedelta(days=number)
        session.add(DayOff(workspace_id=workspace_id, department=department, day=day, name="Tết"))


def channel(session: Session, workspace_id: int, name: str | None, *, now: datetime) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    workspace.flywheel_channel = name
    session.add(workspace)
