"""Every table, imported: for migrations, a fresh database, and tests."""

from sqlmodel import SQLModel

import bot.actions.models
import bot.agenda.models
import bot.board.models
import bot.captures.models
import bot.channels.models
import bot.checkpoints.models
import bot.contacts.models
import bot.decisions.models
import bot.delivery.models
import bot.departments.models
import bot.facilitators.models
import bot.figures.models
import bot.followups.models
import bot.goals.models
import bot.loops.models
import bot.meetings.models
import bot.ownership.models
import bot.pains.models
import bot.people.models
import bot.prompts.models
import bot.roster.models
import bot.steps.models
import bot.voices.models
import bot.workdays.models
import bot.workspaces.models
import bot.years.models  # noqa: F401 - imported for the tables they declare

METADATA = SQLModel.metadata
