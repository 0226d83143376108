"""Decisions, in a meeting and between meetings."""

from tests.board.conftest import room
from tests.flywheel import flywheel, fresh, prepared

__all__ = ["flywheel", "fresh", "prepared", "room"]
