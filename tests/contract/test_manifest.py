"""`app.yaml` is what Slack takes, and says why it asks for what it asks for."""

import re
from typing import Any

import pytest
import yaml

from tests.contract.repository import document
from tests.contract.slack_rules import SCOPES_OF_EVENT

# (where, fewest, most) characters. Source: github.com/slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json
LIMITS = [
    ("display_information.name", 1, 35),
    ("display_information.description", 1, 140),
    ("display_information.long_description", 175, 4000),
    ("features.bot_user.display_name", 1, 80),
    ("features.shortcuts.*.name", 1, 24),
    ("features.shortcuts.*.callback_id", 1, 255),
    ("features.shortcuts.*.description", 1, 150),
    ("features.slash_commands.*.command", 2, 32),
    ("features.slash_commands.*.description", 1, 2000),
    ("features.slash_commands.*.usage_hint", 1, 1000),
]


def manifest() -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(document("app.yaml"))
    return tree


def at(tree: Any, path: str) -> list[Any]:
    """The values at a dotted path; `*` stands for every entry of a list."""
    here = [tree]
    for step in path.split("."):
        here = [entry for found in here for entry in (found if step == "*" else [found[step]])]
    return here


def reasons(field: str) -> dict[str, str]:
    """The entries of a list in the manifest, each with the comment beside it; "" where there is none."""
    below = re.split(rf"^\s+{field}:\n", document("app.yaml"), maxsplit=1, flags=re.MULTILINE)[1]
    entries = re.match(r"(?:\s+- .*\n)+", below)
    assert entries is not None
    return dict(re.findall(r"- ([\w.:]+)\s*(?:# *(.*))?\n", entries.group()))


@pytest.mark.parametrize(("path", "fewest", "most"), LIMITS)
def test_every_text_of_the_manifest_fits_slacks_limits(path: str, fewest: int, most: int) -> None:
    texts = at(manifest(), path)

    assert texts
    assert [] == [text for text in texts if not fewest <= len(text) <= most]


def test_there_are_no_more_shortcuts_than_slack_shows() -> None:
    kinds = at(manifest(), "features.shortcuts.*.type")

    assert {"message", "global"} == set(kinds)
    assert 5 >= max(kinds.count(kind) for kind in kinds)


def test_every_command_begins_with_a_slash_and_is_in_small_letters() -> None:
    names = at(manifest(), "features.slash_commands.*.command")

    assert [] == [name for name in names if not re.fullmatch(r"/[a-z_-]+", name)]


def test_mentions_in_commands_arrive_as_ids_not_as_names_somebody_can_change() -> None:
    assert {True} == set(at(manifest(), "features.slash_commands.*.should_escape"))


def test_every_event_is_one_slack_has() -> None:
    events = at(manifest(), "settings.event_subscriptions.bot_events.*")

    assert [] == [event for event in events if event not in SCOPES_OF_EVENT]
    assert len(set(events)) == len(events)


@pytest.mark.parametrize("field", ["bot", "bot_events"])
def test_every_permission_and_every_event_says_why_beside_it(field: str) -> None:
    said = reasons(field)

    assert said
    assert [] == [name for name, reason in said.items() if len(reason) < 10]


def test_it_connects_without_a_public_address() -> None:
    settings = manifest()["settings"]

    assert settings["socket_mode_enabled"]
    assert settings["interactivity"]["is_enabled"]


def test_people_can_write_to_the_bot_and_open_its_home() -> None:
    home = manifest()["features"]["app_home"]

    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
