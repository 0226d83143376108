"""files.*: the upload in three steps, and looking a file up.

Source: docs.slack.dev/messaging/working-with-files.
"""

import mimetypes
from typing import Any

from bot.sandbox.acting.shapes import file_json
from bot.sandbox.ids import new_id
from bot.sandbox.methods.call import Call, invalid
from bot.sandbox.methods.places import member
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import File, Message

LONGEST_ALT_TEXT = 1000


@method("files.getUploadURLExternal", "files:write")
def get_upload_url(call: Call) -> dict[str, Any]:
    name = call.required("filename")
    if call.number("length", 0) < 1:
        raise ApiError("missing_argument")
    if len(call.text("alt_txt")) > LONGEST_ALT_TEXT:
        raise ApiError("alt_txt_too_large")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(new_id("F"), name, user=call.world.bot_user_id, mimetype=kind, alt_text=call.text("alt_txt"))
    call.world.files[file.id] = file
    return {"upload_url": f"{call.world.url}files/upload/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write")
def complete_upload(call: Call) -> dict[str, Any]:
    files = [_uploaded(call, entry) for entry in call.tree("files") or []]
    if not files:
        raise invalid("missing required field: files")
    if call.text("channel_id"):
        _share(call, files)
    for file in files:
        file.is_complete = True
    return {"files": [file_json(call.world, file) for file in files]}


@method("files.info", "files:read")
def info(call: Call) -> dict[str, Any]:
    file = call.world.files.get(call.required("file"))
    if file is None or not file.is_complete:
        raise ApiError("file_not_found")
    return {"file": file_json(call.world, file)}


def _uploaded(call: Call, entry: Any) -> File:
    file = call.world.files.get(str(entry.get("id"))) if isinstance(entry, dict) else None
    if file is None or not file.content:
        raise ApiError("file_not_found")
    file.title = str(entry.get("title") or file.name)
    return file


def _share(call: Call, files: list[File]) -> None:
    """One message by the bot with all of them."""
    world, channel = call.world, member(call, call.text("channel_id"))
    message = Message("", channel.id, world.bot_user_id, call.text("initial_comment"), thread_ts=call.text("thread_ts"))
    message.bot_id, message.app_id, message.subtype = world.bot_id, world.app_id, "file_share"
    message.files = [file.id for file in files]
    for file in files:
        file.channels.append(channel.id)
    call.sandbox.changes.post(message)
