"""The screens of goals and priorities, built with whatever people may have typed."""

from collections.abc import Callable

from bot.goals import forms, picture, views
from bot.goals.models import GoalState
from bot.i18n import Texts
from bot.slack.blocks import Message, View

YEARS = [f"FY{year}" for year in range(20, 28)]


def _line(text: str, number: int, **changes: object) -> views.GoalLine:
    depth = number % 3
    who = text[:200] if depth else ""
    known = {"goal_id": number, "depth": depth, "title": text[:300], "who": who, "outcome": text[:1000]}
    known |= {"state": GoalState.OPEN, "may_edit": True, "may_add_below": depth < 2}
    return views.GoalLine(**{**known, **changes})  # type: ignore[arg-type]


def _goals(text: str, page: int = 0) -> views.GoalsFacts:
    lines = [_line(text, number) for number in range(36)]
    lines += [_line(text, 40, state=GoalState.REACHED), _line(text, 41, is_alone=True, depth=0)]
    lines += [_line(text, 42, is_alone=True, depth=1), _line(text, 43, state=GoalState.DROPPED, depth=0)]
    elsewhere = [(text[:100], 1), (text[:100], 3)]
    return views.GoalsFacts("FY27", YEARS, lines, page, elsewhere, [text[:100]] * 4)


def _pull(text: str, key: str) -> picture.DepartmentPull:
    said = [picture.Said(text[:300], text[:150], True), picture.Said(text[:300], text[:150], False)]
    return picture.DepartmentPull(key, text[:100], [*said, picture.Said(text[:300], "", False)])


def a_picture(text: str) -> picture.Picture:
    pulls = [*(_pull(text, f"d{number}") for number in range(7)), picture.DepartmentPull("d8", text[:100], [])]
    return picture.Picture(5, "Q1 FY27", text[:100], pulls, ["d1", "d2", "d3", "d4", "d5"])


def _form(text: str, goal_id: int) -> forms.GoalForm:
    options = [(text[:300] or "Grow", str(number)) for number in range(1, 120)]
    return forms.GoalForm("FY27", options, goal_id, options, "1", text[:300], text[:1000], "3", text[:100])


def _tied(text: str) -> list[forms.Tied]:
    return [forms.Tied(text[:300], (text[:200] or "P-1", "pain:1")), forms.Tied(text[:300])]


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "picture": lambda text, t: picture.picture_message(a_picture(text), t),
    "first picture": lambda text, t: picture.picture_message(picture.Picture(5, "Q1 FY27", text[:100], []), t),
}

MODALS: dict[str, Callable[[str, Texts], View]] = {
    "goals": lambda text, t: views.goals_window(_goals(text), t),
    "more goals": lambda text, t: views.goals_window(_goals(text, 1), t),
    "no goals": lambda text, t: views.goals_window(views.GoalsFacts("FY27", YEARS), t),
    "new goal": lambda text, t: forms.goal_form(_form(text, 0), t),
    "first goal": lambda text, t: forms.goal_form(forms.GoalForm("FY27", [], whose=[("Mine", "mine")]), t),
    "changed goal": lambda text, t: forms.goal_form(_form(text, 7), t),
    "goal of the company": lambda text, t: forms.goal_form(forms.GoalForm("FY27", None, 7, title=text[:300]), t),
    "priorities": lambda text, t: forms.priorities_form(5, ("d1", text[:100]), "Q1 FY27, kick-off", _tied(text), t),
    "first priorities": lambda text, t: forms.priorities_form(5, ("d1", text[:100]), "Q1 FY27", [], t),
    "picture window": lambda text, t: picture.picture_window(a_picture(text), t),
    "all priorities": lambda text, t: picture.all_window(a_picture(text), t),
    "no priorities": lambda text, t: picture.all_window(picture.Picture(5, "Q1 FY27", text[:100], []), t),
    "named priorities": lambda text, t: picture.named_window(_pull(text, "d1"), t),
}
