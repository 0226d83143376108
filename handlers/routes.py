"""Everything that can come in, in one table. A test holds it against `app.yaml` and the README."""

from handlers import (
    captures,
    cards,
    charts,
    commands,
    departments,
    finding,
    followups,
    home,
    loops,
    ownership,
    reports,
    setup,
    team,
    workspace,
)
from handlers.router import Route

ROUTES: list[Route] = [
    *reports.ROUTES,
    *cards.ROUTES,
    *captures.ROUTES,
    *home.ROUTES,
    *finding.ROUTES,
    *commands.ROUTES,
    *charts.ROUTES,
    *followups.ROUTES,
    *loops.ROUTES,
    *ownership.ROUTES,
    *team.ROUTES,
    *departments.ROUTES,
    *setup.ROUTES,
    *workspace.ROUTES,
]
