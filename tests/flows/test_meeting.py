"""A meeting from its first date to what was promised at it: Tom reads English, Mai and Lan Vietnamese."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.sandbox.world import Message, User
from tests.flows.test_loops import asks
from tests.flows.test_ownership import text
from tests.flows.town import FLYWHEEL, Town, bot_in, control
from tests.sandbox.running import GENERAL, MAI, TOM, running_sandbox, small_town

LAN = "U0LAN"  # at a customer's on the day of the meeting
MONDAY = datetime(2030, 3, 4, 8, tzinfo=UTC)  # three in the afternoon in Ho Chi Minh City
TWO_TEAMS, TOGETHER = "Two teams answer the same customer", "Bán hàng và hỗ trợ cùng gọi Nordlicht"
MINUTES = """*Decided*
*D-1* One team answers
• For the customer: She waits no more
• She will feel: Taken seriously
• It solves: Slow export
• Its value to her: An hour
*To do*
*Trần Thị Lan*
• Gọi Nordlicht · by Tue, Mar 26
*Parked*"""
NO_IMPACT = "Một quyết định phải nói nó tác động gì đến khách hàng. Nếu không có gì, hãy nói vì sao: “không, vì …”."
IMPACT = {"effect": "She waits no more", "feeling": "Taken seriously", "problem": "Slow export", "value": "An hour"}


def date_of(day: str) -> dict[str, Any]:
    return {"type": "datepicker", "selected_date": day}


@dataclass
class Hall:
    """Where they meet: the channel, and what each of them sees alone."""

    town: Town

    def now_is(self, day: str, clock: str) -> None:
        """In Ho Chi Minh City."""
        self.town.sandbox.clock.move_to(datetime.fromisoformat(f"2030-{day}T{clock}+07:00"))

    def posts(self, *words: str) -> list[Message]:
        """Of the bot in the channel, with all these words."""
        world = self.town.world
        said = [one for one in world.messages.get(FLYWHEEL, []) if one.user == world.bot_user_id]
        return [one for one in said if all(word in one.text for word in words)]

    async def post(self, *words: str) -> Message:
        await self.town.until(lambda: bool(self.posts(*words)))
        return self.posts(*words)[-1]

    async def heard(self, person: str, *words: str) -> None:
        """Waits until one thing the bot told somebody holds all these words."""
        await self.town.until(lambda: any(all(word in said for word in words) for said in self.town.told(person)))

    async def press(self, person: str, post: Message, action_id: str, value: str = "") -> None:
        """A button, or a line of a menu: the one that begins with `value`."""
        chosen = value and next(one for one in menu_of(post, action_id) if one.startswith(value))
        await self.town.people.click(person, f"message:{FLYWHEEL}:{post.ts}", control(post.blocks, action_id), chosen)

    async def open(self, person: str, post: Message, action_id: str, value: str = "") -> str:
        """The title of the window that opens."""
        await self.press(person, post, action_id, value)
        await self.town.until(lambda: bool(self.town.world.modals.get(person)))
        return self.title(person)

    def title(self, person: str) -> str:
        return str(self.town.form(person).body["title"]["text"])

    async def close(self, person: str) -> None:
        await self.town.people.close(person, self.town.form(person).id, all_of_them=True)

    async def bring(self, person: str, action_id: str, line: str) -> str:
        """From the call. The title of the agenda that is shown then."""
        await self.open(person, self.posts("?")[-1], action_id)
        assert {} == await self.town.fill(person, {"item": text(line)})
        await self.town.until(lambda: line in str(self.town.form(person).body))
        title = self.title(person)
        await self.close(person)
        return title


def menu_of(post: Message, action_id: str) -> list[str]:
    elements = [element for block in post.blocks or () for element in block.get("elements", ())]
    return [
        option["value"]
        for element in elements
        if element.get("action_id") == action_id
        for option in element["options"]
    ]


@pytest.fixture
async def hall(sqlite_url: str) -> AsyncIterator[Hall]:
    """Tom decides for product, Mai for customer service, Lan for sales."""
    world = small_town()
    world.add_user(User(LAN, "lan", "Trần Thị Lan", tz="Asia/Ho_Chi_Minh", locale="vi-VN"))
    world.channels[GENERAL].members.append(LAN)
    async with running_sandbox(world) as sandbox:
        sandbox.clock.move_to(MONDAY)
        async with bot_in(sandbox, sqlite_url) as bot:
            sandbox.limits.enabled = False
            hall = Hall(Town(sandbox))
            await hall.town.set_up(MAI)
            workspace_id = await bot.deps.workspace_id(world.team_id)
            for person, department in ((TOM, "product"), (MAI, "customer_service"), (LAN, "sales")):
                await bot.deps.write(
                    give_seat, workspace_id, person, SeatRole.LEAD, department, on=sandbox.clock.now().date()
                )
            yield hall


async def test_from_the_first_date_to_what_was_promised(hall: Hall) -> None:
    await set_up_in_vietnamese(hall)
    await called_and_brought(hall)
    await agenda_the_day_before(hall)
    await driven_by_two(hall)
    await ended_and_written_down(hall)
    await in_lans_daily_list(hall)
    await next_time_it_begins_with_that(hall)


async def set_up_in_vietnamese(hall: Hall) -> None:
    town = hall.town
    said = await town.people.post(TOM, GENERAL, "Contoso waits nine minutes for an export")
    await town.people.react(TOM, GENERAL, said.ts, "adhesive_bandage")
    await town.until(lambda: bool(town.cards()))
    await town.people.command(MAI, GENERAL, "/flywheel meeting")
    await town.until(lambda: bool(town.world.modals.get(MAI)))
    assert "Cuộc họp flywheel" == hall.title(MAI)

    typed = {"first_day": date_of("2030-03-19"), "clock": {"type": "timepicker", "selected_time": "10:00"}}
    typed |= {"minutes": {"type": "number_input", "value": "30"}}
    zone = {"text": {"type": "plain_text", "text": "Asia/Ho Chi Minh"}, "value": "Asia/Ho_Chi_Minh"}
    typed |= {"time_zone": {"type": "external_select", "selected_option": zone}}
    wrong = await town.fill(MAI, {**typed, "first_day": date_of("2030-03-03")})
    assert {"first_day": "Lúc đó đã qua rồi. Hãy chọn ngày giờ sắp tới."} == wrong
    assert {} == await town.fill(MAI, typed)
    await town.until(lambda: hall.title(MAI) == "Những ngày đầu tiên")
    await town.fill(MAI, {})

    await hall.post("The flywheel meetings are planned.", "Tuesday 10:00 (Asia/Ho Chi Minh), 30 minutes")
    assert [] == town.world.modals.get(MAI, [])


async def called_and_brought(hall: Hall) -> None:
    hall.now_is("03-12", "09:00")
    await hall.heard(TOM, "It is your turn to lead the flywheel meeting", "10:00 in Asia/Ho Chi Minh")
    hall.now_is("03-14", "09:00")
    await hall.post("What stands in your way?")

    assert "The coming agenda" == await hall.bring(TOM, "add_obstacle", TWO_TEAMS)
    assert "Chương trình họp tới" == await hall.bring(MAI, "add_opportunity", TOGETHER)


async def agenda_the_day_before(hall: Hall) -> None:
    hall.now_is("03-18", "10:00")
    post = await hall.post("Agenda of the flywheel meeting")

    assert post.text.index(f"*1.* *{TWO_TEAMS}*") < post.text.index(f"*2.* *{TOGETHER}*")
    assert "> Contoso waits nine minutes for an export\nObstacle · 8 min · nobody has owned it for" in post.text
    assert "(late)" not in post.text


async def driven_by_two(hall: Hall) -> None:
    """Mai decides, Tom goes on and gives an action, Mai parks."""
    town = hall.town
    hall.now_is("03-19", "10:00")
    board = await hall.post("1 of 3")
    assert f"*{TWO_TEAMS}*" in board.text

    assert "Quyết định" == await hall.open(MAI, board, "board_decide")
    typed = {name: text(answer) for name, answer in {"decision": "One team answers", **IMPACT}.items()}
    wrong = await town.fill(MAI, {**typed, "feeling": text("Không")})
    assert {"feeling": NO_IMPACT} == wrong
    assert {} == await town.fill(MAI, typed)
    await hall.post("Decided (D-1): One team answers", "Here: Mai Pham")

    await hall.press(TOM, board, "board_next")
    await hall.post("2 of 3", f"*{TOGETHER}*")
    assert "Give an action" == await hall.open(TOM, board, "board_action")
    asked = {"what": text("Gọi Nordlicht"), "person": {"type": "users_select", "selected_user": LAN}}
    assert {} == await town.fill(TOM, {**asked, "day": date_of("2030-03-26")})
    await town.until(lambda: bool(asks(town, LAN, "accept_action")))
    channel, offer = asks(town, LAN, "accept_action")[-1]
    assert "Tom Baker hỏi bạn có làm việc này không:\n> Gọi Nordlicht" in offer.text
    await town.people.click(LAN, f"message:{channel}:{offer.ts}", control(offer.blocks, "accept_action"))
    await hall.heard(LAN, "Gọi Nordlicht", "của bạn")

    await hall.press(TOM, board, "board_next")
    await hall.post("3 of 3")
    await hall.press(MAI, board, "board_park")
    await hall.post("The flywheel meeting is on.", "That was the last item")


async def ended_and_written_down(hall: Hall) -> None:
    town, board = hall.town, hall.posts("That was the last item")[-1]
    hall.now_is("03-19", "10:20")
    assert "End the meeting" == await hall.open(TOM, board, "board_end")
    await town.fill(TOM, {})
    await hall.post("The flywheel meeting ended", "1 decision · 1 action · 1 goes on to the next meeting")

    hall.now_is("03-19", "10:26")
    minutes = await hall.post("Minutes of the flywheel meeting")
    assert MINUTES in minutes.text
    assert "There: Mai Pham, Tom Baker · Led by Tom Baker" in minutes.text
    await hall.heard(LAN, "Từ cuộc họp flywheel", "đây là việc của bạn:\n• Gọi Nordlicht · hạn Th 3, 26 thg 3")
    assert [] == [said for who in (TOM, MAI) for said in town.told(who) if "Nordlicht" in said]


async def in_lans_daily_list(hall: Hall) -> None:
    """On its day, at nine where she is."""
    hall.now_is("03-26", "09:00")
    await hall.heard(LAN, "việc đang chờ bạn", "*Việc cần làm* Gọi Nordlicht", "*hẹn hôm nay*")


async def next_time_it_begins_with_that(hall: Hall) -> None:
    hall.now_is("04-02", "10:00")
    board = await hall.post("What was promised", "1 of 2")

    assert "Review · 5 min · 1 late\n• *Trần Thị Lan* Gọi Nordlicht · by Tue, Mar 26" in board.text
    assert "Contoso waits nine minutes for an export" in board.text.partition("*What comes*")[2]
    assert "Led by Mai Pham" in board.text
