"""A company with leaders in three zones, its reviews, and a clock that runs: steps, mornings and letters in order."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.checkpoints.brief_views import brief_message
from bot.checkpoints.facts import BriefFacts
from bot.checkpoints.gathering import brief_facts
from bot.checkpoints.models import Checkpoint, CheckpointKind, Remark, View
from bot.checkpoints.planning import plan_checkpoints
from bot.checkpoints.services import save_remarks
from bot.i18n import texts_in
from bot.slack.blocks import Message
from tests.flywheel import flywheel, fresh, prepared
from tests.handlers.conftest import send
from tests.kept import kept
from tests.people import Somebody
from tests.prompts.conftest import LEADS, Leaders, leaders

__all__ = ["flywheel", "fresh", "kept", "leaders", "prepared", "send"]

MONTH, QUARTER = CheckpointKind.MONTH, CheckpointKind.QUARTER
WHY, NEXT = "New customers wait for their first invoice", "More of the same until the new form is out"


class Reviews(Leaders):
    """As `Leaders`: it is Monday, March 2, and the review of February is on Wednesday."""

    def all(self) -> list[Checkpoint]:
        return self.flywheel.rows(Checkpoint)

    def review(self, kind: CheckpointKind = MONTH, starts: str = "2026-03-01") -> Checkpoint:
        (found,) = [one for one in self.all() if (one.kind, str(one.starts_on)) == (kind, starts)]
        return found

    def say(self, who: Somebody, insight: str = WHY, foresight: str = NEXT, **which: Any) -> Checkpoint:
        """For the department she leads."""
        (department,) = [key for key, lead in LEADS.items() if lead is who]
        texts = {View.INSIGHT: insight, View.FORESIGHT: foresight}
        about = (self.review(**which).key, department)
        return self.flywheel.write(save_remarks, who.user_id, about, texts)

    def remarks(self) -> list[Remark]:
        return self.flywheel.rows(Remark)

    def brief(self, language: str = "en", **which: Any) -> BriefFacts:
        review = self.review(**which)
        now = self.flywheel.clock.now()
        return self.flywheel.read(lambda session: brief_facts(session, review, texts_in(language), now=now))

    def page(self, language: str = "en", **which: Any) -> Message:
        return brief_message(self.brief(language, **which), texts_in(language))

    def change(self, service: Callable[..., None], *about: object) -> None:
        """Something that is not ours to change through a screen."""

        def changed(session: Session, workspace_id: int, *, now: datetime) -> None:
            service(session, workspace_id, *about)

        self.flywheel.write(changed)

    def newest(self, table: Any) -> Any:
        return self.flywheel.read(lambda session: session.exec(select(table).order_by(col(table.id).desc())).first())


@pytest.fixture
def reviews(leaders: Leaders) -> Reviews:
    reviews = Reviews.__new__(Reviews)
    reviews.__dict__.update(leaders.__dict__)
    reviews.flywheel.write(plan_checkpoints)
    return reviews
