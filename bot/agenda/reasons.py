"""Why an item is on the agenda, in plain words of the reader's language. Pure: codes and numbers in, a line out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.agenda.models import AgendaItem, ItemKind
from bot.agenda.rules import Reason
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import N_, Texts
from bot.pains.rules import SEVERITIES
from bot.slack.text import escape

SAID_HOW_BAD = ("stops", "leaves")  # worse than most: that alone is a reason
BECAME = {"kept": N_("{n} kept"), "late": N_("{n} late"), "dropped": N_("{n} dropped"), "open": N_("{n} still to come")}


@dataclass(frozen=True)
class Speaking:
    """What the reasons of an item speak of; names are raw."""

    item: AgendaItem
    by: str = ""  # who brought it
    offered_to: Department | str = ""  # who has not answered

    def number(self, name: str) -> int:
        return int(self.item.facts.get(name) or 0)


def why(about: Speaking, t: Texts) -> str:
    """A line of mrkdwn; "" where nothing is known."""
    item = about.item
    if item.kind is ItemKind.REVIEW:
        return " · ".join(t(said, n=about.number(name)) for name, said in BECAME.items() if about.number(name))
    said = [SENTENCES[Reason(reason)](about, t) for reason in item.reasons if reason in SENTENCES]
    return " · ".join([*said, *_customers(about, t), *_how_bad(item, t)])


def _unowned(about: Speaking, t: Texts) -> str:
    days = about.number("unowned_days")
    said = t.plural(
        "nobody has owned it for {n} working day", "nobody has owned it for {n} working days", days
    )  # fmt: skip
    return said if days else t("nobody owns it")


def _unanswered(about: Speaking, t: Texts) -> str:
    receiver = escape(department_name(about.offered_to, t)) if about.offered_to else t("its receiver")
    return t.plural(
        "the handoff to {receiver} has waited {n} working day for an answer",
        "the handoff to {receiver} has waited {n} working days for an answer",
        about.number("offered_days"),
        receiver=receiver,
    )


def _to_and_fro(about: Speaking, t: Texts) -> str:
    return t.plural("handed over {n} time", "handed over {n} times", about.number("handed_over"))


def _overdue(about: Speaking, t: Texts) -> str:
    return t.plural(
        "its date passed {n} working day ago", "its date passed {n} working days ago", about.number("overdue_days")
    )


def _came_back(_about: Speaking, t: Texts) -> str:
    return t("it was resolved and came back")


def _shared(about: Speaking, t: Texts) -> str:
    touched = len(about.item.facts.get("touched") or ())
    return t.plural("{n} department is touched by it", "{n} departments are touched by it", touched)


def _brought(about: Speaking, t: Texts) -> str:
    return t("{name} brought it", name=escape(about.by) or t("a colleague"))


def _carried(about: Speaking, t: Texts) -> str:
    return t.plural("carried over once", "carried over {n} times", about.item.carried)


SENTENCES: Mapping[str, Callable[[Speaking, Texts], str]] = {
    Reason.UNOWNED: _unowned,
    Reason.UNANSWERED: _unanswered,
    Reason.PING_PONG: _to_and_fro,
    Reason.OVERDUE: _overdue,
    Reason.CAME_BACK: _came_back,
    Reason.SHARED: _shared,
    Reason.BROUGHT: _brought,
    Reason.CARRIED: _carried,
}


def _customers(about: Speaking, t: Texts) -> list[str]:
    """One customer is what a pain is; from two on their number says something."""
    customers = about.number("customers")
    return [t.plural("{n} customer", "{n} customers", customers)] if customers > 1 else []


def _how_bad(item: AgendaItem, t: Texts) -> list[str]:
    severity = str(item.facts.get("severity") or "")
    return [t(SEVERITIES[severity])] if severity in SAID_HOW_BAD else []
