"""The seeded company is believable: who works there, where they talk, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox.company import seed
from bot.sandbox.world import Message, User, World

NOWS = [
    datetime(2026, 11, 21, 21, 0, tzinfo=UTC),  # a Saturday
    datetime(2026, 11, 23, 2, 30, tzinfo=UTC),  # Monday morning in Ho Chi Minh City, Sunday in New York
    datetime(2026, 7, 1, 22, 30, tzinfo=UTC),  # a summer evening, everybody has gone home
    datetime(2026, 3, 24, 12, 0, tzinfo=UTC),  # New York is on summer time, Berlin is not yet
    datetime(2026, 11, 4, 12, 0, tzinfo=UTC),  # and the other way round
]
VIETNAMESE_ONLY = set("ăđơưạảấầậắặẻẽếềểệỉịọỏốồổộớờợụủứừửữựỳỵỷỹ")


@pytest.fixture(params=NOWS, ids=lambda now: f"{now:%a-%d-%b-%Hh}")
def now(request: pytest.FixtureRequest) -> datetime:
    moment: datetime = request.param
    return moment


@pytest.fixture
def world(now: datetime) -> World:
    world = World()
    seed(world, now)
    return world


def test_nine_people_work_in_all_seven_departments(world: World) -> None:
    colleagues = _colleagues(world)

    assert 9 == len(colleagues)
    assert {
        "marketing",
        "sales",
        "customer service",
        "product",
        "people",
        "finance",
        "business enablement",
    } == {person.department for person in colleagues}


def test_the_three_people_the_guide_names_are_who_it_says(world: World) -> None:
    lan, maya, tom = world.users["U0LAN001"], world.users["U0MAYA01"], world.users["U0TOM001"]

    assert ("Lan Tran", "vi-VN", "Asia/Ho_Chi_Minh", "customer service") == _facts(lan)
    assert ("Maya Okafor", "en-US", "America/New_York", "sales") == _facts(maya)
    assert ("Tom Becker", "en-GB", "Europe/Berlin", "product") == _facts(tom)
    assert maya.is_admin


def test_one_guest_sees_one_channel_and_one_person_is_from_outside(world: World) -> None:
    (guest,) = [user for user in world.users.values() if user.is_restricted]
    (stranger,) = [user for user in world.users.values() if world.is_outsider(user.id)]

    assert ["campaigns"] == [channel.name for channel in world.channels_of(guest.id)]
    assert ["songxanh-delivery"] == [channel.name for channel in world.channels_of(stranger.id)]
    assert stranger.is_stranger


def test_of_two_user_groups_one_is_of_several_people_and_one_of_a_single_person(world: World) -> None:
    assert {"sales-team": 2, "finance": 1} == {group.handle: len(group.users) for group in world.groups.values()}


def test_of_seven_channels_one_is_private_and_one_is_shared(world: World) -> None:
    channels = [channel for channel in world.channels.values() if channel.kind != "im"]

    assert 7 == len(channels)
    assert ["leadership"] == [channel.name for channel in channels if channel.kind == "private"]
    assert ["songxanh-delivery"] == [channel.name for channel in channels if channel.is_ext_shared]


def test_the_bot_is_in_some_channels_and_not_in_all(world: World) -> None:
    assert ["flywheel", "customer-care", "songxanh-delivery"] == [
        channel.name for channel in world.channels_of(world.bot_user_id)
    ]


def test_a_fortnight_of_talk_in_both_languages(world: World, now: datetime) -> None:
    messages = list(_messages(world))
    vietnamese = [message for message in messages if VIETNAMESE_ONLY & set(message.text.lower())]

    assert 120 <= len(messages) <= 160
    assert 30 <= len(vietnamese) <= 80
    assert timedelta(days=11) <= now - min(map(_when, messages)) <= timedelta(days=18)


def test_nobody_writes_outside_their_working_hours_or_from_the_future(world: World, now: datetime) -> None:
    for message in _messages(world):
        local = _when(message).astimezone(ZoneInfo(world.users[message.user].tz))

        assert _when(message) < now
        assert local.weekday() < 5, message.text
        assert 9 <= local.hour < 18, message.text


def test_answers_come_after_what_they_answer(world: World) -> None:
    for message in _messages(world):
        parent = world.find_message(message.channel, message.thread_ts) if message.thread_ts else None

        assert parent is None or _when(parent) < _when(message), message.text


def test_the_talk_happens_in_the_order_it_is_written_down(world: World) -> None:
    """The last six digits of a seeded timestamp count the lines of the files."""
    for channel in world.channels:
        tops = [message for message in world.messages[channel] if not message.thread_ts]

        assert sorted(tops, key=_line) == tops


def test_everyone_writes_and_reacts_only_where_they_are_a_member(world: World) -> None:
    for message in _messages(world):
        present = set(world.channels[message.channel].members)

        assert message.user in present
        assert present >= {user for reaction in message.reactions for user in reaction.users}, message.text


def test_seeding_twice_with_the_same_clock_gives_the_same_workspace(now: datetime) -> None:
    first, second = World(), World()

    seed(first, now)
    seed(second, now)

    assert first.messages == second.messages
    assert first.channels == second.channels


def _colleagues(world: World) -> list[User]:
    return [user for user in world.users.values() if not user.is_bot and not world.is_outsider(user.id)]


def _facts(user: User) -> tuple[str, str, str, str]:
    return user.real_name, user.locale, user.tz, user.department


def _messages(world: World) -> Iterator[Message]:
    for messages in world.messages.values():
        yield from messages


def _when(message: Message) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC)


def _line(message: Message) -> int:
    return int(message.ts.split(".")[1])
