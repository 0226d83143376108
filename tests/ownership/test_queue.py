"""A pain nobody owns is visibly looking for an owner: proposed after one working day, on the agenda after three."""

from datetime import UTC, datetime

from bot.ownership.agenda import mark_for_agenda
from bot.ownership.leaving import person_changed
from bot.ownership.services import release, take
from bot.pains.models import History
from bot.pains.services import take_back
from bot.people.rules import profile_of
from bot.steps.models import StepKind
from tests.fake_workspace import user_object
from tests.ownership.conftest import Company
from tests.people import LAN, MAYA, TOM

FRIDAY = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)


async def test_after_one_working_day_it_is_proposed_to_the_lead_of_its_stage(company: Company) -> None:
    company.report(stage="use")

    company.flywheel.clock.advance(hours=23, minutes=59)
    await company.run()
    before = company.told(TOM)
    company.flywheel.clock.advance(minutes=1)
    await company.run()

    assert [] == before
    (asked,) = company.told(TOM)
    assert "Nobody owns P-1 yet" in asked
    assert "Product" in asked


async def test_the_weekend_does_not_count(company: Company) -> None:
    company.flywheel.clock.move_to(FRIDAY)
    company.report()

    told = []
    for hours in (24, 24, 23, 1):  # Saturday, Sunday, Monday 14:00, Monday 15:00
        company.flywheel.clock.advance(hours=hours)
        await company.run()
        told.append(len(company.told(TOM)))

    assert [0, 0, 0, 1] == told


async def test_after_three_working_days_it_is_on_the_agenda(company: Company) -> None:
    company.report()

    agenda = []
    for _ in range(3):
        company.flywheel.clock.advance(days=1)
        await company.run()
        agenda.append(company.agenda())

    assert [[], [], ["unowned"]] == agenda
    assert "On the next flywheel agenda" in company.card()
    assert 1 == len(company.told(TOM))


async def test_a_stage_without_a_lead_goes_straight_to_the_agenda(company: Company) -> None:
    company.report(stage="discover")  # marketing, where nobody decides

    for _ in range(3):
        company.flywheel.clock.advance(days=1)
        await company.run()

    assert ["nobody decides there"] == company.outcomes(StepKind.UNOWNED)
    assert ["unowned"] == company.agenda()


async def test_an_owned_pain_is_proposed_to_nobody(company: Company) -> None:
    company.flywheel.write(take, company.report().key, MAYA.user_id)

    company.flywheel.clock.advance(days=7)
    await company.run()

    assert ([], []) == (company.told(TOM), company.agenda())


async def test_a_pain_taken_back_is_proposed_to_nobody(company: Company) -> None:
    company.flywheel.write(take_back, company.report().key, LAN.user_id)

    company.flywheel.clock.advance(days=7)
    await company.run()

    assert ([], ["not open any more"]) == (company.told(TOM), company.outcomes(StepKind.UNOWNED))


async def test_a_pain_let_go_is_proposed_again(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, MAYA.user_id)
    company.flywheel.write(release, pain.key)

    company.flywheel.clock.advance(days=1)
    await company.run()
    company.flywheel.clock.advance(days=2)
    await company.run()

    assert ["Nobody owns P-1" in text for text in company.told(TOM)] == [True]
    assert ["unowned"] == company.agenda()


async def test_after_an_outage_nobody_is_taken_up_the_ladder_at_once(company: Company) -> None:
    company.report()

    company.flywheel.clock.advance(days=30)
    await company.run()
    before = company.agenda(), len(company.told(TOM))
    company.flywheel.clock.advance(days=2)
    await company.run()

    assert (([], 1), ["unowned"]) == (before, company.agenda())


async def test_an_owner_deactivated_while_the_bot_was_down_is_seen_when_everybody_is_read(company: Company) -> None:
    from bot.people.syncing import read_people

    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)
    company.flywheel.slack.users[TOM.user_id] = user_object(TOM, deleted=True)

    workspace = company.flywheel.workspace()
    company.flywheel.store.write_now(read_people, workspace, "restart", now=company.flywheel.clock.now())
    await company.flywheel.deliver()

    assert "" == company.flywheel.pain().owner


def test_a_new_status_of_somebody_at_work_changes_nothing(company: Company) -> None:
    pain = company.report()
    company.flywheel.write(take, pain.key, TOM.user_id)

    company.flywheel.write(person_changed, profile_of(user_object(TOM), "T0ACME"))

    assert TOM.user_id == company.flywheel.pain().owner


def test_each_reason_is_on_the_agenda_once(company: Company) -> None:
    pain = company.report()

    for reason in ("overdue", "overdue", "unowned"):
        company.flywheel.write(mark_for_agenda, pain.key, reason)

    assert ["overdue", "unowned"] == company.agenda()
    assert ["reported", "agenda", "agenda"] == [line.what for line in company.flywheel.rows(History)]
