"""Builds everything once: settings -> deps -> Bolt app -> sender -> scheduler. The only place that knows all parts."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize

from bot.captures import reading, receipts
from bot.captures.drafts import forget_old_drafts
from bot.charts import services as charts
from bot.delivery.inbox import forget_old_keys
from bot.delivery.purposes import Purpose
from bot.delivery.sender import Sender
from bot.deps import Clock, Deps, utc_now
from bot.followups import answers, lists
from bot.followups.mornings import Mornings
from bot.home.services import render_home
from bot.loops import closing, tellings
from bot.ownership import due, leaving, news
from bot.pains import cards
from bot.people.syncing import person_read
from bot.roster import groups
from bot.settings import Settings
from bot.slack.gateway import Gateway, Identity
from bot.slack.ids import PurposeId
from bot.slack.socket import SocketMode
from bot.steps.engine import Action, Steps
from bot.steps.models import StepKind
from bot.store.store import Store
from bot.workspaces import services as workspaces
from handlers.router import Router
from handlers.routes import ROUTES
from schedules.rounds import InOrder
from schedules.ticker import Ticker

STEPS: dict[str, Action] = {
    StepKind.UNOWNED: due.queue_day,
    StepKind.UNOWNED_AGENDA: due.queue_agenda,
    StepKind.HANDOFF_AGENDA: due.handoff_agenda,
}
PURPOSES: dict[str, Purpose] = {
    PurposeId.CARD: Purpose(cards.render_card, cards.card_posted, workspaces.channel_refused),
    PurposeId.CARD_EDIT: Purpose(cards.render_edit, refused=workspaces.edit_refused),
    PurposeId.RECEIPT: Purpose(receipts.render_receipt, refused=receipts.tell_directly),
    PurposeId.TOLD: Purpose(refused=receipts.tell_directly),
    PurposeId.SOURCE: Purpose(done=reading.source_read, refused=reading.source_refused),
    PurposeId.LIST_ANEW: Purpose(answers.render_anew),
    PurposeId.DAILY_LIST: Purpose(lists.render_list, lists.list_told),
    PurposeId.TELLING: Purpose(tellings.render_message, tellings.message_sent, tellings.message_refused),
    PurposeId.TELLING_EDIT: Purpose(tellings.render_edit),
    PurposeId.TELLING_NOTE: Purpose(tellings.render_note),
    PurposeId.TOLD_BY_BOT: Purpose(tellings.render_told, closing.told_by_flywheel, closing.not_told),
    PurposeId.CHANNEL: Purpose(done=reading.channel_read, refused=reading.channel_refused),
    PurposeId.PEOPLE: Purpose(done=leaving.everybody_read),
    PurposeId.GROUP: Purpose(done=groups.group_read, refused=groups.group_not_read),
    PurposeId.OFFER: Purpose(news.render_offer),
    PurposeId.PROPOSAL: Purpose(news.render_proposal),
    PurposeId.PERSON: Purpose(done=person_read),
    PurposeId.HOME: Purpose(render_home),
    PurposeId.CHART_PICTURE: Purpose(refused=charts.picture_not_sent),
    PurposeId.WELCOME: Purpose(workspaces.render_welcome, refused=workspaces.channel_refused),
    PurposeId.JOIN: Purpose(done=workspaces.joined),
}


@dataclass
class Application:
    """One running bot."""

    settings: Settings
    deps: Deps
    bolt: AsyncApp
    sender: Sender
    ticker: Ticker
    socket: SocketMode

    @property
    def store(self) -> Store:
        return self.deps.store

    async def start(self) -> Identity:
        """Asks Slack who the token is, then opens for business. Raises SlackError when Slack will not have us."""
        identity = await self.deps.slack.identity()
        self.deps.identity = identity
        workspace_id = await self.deps.write(workspaces.connect, identity, now=self.deps.now())
        self.deps.remember(identity.team_id, workspace_id)
        self.ticker.start()
        await self.socket.start()
        return identity

    async def stop(self, within: float = 10.0) -> None:
        """Hear no more, finish what runs, send no more, close. `within` is in seconds."""
        await self.socket.drain(within)
        await self.ticker.stop()
        await self.deps.slack.close()
        self.store.close()


def build_app(settings: Settings, *, now: Clock = utc_now, store: Store | None = None) -> Application:
    """Opens nothing yet: no connection, no file."""
    gateway = Gateway(settings.slack_bot_token.get_secret_value(), api_url=settings.slack_api_url)
    deps = Deps(store or Store(settings.database_url), gateway, now)
    bolt = build_bolt(deps)
    sender = Sender(deps.store, gateway, PURPOSES, now=now, forget=(forget_old_keys, forget_old_drafts))
    ticker = Ticker(InOrder(Steps(deps.store, STEPS, now=now), Mornings(deps.store, now=now), sender), now=now)
    deps.poke = ticker.poke
    socket = SocketMode(bolt, gateway, settings.slack_app_token.get_secret_value())
    return Application(settings, deps, bolt, sender, ticker, socket)


def build_bolt(deps: Deps, **options: Any) -> AsyncApp:
    """Bolt for signatures, authorization and dropping our own events; everything else is the table of routes."""
    bolt = AsyncApp(
        name="flywheel",  # else Bolt reads the source of every caller to find one
        client=deps.slack.client,
        authorize=KnownIdentity(deps),
        process_before_response=True,
        ssl_check_enabled=False,  # Slack asks these two over HTTP only
        url_verification_enabled=False,
        attaching_function_token_enabled=False,  # for custom steps of workflows: we have none
        logger=quiet_logger(),
        **options,
    )
    bolt.use(Router(ROUTES, deps))
    return bolt


def quiet_logger() -> logging.Logger:
    """Bolt writes whole bodies when a signature is wrong (INFO), and warns of a token it need not use (WARNING)."""
    logger = logging.getLogger("slack_bolt")
    logger.setLevel(logging.ERROR)
    return logger


class KnownIdentity(AsyncAuthorize):
    """Who we are was asked at start: Bolt would ask Slack again, inside the three seconds of a request."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    async def __call__(self, *, enterprise_id: str | None, team_id: str | None, **_context: object) -> AuthorizeResult:
        identity = self._deps.identity
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=self._deps.slack.client.token,
            bot_id=identity.bot_id if identity else None,
            bot_user_id=identity.user_id if identity else None,
        )
