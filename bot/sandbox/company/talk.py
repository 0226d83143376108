"""Reads what was said from the files in `talk/`: one file a channel, `direct.yaml` for one-to-one conversations."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where PyYAML was built with libyaml
NAMED = re.compile(r"<([@#])([\w-]+)>")


@dataclass(frozen=True)
class Said:
    """One message as the file has it; people are handles."""

    by: str
    workdays_back: int
    wall_time: time
    text: str
    reactions: Mapping[str, list[str]] = field(default_factory=dict)
    replies: tuple["Said", ...] = ()


def read_yaml(name: str) -> Any:
    return yaml.load((HERE / name).read_text("utf-8"), Loader=LOADER)  # noqa: S506 - both of them are safe


def said_in(channel: str) -> Iterator[Said]:
    """Top-level messages of a channel by name, in the order of the file."""
    return map(_said, read_yaml(f"talk/{channel}.yaml"))


def said_between(conversation: str) -> Iterator[Said]:
    """The messages of one direct conversation, by its id."""
    return map(_said, read_yaml("talk/direct.yaml")[conversation])


def with_ids(text: str, ids: Mapping[str, str]) -> str:
    """`<@tom>` and `<#sales>` become Slack's `<@U…>` and `<#C…>`; KeyError for a name nobody has."""
    return NAMED.sub(lambda found: f"<{found[1]}{ids[found[1] + found[2]]}>", text)


def _said(entry: Mapping[str, Any]) -> Said:
    back, wall_time = entry["at"].split()
    return Said(
        by=entry["by"],
        workdays_back=int(back),
        wall_time=time.fromisoformat(wall_time.zfill(5)),
        text=entry["text"],
        reactions=entry.get("reactions", {}),
        replies=tuple(map(_said, entry.get("replies", ()))),
    )
