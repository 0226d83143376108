"""Every table, imported: for migrations, a fresh database, and tests."""

from sqlmodel import SQLModel

import bot.captures.models
import bot.channels.models
import bot.delivery.models
import bot.departments.models
import bot.followups.models
import bot.loops.models
import bot.ownership.models
import bot.pains.models
import bot.people.models
import bot.roster.models
import bot.steps.models
import bot.workdays.models
import bot.workspaces.models  # noqa: F401 - imported for the tables they declare

METADATA = SQLModel.metadata
