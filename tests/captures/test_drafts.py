"""What somebody is about to report waits for her alone, and not for ever."""

from bot.captures.drafts import KEPT, Beginning, find_draft, forget_old_drafts, keep_draft
from bot.captures.models import Draft
from bot.pains.models import Via
from tests.flywheel import Flywheel
from tests.people import LAN, TOM, Somebody

WORKING, DONE = "hourglass_flowing_sand", "white_check_mark"


def test_a_draft_is_her_own(fresh: Flywheel) -> None:
    draft = fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "secret"))

    def found(who: Somebody, draft_id: str, workspace_id: int = fresh.workspace_id) -> bool:
        return fresh.read(lambda session: find_draft(session, workspace_id, draft_id, who.user_id)) is not None

    assert found(LAN, draft.id)
    assert not found(TOM, draft.id)
    assert not found(LAN, "")
    assert not found(LAN, draft.id, 99)


def test_drafts_are_forgotten_after_a_week(fresh: Flywheel) -> None:
    fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "old"))
    fresh.clock.advance(seconds=1)
    fresh.write(keep_draft, Beginning(LAN.user_id, Via.FORM, "a week old"))
    fresh.clock.advance(seconds=KEPT.total_seconds())

    fresh.store.write_now(forget_old_drafts, now=fresh.clock.now())

    assert ["a week old"] == [draft.words for draft in fresh.rows(Draft)]
