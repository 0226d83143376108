"""Where tests have walked before: the next one that walks the same way goes on from there."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.databases import SqliteFiles, fill
from tests.flywheel import Flywheel


@dataclass(frozen=True)
class Moment:
    """All there was: the database, and what Slack had been asked and told."""

    at: datetime
    database: Path
    slack: dict[str, Any]


class Kept:
    """Moments of walks in which time alone passed, by the name of where they began."""

    def __init__(self, files: SqliteFiles) -> None:
        self._files = files
        self._moments: dict[str, dict[datetime, Moment]] = {}

    def go_on(self, walk: str, flywheel: Flywheel, end: datetime) -> None:
        """From the latest moment somebody has come to before, up to `end`."""
        known = [at for at in self._moments.get(walk, {}) if flywheel.clock.now() < at <= end]
        if not known:
            return
        moment = self._moments[walk][max(known)]
        fill(flywheel.store, moment.database)
        vars(flywheel.slack).update(deepcopy(moment.slack))
        flywheel.clock.move_to(moment.at)

    def keep(self, walk: str, flywheel: Flywheel) -> None:
        at = flywheel.clock.now()
        if at in self._moments.setdefault(walk, {}):
            return
        slack = {name: value for name, value in vars(flywheel.slack).items() if name != "clock"}
        self._moments[walk][at] = Moment(at, self._files.keep(flywheel.store), deepcopy(slack))


@pytest.fixture(scope="session")
def kept(sqlite_files: SqliteFiles) -> Kept:
    return Kept(sqlite_files)
