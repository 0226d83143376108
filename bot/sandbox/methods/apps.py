"""apps.connections.open: the way into Socket Mode."""

from typing import Any

from bot.sandbox.methods.call import Call
from bot.sandbox.methods.registry import method


@method("apps.connections.open", token="app")  # noqa: S106 - a kind of token
def connections_open(call: Call) -> dict[str, Any]:
    """A socket that can be opened once."""
    host = call.world.url.removeprefix("http")
    return {"url": f"ws{host}socket/{call.sandbox.sockets.new_ticket()}"}
