"""The world's things as Slack writes them in JSON.

Source: docs.slack.dev/reference/objects and the payload samples of slackapi/java-slack-sdk.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.acting.rich_text import rich_text
from bot.sandbox.world import Channel, File, Message, User, View, World

TOMBSTONE = "tombstone"


def message_json(world: World, message: Message, *, full_metadata: bool = False) -> dict[str, Any]:
    """As in history and in events. Without `full_metadata` only the metadata's event_type shows."""
    shape: dict[str, Any] = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    shape |= {"team": _team_of(world, message.user), "blocks": message.blocks or _blocks(message)}
    optional = {"subtype": message.subtype, "client_msg_id": message.client_msg_id}
    shape |= {key: value for key, value in optional.items() if value}
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": message.app_id, "bot_profile": bot_profile(world)}
    if message.edited_ts:
        shape["edited"] = {"user": message.user, "ts": message.edited_ts}
    if message.metadata:
        shape["metadata"] = message.metadata if full_metadata else {"event_type": message.metadata.get("event_type")}
    if message.reactions:
        shape["reactions"] = [reaction_json(reaction.name, reaction.users) for reaction in message.reactions]
    if message.files:
        shape["files"] = [file_json(world, world.files[file_id]) for file_id in message.files]
    return shape | _thread(world, message)


def _blocks(message: Message) -> list[dict[str, Any]]:
    return [] if message.bot_id or message.subtype else rich_text(message.text)


def _thread(world: World, message: Message) -> dict[str, Any]:
    if message.thread_ts:
        parent = world.find_message(message.channel, message.thread_ts)
        return {"thread_ts": message.thread_ts, **({"parent_user_id": parent.user} if parent else {})}
    replies = world.replies(message.channel, message.ts)
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "reply_users": people[:5],
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def reaction_json(name: str, users: list[str]) -> dict[str, Any]:
    return {"name": name, "users": list(users), "count": len(users)}


def bot_profile(world: World) -> dict[str, Any]:
    return {
        "id": world.bot_id,
        "app_id": world.app_id,
        "user_id": world.bot_user_id,
        "name": world.bot_name,
        "deleted": False,
        "team_id": world.team_id,
    }


def user_json(world: World, user: User, now: datetime, *, with_locale: bool = False) -> dict[str, Any]:
    """Another company's people show less: no locale, no email (docs.slack.dev/apis/slack-connect)."""
    shape: dict[str, Any] = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.handle,
        "deleted": user.deleted,
        "profile": _profile(world, user),
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if user.deleted:
        return shape
    if user.team_id != world.team_id:
        shape["is_stranger"] = user.is_stranger
    elif with_locale:
        shape["locale"] = user.locale
    return shape | _standing(user) | _zone(user, now)


def _profile(world: World, user: User) -> dict[str, Any]:
    profile: dict[str, Any] = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.handle,
        "display_name_normalized": user.handle,
        "title": user.title,
        "team": user.team_id,
    }
    return profile | ({"bot_id": world.bot_id, "api_app_id": world.app_id} if user.is_bot else {})


def _standing(user: User) -> dict[str, Any]:
    return {
        "real_name": user.real_name,
        "is_admin": user.is_admin,
        "is_owner": user.is_owner,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
    }


def _zone(user: User, now: datetime) -> dict[str, Any]:
    there = now.astimezone(ZoneInfo(user.tz))
    offset = there.utcoffset()
    return {"tz": user.tz, "tz_label": there.tzname(), "tz_offset": int(offset.total_seconds()) if offset else 0}


def channel_json(world: World, channel: Channel) -> dict[str, Any]:
    """As the bot sees it."""
    shape: dict[str, Any] = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_channel": channel.kind == "public",
        "is_group": channel.kind == "private",
        "is_im": channel.kind == "im",
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.kind != "public",
        "is_org_shared": False,
        "context_team_id": world.team_id,
    }
    if channel.kind == "im":
        other = next((member for member in channel.members if member != world.bot_user_id), world.bot_user_id)
        return shape | {"user": other, "is_user_deleted": other in world.users and world.users[other].deleted}
    return shape | {
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
        "is_member": world.is_member(world.bot_user_id, channel.id),
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": channel.created},
        "purpose": {"value": channel.purpose, "creator": channel.creator, "last_set": channel.created},
    }


def channel_ref(channel: Channel) -> dict[str, str]:
    """The two fields that interactions and commands carry; private names are not told."""
    hidden = {"im": "directmessage", "private": "privategroup", "mpim": "mpdm"}
    return {"id": channel.id, "name": hidden.get(channel.kind, channel.name)}


def view_json(world: World, view: View, values: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """A modal or Home with the defaults Slack fills in; `values` becomes state.values."""
    empty: dict[str, Any] = {"private_metadata": "", "callback_id": "", "title": None, "submit": None, "close": None}
    flags = {"clear_on_close": False, "notify_on_close": False, "submit_disabled": False}
    body = {key: value for key, value in view.body.items() if value is not None}
    shape = empty | flags | body
    return shape | {
        "id": view.id,
        "team_id": world.team_id,
        "app_id": world.app_id,
        "app_installed_team_id": world.team_id,
        "bot_id": world.bot_id,
        "hash": view.hash,
        "state": {"values": values},
        "previous_view_id": view.previous_id or None,
        "root_view_id": view.root_id or view.id,
        "external_id": view.external_id,
    }


def file_json(world: World, file: File) -> dict[str, Any]:
    address = f"{world.url}files/{file.id}/{file.name}"
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "user": file.user,
        "size": len(file.content),
        "mode": "hosted",
        "alt_txt": file.alt_text,
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "channels": list(file.channels),
    }


def permalink(world: World, message: Message) -> str:
    link = f"{world.url}archives/{message.channel}/p{message.ts.replace('.', '')}"
    return f"{link}?thread_ts={message.thread_ts}&cid={message.channel}" if message.thread_ts else link


def _team_of(world: World, user: str) -> str:
    return world.users[user].team_id if user in world.users else world.team_id
