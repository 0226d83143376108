"""What the wall says of the rhythm, and the judge's eye for what is missing of it: each fault is planted by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count

import pytest

from bot.rehearsal.company import Company, Options
from bot.rehearsal.heard import Finding, Message
from bot.rehearsal.judge import Judge
from bot.rehearsal.rhythm import Expected, Rhythm
from bot.rehearsal.slack import FLYWHEEL

NUMBERS = count(1)
Span = tuple[datetime, datetime]
KINDS = ("prompt", "roll-up", "review", "mix", "brief", "voice")


@cache
def company(zone: str = "Europe/Berlin", start: date = date(2026, 1, 1)) -> Company:
    return Company(Options(start, zone=zone, people=16, pains=1))


def due(kind: str, *away: Span, of: Company | None = None) -> list[Expected]:
    return [one for one in Rhythm(of or company(), FLYWHEEL, away).expected() if one.kind == kind]


def said(expected: Expected) -> Message:
    """As it should be, with a key as the product makes them."""
    key = f"{expected.kind}:{expected.about}:"
    return Message(expected.at, expected.to, expected.kind, key, f"w{next(NUMBERS)}", frozenset())


def judged(change: Callable[[list[Message]], list[Message]], *away: Span) -> list[Finding]:
    expected = Rhythm(company(), FLYWHEEL, away).expected()
    judge = Judge(company(), [])
    judge.take(change([said(one) for one in expected]))
    judge.look_at_rhythm(expected)
    return judge.findings


def one_of(kind: str, messages: list[Message]) -> Message:
    return [message for message in messages if message.kind == kind][3]


def test_leaders_are_asked_at_nine_on_their_own_walls() -> None:
    assert {9} == {company().of[one.to].wall.local(one.at).hour for one in due("prompt")}


def test_each_leader_is_asked_three_times_a_quarter() -> None:
    assert 12 * len(company().team) == len(due("prompt"))


def test_there_are_twelve_kpi_reviews_and_four_qbrs_at_ten() -> None:
    briefs = due("brief")

    assert (12, 4) == tuple(sum(one.about.startswith(kind) for one in briefs) for kind in ("month", "quarter"))
    assert {10} == {company().meeting_wall.local(one.at).hour for one in briefs}


def test_the_first_kpi_review_is_on_the_third_working_day_and_the_first_qbr_on_the_fifth() -> None:
    days = [one.at.date() for one in due("brief") if "2026-01" in one.about or "2026-01-01" in one.about]

    assert [date(2026, 2, 4), date(2026, 4, 7)] == days


def test_what_leaders_said_at_the_close_is_there_before_the_qbr() -> None:
    closes = [one.at for one in due("roll-up") if "close" in one.about]
    after = [min(brief.at for brief in due("brief") if brief.at > at) for at in closes[:-1]]

    assert all(timedelta() < brief - at < timedelta(days=10) for at, brief in zip(closes, after, strict=False))


def test_the_day_of_the_questions_is_the_same_on_every_wall() -> None:
    """When it is nine in Ho Chi Minh City, it is the evening before in New York."""
    there = company("America/New_York", date(2026, 4, 1))
    in_vietnam = [one for one in due("prompt", of=there) if there.of[one.to].language == "vi"]

    assert datetime(2026, 5, 18, 2, tzinfo=UTC) in [one.at for one in in_vietnam if "half_way" in one.about]


def test_nobody_is_asked_why_before_the_period_is_over() -> None:
    asked = {one.at.date() for one in due("review") if one.about in {"month:2026-01-01:", "quarter:2026-01-01:"}}

    assert {date(2026, 2, 2), date(2026, 4, 2)} == asked


def test_who_is_off_until_the_roll_up_is_asked_when_she_is_back() -> None:
    """The Lunar New Year lies over all the days there are to answer half-way through the first quarter of 2026."""
    there = company("Asia/Ho_Chi_Minh")
    asked = [one for one in due("prompt", of=there) if there.of[one.to].language == "vi" and "half_way" in one.about]

    assert date(2026, 2, 23) == there.meeting_wall.local(asked[0].at).date()
    assert asked[0].latest < asked[0].over


def test_every_second_wednesday_each_reader_hears_the_customers() -> None:
    assert {"2026-01-07", "2026-01-21", "2026-02-04"} < {one.about.strip(":") for one in due("voice")}
    assert {reader.user_id for reader in company().readers} == {one.to for one in due("voice")}


def test_a_year_in_which_all_is_said_in_time_is_as_it_should_be() -> None:
    assert [] == judged(lambda messages: messages)


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_never_said_is_found(kind: str) -> None:
    found = judged(lambda messages: [one for one in messages if one is not one_of(kind, messages)])

    assert ["lost"] == [finding.what for finding in found]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_said_twice_is_found(kind: str) -> None:
    def twice(messages: list[Message]) -> list[Message]:
        again = one_of(kind, messages)
        return [*messages, replace(again, at=again.at + timedelta(minutes=1), wire_key="another")]

    assert ["doubled"] == [finding.what for finding in judged(twice)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_came_an_hour_late_is_found(kind: str) -> None:
    def late(messages: list[Message]) -> list[Message]:
        one = one_of(kind, messages)
        return [replace(each, at=each.at + timedelta(hours=1)) if each is one else each for each in messages]

    assert ["out of hours"] == [finding.what for finding in judged(late)]


def test_what_was_said_at_night_is_found_even_where_nothing_was_due() -> None:
    night = datetime(2026, 3, 3, 23, tzinfo=UTC)
    stray = Message(night, company().team[0].user_id, "prompt", "prompt:theme:9:other:sales", "stray", frozenset())

    assert ["out of hours"] == [finding.what for finding in judged(lambda messages: [*messages, stray])]


def test_while_the_bot_is_away_it_may_come_late_and_not_later_than_that() -> None:
    brief = due("brief")[3]
    away = (brief.at - timedelta(hours=5), brief.at + timedelta(hours=2))

    assert away[1] + timedelta(minutes=15) == due("brief", away)[3].latest


def test_what_is_no_news_any_more_when_the_bot_is_back_is_not_missed() -> None:
    voice = due("voice")[3]
    away = (voice.at - timedelta(hours=5), voice.at + timedelta(days=5))
    gone = next(one for one in due("voice", away) if one == replace(voice, latest=one.latest))

    assert gone.latest >= gone.over
