"""Who may say, change and see what in a conversation: the rules of Slack's client."""

from bot.sandbox.acting.spots import sees
from bot.sandbox.acting.typed_text import typed
from bot.sandbox.changes import Changes
from bot.sandbox.refusals import Refused
from bot.sandbox.render.emojis import character
from bot.sandbox.world import Channel, Message, User, World


class Conversing:
    """The half of `People` that has nothing to do with the app: what one can do in any Slack."""

    def __init__(self, changes: Changes) -> None:
        self.world: World = changes.world
        self.changes = changes

    async def post(self, user: str, channel: str, text: str, thread_ts: str = "") -> Message:
        """`text` as typed: `@mai.pham` becomes a mention, `<!channel>` does not."""
        self._member(user, channel)
        if not text.strip():
            raise Refused("no_text", "Type something first.")
        parent = self.world.find_message(channel, thread_ts)
        if thread_ts and parent is None:
            raise Refused("thread_not_found", "That thread is not here.")
        thread = (parent.thread_ts or parent.ts) if parent else ""
        return self.changes.post(Message("", channel, user, typed(self.world, text), thread_ts=thread))

    async def edit(self, user: str, channel: str, ts: str, text: str) -> Message:
        self._member(user, channel)
        message = self._message(channel, ts)
        if message.user != user:
            raise Refused("cant_update_message", "Only the author can edit a message.")
        now = self.changes.world.next_ts(self.changes.clock.now())
        return self.changes.edit(message, Message(ts, channel, user, typed(self.world, text), edited_ts=now))

    async def delete(self, user: str, channel: str, ts: str) -> None:
        self._member(user, channel)
        message = self._message(channel, ts)
        if message.user != user and not self.world.users[user].is_admin:
            raise Refused("cant_delete_message", "Only the author or an admin can delete a message.")
        self.changes.delete(message)

    async def react(self, user: str, channel: str, ts: str, name: str) -> None:
        self._member(user, channel)
        if character(name.split("::")[0]) is None:
            raise Refused("invalid_name", f"There is no emoji called {name!r}.")
        if not self.changes.react(user, self._message(channel, ts), name):
            raise Refused("already_reacted", "You reacted with that already.")

    async def unreact(self, user: str, channel: str, ts: str, name: str) -> None:
        self._member(user, channel)
        if not self.changes.unreact(user, self._message(channel, ts), name):
            raise Refused("no_reaction", "You had not reacted with that.")

    async def join(self, user: str, channel: str) -> None:
        """A public channel, by oneself."""
        self._person(user)
        if not sees(self.world, user, channel) or self.world.channels[channel].kind != "public":
            raise Refused("channel_not_found", "You cannot join that conversation.")
        self._add(user, self.world.channels[channel])

    async def invite(self, user: str, channel: str, by: str = "") -> None:
        """`user` may be the bot. `by` must be in the channel; "" is Slack itself, as when a workspace is set up."""
        if by:
            self._member(by, channel)
        if user not in self.world.users or channel not in self.world.channels:
            raise Refused("not_found", "There is no such person or channel.")
        self._add(user, self.world.channels[channel], by)

    async def leave(self, user: str, channel: str) -> None:
        self.changes.leave(user, self._member(user, channel))

    async def open_direct(self, user: str, other: str) -> Channel:
        self._person(user)
        if other not in self.world.users:
            raise Refused("user_not_found", "There is no such person.")
        return self.world.direct_channel(user, other)

    def _add(self, user: str, channel: Channel, inviter: str = "") -> None:
        if channel.is_archived:
            raise Refused("is_archived", "This channel is archived.")
        if user in channel.members:
            raise Refused("already_in_channel", "They are in this channel already.")
        self.changes.join(user, channel, inviter)

    def _person(self, user: str) -> User:
        person = self.world.users.get(user)
        if person is None:
            raise Refused("user_not_found", "There is no such person.")
        if person.deleted:
            raise Refused("account_inactive", "This account was deactivated.")
        return person

    def _member(self, user: str, channel: str) -> Channel:
        """Who writes must be there, and the channel open."""
        self._person(user)
        if not sees(self.world, user, channel):
            raise Refused("channel_not_found", "You cannot see that conversation.")
        found = self.world.channels[channel]
        if user not in found.members:
            raise Refused("not_in_channel", f"Join #{found.name} first.")
        if found.is_archived:
            raise Refused("is_archived", "This channel is archived.")
        return found

    def _message(self, channel: str, ts: str) -> Message:
        message = self.world.find_message(channel, ts)
        if message is None:
            raise Refused("message_not_found", "That message is gone.")
        return message
