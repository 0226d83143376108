"""Setting up, as a newcomer does it: `/flywheel setup`, the meeting, and who wants to hear the customer's voice."""

from datetime import date

from bot.demo.stage import Stage
from bot.demo.story import aims
from bot.meetings.queries import planned_meetings
from bot.slack.ids import ActionId, Command

FOUNDER = "omar"  # he invited the others to #flywheel
FLYWHEEL = "flywheel"
CLOCK, MINUTES = "14:00", "45"


async def set_up(stage: Stage, starts_in: int) -> str:
    """The channel, and the month the business year starts in; everything else as it is proposed."""
    await command(stage, FOUNDER, "setup")
    await stage.hands.fill(FOUNDER, channel=_channel(stage), fiscal_start=str(starts_in))
    await stage.settled()
    await stage.hands.put_away(FOUNDER)
    return f"{stage.cast.name(FOUNDER)} sets up Flywheel in #{FLYWHEEL}"


async def set_up_meeting(stage: Stage, first_day: date) -> str:
    await command(stage, FOUNDER, "meeting")
    await stage.hands.fill(FOUNDER, first_day=str(first_day), clock=CLOCK, minutes=MINUTES)
    await stage.hands.fill(FOUNDER)  # the first dates, as they are shown
    await stage.settled()
    await stage.hands.put_away(FOUNDER)
    return "The team is to meet every second week"


async def invite(stage: Stage, handle: str, channel: str) -> str:
    """Where the bot is, it can say in a thread what became of a pain, and a reaction captures."""
    place = next(one.id for one in stage.world.channels.values() if one.name == channel)
    if stage.world.is_member(stage.world.bot_user_id, place):
        return ""
    await stage.hands.people.invite(stage.world.bot_user_id, place, by=stage.cast.id(handle))
    return f"{stage.cast.name(handle)} invites {stage.world.bot_name} to #{channel}"


async def has_meetings(stage: Stage) -> bool:
    deps = stage.application.deps
    workspace_id = await deps.workspace_id(stage.world.team_id)
    return bool(await deps.read(planned_meetings, workspace_id, since=stage.clock.now()))


async def give_seat(stage: Stage, by: str) -> str:
    """To whoever decides in her department while she is away."""
    deputy, hands = aims().deputy, stage.hands
    await command(stage, by, "team")
    note = hands.note(by)
    if note is None or stage.cast.user(deputy.who).real_name in note.text:
        return ""
    await hands.press(by, note, ActionId.GIVE_SEAT)
    wish = {"person": stage.cast.id(deputy.who), "role": "deputy", "department": deputy.department}
    if not await hands.fill(by, **wish):
        return ""
    return f"{stage.cast.name(by)} asks {stage.cast.name(deputy.who)} to stand in for her"


async def ask_for_voice(stage: Stage, handle: str) -> str:
    """The answer only she sees has the buttons."""
    await command(stage, handle, "voice")
    return f"{stage.cast.name(handle)} asks for the customer's voice"


async def command(stage: Stage, handle: str, words: str) -> None:
    """Typed alone with the bot: not everybody is in every channel."""
    user = stage.cast.id(handle)
    place = stage.world.direct_channel(user, stage.world.bot_user_id)
    await stage.hands.people.command(user, place.id, f"{Command.FLYWHEEL} {words}")


def _channel(stage: Stage) -> str:
    return next(one.id for one in stage.world.channels.values() if one.name == FLYWHEEL)
