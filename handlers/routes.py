"""Everything that can come in, in one table. A test holds it against `app.yaml` and the README."""

from handlers import captures, cards, commands, followups, home, loops, ownership, reports, setup, team, workspace
from handlers.router import Route

ROUTES: list[Route] = [
    *reports.ROUTES,
    *cards.ROUTES,
    *captures.ROUTES,
    *home.ROUTES,
    *commands.ROUTES,
    *followups.ROUTES,
    *loops.ROUTES,
    *ownership.ROUTES,
    *team.ROUTES,
    *setup.ROUTES,
    *workspace.ROUTES,
]
