"""The story of the quarter fits the seeded company: everybody in it works there, and everything in it can be typed."""

from datetime import UTC, date, datetime

import pytest

from bot.demo.cast import Cast, next_workday
from bot.demo.lines import first_words, written
from bot.demo.quarter import nearest_week, next_month
from bot.demo.story import HEADS, Aim, First, Pain, aims, leaders, pains, team
from bot.departments.rules import DEPARTMENTS, STAGE_DEPARTMENTS
from bot.pains.rules import SEVERITIES
from bot.sandbox.company import seed
from bot.sandbox.world import Message, World

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
VIETNAMESE = set("ăâđêôơưạảấầẩậắằặẹẻẽếềểễệỉịọỏốồổộớờởợụủứừửữựỳỷỹ")


@pytest.fixture(scope="module")
def world() -> World:
    world = World()
    seed(world, NOW)
    return world


@pytest.mark.parametrize("pain", pains(), ids=lambda pain: pain.title)
def test_a_pain_is_said_by_somebody_who_is_there_and_can_be_kept(pain: Pain, world: World) -> None:
    cast = Cast(world)
    place = next(one for one in world.channels.values() if pain.place in (one.id, one.name))
    people = [pain.by, pain.taker, pain.settler, *(also.by for also in pain.also)]

    assert cast.id(pain.by) in place.members
    assert people == [handle for handle in people if cast.id(handle)]
    assert pain.stage in STAGE_DEPARTMENTS
    assert pain.severity in SEVERITIES
    assert len(pain.title) <= 100
    assert 0 <= pain.day(date(2026, 11, 30)).weekday() < 5


def test_pains_come_in_the_order_of_time_and_leave_room_to_be_resolved() -> None:
    moments = [(pain.day(date(2026, 11, 30)), pain.wall_time) for pain in pains()]

    assert sorted(moments) == moments
    assert moments[-1][0] < date(2027, 2, 28)


def test_whoever_reads_vietnamese_writes_vietnamese() -> None:
    said = [pain.says for pain in pains() if pain.by in ("lan", "huy")]
    said += [text for texts in (leaders()["lan"].kick_off, leaders()["lan"].insight) for text in texts]
    said += [*_typed_of_aims("lan"), *aims().deputy.says, aims().deputy.customer]
    english = [*leaders()["tom"].kick_off, *_typed_of_aims("tom"), *_typed_of_aims("maya")]

    assert [] == [text for text in said if not VIETNAMESE & set(text.lower())]
    assert [] == [text for text in english if VIETNAMESE & set(text.lower())]


def test_every_department_has_a_head_who_knows_what_to_write(world: World) -> None:
    titles = {world.users[Cast(world).id(handle)].title[:7] for handle in HEADS.values()}

    assert set(DEPARTMENTS) == set(HEADS)
    assert {"Head of"} == titles
    assert set(HEADS.values()) == set(leaders())
    assert {promised.who for promised in team().promised} <= {*leaders(), "huy"}


def test_what_is_decided_and_promised_is_about_something_that_comes_to_a_meeting() -> None:
    items = [one.title for one in team().brought] + [pain.title for pain in pains()]
    about = [one.about for one in team().decided] + [one.about for one in team().promised]

    assert [] == [words for words in about if not any(words in title for title in items)]


@pytest.mark.parametrize("handle", HEADS.values())
def test_a_department_has_one_goal_and_up_to_three_things_that_come_first(handle: str) -> None:
    aim, first = aims().departments[handle], aims().first[handle]

    assert min(len(aim.title), len(aim.outcome)) > 0
    assert 1 <= len(first) <= 3
    assert max(len(text) for text in _typed_of_aims(handle)) <= 160  # shown whole


def test_goals_lead_to_one_of_the_company_and_one_of_them_stands_on_its_own() -> None:
    company = [aim.title for aim in aims().company]
    found = {handle: [title for title in company if aim.leads_to in title] for handle, aim in _leading().items()}

    assert dict.fromkeys(found, 1) == {handle: len(titles) for handle, titles in found.items()}
    assert len(HEADS) - 1 == len(found)


