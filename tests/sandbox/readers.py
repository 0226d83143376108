"""Readers and a short way to render, for the tests of rendering."""

from datetime import UTC, datetime
from typing import Any

from bot.sandbox.render import Reader, render_blocks
from tests.sandbox.block_kit import Json

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
PEOPLE = {"U1": "Mai", "U2": "Bob"}
CHANNELS = {"C1": "general", "C2": "leads"}
MAI = Reader("U1", "en-US", "Asia/Ho_Chi_Minh", NOW, PEOPLE, CHANNELS, "http://127.0.0.1:3000", {"C2"})
LAN = Reader("U1", "vi-VN", "Asia/Ho_Chi_Minh", NOW, PEOPLE, CHANNELS)


def show(*blocks: Json, reader: Reader = MAI, **more: Any) -> str:
    named = [{"block_id": f"b{place}", **each} for place, each in enumerate(blocks)]
    return str(render_blocks(named, reader, surface_id="m1", **more))
