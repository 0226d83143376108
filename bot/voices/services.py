"""Who hears the customer's voice and may be thanked by name, and the stories told in it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from bot.errors import UserError
from bot.followups.services import today_of
from bot.i18n import N_
from bot.pains.rules import wordless
from bot.people.models import Person
from bot.people.services import find_person
from bot.permissions.rules import Act
from bot.permissions.services import require
from bot.slack.ids import BlockId
from bot.store.once import InsertOnce
from bot.voices.models import Listener, Story
from bot.voices.posting import ask_person
from bot.voices.readers import catch_up
from bot.workspaces.models import Workspace

NOBODY = N_("Choose a person who works here.")
NOTHING_TOLD = N_("Say in a sentence or two what happened.")
NOT_YOURS = N_("That story is not about you.")
TOLD_ALREADY = N_("That story was told already.")

_LISTENERS = InsertOnce(Listener, "workspace_id", "person", "wants", "by_name")


@dataclass(frozen=True)
class Nomination:
    """Who did what for a customer, as typed. `url`: of the message it began with, if everybody may read that."""

    person: str  # Slack user id
    text: str
    url: str = ""


def hear(session: Session, workspace_id: int, person: str, *, wants: bool, now: datetime) -> None:
    """From the next one on, which may be today's. Raises UserError for whoever may not."""
    require(session, workspace_id, person, Act.VOICE, on=today_of(session, workspace_id, person, now=now))
    listener = _listener(session, workspace_id, person)
    listener.wants = wants
    session.add(listener)
    session.flush()
    if wants:
        catch_up(session, workspace_id, person, now=now)


def may_name(session: Session, workspace_id: int, person: str, *, by_name: bool, now: datetime) -> None:
    """Whether she may be thanked by name. Raises UserError for whoever may not."""
    require(session, workspace_id, person, Act.VOICE, on=today_of(session, workspace_id, person, now=now))
    listener = _listener(session, workspace_id, person)
    listener.by_name = by_name
    session.add(listener)
    session.flush()


def tell_story(session: Session, workspace_id: int, by: str, told: Nomination, key: str, *, now: datetime) -> Story:
    """The person it is about is asked; of herself everybody may tell. Raises UserError at the field that is wrong."""
    require(session, workspace_id, by, Act.VOICE, on=today_of(session, workspace_id, by, now=now))
    if not _works_here(find_person(session, workspace_id, told.person)):
        raise UserError(NOBODY, block_id=BlockId.PERSON)
    if wordless(told.text):
        raise UserError(NOTHING_TOLD, block_id=BlockId.STORY)
    agreed = True if told.person == by else None
    story = Story(workspace_id=workspace_id, person=told.person, by=by, text=told.text.strip(), agreed=agreed, at=now)
    ours = session.get_one(Workspace, workspace_id).url.rstrip("/") + "/archives/"
    story.source_url = told.url[:500] if told.url.startswith(ours) else ""  # it travelled through Slack
    session.add(story)
    session.flush()
    if agreed is None:
        ask_person(session, story, key, now=now)
    return story


def answer_story(session: Session, workspace_id: int, story_id: int, person: str, *, agreed: bool) -> Story:
    """She may change her mind until it is told. Raises UserError for anybody else, and afterwards."""
    story = session.get(Story, story_id) if story_id else None
    if story is None or (story.workspace_id, story.person) != (workspace_id, person):
        raise UserError(NOT_YOURS)
    session.refresh(story, with_for_update=True)
    if story.told_on is not None and agreed != story.agreed:
        raise UserError(TOLD_ALREADY)
    story.agreed = agreed
    session.add(story)
    session.flush()
    return story


def find_listener(session: Session, workspace_id: int, person: str) -> Listener | None:
    wanted = select(Listener).where(Listener.workspace_id == workspace_id, Listener.person == person)
    return session.exec(wanted).first()


def _listener(session: Session, workspace_id: int, person: str) -> Listener:
    """Hers, made where there was none: of two clicks at once both find the same."""
    _LISTENERS.one(session, {"workspace_id": workspace_id, "person": person, "wants": False, "by_name": False})
    found = find_listener(session, workspace_id, person)
    return found or Listener(workspace_id=workspace_id, person=person)


def _works_here(person: Person | None) -> bool:
    return person is not None and not (person.is_bot or person.is_outside or person.is_gone)
