"""How people come in: commands and shortcuts."""

from enum import StrEnum


class Command(StrEnum):
    PAIN = "/pain"
    FLYWHEEL = "/flywheel"


class ShortcutId(StrEnum):
    FROM_MESSAGE = "log_pain_from_message"
    GLOBAL = "log_pain"
    BRING = "bring_to_meeting"
    TELL_STORY = "tell_story"
