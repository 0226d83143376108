"""Me too, details, same as, take back: who may, what is counted, and what is never lost."""

from typing import Any

import pytest

from bot.errors import UserError
from bot.pains.models import History, Pain, PainStatus, Source, Via
from bot.pains.queries import history_of, look_at, open_pains_like, reports_of
from bot.pains.rules import Page, Report
from bot.pains.services import Origin, add_details, me_too, report_pain, same_as, take_back
from bot.slack.payloads import SlackMessage
from bot.workspaces.services import ensure_workspace
from tests.fake_workspace import GENERAL, SECRET
from tests.flywheel import Flywheel
from tests.people import LAN, MAYA, TOM, Somebody


def message(ts: str, channel: str = GENERAL) -> SlackMessage:
    return SlackMessage(channel, ts, "")


def a_report(flywheel: Flywheel, who: Somebody = LAN, ts: str = "1.1", channel: str = GENERAL, **said: Any) -> Pain:
    report = Report(who.user_id, **{"words": "The export is slow", **said})
    return flywheel.report(report, Origin(Via.REACTION, "", message(ts, channel)))


def people_counted(flywheel: Flywheel, pain: Pain) -> list[str]:
    return [pain.reporter, *(echo.person for echo in flywheel.echoes() if echo.pain_id == pain.id)]


def test_me_too_counts_one_more_person_and_her_customer(fresh: Flywheel) -> None:
    pain = a_report(fresh)

    fresh.write(me_too, pain.key, MAYA.user_id, "Fabrikam")

    assert [(MAYA.user_id, "Fabrikam")] == [(echo.person, echo.customer) for echo in fresh.echoes()]


@pytest.mark.parametrize("who", [LAN, MAYA])
def test_whoever_is_counted_already_is_told_so_and_counted_once(fresh: Flywheel, who: Somebody) -> None:
    pain = a_report(fresh)
    fresh.write(me_too, pain.key, MAYA.user_id, "")

    with pytest.raises(UserError, match="counted already"):
        fresh.write(me_too, pain.key, who.user_id, "")

    assert 1 == len(fresh.echoes())


def test_details_fill_in_what_was_missing_and_an_empty_field_takes_nothing_away(fresh: Flywheel) -> None:
    pain = a_report(fresh, customer="Contoso")

    fresh.write(add_details, pain.key, Report(MAYA.user_id, "Slow export", stage="use"))

    kept = fresh.pain()
    assert ("Slow export", "Contoso", "use", "") == (kept.title, kept.customer, kept.stage, kept.severity)


def test_the_customers_words_once_kept_never_change(fresh: Flywheel) -> None:
    pain = a_report(fresh, words="It <b>hurts</b>")

    for who in (LAN, MAYA):
        fresh.write(add_details, pain.key, Report(who.user_id, words="It is fine", share_words=True))

    assert "It <b>hurts</b>" == fresh.pain().words


def test_nobody_but_the_reporter_can_say_who_sees_the_words(fresh: Flywheel) -> None:
    pain = a_report(fresh, channel=SECRET)

    fresh.write(add_details, pain.key, Report(MAYA.user_id, share_words=True))
    after_maya = fresh.pain().share_words
    fresh.write(add_details, pain.key, Report(LAN.user_id, share_words=True))

    assert (None, True) == (after_maya, fresh.pain().share_words)


def test_a_pain_joined_to_another_is_counted_there_with_everybody_who_has_it(fresh: Flywheel) -> None:
    first, second = a_report(fresh, LAN, "1.1"), a_report(fresh, TOM, "2.2", customer="Contoso")
    fresh.write(me_too, second.key, MAYA.user_id, "")

    fresh.write(same_as, second.key, first.key, TOM.user_id)

    first, second = fresh.pains()
    assert [LAN.user_id, TOM.user_id, MAYA.user_id] == people_counted(fresh, first)
    assert (PainStatus.MERGED, first.id) == (second.status, second.merged_into)
    assert "The export is slow" == second.words


