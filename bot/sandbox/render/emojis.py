"""`:name:` -> the emoji, by Slack's names."""

import re
from functools import lru_cache

import emoji
from markupsafe import Markup

from bot.sandbox.render.html import tag

NAME = r":[a-z0-9_+'-]{1,100}:"
_FLAG = re.compile(r"flag-([a-z])([a-z])")


@lru_cache(maxsize=4096)
def character(name: str) -> str | None:
    """The emoji called `name` (without colons), or None."""
    if flag := _FLAG.fullmatch(name):
        return "".join(chr(0x1F1E6 + ord(letter) - ord("a")) for letter in flag.groups())
    for each in (name, name.removeprefix("large_"), name.replace("-", "_")):
        found = emoji.emojize(f":{each}:", language="alias")
        if found != f":{each}:":
            return found
    return None


def show(name: str) -> Markup | str:
    """The emoji with its name for screen readers; skin tones are not drawn; an unknown name stays as typed."""
    if name.startswith("skin-tone-"):
        return ""
    found = character(name)
    label = f":{name}:"
    return tag("span", found, class_="sk-emoji", role="img", aria_label=label, title=label) if found else label
