"""The forms about a pain: report, details, me too, same as. Pure: what is known in, a view out."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.departments.models import Stage
from bot.departments.rules import stage_name
from bot.i18n import Texts
from bot.pains.models import Pain
from bot.pains.rules import DEEDS, SEVERITIES, Line, label
from bot.slack.blocks import (
    Block,
    Field,
    Message,
    View,
    choice,
    context,
    modal,
    search_select,
    section,
    text_input,
    ticks,
)
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, moment, quotations, quote, shorten

LONGEST = 3000  # what a field holds; Slack's limit
LONGEST_DETAIL = 300  # of one line of the history: fifty of them are one window
YES = "yes"


@dataclass(frozen=True)
class Prefill:
    """What the form opens with. `private` asks whether the words may be seen."""

    draft_id: str = ""
    title: str = ""
    words: str = ""
    private: bool = False
    share: bool = False


def pain_form(prefill: Prefill, stages: Sequence[Stage], t: Texts) -> View:
    """`stages`: the company's, in the order of the journey."""
    fields = [
        _title(prefill.title, t),
        _words(prefill.words, t, private=prefill.private),
        *_customer_fields("", False, t),
    ]
    if prefill.private:
        fields.append(_share(prefill.share, t))
    fields += _how_bad_fields("", "", stages, t)
    blocks = [field.block() for field in fields]
    return modal(
        ViewId.PAIN, t("Log customer pain"), blocks, buttons=(t("Send"), t("Cancel")), metadata=prefill.draft_id
    )


def details_form(pain: Pain, stages: Sequence[Stage], t: Texts, *, mine: bool, private: bool, visible: bool) -> View:
    """`mine`: the reporter herself looks, and may also fill in the words and say who sees them."""
    fields = [_title(pain.title, t, required=False)]
    if mine and not pain.words:
        fields.append(_words("", t, private=private))
    fields += _customer_fields(pain.customer, pain.is_colleague, t)
    if mine and private:
        fields.append(_share(visible, t))
    fields += _how_bad_fields(pain.stage, pain.severity, stages, t)
    blocks = [field.block() for field in fields]
    if pain.words and (visible or mine):
        blocks.insert(1, context(quote(pain.words[:900])))
    return _about(ViewId.DETAILS, label(pain.number), blocks, (t("Save"), t("Cancel")), pain)


def echo_form(pain: Pain, shown_as: str, t: Texts) -> View:
    """`shown_as`: the pain's headline, raw; "" if it is not to be shown."""
    who = Field(
        BlockId.CUSTOMER,
        t("Which customer of yours has it too?"),
        text_input(longest=200, placeholder=t("Leave it empty if it is you or you do not know")),
    )
    intro = section(f"*{label(pain.number)}* {escape(shown_as)}".strip())
    return _about(ViewId.ECHO, t("Me too"), [intro, who.block()], (t("Add my voice"), t("Cancel")), pain)


def same_as_form(pain: Pain, t: Texts) -> View:
    other = Field(
        BlockId.OTHER_PAIN,
        t("Which pain is it the same as?"),
        search_select(placeholder=t("Type its number or a word")),
        required=True,
        hint=t("It is counted there, and its words are kept."),
    )
    return _about(ViewId.SAME_AS, t("Same as…"), [other.block()], (t("Join them"), t("Cancel")), pain)


def words_window(pain: Pain, t: Texts) -> View:
    """The customer's own words, whole: as many sections as they need."""
    blocks: list[Block] = [section(piece) for piece in quotations(pain.words)]
    return modal("words", label(pain.number), blocks, buttons=("", t("Close")))


def message_window(title: str, message: Message, t: Texts) -> View:
    """A message shown as a window that is only read."""
    return modal("message", title, message.blocks, buttons=("", t("Close")))


def history_window(lines: list[Line], t: Texts) -> View:
    """Who did what, when; times are shown in the zone of whoever reads."""
    blocks: list[Block] = [context(_deed(line, t)) for line in lines]
    return modal("history", t("What happened so far"), blocks, buttons=("", t("Close")))


def _deed(line: Line, t: Texts) -> str:
    detail = escape(shorten(line.detail, LONGEST_DETAIL))
    deed = t(DEEDS[line.what], detail=detail) if line.what in DEEDS else line.what
    who = escape(line.name) or t("somebody")
    return f"{moment(line.at, t.language)} · *{who}* {deed}"


def _about(view_id: str, title: str, blocks: list[Block], buttons: tuple[str, str], pain: Pain) -> View:
    return modal(view_id, title, blocks, buttons=buttons, metadata=str(pain.id))


def _title(initial: str, t: Texts, *, required: bool = True) -> Field:
    placeholder = t("One line: what gets in the customer's way?")
    element = text_input(initial=initial, longest=300, placeholder=placeholder)
    return Field(BlockId.TITLE, t("What hurts?"), element, required=required)


def _words(initial: str, t: Texts, *, private: bool) -> Field:
    """Who may see private ones is asked apart."""
    hint = t("Kept exactly as they are.")
    if not private:
        hint = t("Kept exactly as they are. They stand on the card, and the customer's voice may quote them.")
    if len(initial) > LONGEST:
        hint = t("The message is longer than this field. Leave the text as it is and all of it is kept.")
    element = text_input(initial=initial, lines=True)
    return Field(BlockId.WORDS, t("In the customer's words"), element, hint=hint)


def _customer_fields(customer: str, is_colleague: bool, t: Texts) -> list[Field]:
    name = text_input(initial=customer, longest=200, placeholder=t("A company or a person"))
    ticked = (YES,) if is_colleague else ()
    colleague = ticks([(t("It hurts a colleague, served by another department"), YES)], ticked=ticked)
    return [
        Field(BlockId.CUSTOMER, t("Customer"), name),
        Field(BlockId.COLLEAGUE, t("An internal customer?"), colleague),
    ]


def _share(ticked: bool, t: Texts) -> Field:
    """Says where they are seen then: whoever ticks it knows that the digest is read by more people than the card."""
    tick = ticks([(t("Yes: on the card, and in the customer's voice"), YES)], ticked=(YES,) if ticked else ())
    hint = t(
        "They were said in a private place. Without your yes they stay there. The customer's voice goes to everybody "
        "here who asked for it."
    )
    return Field(BlockId.SHARE, t("May the words be seen?"), tick, hint=hint)


def _how_bad_fields(stage: str, severity: str, stages: Sequence[Stage], t: Texts) -> list[Field]:
    steps = [(stage_name(one, t), one.key) for one in stages]
    severities = [(t(name), key) for key, name in SEVERITIES.items()]
    where = choice("static_select", steps, initial=stage, placeholder=t("Where on the journey"))
    how_bad = choice("radio_buttons", severities, initial=severity)
    return [Field(BlockId.STAGE, t("Journey stage"), where), Field(BlockId.SEVERITY, t("How bad is it?"), how_bad)]
