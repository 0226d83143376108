"""Every id that travels to Slack and back: used by the view that sends it and the route that hears it."""

from enum import StrEnum


class Command(StrEnum):
    PAIN = "/pain"
    FLYWHEEL = "/flywheel"


class ShortcutId(StrEnum):
    FROM_MESSAGE = "log_pain_from_message"
    GLOBAL = "log_pain"


class ActionId(StrEnum):
    ME_TOO = "me_too"
    ADD_DETAILS = "add_details"
    SAME_AS = "same_as"
    UNDO = "undo"
    CARD_MENU = "card_menu"
    CAPTURE = "capture"
    NOT_A_PAIN = "not_a_pain"
    LOG_PAIN = "log_pain_button"
    OPEN_SETUP = "open_setup"
    OPEN_HELP = "open_help"
    CHOOSE_LANGUAGE = "choose_language"
    ACCEPT_VIETNAMESE = "accept_vietnamese"
    DECLINE_VIETNAMESE = "decline_vietnamese"
    PAGE_NEWER = "reports_newer"
    PAGE_OLDER = "reports_older"


class ViewId(StrEnum):
    PAIN = "pain_form"
    DETAILS = "details_form"
    ECHO = "echo_form"
    SAME_AS = "same_as_form"
    SETUP = "setup_form"


class BlockId(StrEnum):
    """Fields of forms; also the action id of the one element in each."""

    TITLE = "title"
    WORDS = "words"
    CUSTOMER = "customer"
    COLLEAGUE = "colleague"
    STAGE = "stage"
    SEVERITY = "severity"
    SHARE = "share"
    OTHER_PAIN = "other_pain"
    CHANNEL = "channel"
    LANGUAGE = "language"
    TIME_ZONE = "time_zone"
    FISCAL_START = "fiscal_start"
    EMOJI = "emoji"
    CARD = "card"
    CARD_BUTTONS = "card_buttons"


class PurposeId(StrEnum):
    """What an outgoing letter is for: what to do just before it goes and just after."""

    CARD = "pain_card"
    CARD_EDIT = "pain_card_edit"
    RECEIPT = "receipt"
    TOLD = "told"
    MARK = "mark"
    SOURCE = "read_source"
    CHANNEL = "read_channel"
    PERSON = "read_person"
    PEOPLE = "read_people"
    HOME = "home"
    WELCOME = "welcome"
    JOIN = "join"
