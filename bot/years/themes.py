"""What leaders think about in each quarter, as we ship it: names, purposes, questions, and what each grows from. Pure.

A question's key is "kind.moment.number": it stays the same whatever a company writes there.
"""

from collections.abc import Mapping, Sequence

from bot.i18n import N_
from bot.prompts.models import Moment
from bot.years.models import ThemeKind

MOST = 3  # questions at one moment, beside the one that is always asked
CUSTOMER = "customer"
ABOUT_CUSTOMER = N_("Which customer did you listen to yourself since last time, and what did you learn?")

NAMES: Mapping[ThemeKind, str] = {
    ThemeKind.KICK_OFF: N_("kick-off"),
    ThemeKind.BIG_IDEAS: N_("big ideas"),
    ThemeKind.PLANNING: N_("planning"),
    ThemeKind.GOALS: N_("goals and close"),
}
PURPOSES: Mapping[ThemeKind, str] = {
    ThemeKind.KICK_OFF: N_("Agree what this year is for: one direction, the same in every department."),
    ThemeKind.BIG_IDEAS: N_("Look up and out: where our industry is going, and what is worth investing in for years."),
    ThemeKind.PLANNING: N_("Turn ideas into plans: what we do in the next one to three years."),
    ThemeKind.GOALS: N_("Set the goals of next year, and keep the promises of this one."),
}
MOMENTS: Mapping[Moment, str] = {
    Moment.KICK_OFF: N_("Kick-off"),
    Moment.HALF_WAY: N_("Half-way"),
    Moment.CLOSE: N_("Close of the quarter"),
}
QUESTIONS: Mapping[ThemeKind, Mapping[Moment, Sequence[str]]] = {
    ThemeKind.KICK_OFF: {
        Moment.KICK_OFF: (
            N_("What should be different for the customer at the end of this year?"),
            N_("What is your department's part in that?"),
            N_("What do you need from another department for it?"),
        ),
        Moment.HALF_WAY: (
            N_("What has changed for the customer since the kick-off?"),
            N_("What is in the way, and who could clear it?"),
        ),
        Moment.CLOSE: (
            N_("What did we begin that the customer already notices?"),
            N_("What did we say at the kick-off and have not begun?"),
        ),
    },
    ThemeKind.BIG_IDEAS: {
        Moment.KICK_OFF: (
            N_("Which trend in our industry will change most for our customers?"),
            N_("What would you try for them if this year's budget did not count?"),
        ),
        Moment.HALF_WAY: (
            N_("Which idea has become stronger, and what made it so?"),
            N_("What would a customer have to see to believe in it?"),
        ),
        Moment.CLOSE: (
            N_("Which one idea is worth investing in for years, and why?"),
            N_("What would it change for the customer?"),
            N_("What do we have to find out before we can decide?"),
        ),
    },
    ThemeKind.PLANNING: {
        Moment.KICK_OFF: (
            N_("Which big idea belongs in your plan for the next one to three years?"),
            N_("What will you stop doing to make room for it?"),
        ),
        Moment.HALF_WAY: (
            N_("What does your plan ask of another department, and does it know?"),
            N_("Which number would show that the customer is better off?"),
        ),
        Moment.CLOSE: (
            N_("What will your department do in each of the next three years?"),
            N_("What could stop it, and how will we notice early?"),
        ),
    },
    ThemeKind.GOALS: {
        Moment.KICK_OFF: (
            N_("Which goals for next year follow from your plan?"),
            N_("What must still be finished for the customer this year?"),
        ),
        Moment.HALF_WAY: (
            N_("Which goal serves no customer yet, and what would make it do so?"),
            N_("What will not be finished this year, and who has to know?"),
        ),
        Moment.CLOSE: (
            N_("What did we do for the customer this year that we are proud of?"),
            N_("By what will your department see next year that it was a good one?"),
            N_("What should we do differently next year?"),
        ),
    },
}
# What a leader said to the second is shown next to the first.
GROWS_FROM: Mapping[str, str] = {
    "kick_off.kick_off.1": "kick_off.kick_off.1",  # a year ago
    "kick_off.kick_off.2": "goals.close.3",
    "kick_off.half_way.1": "kick_off.kick_off.1",
    "kick_off.close.2": "kick_off.kick_off.2",
    "big_ideas.half_way.1": "big_ideas.kick_off.2",
    "big_ideas.close.1": "big_ideas.half_way.1",
    "planning.kick_off.1": "big_ideas.close.1",
    "planning.half_way.2": "big_ideas.close.2",
    "planning.close.1": "planning.kick_off.1",
    "planning.close.2": "big_ideas.close.3",
    "goals.kick_off.1": "planning.close.1",
    "goals.kick_off.2": "kick_off.kick_off.1",
    "goals.half_way.2": "goals.kick_off.2",
    "goals.close.1": "kick_off.kick_off.1",
    "goals.close.2": "planning.half_way.2",
}


def kind_of(number: int) -> ThemeKind:
    """Of the first to the fourth quarter."""
    return list(ThemeKind)[number - 1]


def question_key(kind: ThemeKind, moment: Moment, number: int) -> str:
    return f"{kind.value}.{moment.value}.{number}"


def parts_of(key: str) -> tuple[ThemeKind, Moment, int]:
    """Raises ValueError for `CUSTOMER`, which belongs to every theme."""
    kind, moment, number = key.split(".")
    return ThemeKind(kind), Moment(moment), int(number)


def is_before(one: Moment, other: Moment) -> bool:
    order = list(Moment)
    return order.index(one) < order.index(other)
