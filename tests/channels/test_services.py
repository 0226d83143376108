"""What kind of place a channel is decides who may see its words: in doubt it is private."""

from datetime import timedelta
from typing import Any

import pytest

from bot.channels.models import ChannelKind
from bot.channels.services import FRESH, find_channel, is_fresh, keep_channel, keep_unseen, kind_of
from bot.store.store import Store
from tests.clock import FakeClock

PUBLIC, PRIVATE, DIRECT = ChannelKind.PUBLIC, ChannelKind.PRIVATE, ChannelKind.DIRECT


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"is_channel": True}, PUBLIC),
        ({"is_channel": True, "is_private": False, "is_ext_shared": True}, PUBLIC),
        ({"is_channel": True, "is_private": True}, PRIVATE),
        ({"is_group": True}, PRIVATE),
        ({"is_mpim": True, "is_channel": True}, PRIVATE),
        ({"is_im": True}, DIRECT),
        ({}, PRIVATE),
    ],
)
def test_a_place_is_public_only_when_slack_says_so(said: dict[str, Any], kind: ChannelKind) -> None:
    assert kind is kind_of(said)


def test_a_channel_is_kept_once_and_known_anew(store: Store, workspace_id: int, clock: FakeClock) -> None:
    said = {"id": "C1", "name": "sales", "is_channel": True}
    first = store.write_now(keep_channel, workspace_id, said, now=clock.now())
    clock.advance(minutes=1)

    again = store.write_now(keep_channel, workspace_id, said | {"name": "board", "is_private": True}, now=clock.now())

    found = store.read_now(find_channel, workspace_id, "C1")
    assert found
    assert first.id == again.id == found.id
    assert ("board", PRIVATE, clock.now()) == (found.name, found.kind, found.checked_at)


def test_a_channel_slack_will_not_tell_about_is_private_and_has_no_name(
    store: Store, workspace_id: int, clock: FakeClock
) -> None:
    store.write_now(keep_channel, workspace_id, {"id": "C1", "name": "sales", "is_channel": True}, now=clock.now())

    unseen = store.write_now(keep_unseen, workspace_id, "C1", now=clock.now())

    assert (PRIVATE, "") == (unseen.kind, unseen.name)


def test_what_slack_said_is_believed_for_a_few_minutes(store: Store, workspace_id: int, clock: FakeClock) -> None:
    channel = store.write_now(keep_unseen, workspace_id, "C1", now=clock.now())

    assert is_fresh(channel, now=clock.now() + FRESH - timedelta(seconds=1))
    assert not is_fresh(channel, now=clock.now() + FRESH)
    assert not is_fresh(None, now=clock.now())
