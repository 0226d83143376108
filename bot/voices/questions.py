"""One question to think about in each fortnight, fitting what leaders think about in the quarter. Pure."""

from collections.abc import Mapping, Sequence

from bot.i18n import N_, Texts
from bot.years.models import ThemeKind

QUESTIONS: Mapping[ThemeKind, Sequence[str]] = {
    ThemeKind.KICK_OFF: (
        N_("Which customer would notice first if your department did its part better?"),
        N_("What do we promise that we do not keep every time?"),
        N_("What would a new customer be surprised by in her first week with us?"),
        N_("Where does a customer have to tell us the same thing twice?"),
        N_("What did a customer thank you for lately, and could everybody do it?"),
        N_("Which rule of ours makes sense to us and to no customer?"),
        N_("Whom do you know among our customers by name?"),
    ),
    ThemeKind.BIG_IDEAS: (
        N_("What will our customers find normal in five years that we cannot do today?"),
        N_("What do customers do just before they come to us, and just after?"),
        N_("Which company treats you so well that you tell others about it, and how?"),
        N_("What would we build if a customer sat at the table every day?"),
        N_("Which worry could we take off a customer's mind altogether?"),
        N_("Who would like to be our customer and cannot?"),
        N_("What do our customers make themselves because we do not offer it?"),
    ),
    ThemeKind.PLANNING: (
        N_("What could we stop doing without any customer missing it?"),
        N_("Which step of the customer's journey belongs to nobody here?"),
        N_("What would make a customer stay with us ten years longer?"),
        N_("Where does a customer wait for us, and for whom exactly?"),
        N_("Which department's work do you never see, though your customers do?"),
        N_("What would you want to know from a customer before you decide?"),
        N_("Which small thing would a customer feel within a month?"),
    ),
    ThemeKind.GOALS: (
        N_("Which customer is better off today than a year ago, and why?"),
        N_("What did we say to a customer this year that is still open?"),
        N_("Which number of ours went up while a customer felt nothing?"),
        N_("What would our customers write in our yearly report?"),
        N_("Whom did we lose this year, and did anybody ask her why?"),
        N_("What should we never do to a customer again?"),
        N_("Which customer will you call before the year ends?"),
    ),
}


def question_for(kind: ThemeKind | None, number: int, t: Texts) -> str:
    """`number` counts up; after the last one the first comes again. Without a theme, those of all of them."""
    asked = QUESTIONS[kind] if kind else [question for some in QUESTIONS.values() for question in some]
    question = asked[number % len(asked)]
    return t(question)
