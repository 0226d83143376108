"""Builds everything once: settings -> deps -> Bolt app -> sender -> scheduler. The only place that knows all parts."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize

from bot.actions import news as offers
from bot.agenda import due as before_meeting
from bot.agenda import posting as agendas
from bot.board import due as running
from bot.board import posting as board
from bot.captures import reading, receipts
from bot.captures.drafts import forget_old_drafts
from bot.charts import services as charts
from bot.checkpoints import due as checkpoints
from bot.checkpoints import files as briefs
from bot.checkpoints import posting as reviews
from bot.delivery.inbox import forget_old_keys
from bot.delivery.purposes import Purpose
from bot.delivery.sender import Sender
from bot.delivery.slack import Slack
from bot.deps import Clock, Deps, utc_now
from bot.facilitators import due as leading
from bot.facilitators import news as leaders
from bot.figures.recount import recount_missing
from bot.followups import answers, lists
from bot.followups.mornings import Mornings
from bot.home.services import render_home
from bot.ledger import audit
from bot.loops import closing, tellings
from bot.meetings import due as series
from bot.minutes import due as after_meeting
from bot.minutes import posting as minutes
from bot.ownership import due, leaving, news
from bot.pains import cards
from bot.people.syncing import person_read
from bot.prompts import due as prompts
from bot.prompts import posting, roll_ups
from bot.roster import groups
from bot.settings import Settings
from bot.slack.gateway import Gateway, Identity
from bot.slack.ids import PurposeId
from bot.slack.socket import SocketMode
from bot.steps.engine import Action, Steps
from bot.steps.models import StepKind
from bot.store.store import Store
from bot.voices import due as voices
from bot.voices import posting as voicing
from bot.workspaces import services as workspaces
from bot.years import due as years
from handlers.router import Router
from handlers.routes import ROUTES
from schedules.rounds import InOrder
from schedules.ticker import Ticker

STEPS: dict[str, Action] = {
    StepKind.UNOWNED: due.queue_day,
    StepKind.UNOWNED_AGENDA: due.queue_agenda,
    StepKind.HANDOFF_AGENDA: due.handoff_agenda,
    StepKind.SERIES: series.materialise,
    StepKind.MEETING_CALL: before_meeting.call,
    StepKind.MEETING_AGENDA: before_meeting.agenda,
    StepKind.MEETING_START: running.start_meeting,
    StepKind.MEETING_BOARD: running.count_minutes,
    StepKind.MEETING_END: running.close_forgotten,
    StepKind.MEETING_LEAD: leading.assign_leader,
    StepKind.MEETING_MINUTES: after_meeting.post_minutes,
    StepKind.AUDIT: audit.audit,
    StepKind.YEAR: years.keep_year_going,
    StepKind.PROMPTS: prompts.ask_leaders,
    StepKind.PROMPT: prompts.ask_leader,
    StepKind.ROLL_UP: prompts.roll_up,
    StepKind.CHECKPOINT_ASK: checkpoints.ask_leaders,
    StepKind.CHECKPOINT_LEADER: checkpoints.ask_leader,
    StepKind.CHECKPOINT_MIX: checkpoints.show_mix,
    StepKind.CHECKPOINT_BRIEF: checkpoints.post,
    StepKind.VOICE: voices.give_out,
    StepKind.VOICE_READER: voices.send_to_reader,
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
    PurposeId.PROMPT: Purpose(posting.render_prompt, posting.prompt_sent),
    PurposeId.PROMPT_EDIT: Purpose(posting.render_prompt_edit),
    PurposeId.ROLL_UP: Purpose(roll_ups.render_roll_up, roll_ups.roll_up_posted, workspaces.channel_refused),
    PurposeId.ROLL_UP_EDIT: Purpose(roll_ups.render_roll_up_edit),
    PurposeId.REVIEW_ASK: Purpose(reviews.render_ask, reviews.ask_sent),
    PurposeId.REVIEW_MIX: Purpose(reviews.render_mix, refused=workspaces.channel_refused),
    PurposeId.BRIEF: Purpose(reviews.render_brief, reviews.brief_posted, workspaces.channel_refused),
    PurposeId.BRIEF_EDIT: Purpose(reviews.render_brief_edit),
    PurposeId.BRIEF_FILE: Purpose(refused=briefs.file_not_sent),
    PurposeId.BRIEF_CANVAS: Purpose(done=briefs.canvas_made, refused=briefs.canvas_not_made),
    PurposeId.VOICE: Purpose(voicing.render_digest),
    PurposeId.STORY_ASK: Purpose(voicing.render_story),
    PurposeId.HOME: Purpose(render_home),
    PurposeId.CHART_PICTURE: Purpose(refused=charts.picture_not_sent),
    PurposeId.WELCOME: Purpose(workspaces.render_welcome, refused=workspaces.channel_refused),
    PurposeId.JOIN: Purpose(done=workspaces.joined),
    PurposeId.MEETING_CALL: Purpose(agendas.render_call, agendas.call_posted, workspaces.channel_refused),
    PurposeId.MEETING_CALL_EDIT: Purpose(agendas.render_call_edit),
    PurposeId.MEETING_AGENDA: Purpose(agendas.render_agenda, agendas.agenda_posted, workspaces.channel_refused),
    PurposeId.MEETING_AGENDA_EDIT: Purpose(agendas.render_agenda_edit),
    PurposeId.BOARD: Purpose(board.render_board, board.board_posted, board.board_refused),
    PurposeId.ACTION_OFFER: Purpose(offers.render_offer),
    PurposeId.LEAD: Purpose(leaders.render_lead),
    PurposeId.LEAD_OFFER: Purpose(leaders.render_lead_offer),
    PurposeId.MINUTES: Purpose(minutes.render_minutes, refused=workspaces.channel_refused),
    PurposeId.MINUTES_DEBTS: Purpose(minutes.render_debts),
    PurposeId.CANVAS: Purpose(done=minutes.canvas_made, refused=minutes.canvas_refused),
    PurposeId.BOARD_EDIT: Purpose(board.render_edit, refused=board.edit_refused),
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
        await self.deps.write(recount_missing)  # of a database that an older release wrote
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
    sender = build_sender(deps.store, gateway, now=now)
    ticker = Ticker(build_rounds(deps.store, sender, now=now), now=now)
    deps.poke = ticker.poke
    socket = SocketMode(bolt, gateway, settings.slack_app_token.get_secret_value())
    return Application(settings, deps, bolt, sender, ticker, socket)


def build_sender(store: Store, slack: Slack, *, now: Clock) -> Sender:
    return Sender(store, slack, PURPOSES, now=now, forget=(forget_old_keys, forget_old_drafts))


def build_rounds(store: Store, sender: Sender, *, now: Clock) -> InOrder:
    """All that the clock sets going, in the order it is done."""
    return InOrder(Steps(store, STEPS, now=now), Mornings(store, now=now), sender)


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
