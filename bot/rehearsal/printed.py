"""The ledger in a terminal: a line a month, and what it all came to."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.rehearsal.months import KINDS, Month
from bot.rehearsal.year import Year

COLUMNS = ("month", "reports", "hours", "resolved", "told", "open", "meetings", "decisions", "actions", "answers",
           "mix", "contact", "messages")  # fmt: skip
WIDTHS = (7, 9, 7, 10, 6, 6, 10, 11, 9, 9, 10, 9, 10)
MOST_FINDINGS = 50


def head() -> str:
    return _line(COLUMNS)


def month_line(month: Month) -> str:
    besides = ", ".join([*_some(month.skipped, "skipped"), *_some(month.missed, "missed")])
    cells = [f"{month.first:%Y-%m}", month.reports, _shown(month.hours), month.resolved, month.told, month.open]
    cells += [month.held, month.decisions, month.kept, f"{month.answered}/{month.asked}", mix_words(month)]
    cells += [days_words(month), sum(month.messages.values())]
    return f"{_line(cells)}  {besides}".rstrip()


def mix_words(month: Month) -> str:
    """ "62/25/13": hindsight, insight, foresight."""
    return str(month.mix).replace(" ", "") if month.mix else "–"


def days_words(month: Month) -> str:
    """Since a department last met a customer."""
    return _shown(month.since_contact)


def summary(year: Year) -> Iterator[str]:
    """What the whole year came to, and everything that should not be."""
    months = year.months
    first, last = _ends(months)
    yield "Pains"
    yield f"  {_sum(months, 'reports')} reported, {_sum(months, 'taken')} taken, {_sum(months, 'handed')} handed over"
    yield f"  {_sum(months, 'resolved')} resolved, {_sum(months, 'told')} customers told, {months[-1].open} still open"
    yield f"  to an owner, the middle one: {first} h in the first month, {last} h in the last"
    yield "Meetings"
    yield (
        f"  {_sum(months, 'held')} held, {_sum(months, 'skipped')} skipped, {_sum(months, 'missed')} missed; "
        f"{_sum(months, 'decisions')} decisions, {_sum(months, 'kept')} of {_sum(months, 'given')} actions kept"
    )
    yield "Leaders"
    yield (
        f"  {_sum(months, 'answered')} of {_sum(months, 'asked')} times they answered their questions; "
        f"{_sum(months, 'reviews')} reviews held, {_sum(months, 'contacts')} times somebody met a customer"
    )
    mixes = [mix_words(month) for month in months if month.mix and month.mix.hindsight]
    if mixes:
        yield f"  hindsight/insight/foresight: {mixes[0]} in the first review that had a past, {mixes[-1]} in the last"
    yield "What the bot said"
    for kind, count in sorted(messages_of(months).items(), key=lambda one: -one[1]):
        yield f"  {count:>7,}  {kind}"
    yield f"Findings: {len(year.findings)}"
    yield from (f"  {finding}" for finding in year.findings[:MOST_FINDINGS])
    if len(year.findings) > MOST_FINDINGS:
        yield f"  … and {len(year.findings) - MOST_FINDINGS} more"


def messages_of(months: Sequence[Month]) -> Counter[str]:
    """By what they are, in words."""
    found: Counter[str] = Counter()
    for month in months:
        for kind, count in month.messages.items():
            found[KINDS.get(kind, "answers to what somebody did")] += count
    return found


def _ends(months: Sequence[Month]) -> tuple[str, str]:
    known = [month.hours for month in months if month.hours is not None]
    return (_shown(known[0]), _shown(known[-1])) if known else ("–", "–")


def _sum(months: Sequence[Month], name: str) -> int:
    return sum(getattr(month, name) for month in months)


def _shown(number: float | None) -> str:
    return "–" if number is None else f"{number:.0f}"


def _some(count: int, what: str) -> list[str]:
    return [f"{count} {what}"] if count else []


def _line(cells: Sequence[object]) -> str:
    return "".join(f"{cell!s:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True))
