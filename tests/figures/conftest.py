"""The product on a fake Slack."""

from tests.flywheel import flywheel, fresh, prepared

__all__ = ["flywheel", "fresh", "prepared"]
