"""`/flywheel loops`: how well loops are closed, as a table and as a text that says the same. Pure."""

from bot.i18n import Texts
from bot.loops.rules import Figures, share
from bot.slack.blocks import Message, section

Row = tuple[str, float | None, str]  # what, how many (None = nothing to count), what share


def figures_message(figures: Figures, t: Texts) -> Message:
    title = t("Closing the loop, the last 90 days")
    if not figures.customers.asked:
        nothing = t("Nothing was resolved, so nobody had to be told.")
        return Message(f"{title}: {nothing}", [section(f"*{title}*\n{nothing}")])
    rows = _rows(figures, t)
    lines = [f"{what}: {_number(count, t)}" + (f" ({part})" if part != "–" else "") for what, count, part in rows]
    head = [_text(t("What")), _text(t("How many")), _text(t("Share"))]
    body = [[_text(what), _cell(count, t), _text(part)] for what, count, part in rows]
    table = {"type": "data_table", "caption": title, "rows": [head, *body], "page_size": len(rows)}
    return Message("\n".join([title, *lines]), [table])


def _rows(figures: Figures, t: Texts) -> list[Row]:
    of = figures.customers
    return [
        (t("Pains resolved"), figures.resolved, "–"),
        (t("Pains closed"), figures.closed, _percent(figures.closed, figures.resolved)),
        (t("Customers told"), of.told, _percent(of.told, of.asked)),
        (t("Customers waiting for a word"), of.waiting, _percent(of.waiting, of.asked)),
        (t("Customers not reached"), of.unreachable, _percent(of.unreachable, of.asked)),
        (t("Not fixed for the customer"), of.not_fixed, _percent(of.not_fixed, of.asked)),
        (t("Days from report to told, the middle one"), figures.days, "–"),
    ]


def _percent(part: int, whole: int) -> str:
    return f"{share(part, whole)} %"


def _number(count: float | None, t: Texts) -> str:
    from babel.numbers import format_decimal  # only here: it would cost every start

    return "–" if count is None else str(format_decimal(count, locale=t.language))


def _cell(count: float | None, t: Texts) -> dict[str, object]:
    text = _number(count, t)
    return _text(text) if count is None else {"type": "raw_number", "value": count, "text": text}


def _text(text: str) -> dict[str, object]:
    return {"type": "raw_text", "text": text}
