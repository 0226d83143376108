"""The customer's voice: `/flywheel voice`, its buttons, and stories of people who did right by a customer."""

from datetime import datetime

from slack_bolt.response import BoltResponse
from sqlmodel import Session

from bot.delivery.inbox import first_time
from bot.deps import Deps
from bot.people.rules import members_only
from bot.people.services import find_person, names_of
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import ActionId, BlockId, ShortcutId, ViewId
from bot.slack.payloads import Inbound, Kind, chosen, form_of, id_in, shortcut_message
from bot.slack.text import permalink
from bot.voices.clicks import click_hear, click_story, click_thank, voice_page
from bot.voices.forms import story_form
from bot.voices.services import Nomination, tell_story
from bot.voices.views import story_window
from bot.workdays.services import today_in
from bot.workspaces.models import Workspace
from handlers.answers import OK, only_to_her, other_view
from handlers.places import is_private
from handlers.router import Route
from handlers.windows import show


async def command_voice(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel voice`."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    return only_to_her(await deps.read(voice_page, workspace_id, inbound.user_id, now=deps.now()))


async def choose_to_hear(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(click_hear, workspace_id, inbound, chosen(inbound.body), now=deps.now())
    return OK


async def choose_thanks(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(click_thank, workspace_id, inbound, chosen(inbound.body), now=deps.now())
    return OK


async def story_shortcut(inbound: Inbound, deps: Deps) -> BoltResponse:
    """On a message: it is pointed to only where everybody may read it, and its words are never taken over."""
    members_only(inbound)
    workspace_id, message = await deps.workspace_id(inbound.team_id), shortcut_message(inbound.body)
    url, author = await deps.read(_beginning, workspace_id, inbound.user_id, message.author_id, now=deps.now())
    private = await is_private(inbound, workspace_id, deps)
    address = "" if private else permalink(url, message.channel_id, message.ts, message.thread_ts)
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return await show(inbound, deps, story_form(author, address, t))


async def submit_story(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    told = Nomination(form.user(BlockId.PERSON), form.text(BlockId.STORY), form.about)
    name = await deps.write(_tell, workspace_id, inbound, told, now=deps.now())
    _, t = await deps.reader(inbound.team_id, inbound.user_id)
    return other_view(story_window(name, t, own=told.person == inbound.user_id))


async def story_yes(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, agreed=True)


async def story_no(inbound: Inbound, deps: Deps) -> BoltResponse:
    return await _answer(inbound, deps, agreed=False)


async def _answer(inbound: Inbound, deps: Deps, *, agreed: bool) -> BoltResponse:
    members_only(inbound)
    workspace_id, story_id = await deps.workspace_id(inbound.team_id), id_in(chosen(inbound.body))
    await deps.write(click_story, workspace_id, inbound, story_id, agreed=agreed, now=deps.now())
    return OK


def _beginning(
    session: Session, workspace_id: int, person: str, author: str, *, now: datetime
) -> tuple[str, str]:  # fmt: skip
    """(the workspace's address, who wrote the message: "" for no person of this company)."""
    require(session, workspace_id, person, Act.VOICE, on=today_in(session, workspace_id, now))
    known = find_person(session, workspace_id, author)
    here = known is not None and not (known.is_bot or known.is_outside or known.is_gone)
    return session.get_one(Workspace, workspace_id).url, author if here else ""


def _tell(session: Session, workspace_id: int, who: Inbound, told: Nomination, *, now: datetime) -> str:
    """Once for one delivery. Returns the name of whom it is about."""
    if first_time(session, workspace_id, who.key, now=now):
        tell_story(session, workspace_id, who.user_id, told, who.key, now=now)
    return names_of(session, workspace_id, [told.person]).get(told.person, "")


ROUTES = [
    Route(Kind.ACTION, ActionId.HEAR_VOICE, choose_to_hear),
    Route(Kind.ACTION, ActionId.THANK_ME, choose_thanks),
    Route(Kind.ACTION, ActionId.STORY_YES, story_yes),
    Route(Kind.ACTION, ActionId.STORY_NO, story_no),
    Route(Kind.SHORTCUT, ShortcutId.TELL_STORY, story_shortcut),
    Route(Kind.SUBMISSION, ViewId.STORY, submit_story),
]
