"""Numbers of the company's own: keeping them, typing them in, and reading them for a period."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from bot.checkpoints.kpi_rules import (
    LONGEST_NAME,
    LONGEST_UNIT,
    KpiFacts,
    Problem,
    Typed,
    lines_in,
    month_in,
    number_in,
)
from bot.checkpoints.models import Kpi, KpiValue
from bot.departments.services import find_department
from bot.errors import UserError
from bot.figures.rules import months_after
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.people.services import reader_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.workdays.services import today_in

A_YEAR = 12
MOST_KPIS = 40  # more are no key numbers any more, and no page
GONE = N_("That number is not there any more.")
NO_NUMBER = N_("“{typed}” is no number. Write it like {example}.")
EXAMPLES = {"en": "1,234.5", "vi": "1.234,5"}


@dataclass(frozen=True)
class KpiWish:
    """The form as typed. `target` "" = none."""

    name: str
    unit: str = ""
    more_is_better: bool = True
    target: str = ""
    department: str = ""  # its key; "" = the company's


def kpis(session: Session, workspace_id: int) -> list[Kpi]:
    """By name, without the archived ones."""
    wanted = select(Kpi).where(Kpi.workspace_id == workspace_id, col(Kpi.is_archived).is_(False))
    return list(session.exec(wanted.order_by(col(Kpi.name))).all())


def find_kpi(session: Session, workspace_id: int, kpi_id: int) -> Kpi:
    """Raises UserError where there is none, and for an archived one."""
    wanted = select(Kpi).where(Kpi.id == kpi_id, Kpi.workspace_id == workspace_id, col(Kpi.is_archived).is_(False))
    kpi = session.exec(wanted).first()
    if kpi is None:
        raise UserError(GONE)
    return kpi


def save_kpi(session: Session, workspace_id: int, by: str, wish: KpiWish, kpi_id: int = 0, *, now: datetime) -> Kpi:
    """A new one, or `kpi_id` changed. One that was archived under this name comes back, with its numbers.

    Raises UserError at the field that is wrong.
    """
    _may_edit(session, workspace_id, by, now=now)
    target = _target(session, workspace_id, by, wish)
    same = _named(session, workspace_id, wish.name)
    kpi = find_kpi(session, workspace_id, kpi_id) if kpi_id else same
    if same and (same is not kpi or not (kpi_id or same.is_archived)):
        raise UserError(N_("There is a number of that name already."), block_id=BlockId.KPI_NAME)
    if kpi is None:
        if len(kpis(session, workspace_id)) >= MOST_KPIS:
            raise UserError(N_("{most} numbers at most: archive one first."), most=MOST_KPIS, block_id=BlockId.KPI_NAME)
        kpi = Kpi(workspace_id=workspace_id, name="")
    kpi.name, kpi.unit = wish.name[:LONGEST_NAME], wish.unit[:LONGEST_UNIT]
    kpi.more_is_better, kpi.target, kpi.is_archived = wish.more_is_better, target, False
    kpi.department = find_department(session, workspace_id, wish.department).key if wish.department else ""
    session.add(kpi)
    session.flush()
    return kpi


def archive_kpi(session: Session, workspace_id: int, by: str, kpi_id: int, *, now: datetime) -> Kpi:
    """It is shown no more; its numbers are kept. Raises UserError."""
    _may_edit(session, workspace_id, by, now=now)
    kpi = find_kpi(session, workspace_id, kpi_id)
    kpi.is_archived = True
    session.add(kpi)
    session.flush()
    return kpi


def type_number(
    session: Session, workspace_id: int, by: str, kpi_id: int, typed: tuple[str, str], *, now: datetime
) -> KpiValue:
    """`typed`: month and number. A month that has one gets the new one. Raises UserError at the field."""
    _may_edit(session, workspace_id, by, now=now)
    kpi, language = find_kpi(session, workspace_id, kpi_id), reader_of(session, workspace_id, by).language
    month, value = month_in(typed[0]), number_in(typed[1], language, kpi.unit)
    if month is None:
        raise UserError(N_("Choose a month."), block_id=BlockId.KPI_MONTH)
    if value is None:
        example = EXAMPLES.get(language, EXAMPLES["en"])
        raise UserError(NO_NUMBER, typed=typed[1][:40], example=example, block_id=BlockId.KPI_NUMBER)
    return _keep(session, kpi, month, value, by, now=now)


def paste_numbers(
    session: Session, workspace_id: int, by: str, pasted: str, *, now: datetime
) -> tuple[list[Typed], list[Problem]]:
    """All lines or none: (what was kept, what is wrong). Raises UserError for whoever may not, and for no line."""
    _may_edit(session, workspace_id, by, now=now)
    known = kpis(session, workspace_id)
    good, bad = lines_in(pasted, known, reader_of(session, workspace_id, by).language)
    if not good and not bad:
        raise UserError(N_("Paste at least one line: name, month, number."), block_id=BlockId.KPI_LINES)
    if bad:
        return [], bad
    by_name = {kpi.name: kpi for kpi in known}
    for line in good:
        _keep(session, by_name[line.name], line.month, line.value, by, now=now)
    return good, []


def kpi_facts(session: Session, workspace_id: int, first_month: date, months: int) -> list[KpiFacts]:
    """In two queries. Of several months the newest number counts."""
    known = kpis(session, workspace_id)
    if not known:
        return []
    year_ago = months_after(first_month, -A_YEAR)
    wanted = select(KpiValue).where(
        KpiValue.workspace_id == workspace_id,
        col(KpiValue.month) >= min(year_ago, months_after(first_month, -months)),
        col(KpiValue.month) < months_after(first_month, months),
    )
    values: dict[int, list[KpiValue]] = {}
    for value in session.exec(wanted.order_by(col(KpiValue.month))):
        values.setdefault(value.kpi_id, []).append(value)
    return [_facts(kpi, values.get(kpi.id or 0, []), first_month, months) for kpi in known]


def _facts(kpi: Kpi, values: Sequence[KpiValue], first_month: date, months: int) -> KpiFacts:
    def newest(first: date) -> KpiValue | None:
        within = [one for one in values if first <= one.month < months_after(first, months)]
        return within[-1] if within else None

    now, before, ago = (newest(months_after(first_month, -back)) for back in (0, months, A_YEAR))
    return KpiFacts(
        kpi,
        now.value if now else None,
        now.month if now else None,
        before.value if before else None,
        ago.value if ago else None,
    )


def _target(session: Session, workspace_id: int, by: str, wish: KpiWish) -> float | None:
    if wordless(wish.name):
        raise UserError(N_("Give the number a name."), block_id=BlockId.KPI_NAME)
    if not wish.target:
        return None
    language = reader_of(session, workspace_id, by).language
    target = number_in(wish.target, language, wish.unit)
    if target is None:
        example = EXAMPLES.get(language, EXAMPLES["en"])
        raise UserError(NO_NUMBER, typed=wish.target[:40], example=example, block_id=BlockId.KPI_TARGET)
    return target


def _named(session: Session, workspace_id: int, name: str) -> Kpi | None:
    """In any case: two that differ in that alone would be the same to who pastes."""
    every = session.exec(select(Kpi).where(Kpi.workspace_id == workspace_id)).all()
    return next((one for one in every if one.name.casefold() == name[:LONGEST_NAME].casefold()), None)


def _keep(session: Session, kpi: Kpi, month: date, value: float, by: str, *, now: datetime) -> KpiValue:
    wanted = select(KpiValue).where(KpiValue.kpi_id == kpi.id, KpiValue.month == month)
    row = session.exec(wanted.with_for_update()).first()
    if row is None:
        row = KpiValue(workspace_id=kpi.workspace_id, kpi_id=kpi.id or 0, month=month, value=value, by=by, at=now)
    row.value, row.by, row.at = value, by, now
    session.add(row)
    session.flush()
    return row


def _may_edit(session: Session, workspace_id: int, by: str, *, now: datetime) -> None:
    require(session, workspace_id, by, Act.EDIT_KPI, on=today_in(session, workspace_id, now))
