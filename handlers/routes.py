"""Everything that can come in, in one table. A test holds it against `app.yaml` and the README."""

from handlers import captures, cards, home, reports, setup, workspace
from handlers.router import Route

ROUTES: list[Route] = [
    *reports.ROUTES,
    *cards.ROUTES,
    *captures.ROUTES,
    *home.ROUTES,
    *setup.ROUTES,
    *workspace.ROUTES,
]
