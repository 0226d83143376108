"""Moves the company into an empty workspace."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.company.talk import Said, read_yaml, said_between, said_in, with_ids
from bot.sandbox.company.workdays import moment
from bot.sandbox.world import Channel, Message, Reaction, User, UserGroup, World

BOT = "flywheel"
FOUNDED = timedelta(days=400)  # how old the channels are


def seed(world: World, now: datetime) -> None:
    """Fills `world` with people, channels and a fortnight of talk that ends on the last whole working day."""
    people, channels = read_yaml("people.yaml"), read_yaml("channels.yaml")
    _name_the_company(world, people["company"])
    _add_people(world, people)
    _add_groups(world, people)
    _add_channels(world, channels, now)
    _Scribe(world, now, _ids(world, channels)).write_all(channels)


def _name_the_company(world: World, company: Mapping[str, str]) -> None:
    world.team_id, world.team_name, world.domain = company["id"], company["name"], company["domain"]
    world.users[world.bot_user_id].team_id = world.team_id


def _add_people(world: World, people: Mapping[str, Any]) -> None:
    for person in people["people"]:
        world.add_user(User(**person, email=f"{person['handle']}@{world.domain}.example"))
    outside = people["outside"]
    for person in outside["people"]:  # Slack tells us no e-mail address of people from outside
        world.add_user(User(**person, team_id=outside["company"]["id"]))


def _add_groups(world: World, people: Mapping[str, Any]) -> None:
    ids = {user.handle: user.id for user in world.users.values()}
    for group in people["groups"]:
        users = [ids[handle] for handle in group["people"]]
        world.groups[group["id"]] = UserGroup(group["id"], group["handle"], group["name"], users)


def _add_channels(world: World, channels: Mapping[str, Any], now: datetime) -> None:
    ids = _ids(world, channels)
    created = int((now - FOUNDED).timestamp())
    for entry in channels["channels"]:
        members = _colleagues(world) if entry["members"] == "all" else _look_up(entry["members"], ids)
        world.add_channel(
            Channel(
                id=entry["id"],
                name=entry["name"],
                kind=entry["kind"],
                members=members,
                topic=entry["topic"],
                purpose=entry["purpose"],
                is_ext_shared=entry.get("shared", False),
                creator=ids["@" + entry["creator"]],
                created=created,
            )
        )
    for entry in channels["direct"]:
        world.add_channel(Channel(entry["id"], "", "im", _look_up(entry["members"], ids), created=created))


def _colleagues(world: World) -> list[str]:
    return [
        user.id
        for user in world.users.values()
        if not (user.is_bot or user.is_restricted or world.is_outsider(user.id))
    ]


def _look_up(handles: Iterable[str], ids: Mapping[str, str]) -> list[str]:
    return [ids["@" + handle] for handle in handles]


def _ids(world: World, channels: Mapping[str, Any]) -> dict[str, str]:
    """ "@maya" -> "U0MAYA01", "#sales" -> "C0SALES01"."""
    ids = {"@" + user.handle: user.id for user in world.users.values()}
    ids["@" + BOT] = world.bot_user_id
    return ids | {"#" + entry["name"]: entry["id"] for entry in channels["channels"]}


class _Scribe:
    """Writes the talk down with timestamps that are unique and the same for the same `now`."""

    def __init__(self, world: World, now: datetime, ids: Mapping[str, str]) -> None:
        self.world = world
        self.now = now
        self.ids = ids
        self.written = 0

    def write_all(self, channels: Mapping[str, Any]) -> None:
        for channel, said in _everything(channels):
            parent = self._write(channel, said)
            for reply in said.replies:
                self._write(channel, reply, thread_ts=parent.ts)

    def _write(self, channel: str, said: Said, thread_ts: str = "") -> Message:
        author = self.world.users[self.ids["@" + said.by]]
        self.written += 1
        when = moment(said.workdays_back, said.wall_time, author.tz, self.now)
        return self.world.add_message(
            Message(
                ts=f"{int(when.timestamp())}.{self.written:06d}",
                channel=channel,
                user=author.id,
                text=with_ids(said.text, self.ids),
                thread_ts=thread_ts,
                reactions=[Reaction(name, _look_up(users, self.ids)) for name, users in said.reactions.items()],
                client_msg_id=str(uuid.uuid5(uuid.NAMESPACE_OID, f"{channel} {self.written}")),
            )
        )


def _everything(channels: Mapping[str, Any]) -> Iterator[tuple[str, Said]]:
    for entry in channels["channels"]:
        yield from ((entry["id"], said) for said in said_in(entry["name"]))
    for entry in channels["direct"]:
        yield from ((entry["id"], said) for said in said_between(entry["id"]))
