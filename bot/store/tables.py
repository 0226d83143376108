"""Every table, imported: for migrations, a fresh database, and tests."""

from sqlmodel import SQLModel

import bot.captures.models
import bot.channels.models
import bot.delivery.models
import bot.pains.models
import bot.people.models
import bot.workspaces.models  # noqa: F401 - imported for the tables they declare

METADATA = SQLModel.metadata
