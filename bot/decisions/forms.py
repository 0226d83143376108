"""The forms of a decision: writing it down, and looking back at it. Pure: what is known in, a view out."""

from dataclasses import dataclass

from bot.decisions.rules import ANSWERS, FIELDS, QUESTIONS, label
from bot.decisions.views import DecisionShown
from bot.i18n import Texts
from bot.pains.rules import label as pain_label
from bot.slack.blocks import Block, Element, Field, View, choice, context, modal, search_select, section, text_input
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, one_line, quote, shorten

LONGEST = 2000  # characters of an answer


@dataclass(frozen=True)
class AboutWhat:
    """What a decision is about, where that is known before the form opens; texts are raw."""

    by: str  # Slack user id of whoever opens it
    meeting_id: int = 0
    item_id: int = 0
    pain_id: int = 0
    pain: int | None = None  # its number
    title: str = ""
    unsponsored: bool = False  # somebody wanted to escalate it, and nobody has the sponsor's seat

    @property
    def subject(self) -> str:
        """What comes back with the form."""
        return f"{self.meeting_id}:{self.item_id}:{self.pain_id}"


def decision_form(about: AboutWhat, t: Texts) -> View:
    """The four answers are required, and “none, because …” is one."""
    what = text_input(lines=True, longest=LONGEST, placeholder=t("In a sentence everybody understands alike"))
    fields = [Field(BlockId.DECISION, t("What is decided?"), what, required=True)]
    if about.pain is None:
        pain = search_select(placeholder=t("Type its number or a word"))
        fields.append(Field(BlockId.OTHER_PAIN, t("Which pain is it about?"), pain))
    blocks = [*_named(about, t), *(field.block() for field in fields)]
    blocks.append(context(t("The four answers are about the customer. “None, because …” is one too.")))
    fields = [*_impact_fields(t), _decider(about.by, t), _look_back_on(t)]
    blocks += [field.block() for field in fields]
    buttons = (t("Write it down"), t("Cancel"))
    return modal(ViewId.DECISION, t("Decision"), blocks, buttons=buttons, metadata=about.subject)


def look_back_form(one: DecisionShown, t: Texts) -> View:
    """Reads what was said then, and asks what came of it."""
    decision = one.decision
    blocks: list[Block] = [section(f"*{label(decision.number)}* {escape(shorten(decision.what, 500))}")]
    for name, question in QUESTIONS.items():
        blocks.append(context(f"*{t(question)}*\n{quote(shorten(getattr(decision, name), 500))}"))
    answers = choice("radio_buttons", [(t(words), answer.value) for answer, words in ANSWERS.items()])
    asked = Field(BlockId.CAME_TRUE, t("Did it do for the customer what we said?"), answers, required=True)
    learnt = Field(BlockId.LEARNT, t("What did we learn?"), text_input(lines=True, longest=LONGEST), required=True)
    blocks += [asked.block(), learnt.block()]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.LOOK_BACK, t("Look back"), blocks, buttons=buttons, metadata=str(decision.id))


def _impact_fields(t: Texts) -> list[Field]:
    return [
        Field(block_id, t(QUESTIONS[name]), text_input(lines=True, longest=LONGEST), required=True)
        for name, block_id in FIELDS.items()
    ]


def _decider(by: str, t: Texts) -> Field:
    person: Element = {"type": "users_select", "initial_user": by}
    return Field(BlockId.PERSON, t("Who decided?"), person, required=True)


def _look_back_on(t: Texts) -> Field:
    hint = t("On that day whoever decided is asked whether it did for the customer what we said.")
    return Field(BlockId.LOOK_BACK_ON, t("When do we look back at it?"), {"type": "datepicker"}, hint=hint)


def _named(about: AboutWhat, t: Texts) -> list[Block]:
    name = pain_label(about.pain) if about.pain is not None else ""
    title = escape(one_line(about.title, 200))
    named = [section(f"*{name}* {title}".strip() if name else f"*{title}*")] if name or title else []
    return [*named, context(t("Nobody has the sponsor's seat, so it is decided here."))] if about.unsponsored else named
