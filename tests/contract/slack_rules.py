"""Which permission Slack wants for what. Any one of the scopes named is enough; none named = a valid token is.

Sources: docs.slack.dev/reference/methods and docs.slack.dev/reference/events, the page of each name, "Scopes".
"""

READ = {"channels:read", "groups:read", "im:read", "mpim:read"}
HISTORY = {"channels:history", "groups:history", "im:history", "mpim:history"}
OPEN = {"channels:manage", "groups:write", "im:write", "mpim:write"}

SCOPES_OF_METHOD: dict[str, set[str]] = {
    "apps.connections.open": set(),  # goes with the app-level token: connections:write
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "canvases.create": {"canvases:write"},
    "conversations.history": HISTORY,
    "conversations.info": READ,
    "conversations.join": {"channels:join"},
    "conversations.open": OPEN,
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "reactions.add": {"reactions:write"},
    "reactions.remove": {"reactions:write"},
    "users.info": {"users:read"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}

SCOPES_OF_EVENT: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_unarchive": {"channels:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}

COMMANDS = {"commands"}  # slash commands and shortcuts, docs.slack.dev/reference/scopes/commands
