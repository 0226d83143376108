"""Writing decisions down, looking back at them, finding them."""

from datetime import date

from slack_bolt.response import BoltResponse

from bot.decisions.forms import AboutWhat
from bot.decisions.pages import decision_page, found_page, impact_page, look_back_page, turn_page
from bot.decisions.rules import Answer, DecisionWish, Impact
from bot.decisions.services import decide, look_back
from bot.delivery.repeats import once
from bot.deps import Deps
from bot.people.rules import members_only
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.payloads import Form, Inbound, Kind, chosen, form_of, id_in
from handlers.answers import OK, only_to_her
from handlers.router import Route
from handlers.windows import show

SECOND_SYLLABLE = "định"  # of "quyết định", which the command may be called too


async def open_decision(
    inbound: Inbound, deps: Deps, *, meeting_id: int = 0, item_id: int = 0, unsponsored: bool = False
) -> BoltResponse:
    """The form, about an item of a meeting or about whatever is chosen there. Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    about = AboutWhat(inbound.user_id, meeting_id, item_id, unsponsored=unsponsored)
    return await show(inbound, deps, await deps.read(decision_page, workspace_id, about, now=deps.now()))


async def command_decide(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel decide`: between meetings."""
    return await open_decision(inbound, deps)


async def command_decisions(inbound: Inbound, deps: Deps) -> BoltResponse:
    """`/flywheel decisions [words]`."""
    members_only(inbound)
    workspace_id = await deps.workspace_id(inbound.team_id)
    _, _, query = str(inbound.body.get("text") or "").strip().partition(" ")
    if query.lower().partition(" ")[0] == SECOND_SYLLABLE:
        query = query.partition(" ")[2]
    return only_to_her(await deps.read(found_page, workspace_id, inbound.user_id, query, now=deps.now()))


async def click_page(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Newer or older: "page:what was looked for"."""
    members_only(inbound)
    page, _, query = chosen(inbound.body).partition(":")
    workspace_id = await deps.workspace_id(inbound.team_id)
    await deps.write(turn_page, workspace_id, inbound, query, id_in(page), now=deps.now())
    return OK


async def click_impact(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    workspace_id, decision_id = await deps.workspace_id(inbound.team_id), id_in(chosen(inbound.body))
    view = await deps.read(impact_page, workspace_id, inbound.user_id, decision_id, now=deps.now())
    return await show(inbound, deps, view)


async def open_look_back(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Of the decision whose id is the value of what was clicked. Raises UserError, SlackError."""
    members_only(inbound)
    workspace_id, decision_id = await deps.workspace_id(inbound.team_id), id_in(chosen(inbound.body))
    view = await deps.read(look_back_page, workspace_id, inbound.user_id, decision_id, now=deps.now())
    return await show(inbound, deps, view)


async def submit_decision(inbound: Inbound, deps: Deps) -> BoltResponse:
    """Raises UserError at the field that is wrong; what was typed stays."""
    members_only(inbound)
    wish, workspace_id = _wish(form_of(inbound.body)), await deps.workspace_id(inbound.team_id)
    await deps.write(once, decide, workspace_id, inbound.key, inbound.user_id, wish, now=deps.now())
    return OK


async def submit_look_back(inbound: Inbound, deps: Deps) -> BoltResponse:
    members_only(inbound)
    form, workspace_id = form_of(inbound.body), await deps.workspace_id(inbound.team_id)
    answer = Answer(form.choice(BlockId.CAME_TRUE), form.text(BlockId.LEARNT))
    said = (inbound.user_id, id_in(form.about), answer)
    await deps.write(once, look_back, workspace_id, inbound.key, *said, now=deps.now())
    return OK


def _wish(form: Form) -> DecisionWish:
    meeting_id, item_id, pain_id = [*map(id_in, form.about.split(":")), 0, 0, 0][:3]
    answers = (BlockId.EFFECT, BlockId.FEELING, BlockId.PROBLEM, BlockId.VALUE)
    return DecisionWish(
        what=form.text(BlockId.DECISION),
        impact=Impact(*map(form.text, answers)),
        decided_by=form.user(BlockId.PERSON),
        meeting_id=meeting_id,
        item_id=item_id,
        pain_id=pain_id or id_in(form.choice(BlockId.OTHER_PAIN)),
        look_back_on=_day(form),
    )


def _day(form: Form) -> date | None:
    day = form.values.get(BlockId.LOOK_BACK_ON, {}).get("selected_date")
    return date.fromisoformat(str(day)) if day else None


ROUTES = [
    Route(Kind.ACTION, ActionId.WRITE_DECISION, command_decide),
    Route(Kind.ACTION, ActionId.SHOW_DECISION, click_impact),
    Route(Kind.ACTION, ActionId.DECISIONS_NEWER, click_page),
    Route(Kind.ACTION, ActionId.DECISIONS_OLDER, click_page),
    Route(Kind.SUBMISSION, ViewId.DECISION, submit_decision),
    Route(Kind.SUBMISSION, ViewId.LOOK_BACK, submit_look_back),
]
