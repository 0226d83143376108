"""A year of meetings in three towns, walked by the clock: everything that is said is held against a plain count."""

from datetime import timedelta

import pytest

from bot.decisions.models import Decision
from bot.i18n import texts_in
from bot.ledger.rules import Fate
from tests.flywheel import Flywheel
from tests.meetings.lived import Year
from tests.meetings.year import AN_HOUR, MOVED, SILENT, SKIPPED, TOWNS, WHY, meetings_of, said_in

STEPS = {"meeting_lead": "lead", "meeting_call": "call", "meeting_agenda": "agenda", "meeting_start": "board"}
STEPS |= {"meeting_minutes": "minutes"}
LATE = {"en": "(late)", "vi": "(trễ)"}
MISSED = {"en": "so there was no board", "vi": "không có bảng"}


@pytest.fixture(params=TOWNS)
def year(request: pytest.FixtureRequest, flywheel: Flywheel) -> Year:
    return Year(flywheel, TOWNS[request.param])


async def test_a_year_of_meetings(year: Year) -> None:
    await year.live()

    assert said_in(year.town) == year.said()  # so nothing twice, and nothing else
    _check_words(year)
    _check_ledger(year)
    _check_status(year)


def _check_words(year: Year) -> None:
    """What is late says so, and so does what was missed or is skipped; nothing else does."""
    language, meetings = year.town.language, meetings_of(year.town)
    late = [number for number in range(len(meetings)) if any(LATE[language] in one for one in _posts(year, number))]
    held = [meeting.number for meeting in meetings if meeting.is_held]

    assert [AN_HOUR] == late
    assert [MISSED[language] in text for text in year.texts("missed", SILENT)] == [True]
    assert [WHY in text for text in year.texts("change", SKIPPED)] == [True]
    assert len([number for number in held if not meetings[number].is_forgotten]) == len(year.flywheel.rows(Decision))


def _posts(year: Year, number: int) -> list[str]:
    return [text for what in ("call", "agenda", "minutes") for text in year.texts(what, number)]


def _check_ledger(year: Year) -> None:
    """It says of everything that was posted when that was, and of what was not why."""
    posted = {(said.what, said.meeting, said.at) for said in said_in(year.town) if said.what in STEPS.values()}
    sent = {
        (STEPS[one.kind], year.wall(one.meeting_at), year.wall(one.done_at or one.due_at))
        for one in year.ledger.values()
        if one.fate is Fate.SENT
    }
    late = {(one.kind, year.wall(one.meeting_at)): one.late_by for one in year.ledger.values() if one.late_by}
    other = {(one.kind, year.wall(one.meeting_at), one.fate) for one in year.ledger.values() if one.fate != Fate.SENT}
    meetings = meetings_of(year.town)
    called_off = [meeting for meeting in meetings if meeting.is_holiday or meeting.number == SKIPPED]
    silent = meetings[SILENT].starts

    assert posted == sent
    assert {("meeting_agenda", meetings[AN_HOUR].starts): timedelta(minutes=30)} == late
    assert {("meeting_start", silent, Fate.MISSED), ("meeting", silent, Fate.MISSED)} | {
        ("meeting", meeting.starts, Fate.SKIPPED) for meeting in called_off
    } == other


def _check_status(year: Year) -> None:
    """As people read it, three days after."""
    t = texts_in(year.town.language)
    usual = [line for line in year.statuses[MOVED + 1].splitlines() if ":white_check_mark:" in line]
    late = t("{time} late", time=t.plural("{n} minute", "{n} minutes", 30))
    missed = t("missed") + ": " + t("nobody could start it within 20 minutes")

    assert [t("on time")] * 10 == [line.split(" · ")[2] for line in usual]
    assert f"*{t('Agenda')}* · {late}" in year.statuses[AN_HOUR]
    assert f"*{t('Start')}* · {missed}" in year.statuses[SILENT]
    assert f"*{t('Meeting')}* · {t('skipped')}: {WHY}" in year.statuses[SKIPPED]
