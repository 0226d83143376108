"""The page of permissions says what the table says."""

import re
from pathlib import Path

from bot.permissions.rules import ALLOWED, Role

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"


def test_the_docs_show_the_table_of_permissions_as_it_is() -> None:
    shown = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", PAGE.read_text("utf-8"), re.MULTILINE))
    shown.pop("what")

    assert {act.value: ", ".join(role for role in Role if role in roles) for act, roles in ALLOWED.items()} == shown
