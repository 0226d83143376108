"""What can be asked of Slack later: a letter names one call and when it is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Method(StrEnum):
    POST = "chat.postMessage"
    UPDATE = "chat.update"
    DELETE = "chat.delete"
    EPHEMERAL = "chat.postEphemeral"
    RESPOND = "response_url"
    REACT = "reactions.add"
    UNREACT = "reactions.remove"
    HISTORY = "conversations.history"
    REPLIES = "conversations.replies"
    JOIN = "conversations.join"
    CHANNEL = "conversations.info"
    PERSON = "users.info"
    PEOPLE = "users.list"
    GROUP = "usergroups.users.list"
    HOME = "views.publish"
    FILE = "files.completeUploadExternal"
    CANVAS = "canvases.create"


KEPT = "kept"  # in what a letter is rendered to: what its `done` needs to know of that. Slack never sees it


class State(StrEnum):
    PENDING = "pending"
    SENDING = "sending"  # leased by a sender
    UNCLEAR = "unclear"  # perhaps done: looked up before it is ever sent again
    SENT = "sent"
    PARKED = "parked"  # cannot succeed as things are; `last_error` says why
    EXPIRED = "expired"  # its time had passed
    CANCELLED = "cancelled"  # there was nothing left to say


UNFINISHED = (State.PENDING, State.SENDING, State.UNCLEAR)

# Nobody can look up whether these arrived, and twice would be worse than never.
AT_MOST_ONCE = frozenset({Method.EPHEMERAL, Method.RESPOND, Method.FILE, Method.CANVAS})

# Asking twice leaves Slack as asking once does, so these are simply tried again.
IDEMPOTENT = frozenset(Method) - {Method.POST} - AT_MOST_ONCE

# Refusals that mean "that is already so". docs.slack.dev/reference/methods/reactions.add, reactions.remove, chat.delete
ALREADY_SO = {
    Method.REACT: "already_reacted",
    Method.UNREACT: "no_reaction",
    Method.DELETE: "message_not_found",
}


@dataclass(frozen=True)
class Letter:
    """One call to Slack, written down in the transaction that wants it.

    `key` is natural and unique in the workspace, never made from row ids: "card:12", "receipt:ev:Ev123".
    `channel` is the channel (or, for a direct message, the user) it goes to: the call's `channel`, or its `user` for
    users.info, `user_id` for views.publish and `channel_id` for canvases.create. `payload` holds the other arguments;
    for response_url also the `response_url` itself; for a file what `bot.delivery.files` says.
    """

    key: str
    method: Method
    channel: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    purpose: str = ""  # names its Purpose: what to do just before and just after
    subject: str = ""  # what the purpose is about, such as the pain's number
    lane: str = ""  # letters of one lane go out strictly in order of writing, one at a time; "" = no lane
    due_at: datetime | None = None  # None = now
    expires_at: datetime | None = None  # not sent from then on
