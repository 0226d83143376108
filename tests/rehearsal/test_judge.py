"""The judge finds what is wrong: each fault is planted by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count

import pytest

from bot.rehearsal.beat import Fate, Planned, meetings
from bot.rehearsal.company import Company, Options, Worker
from bot.rehearsal.facts import Promise
from bot.rehearsal.heard import Ears, Finding, Message
from bot.rehearsal.judge import Judge, due_for
from bot.rehearsal.slack import FLYWHEEL, Heard
from bot.rehearsal.words import bank

MONDAY = date(2026, 3, 2)
NUMBERS = count(1)


@cache
def company() -> Company:
    return Company(Options(MONDAY, people=40, pains=40, days=90))


def plans() -> list[Planned]:
    return meetings(company().options, company().meeting_wall)


def somebody(language: str) -> Worker:
    return next(worker for worker in company().people if worker.language == language)


def message(to: str, at: datetime, key: str = "list:somebody", about: frozenset[str] = frozenset()) -> Message:
    return Message(at, to, key.partition(":")[0], key, f"w{next(NUMBERS)}", about)


def nine(worker: Worker, day: date = MONDAY) -> datetime:
    return worker.wall.at(day, datetime.min.time().replace(hour=9))


def heard(to: str, text: str) -> Heard:
    return Heard(nine(company().people[0]), to, text, "w", "1.1", (), ())


def whats(findings: list[Finding]) -> list[str]:
    return [finding.what for finding in findings]


@pytest.fixture
def judge() -> Judge:
    return Judge(company(), plans())


@pytest.fixture
def ears() -> Ears:
    return Ears(company(), "en", set())


def test_one_list_a_day_at_nine_is_as_it_should_be(judge: Judge) -> None:
    worker = somebody("vi")
    judge.take(
        [message(worker.user_id, nine(worker)), message(worker.user_id, nine(worker, MONDAY + timedelta(days=1)))]
    )

    assert [] == judge.findings


def test_a_second_list_on_one_day_is_found(judge: Judge) -> None:
    worker = somebody("vi")
    judge.take([message(worker.user_id, nine(worker)), message(worker.user_id, nine(worker) + timedelta(hours=2))])

    assert ["doubled"] == whats(judge.findings)


def test_the_same_letter_said_twice_is_found(judge: Judge) -> None:
    card = message(FLYWHEEL, nine(somebody("en")), "card:1")
    judge.take([card, replace(card, at=card.at + timedelta(minutes=1))])

    assert ["doubled"] == whats(judge.findings)


def test_a_message_no_letter_holds_is_found(judge: Judge) -> None:
    judge.take([message(FLYWHEEL, nine(somebody("en")), "")])

    assert ["nobody's"] == whats(judge.findings)


@pytest.mark.parametrize("late", [timedelta(hours=12), timedelta(days=5), timedelta(minutes=-1)])
def test_a_list_at_night_or_on_a_day_off_is_found(judge: Judge, late: timedelta) -> None:
    worker = somebody("vi")
    judge.take([message(worker.user_id, nine(worker) + late)])

    assert ["out of hours"] == whats(judge.findings)


@pytest.mark.parametrize("about", ["P-12", "met:5"])
def test_a_day_nobody_was_told_of_is_found_unless_nothing_could_be_said(about: str) -> None:
    worker = somebody("en")
    at, promise = nine(worker), Promise(worker.user_id, about, MONDAY)
    told, silent, away = (
        Judge(company(), []),
        Judge(company(), []),
        Judge(company(), [], [(at, at + timedelta(hours=3))]),
    )
    told.take([message(worker.user_id, at, about=frozenset({about}))])
    for judge in (told, silent, away):
        judge.morning(at, [promise])

    assert ([], ["lost"], []) == (whats(told.findings), whats(silent.findings), whats(away.findings))


@pytest.mark.parametrize(("lines", "found"), [(20, []), (19, ["lost"])])
def test_only_a_list_too_long_to_show_all_may_leave_something_out(judge: Judge, lines: int, found: list[str]) -> None:
    worker = somebody("en")
    about = frozenset(word for n in range(lines) for word in (f"P-{100 + n}", f"resolve:{n}"))
    judge.take([message(worker.user_id, nine(worker), about=about)])
    judge.morning(nine(worker), [Promise(worker.user_id, "P-12", MONDAY)])

    assert found == whats(judge.findings)


def all_said() -> list[Message]:
    return [message(FLYWHEEL, due.at, f"{due.kind}:uid:{plan.name}") for plan in plans() for due in due_for(plan)]


def the_end() -> datetime:
    return plans()[-1].starts + timedelta(days=2)


def test_meetings_that_are_called_for_prepared_held_and_written_up_are_as_they_should_be(judge: Judge) -> None:
    judge.take(all_said())
    judge.look_at_meetings(the_end())

    assert [] == judge.findings


@pytest.mark.parametrize("kind", ["call", "agenda", "board", "minutes", "missed"])
def test_a_meeting_of_which_something_is_lost_is_found(judge: Judge, kind: str) -> None:
    one = next(said for said in all_said() if said.kind == kind)
    judge.take(said for said in all_said() if said.key != one.key)
    judge.look_at_meetings(the_end())

    assert ["lost"] == whats(judge.findings)


def test_a_board_an_hour_off_after_the_clocks_changed_is_found(judge: Judge) -> None:
    held = next(plan for plan in plans() if plan.fate is Fate.HELD)
    judge.take(
        replace(said, at=said.at + timedelta(hours=1)) if said.key == f"board:uid:{held.name}" else said
        for said in all_said()
    )
    judge.look_at_meetings(the_end())

    assert ["out of hours"] == whats(judge.findings)


def test_each_is_heard_in_her_own_language(ears: Ears) -> None:
    ears.hear(heard(somebody("vi").user_id, "*2 việc đang chờ bạn*\n*P-1* Nobody finds our prices\ncủa bạn từ Th 2"))
    ears.hear(heard(somebody("en").user_id, "*2 things are waiting for you*\n*P-1* Không ai tìm thấy bảng giá"))
    ears.hear(heard(FLYWHEEL, "The agenda of the next meeting"))

    assert [] == ears.findings


@pytest.mark.parametrize(("language", "text"), [
    ("vi", "2 things are waiting for you"),
    ("en", "2 việc đang chờ bạn"),
    ("en", "Nobody finds our prices\nMỗi ngày một tin"),
])  # fmt: skip
def test_a_message_in_the_wrong_language_is_found(ears: Ears, language: str, text: str) -> None:
    ears.hear(heard(somebody(language).user_id, text))

    assert ["wrong language"] == whats(ears.findings)


LONG, LONGER = bank("vi").answers["customer"][:2]


@pytest.mark.parametrize("words", [LONG, f"{LONG} {LONGER}", f"{LONG} {LONGER[:19]}…", f"{LONG[:2]}…"])
def test_people_are_quoted_in_the_language_they_typed_in_whole_or_in_part(ears: Ears, words: str) -> None:
    ears.hear(heard(FLYWHEEL, f"What the leaders said\n• *People* {words}"))

    assert [] == ears.findings


@pytest.mark.parametrize("line", [
    f"Trước cuộc họp tới: {LONG}",
    f"{LONG} và một việc nữa",
    f"Phòng ban đã trả lời {LONG[:19]}…",
    "Còn ba phòng ban chưa trả lời…",
])  # fmt: skip
def test_a_sentence_around_a_quote_is_the_bots_own(ears: Ears, line: str) -> None:
    ears.hear(heard(FLYWHEEL, line))

    assert ["wrong language"] == whats(ears.findings)


def test_private_words_in_a_wider_place_are_found(ears: Ears) -> None:
    report = next(one for one in company().reports if one.is_private)
    ears.hear(heard(report.reporter.user_id, report.words))  # her own
    ears.hear(heard(FLYWHEEL, report.words))

    assert ["private words"] == [what for what in whats(ears.findings) if what != "wrong language"]
