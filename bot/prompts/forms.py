"""The form with all questions, the one that says why not, and windows that show answers whole. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Texts
from bot.prompts.rules import KEEP_DRAFT, LONGEST_TYPED, SEND, Item, LeaderFacts
from bot.prompts.views import earlier_line, known_line, title
from bot.slack.blocks import Block, Field, View, button, choice, context, divider, modal, section, text_input
from bot.slack.ids import ActionId, BlockId, ViewId
from bot.slack.text import escape, one_line, quotations, shorten

PREFIX = "answer:"  # of the fields, before the key of the question
ROOM = 30_000  # characters of answers in one window: Slack takes 250 kB in all
MOST_SHOWN = 45  # departments in one window: each is two blocks of a hundred


@dataclass(frozen=True)
class Whole:
    """One department's answer to one question, raw. `by`: whoever answered for its leader; "" = she did."""

    department: str
    person: str
    text: str
    reference: str  # the value of the button that shows all of it
    by: str = ""
    is_late: bool = False


def answer_form(facts: LeaderFacts, t: Texts) -> View:
    """Every question with what we know and what was said under it, filled with the draft or the last answer."""
    blocks: list[Block] = [context(title(facts, t))]
    if facts.draft_of:
        blocks.append(context(t("{name} keeps a draft. What you send takes its place.", name=escape(facts.draft_of))))
    for item in facts.items:
        blocks += _fixed(item, t) if item.is_fixed else _field(item, facts, t)
    if all(item.is_fixed for item in facts.items):
        return modal(ViewId.ANSWER, t("Your answers"), blocks, buttons=("", t("Close")), metadata=str(facts.prompt.key))
    options = [(t("Send it: the flywheel team sees it"), SEND), (t("Keep as draft: only you see it"), KEEP_DRAFT)]
    keep = choice("radio_buttons", options, initial=KEEP_DRAFT if facts.is_draft else SEND)
    blocks.append(Field(BlockId.KEEP, t("When you save"), keep).block())
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.ANSWER, t("Your answers"), blocks, buttons=buttons, metadata=str(facts.prompt.key))


def not_this_time_form(facts: LeaderFacts, t: Texts) -> View:
    element = text_input(initial=facts.prompt.why, lines=True, longest=500, placeholder=t("A few words are enough"))
    field = Field(BlockId.WHY, t("Why not?"), element, required=True,
                  hint=t("It stands in the roll-up instead of answers."))  # fmt: skip
    blocks = [context(title(facts, t)), field.block()]
    buttons = (t("Save"), t("Cancel"))
    return modal(ViewId.NOT_THIS_TIME, t("Not this time"), blocks, buttons=buttons, metadata=str(facts.prompt.key))


def question_window(question: str, answers: Sequence[Whole], t: Texts) -> View:
    """What every department said to one question. What is longer than one block has its own window."""
    blocks: list[Block] = [section(_bold(question))]
    room = min(2_700, ROOM // max(len(answers), 1))
    for answer in answers[:MOST_SHOWN]:
        pieces = quotations(answer.text[: room + 1], room)  # the others are not shown here
        read = button(t("Read all"), ActionId.READ_ANSWER, answer.reference) if len(pieces) > 1 else None
        blocks += [divider(), section(f"{_who(answer, t)}\n{pieces[0]}", accessory=read)]
    if not answers:
        blocks.append(section(t("Nobody has answered this yet.")))
    return modal("answers", t("Answers"), blocks, buttons=("", t("Close")))


def answer_window(question: str, answer: Whole, t: Texts) -> View:
    """One answer, all of it."""
    blocks = [section(f"{_bold(question)}\n{_who(answer, t)}")]
    blocks += [section(piece) for piece in quotations(answer.text)]
    return modal("answer", t("Answers"), blocks, buttons=("", t("Close")))


def _field(item: Item, facts: LeaderFacts, t: Texts) -> list[Block]:
    """An answer that is longer than a field stays as it is where the field is left empty."""
    is_long = len(item.text) > LONGEST_TYPED
    hint = "\n".join(line for line in (known_line(item, facts.known, t), earlier_line(item.earlier, t)) if line)
    element = text_input(initial="" if is_long else item.text, lines=True, longest=LONGEST_TYPED)
    block = Field(f"{PREFIX}{item.key}", shorten(item.question, 400), element, hint=hint).block()
    if not is_long:
        return [block]
    kept = t("Your answer of {n} characters is kept whole. What you write above takes its place; empty, it stays.",
             n=len(item.text))  # fmt: skip
    return [block, context(kept)]


def _fixed(item: Item, t: Texts) -> list[Block]:
    said = f"{_bold(item.question)}\n{quotations(item.text, 2_400)[0]}"
    return [section(said), context(t("It stands in the roll-up, and stays as it was."))]


def _bold(question: str) -> str:
    return f"*{escape(one_line(question, 400))}*"


def _who(answer: Whole, t: Texts) -> str:
    """Bold department, who said it, whether it came late."""
    who = escape(answer.person)
    if answer.by:
        who = t("{deputy} for {name}", deputy=escape(answer.by), name=who)
    late = " · " + t("late") if answer.is_late else ""
    return f"*{escape(answer.department)}* · {who}{late}"
