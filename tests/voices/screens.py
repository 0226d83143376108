"""The screens of the customer's voice, built with whatever people may have typed."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.departments.models import Stage
from bot.i18n import Texts
from bot.slack.blocks import Message, View
from bot.voices import forms, views
from bot.voices.models import Story
from bot.voices.rules import Heard

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAY = date(2026, 3, 4)
URL = "https://acme.slack.com/archives/C0FLYWHEEL/p55"


def _facts(text: str) -> views.DigestFacts:
    """As long as it can get."""
    heard = [
        Heard(number, text or "…", text[:200], number == 2, "use", "U0LAN", URL * (number % 2)) for number in (1, 2, 3)
    ]
    changes = [views.Change(4, text[:500], names, others, URL) for names in ([], [text[:200]] * 9) for others in (0, 7)]
    stories = [views.Told(text[:200], text[:200], text[:900], URL), views.Told(text[:200], "", text[:900])]
    stage = Stage(workspace_id=1, key="use", name=text[:100], department="product")
    return views.DigestFacts(
        DAY, heard, {"use": stage}, changes, 9, stories, "Why?", told=3, waiting=12, is_late=True
    )  # fmt: skip


def _story(text: str, agreed: bool | None = None) -> Story:
    return Story(id=5, workspace_id=1, person="U0TOM", by="U0LAN", text=text[:900], agreed=agreed, at=AT)


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    "customer's voice": lambda text, t: views.digest(_facts(text), t),
    "quiet customer's voice": lambda text, t: views.digest(views.DigestFacts(DAY, [], question="Why?"), t),
    "no voice": lambda text, t: views.hearing_message(views.Hearing(), t),
    "a voice": lambda text, t: views.hearing_message(views.Hearing(True, True, AT), t),
    "no more voice": lambda text, t: views.no_more(t),
    "may a story be told": lambda text, t: views.story_question(_story(text), text[:200], t),
    "a story will be told": lambda text, t: views.story_answered(_story(text, True), t),
    "a story will not be told": lambda text, t: views.story_answered(_story(text, False), t),
}
MODALS: dict[str, Callable[[str, Texts], View]] = {
    "tell a story": lambda text, t: forms.story_form("U0TOM", URL, t),
    "tell a story of anybody": lambda text, t: forms.story_form("", "", t),
    "story sent": lambda text, t: views.story_window(text[:200], t, own=False),
    "own story sent": lambda text, t: views.story_window(text[:200], t, own=True),
}
