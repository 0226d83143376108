"""The screens of reviews and of a company's own numbers, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from bot.checkpoints import behind_views, brief_views, file_views, forms, kpi_forms, kpi_views, views
from bot.checkpoints.facts import PAGE, AskFacts, Behind, BriefFacts, Missing, Page, ReviewFacts, Spoken
from bot.checkpoints.hindsight import Line, Names, lines_of
from bot.checkpoints.kpi_rules import KpiFacts
from bot.checkpoints.models import Checkpoint, CheckpointKind, CheckpointState, Kpi
from bot.checkpoints.models import View as Part
from bot.checkpoints.rules import Mix
from bot.figures.rules import Boundary, Compared, Figures
from bot.i18n import Texts
from bot.slack.blocks import Message, View

AT = datetime(2026, 4, 3, 8, tzinfo=UTC)
LOCAL = datetime(2026, 4, 3, 10)  # noqa: DTZ001 - a time on the wall
MOST = 7  # departments


def a_review(**changes: Any) -> Checkpoint:
    fields: dict[str, Any] = {"id": 1, "workspace_id": 1, "kind": CheckpointKind.MONTH}
    fields |= {"meets_local": LOCAL, "meets_at": AT}
    fields |= {"starts_on": date(2026, 3, 1), "ends_on": date(2026, 4, 1), "original_local": LOCAL}
    return Checkpoint(**{**fields, "zone": "Asia/Ho_Chi_Minh", "state": CheckpointState.ASKED, **changes})


def figures(scale: int = 1) -> Figures:
    keys = [f"stage_{number}" for number in range(14)]
    across = [Boundary("sales", f"d{number}", 3 * scale, scale, 2.5) for number in range(5)]
    return Figures(
        reports=40 * scale, customers=55 * scale, stages=dict.fromkeys([*keys, ""], scale), taken=9, days_to_owner=1.5,
        days_by_department={"sales": 2.0}, boundaries=across, resolved=8, closed=5, told=7, waiting=2, unreached=1,
        not_fixed=1, days_to_told=12, decided=3, looked_back={"yes": 2, "no": 1}, meetings=2,
    )  # fmt: skip


def lines(text: str, t: Texts) -> list[Line]:
    names = Names({f"stage_{number}": text[:100] for number in range(14)}, {f"d{n}": text[:100] for n in range(5)})
    return lines_of(Compared(figures(2), figures(), None), names, t)


def a_kpi(text: str, number: int = 1) -> Kpi:
    more = bool(number % 2)
    return Kpi(id=number, workspace_id=1, name=text[:100], unit=text[:20], more_is_better=more, target=95.5)


def kpis(text: str, count: int) -> list[KpiFacts]:
    blank = KpiFacts(a_kpi(text))
    return [blank, *(KpiFacts(a_kpi(text, one), 90.25, date(2026, 3, 1), -3, None) for one in range(count - 1))]


def brief(text: str, t: Texts) -> BriefFacts:
    said = [Spoken(text[:100], text[:3000], text[:200], is_late=bool(number % 2)) for number in range(MOST)]
    missing = Missing([text[:100]] * MOST, [text[:100]], [text[:100]])
    stages = {f"stage_{number}": text[:100] for number in range(14)}
    return BriefFacts(
        a_review(), text[:60], "March 2026", lines(text, t), said, said, kpis(text, 40), Mix(80, 15, 5), missing,
        stages=stages, before=True, is_late=True, is_over=False,
    )  # fmt: skip


def first_brief(text: str, t: Texts) -> BriefFacts:
    """Of a company that has just begun: nothing happened, nobody spoke."""
    return BriefFacts(a_review(), text[:60], "March 2026", lines_of(Compared(Figures(), None, None), Names(), t))


def asked(text: str, t: Texts, **changes: Any) -> AskFacts:
    said: dict[str, Any] = {"insight": text[:3000], "foresight": text[:3000], "lines": lines(text, t)}
    said["kpis"] = kpis(text, 9)
    return AskFacts(a_review(), text[:60], text[:100], "sales", **{**said, "is_late": True, **changes})


def reviewed(text: str) -> list[ReviewFacts]:
    mine = [(text[:100], f"1:{number}") for number in range(3)]
    missing = Missing([text[:100]], [text[:100]] * MOST)
    return [
        ReviewFacts(text[:60], text[:60], AT, 1, Mix(80, 15, 5), missing, mine, may_move=True, last_title=text[:60],
                    last_id=3, last_url="https://acme.slack.com/archives/C1/p1"),
        ReviewFacts(text[:60], text[:60], AT, 2, asked_on=date(2026, 4, 1)),
        ReviewFacts(text[:60]),
    ]  # fmt: skip


def page(text: str) -> Page:
    rows = [Behind("P-12", text[:140], AT, "https://acme.slack.com/archives/C1/p1", 3), Behind("", "", AT)]
    return Page([*rows, Behind("P-9", "", AT, is_private=True)] * (PAGE // 3), 1, 90)


DEPARTMENTS = {f"d{number}": "" for number in range(120)}
MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "brief": lambda text, t: brief_views.brief_message(brief(text, t), t),
    "first brief": lambda text, t: brief_views.brief_message(first_brief(text, t), t),
    "asked why": lambda text, t: views.ask_message(asked(text, t), t),
    "asked why, nothing counted": lambda text, t: views.ask_message(asked(text, t, lines=[], kpis=[]), t),
    "mix": lambda text, t: views.mix_message(brief(text, t), t),
    "mix of nothing": lambda text, t: views.mix_message(first_brief(text, t), t),
    "review moved": lambda text, t: views.moved_message(text[:60], text[:200], (AT, AT), t),
    "review called off": lambda text, t: views.called_off_message(text[:60], text[:200], text[:200], t),
    "brief on its way": lambda text, t: file_views.on_its_way(t),
    "brief not taken": lambda text, t: file_views.file_refused(text[:80], t),
    "brief unclear": lambda text, t: file_views.file_unclear(t),
    "brief as a canvas": lambda text, t: file_views.canvas_ready("https://acme.slack.com/docs/T1/F1", t),
    "no canvas of the brief": lambda text, t: file_views.canvas_refused(text[:80], t),
    "reviews": lambda text, t: views.review_message(reviewed(text), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "why and what is next": lambda text, t: forms.remarks_form(asked(text, t), t),
    "why, in the brief": lambda text, t: forms.remarks_form(asked(text, t, fixed=frozenset(Part)), t),
    "move the review": lambda text, t: forms.move_form(a_review(), text[:60], t),
    "call the review off": lambda text, t: forms.call_off_form(a_review(), text[:60], t),
    "remarks": lambda text, t: forms.remarks_window(brief(text, t), t),
    "no remarks": lambda text, t: forms.remarks_window(first_brief(text, t), t),
    "own numbers": lambda text, t: kpi_views.kpi_window(kpi_views.KpiListFacts(kpis(text, 40), {}, may_edit=True), t),
    "no own numbers": lambda text, t: kpi_views.kpi_window(kpi_views.KpiListFacts([], {}, may_edit=False), t),
    "new number": lambda text, t: kpi_forms.kpi_form(None, dict.fromkeys(DEPARTMENTS, text[:100]), t),
    "number changed": lambda text, t: kpi_forms.kpi_form(a_kpi(text), {}, t),
    "number typed in": lambda text, t: kpi_forms.number_form(a_kpi(text), [date(2026, 3, 1)], "1,2", t),
    "numbers pasted": lambda text, t: kpi_forms.paste_form([a_kpi(text)], t),
    "behind a number": lambda text, t: behind_views.behind_window(text[:60], text[:200], page(text), "1:reports", t),
    "nothing behind": lambda text, t: behind_views.behind_window(text[:60], "x", Page([], 0, 0), "1:reports", t),
}
