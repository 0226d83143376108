"""Who may do what."""

import pytest

from bot.errors import UserError
from bot.pains.models import Pain, Via
from bot.pains.rules import Report
from bot.pains.services import Origin, add_voice, report_pain
from bot.permissions.rules import ALLOWED, Act, Role, may
from bot.permissions.services import require, roles_of
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from tests.clock import MONDAY
from tests.fake_workspace import GUEST, PARTNER, ROBOT
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody

TODAY = MONDAY.date()


def a_pain(flywheel: Flywheel, owner: Somebody | None = None) -> Pain:
    pain = flywheel.write(report_pain, Report(LAN.user_id, "Slow export"), Origin(Via.FORM)).pain

    def own(session: object, *, now: object) -> None:
        stored = session.get_one(Pain, pain.key)  # type: ignore[attr-defined]
        stored.owner, stored.owner_department = (owner.user_id, "product") if owner else ("", "")

    flywheel.store.write_now(own, now=flywheel.clock.now())
    return flywheel.pain()


def roles(flywheel: Flywheel, who: Somebody, pain: Pain | None = None, department: str = "") -> frozenset[Role]:
    return flywheel.read(
        lambda session: roles_of(session, flywheel.workspace_id, who.user_id, pain, on=TODAY, department=department)
    )


def test_every_act_has_a_row_in_the_table() -> None:
    assert set(Act) == set(ALLOWED)


@pytest.mark.parametrize("act", list(Act))
def test_a_workspace_admin_can_always_fix_things(act: Act) -> None:
    assert may(act, frozenset({Role.ADMIN}))


@pytest.mark.parametrize(
    ("who", "expected"),
    [(MAYA, {Role.MEMBER, Role.ADMIN}), (TOM, {Role.MEMBER}), (GUEST, {Role.GUEST}), (PARTNER, set()), (ROBOT, set())],
)
def test_what_people_are_by_their_account(flywheel: Flywheel, who: Somebody, expected: set[Role]) -> None:
    assert expected == roles(flywheel, who)


def test_a_lead_is_one_for_her_own_department(flywheel: Flywheel) -> None:
    flywheel.store.write_now(give_seat, flywheel.workspace_id, TOM.user_id, SeatRole.LEAD, "product", on=TODAY)

    assert Role.LEAD in roles(flywheel, TOM, department="product")
    assert Role.LEAD not in roles(flywheel, TOM, department="sales")
    assert Role.TEAM in roles(flywheel, TOM)


def test_owner_reporter_and_voice_are_known_by_the_pain(flywheel: Flywheel) -> None:
    pain = a_pain(flywheel, owner=TOM)
    flywheel.store.write_now(
        lambda session: add_voice(
            session, session.get_one(Pain, pain.key), MAYA.user_id, "Osteria Vela", now=flywheel.clock.now()
        )
    )

    assert Role.OWNER in roles(flywheel, TOM, pain)
    assert Role.REPORTER in roles(flywheel, LAN, pain)
    assert Role.REPORTER in roles(flywheel, MAYA, pain)
    assert Role.REPORTER not in roles(flywheel, TOM, pain)


def test_whoever_may_not_is_told_whom_to_ask(flywheel: Flywheel) -> None:
    pain = a_pain(flywheel, owner=TOM)

    with pytest.raises(UserError, match="Ask the department's lead"):
        flywheel.read(lambda session: require(session, flywheel.workspace_id, LAN.user_id, Act.RESOLVE, pain, on=TODAY))