def test_the_message_of_a_joined_pain_counts_where_the_last_one_is_counted(fresh: Flywheel) -> None:
    one, two, three = (a_report(fresh, LAN, ts) for ts in ("1.1", "2.2", "3.3"))
    fresh.write(same_as, one.key, two.key, LAN.user_id)
    fresh.write(same_as, two.key, three.key, LAN.user_id)

    again = a_report(fresh, MAYA, "1.1")

    assert three.id == again.id
    assert [LAN.user_id, MAYA.user_id] == people_counted(fresh, three)


def test_a_pain_is_not_the_same_as_itself(fresh: Flywheel) -> None:
    pain = a_report(fresh)

    with pytest.raises(UserError, match="itself") as told:
        fresh.write(same_as, pain.key, pain.key, LAN.user_id)

    assert "other_pain" == told.value.block_id


def test_undo_takes_a_report_back_and_its_message_may_be_reported_anew(fresh: Flywheel) -> None:
    pain = a_report(fresh)

    fresh.write(take_back, pain.key, LAN.user_id)
    again = a_report(fresh)

    assert (PainStatus.WITHDRAWN, 2) == (fresh.pains()[0].status, again.number)
    assert [again.id] == [source.pain_id for source in fresh.rows(Source)]


@pytest.mark.parametrize("touch", ["me too", "details", "joined in"])
def test_once_somebody_else_touched_it_the_report_stays(fresh: Flywheel, touch: str) -> None:
    pain = a_report(fresh)
    if touch == "me too":
        fresh.write(me_too, pain.key, MAYA.user_id, "")
    elif touch == "details":
        fresh.write(add_details, pain.key, Report(MAYA.user_id, stage="use"))
    else:
        fresh.write(same_as, a_report(fresh, MAYA, "2.2").key, pain.key, MAYA.user_id)

    with pytest.raises(UserError, match="Only the reporter"):
        fresh.write(take_back, pain.key, LAN.user_id)

    assert PainStatus.OPEN is fresh.pains()[0].status


def test_a_voice_can_be_taken_back_and_the_report_stays(fresh: Flywheel) -> None:
    pain = a_report(fresh)
    fresh.write(me_too, pain.key, MAYA.user_id, "")

    fresh.write(take_back, pain.key, MAYA.user_id)

    assert ([], PainStatus.OPEN) == (fresh.echoes(), fresh.pain().status)


def test_a_stranger_to_the_pain_cannot_take_it_back(fresh: Flywheel) -> None:
    pain = a_report(fresh)

    with pytest.raises(UserError, match="Only the reporter"):
        fresh.write(take_back, pain.key, TOM.user_id)


@pytest.mark.parametrize("service", [me_too, add_details, same_as, take_back])
@pytest.mark.parametrize("which", ["taken back", "unknown", "another company's"])
def test_what_is_not_open_any_more_says_so(fresh: Flywheel, service: object, which: str) -> None:
    pain = a_report(fresh)
    fresh.write(take_back, pain.key, LAN.user_id)
    values: dict[object, tuple[object, ...]] = {
        me_too: (MAYA.user_id, ""), add_details: (Report(MAYA.user_id),), same_as: (99, MAYA.user_id),
        take_back: (LAN.user_id,),
    }  # fmt: skip
    pain_id = {"taken back": pain.key, "unknown": 98, "another company's": _elsewhere(fresh)}[which]

    with pytest.raises(UserError, match="not open any more"):
        fresh.write(service, pain_id, *values[service])  # type: ignore[arg-type]


def test_every_deed_stands_in_the_history_with_who_and_when(flywheel: Flywheel) -> None:
    pain, other = a_report(flywheel), a_report(flywheel, TOM, "2.2")
    flywheel.write(me_too, pain.key, MAYA.user_id, "Fabrikam")
    flywheel.write(add_details, pain.key, Report(LAN.user_id, stage="use"))
    flywheel.write(same_as, other.key, pain.key, TOM.user_id)

    lines = flywheel.read(lambda session: history_of(session, flywheel.workspace_id, pain.key))

    done = [(LAN.name, "reported"), (MAYA.name, "me too"), (LAN.name, "details"), (TOM.name, "me too")]
    assert [*done, (TOM.name, "took in")] == [(line.name, line.what) for line in lines]


