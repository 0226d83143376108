"""What `app.yaml` declares: commands, shortcuts, events and scopes, read once.

The manifest is the contract with Slack, so the code reads it instead of repeating it: the sandbox offers what it
lists, and a test holds it against the table of routes.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).parent.parent / "app.yaml"


@dataclass(frozen=True)
class Command:
    name: str  # with its slash: "/pain"
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    callback_id: str
    name: str
    kind: str  # "message" or "global"
    description: str


@dataclass(frozen=True)
class Manifest:
    name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    events: frozenset[str]  # as subscribed: "message.im", "app_mention"
    scopes: frozenset[str]  # of the bot token
    home_tab: bool
    messages_tab: bool


@cache
def read_manifest(path: Path = MANIFEST) -> Manifest:
    """Raises FileNotFoundError where the package was installed without its `app.yaml`."""
    import yaml  # only here: it would cost every start

    tree: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    features = tree["features"]
    return Manifest(
        name=tree["display_information"]["name"],
        bot_name=features["bot_user"]["display_name"],
        commands=tuple(_command(entry) for entry in features["slash_commands"]),
        shortcuts=tuple(_shortcut(entry) for entry in features["shortcuts"]),
        events=frozenset(tree["settings"]["event_subscriptions"]["bot_events"]),
        scopes=frozenset(tree["oauth_config"]["scopes"]["bot"]),
        home_tab=features["app_home"]["home_tab_enabled"],
        messages_tab=features["app_home"]["messages_tab_enabled"],
    )


def _command(entry: dict[str, Any]) -> Command:
    return Command(
        name=entry["command"],
        description=entry["description"],
        usage_hint=entry.get("usage_hint", ""),
        should_escape=entry.get("should_escape", False),
    )


def _shortcut(entry: dict[str, Any]) -> Shortcut:
    return Shortcut(
        callback_id=entry["callback_id"],
        name=entry["name"],
        kind=entry["type"],
        description=entry["description"],
    )
