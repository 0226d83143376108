"""The product on a fake Slack."""

from tests.flywheel import flywheel, fresh

__all__ = ["flywheel", "fresh"]
