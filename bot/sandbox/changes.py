"""What may happen to conversations, and the event each causes. People and the Web API both go through it."""

from dataclasses import dataclass
from uuid import uuid4

from bot.sandbox.acting.shapes import TOMBSTONE
from bot.sandbox.clock import Clock
from bot.sandbox.events import Events
from bot.sandbox.ids import new_id
from bot.sandbox.world import Channel, Ephemeral, Message, Reaction, User, World


@dataclass
class Changes:
    """Who may do what is decided by the caller; this only does it, tells the app and wakes the pages."""

    world: World
    clock: Clock
    events: Events

    def post(self, message: Message) -> Message:
        """Fills in `ts`. A person's message gets the id Slack's client would give it."""
        message.ts = self.world.next_ts(self.clock.now())
        if not message.bot_id and not message.subtype:
            message.client_msg_id = str(uuid4())
        self.world.add_message(message)
        self.events.posted(message)
        self.world.changed(message.channel)
        return message

    def whisper(self, note: Ephemeral) -> Ephemeral:
        """Only the viewer sees it; no event, no history."""
        note.ts = self.world.next_ts(self.clock.now())
        self.world.ephemerals.append(note)
        self.world.changed(note.channel)
        return note

    def forget(self, note: Ephemeral) -> None:
        self.world.ephemerals.remove(note)
        self.world.changed(note.channel)

    def edit(self, message: Message, new: Message) -> Message:
        """`message` takes over what `new` says: text, blocks, metadata and the edited mark."""
        before = self.events.snapshot(message)
        message.text, message.blocks, message.metadata = new.text, new.blocks, new.metadata
        message.edited_ts = new.edited_ts
        self.events.edited(message, before)
        self.world.changed(message.channel)
        return message

    def delete(self, message: Message) -> None:
        """A thread's parent leaves a tombstone, so that the replies keep their place."""
        if self.world.replies(message.channel, message.ts):
            before = self.events.snapshot(message)
            message.subtype, message.text, message.blocks = TOMBSTONE, "This message was deleted.", []
            message.user, message.bot_id, message.reactions = "USLACKBOT", "", []
            self.events.edited(message, before)
        else:
            self.world.messages[message.channel].remove(message)
            self.events.deleted(message)
        self.world.changed(message.channel)

    def react(self, user: str, message: Message, name: str) -> bool:
        """False when it was there already."""
        reaction = next((one for one in message.reactions if one.name == name), None)
        if reaction is None:
            reaction = Reaction(name)
            message.reactions.append(reaction)
        if user in reaction.users:
            return False
        reaction.users.append(user)
        self.events.reacted("reaction_added", user, name, message)
        self.world.changed(message.channel)
        return True

    def unreact(self, user: str, message: Message, name: str) -> bool:
        """False when there was nothing to take away."""
        reaction = next((one for one in message.reactions if one.name == name), None)
        if reaction is None or user not in reaction.users:
            return False
        reaction.users.remove(user)
        message.reactions = [one for one in message.reactions if one.users]
        self.events.reacted("reaction_removed", user, name, message)
        self.world.changed(message.channel)
        return True

    def join(self, user: str, channel: Channel, inviter: str = "") -> None:
        channel.members.append(user)
        self.events.membership("member_joined_channel", user, channel, inviter)
        self.post(Message("", channel.id, user, f"<@{user}> has joined the channel", subtype="channel_join"))

    def leave(self, user: str, channel: Channel) -> None:
        self.events.membership("member_left_channel", user, channel)
        channel.members.remove(user)
        self.world.changed(channel.id)

    def archive(self, channel: Channel, by: str) -> None:
        channel.is_archived = True
        self.events.channel_state("archive", channel, by)
        self.world.changed(channel.id)

    def unarchive(self, channel: Channel, by: str) -> None:
        channel.is_archived = False
        self.events.channel_state("unarchive", channel, by)
        self.world.changed(channel.id)

    def create_channel(self, name: str, kind: str, creator: str) -> Channel:
        created = int(self.clock.now().timestamp())
        channel = self.world.add_channel(Channel(new_id("C"), name, kind, [creator], creator=creator, created=created))
        self.events.channel_news("created", channel)
        self.world.changed(channel.id)
        return channel

    def rename(self, channel: Channel, name: str) -> None:
        channel.name = name
        self.events.channel_news("rename", channel)
        self.world.changed(channel.id)

    def add_person(self, user: User) -> User:
        self.world.add_user(user)
        self.events.person("team_join", user)
        self.world.changed(f"user:{user.id}")
        return user

    def change_person(self, user: User, **new: object) -> None:
        """Raises AttributeError for a field a user does not have."""
        for name, value in new.items():
            getattr(user, name)
            setattr(user, name, value)
        self.events.person("user_change", user)
        self.world.changed(f"user:{user.id}")