def test_what_was_said_in_private_is_in_no_history_others_read(fresh: Flywheel) -> None:
    pain = a_report(fresh, channel=SECRET)
    a_report(fresh, MAYA, channel=SECRET, title="The board knows")

    lines = fresh.read(lambda session: history_of(session, fresh.workspace_id, pain.key))

    assert "The board knows" in [line.detail for line in fresh.rows(History)]
    assert "The board knows" not in [line.detail for line in lines]


def test_pains_are_found_by_number_or_words_newest_first(fresh: Flywheel) -> None:
    a_report(fresh, ts="1.1", title="Slow export", customer="Contoso")
    a_report(fresh, ts="2.2", title="Export 1 of 2 missing")
    fresh.write(take_back, a_report(fresh, ts="3.3", title="Export gone").key, LAN.user_id)

    def found(query: str) -> list[int]:
        found = fresh.read(lambda session: open_pains_like(session, fresh.workspace_id, query))
        return [pain.number for pain, _ in found]

    assert ([2, 1], [2, 1], [1], [2, 1]) == (found(""), found("EXPORT"), found("contoso slow"), found("1"))
    assert ([1], [2], [], []) == (found("P-1 export slow"), found("p-2"), found("100%"), found("_"))
    assert [] == found("9" * 30)


def test_words_the_team_may_see_are_found_in_any_case(fresh: Flywheel) -> None:
    a_report(fresh, words="Đơn hàng giao trễ", share_words=True)

    ((pain, seen),) = fresh.read(lambda session: open_pains_like(session, fresh.workspace_id, "đơn TRỄ"))
    assert (1, True) == (pain.number, seen)


def test_words_said_in_a_private_place_are_not_searched(fresh: Flywheel) -> None:
    """A hit would tell what was said in a private place."""
    a_report(fresh, channel=SECRET, words="merger with Fabrikam")

    assert [] == fresh.read(lambda session: open_pains_like(session, fresh.workspace_id, "merger"))


def test_her_reports_come_page_by_page_newest_first(fresh: Flywheel) -> None:
    for number in range(10):
        a_report(fresh, LAN, f"1.{number}")
    a_report(fresh, MAYA, "2.2")

    def page(number: int) -> Page[Pain]:
        return fresh.read(lambda session: reports_of(session, fresh.workspace_id, LAN.user_id, number, size=8))

    pages = [page(number) for number in (0, 1, 2)]

    assert [(0, 10), (1, 10), (1, 10)] == [(page.number, page.count) for page in pages]
    assert [[10, 9, 8, 7, 6, 5, 4, 3], [2, 1], [2, 1]] == [[pain.number for pain in page.rows] for page in pages]


@pytest.mark.parametrize(("channel", "private", "visible"), [(GENERAL, False, True), (SECRET, True, False)])
async def test_a_pain_knows_whether_it_comes_from_a_private_place(
    flywheel: Flywheel, channel: str, private: bool, visible: bool
) -> None:
    pain = a_report(flywheel, channel=channel)
    await flywheel.deliver()

    opened = flywheel.read(lambda session: look_at(session, flywheel.workspace_id, pain.key))

    assert (private, visible) == (opened.private, opened.visible)


def _elsewhere(flywheel: Flywheel) -> int:
    """An open pain of another workspace."""
    other = flywheel.store.write_now(ensure_workspace, "T0OTHER", now=flywheel.clock.now())
    report, origin = Report(LAN.user_id, "Slow export"), Origin(Via.FORM)
    return flywheel.store.write_now(report_pain, other.key, report, origin, now=flywheel.clock.now()).pain.key
