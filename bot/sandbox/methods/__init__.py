"""The Web API: one function a method, found by its Slack name.

Each takes a `Call` and returns what joins `{"ok": true}`; ApiError is the `ok: false` answer.
"""

from bot.sandbox.methods import (  # noqa: F401 - importing them registers their methods
    apps,
    auth,
    blocks,
    canvases,
    chat,
    conversations,
    files,
    history,
    members,
    reactions,
    usergroups,
    users,
    views,
)
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.registry import run

__all__ = ["Call", "run"]
