"""The forms about contact days: note one, choose the days, not this time. Pure."""

from datetime import date

from bot.contacts.models import Contact
from bot.contacts.rules import A_WEEK, LONG
from bot.contacts.views import coming_line
from bot.i18n import Texts
from bot.slack.blocks import Element, Field, View, context, modal, text_input
from bot.slack.ids import BlockId, ViewId


def log_form(contact: Contact | None, today: date, t: Texts) -> View:
    """`contact`: the planned one it was; None = it came by itself."""
    fields = [
        Field(BlockId.CUSTOMER, t("Who was it?"), text_input(longest=200, placeholder=t("A customer, or a company")),
              required=True),
        Field(BlockId.LEARNT, t("What did you learn?"), text_input(lines=True), required=True,
              hint=t("Everybody of this company can read it, with your name.")),
        Field(BlockId.DAY, t("When was it?"), _picker(today)),
    ]  # fmt: skip
    blocks = [field.block() for field in fields]
    if contact:
        blocks.insert(0, context(coming_line(contact, t)))
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.CONTACT, t("A talk with a customer"), blocks, buttons=buttons, metadata=_id(contact))


def days_form(contact: Contact, today: date, t: Texts) -> View:
    """Of two weeks both parts, or one; else another day."""
    first = max(contact.planned_on, today)
    whole = contact.kind in LONG and contact.days != A_WEEK
    label = t("The first day") if contact.kind in LONG else t("On which day?")
    fields = [Field(BlockId.DAY, label, _picker(first), required=True)]
    if whole:
        fields.append(
            Field(
                BlockId.SECOND_DAY,
                t("The first day of the second week"),
                {"type": "datepicker"},
                hint=t("Empty: ten working days in one go."),
            )
        )
    blocks = [context(coming_line(contact, t)), *(field.block() for field in fields)]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.CONTACT_DAYS, t("My days with customers"), blocks, buttons=buttons, metadata=_id(contact))


def leave_out_form(contact: Contact, t: Texts) -> View:
    element = text_input(lines=True, longest=500, placeholder=t("A few words are enough"))
    field = Field(BlockId.WHY, t("Why not?"), element, required=True, hint=t("Only you can see it."))
    blocks = [context(coming_line(contact, t)), field.block()]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.NO_CONTACT, t("Not this time"), blocks, buttons=buttons, metadata=_id(contact))


def _picker(day: date) -> Element:
    return {"type": "datepicker", "initial_date": str(day)}


def _id(contact: Contact | None) -> str:
    return str(contact.id) if contact else ""
