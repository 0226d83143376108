"""The first day: an admin sets the bot up, people take their seats, the team sets up its meeting."""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.departments.editing import save_department
from bot.departments.rules import DEPARTMENTS, DepartmentWish
from bot.meetings.services import set_up_series
from bot.meetings.wishes import SeriesWish
from bot.people.services import choose_language, reader_of
from bot.rehearsal.beat import CLOCK, MINUTES, Planned
from bot.rehearsal.company import Company
from bot.rehearsal.play import Play
from bot.rehearsal.slack import FLYWHEEL, IDENTITY
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.workspaces.services import Setup, connect, save_setup


async def found(play: Play, meetings: list[Planned]) -> None:
    """The bot is connected and has read who works here; then people do their part."""
    company, now = play.company, play.clock.now
    admin = company.team[0]
    play.workspace_id = await play.store.write(connect, IDENTITY, now=now())
    await play.until(now() + timedelta(minutes=1))
    reader = await play.read(reader_of, play.workspace_id, admin.user_id)
    month = company.options.start.month
    setup = Setup(FLYWHEEL, spoken(company), company.options.zone, month, ":adhesive_bandage:")
    await play.write(save_setup, reader, setup, "view:set up")
    await play.write(_seat_everybody, company)
    for key in company.departments:
        kind, country = DEPARTMENTS[key].kind, company.home_of[key].country
        wish = DepartmentWish(key, DEPARTMENTS[key].name, kind, country)
        await play.write(save_department, admin.user_id, wish)
    home, first = company.homes[0], meetings[0].day
    await play.write(set_up_series, admin.user_id, _beat(first, home.zone, home.country))
    await play.until(now() + timedelta(hours=1))


def spoken(company: Company) -> str:
    """The language of the company's channels; people read their own."""
    return company.homes[0].language


def _beat(first: date, zone: str, country: str) -> SeriesWish:
    return SeriesWish(
        day=str(first),
        clock=f"{CLOCK:%H:%M}",
        zone=zone,
        weeks="2",
        minutes=str(MINUTES),
        place="huddle",
        channel=FLYWHEEL,
        holidays="skip",
        country=country,
    )


def _seat_everybody(session: Session, workspace_id: int, company: Company, *, now: datetime) -> None:
    """Two decide for each department, one stands behind all of it; the others work there. Each chooses her language."""
    on = (now - timedelta(days=1)).date()
    for worker in company.people:
        choose_language(session, workspace_id, worker.user_id, worker.language, now=now)
        role = SeatRole.MEMBER
        if worker is company.lead(worker.department):
            role = SeatRole.LEAD
        elif worker is company.deputy(worker.department):
            role = SeatRole.DEPUTY
        give_seat(session, workspace_id, worker.user_id, role, worker.department, on=on)
    give_seat(session, workspace_id, company.sponsor.user_id, SeatRole.SPONSOR, "", on=on)
