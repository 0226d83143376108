"""A review is moved to another day and time, or called off: what comes before it follows."""

import pytest

from bot.checkpoints.models import CheckpointState
from bot.checkpoints.planning import plan_checkpoints
from bot.checkpoints.services import Wish, cancel, move
from bot.errors import UserError
from bot.steps.models import Step, StepKind, StepState
from tests.checkpoints.conftest import Reviews
from tests.fake_workspace import GUEST
from tests.people import MAYA, TOM


def moved(reviews: Reviews, day: str, clock: str = "15:30", who: object = MAYA) -> None:
    reviews.flywheel.write(move, who.user_id, reviews.review().key, Wish(day, clock))  # type: ignore[attr-defined]


def waiting(reviews: Reviews, kind: StepKind) -> list[str]:
    number = str(reviews.review().key)
    steps = [one for one in reviews.flywheel.rows(Step) if (one.kind, one.subject) == (kind, number)]
    return [f"{one.due_at:%m-%d %H:%M}" for one in steps if one.state is StepState.PENDING]


def test_it_moves_and_what_comes_before_moves_along(reviews: Reviews) -> None:
    moved(reviews, "2026-04-08")
    review = reviews.review()

    assert "2026-04-08 15:30" == f"{review.meets_local:%Y-%m-%d %H:%M}"
    assert "2026-04-03 10:00" == f"{review.original_local:%Y-%m-%d %H:%M}"
    assert ["03-31 18:00"] == waiting(reviews, StepKind.CHECKPOINT_ASK)
    assert ["04-07 08:00"] == waiting(reviews, StepKind.CHECKPOINT_MIX)
    assert ["04-08 13:30"] == waiting(reviews, StepKind.CHECKPOINT_BRIEF)


def test_planning_again_leaves_it_where_it_was_moved(reviews: Reviews) -> None:
    moved(reviews, "2026-04-08")
    reviews.flywheel.write(plan_checkpoints)

    assert "2026-04-08 15:30" == f"{reviews.review().meets_local:%Y-%m-%d %H:%M}"
    assert ["04-08 13:30"] == waiting(reviews, StepKind.CHECKPOINT_BRIEF)


async def test_the_channel_reads_that_it_moved_and_there_is_one_brief(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 2, 11)
    moved(reviews, "2026-04-06")
    await reviews.until(2026, 4, 7)
    texts = [one["text"] for one in reviews.in_channel()]

    assert 1 == sum(text.startswith("Maya Lopez moved the review “KPI review: March 2026” from ") for text in texts)
    assert 2 == sum(text.startswith("*KPI review: March 2026*") for text in texts)  # the mix, before each of the days
    assert 1 == sum(text.startswith("KPI review: March 2026") for text in texts)


def test_to_and_fro_leaves_one_of_each(reviews: Reviews) -> None:
    moved(reviews, "2026-04-08")
    moved(reviews, "2026-04-03", "10:00")

    assert ["04-03 08:00"] == waiting(reviews, StepKind.CHECKPOINT_BRIEF)
    assert ["04-02 08:00"] == waiting(reviews, StepKind.CHECKPOINT_MIX)


@pytest.mark.parametrize(
    ("day", "time", "said"),
    [
        ("2026-03-20", "10:00", "That is in the past"),
        ("2026-03-30", "10:00", "not over by then. Choose 2026-04-01 or later"),
        ("2026-05-05", "10:00", "The next review of this kind is on May 5, 2026"),
        ("", "10:00", "Choose a day and a time"),
        ("2026-04-08", "ten", "Choose a day and a time"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(reviews: Reviews, day: str, time: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        moved(reviews, day, time)

    assert said in error.value.sentence.format(**error.value.values)
    assert "review_day" == error.value.block_id


def test_who_does_not_sit_on_the_team_moves_nothing(reviews: Reviews) -> None:
    with pytest.raises(UserError, match="You may not do that here"):
        moved(reviews, "2026-04-08", who=GUEST)


async def test_one_that_is_called_off_asks_nobody_and_has_no_brief(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 3, 31, 12)
    reviews.flywheel.write(cancel, MAYA.user_id, reviews.review().key, "Everybody is at the fair")
    await reviews.until(2026, 4, 4)
    texts = [one["text"] for one in reviews.in_channel()]

    assert ["Maya Lopez called off the review “KPI review: March 2026”: Everybody is at the fair"] == [
        text for text in texts if "KPI review" in text
    ]
    assert not [one for _, one in reviews.sent(TOM) if "KPI review" in one["text"]]
    assert CheckpointState.CANCELLED is reviews.review().state


async def test_called_off_after_leaders_were_asked_it_leaves_their_lists(reviews: Reviews) -> None:
    await reviews.undisturbed_until(2026, 4, 1, 18)
    reviews.flywheel.write(cancel, MAYA.user_id, reviews.review().key, "Everybody is at the fair")
    await reviews.until(2026, 4, 3, 12)
    later = [one["text"] for at, one in reviews.sent(TOM) if at.day < 10 and at.month == 4]

    assert not [text for text in later if "*KPI review: March 2026*\n" in text]


def test_it_is_not_called_off_without_a_reason_nor_twice(reviews: Reviews) -> None:
    with pytest.raises(UserError, match="Say in a few words why"):
        reviews.flywheel.write(cancel, MAYA.user_id, reviews.review().key, " ")
    reviews.flywheel.write(cancel, MAYA.user_id, reviews.review().key, "Fair")

    with pytest.raises(UserError, match="called off"):
        moved(reviews, "2026-04-08")