def test_what_comes_first_serves_something_that_is_there_and_some_of_it_nothing() -> None:
    every = [one for firsts in aims().first.values() for one in firsts]
    goals = [aim.title for aim in [*aims().company, *aims().departments.values()]]
    known = [*goals, *(pain.title for pain in pains() if pain.week == 0)]  # reported before they name it

    assert [] == [one for one in every if one.serves not in {"", "theme"} and not _is_in(one, known)]
    assert 2 == len([one for one in every if not one.serves])


def test_a_deputy_answers_for_the_head_of_her_department_where_that_one_is_silent(world: World) -> None:
    deputy = aims().deputy

    assert deputy.stands_in_for == HEADS[deputy.department]
    assert deputy.department == world.users[Cast(world).id(deputy.who)].department
    assert [] == getattr(leaders()[deputy.stands_in_for], deputy.moment)
    assert min(len(text) for text in [*deputy.says, deputy.customer]) > 0


def _leading() -> dict[str, Aim]:
    return {handle: aim for handle, aim in aims().departments.items() if aim.leads_to}


def _typed_of_aims(handle: str) -> list[str]:
    aim = aims().departments[handle]
    return [aim.title, aim.outcome, *(one.what for one in aims().first[handle])]


def _is_in(first: First, known: list[str]) -> bool:
    return any(first.serves in title for title in known)


@pytest.mark.parametrize(
    ("today", "first"),
    [("2026-11-22", "2026-12-01"), ("2026-12-01", "2027-01-01"), ("2027-01-31", "2027-02-01")],
)
def test_where_nobody_has_set_up_it_begins_with_the_next_month(today: str, first: str) -> None:
    assert date.fromisoformat(first) == next_month(date.fromisoformat(today))


@pytest.mark.parametrize(
    ("begins", "monday"),
    [("2026-12-01", "2026-11-30"), ("2027-01-01", "2027-01-04"), ("2027-02-01", "2027-02-01")],
)
def test_its_weeks_count_from_the_monday_that_is_nearest(begins: str, monday: str) -> None:
    assert date.fromisoformat(monday) == nearest_week(date.fromisoformat(begins))


@pytest.mark.parametrize(
    ("handle", "when", "opens"),
    [
        ("lan", "2026-11-23T05:00Z", "2026-11-23T05:00Z"),  # noon in Ho Chi Minh City
        ("lan", "2026-11-23T11:00Z", "2026-11-24T02:30Z"),
        ("maya", "2026-11-27T23:10Z", "2026-11-30T14:40Z"),  # a Friday evening in New York
    ],
)
def test_people_do_things_while_they_are_at_work(handle: str, when: str, opens: str, world: World) -> None:
    assert datetime.fromisoformat(opens) == Cast(world).next_open(handle, datetime.fromisoformat(when))


def test_a_weekend_goes_over_to_monday() -> None:
    assert date(2026, 11, 23) == next_workday(date(2026, 11, 21))
    assert date(2026, 11, 20) == next_workday(date(2026, 11, 20))


def test_a_line_is_plain_text(world: World) -> None:
    said = "*P-1* <@U0TOM001> in <#C0SALES01>, <https://x.example|here> <!date^1764590400^{date}|a day> :wave:\nmore"

    assert "P-1 Tom Becker in #sales, here Mon 1 Dec 👋" == first_words(world, said)


def test_of_direct_messages_only_the_reader_is_told(world: World) -> None:
    lan = world.direct_channel("U0LAN001", world.bot_user_id)
    said = [
        Message("2.0", lan.id, world.bot_user_id, "secret"),
        Message("1.0", "C0FLYWHEEL", "B", "*Agenda* of it all, and more"),
    ]

    assert ["Flywheel in #flywheel: Agenda of it all, and more", "Flywheel writes to Lan"] == written(
        world, Cast(world), said
    )
