"""The card, the receipt and what is said about a pain. Pure: facts in, messages out."""

from dataclasses import dataclass, field

from bot.decisions.models import Decision
from bot.decisions.views import card_line
from bot.departments.models import Stage
from bot.departments.rules import stage_name
from bot.i18n import Texts
from bot.loops.rules import Loop
from bot.loops.views import again_line, closed_line, resolved_line
from bot.ownership.rules import Standing
from bot.ownership.views import standing_line
from bot.pains.models import Pain, PainStatus
from bot.pains.rules import SEVERITIES, headline, label
from bot.slack.blocks import Block, Element, Message, actions, button, context, overflow, section
from bot.slack.ids import ActionId, BlockId
from bot.slack.text import escape, link, quote, shorten

WORDS_ON_CARD = 1200  # about what a reader takes in at a glance; the rest is one click away

NAMES_ON_CARD = 200  # characters of other customers' names


@dataclass(frozen=True)
class CardFacts:
    """All a card shows. `visible`: the words may be seen; `place` is "" where its name is withheld."""

    pain: Pain
    visible: bool
    stage: Stage | str = ""  # of the journey, or its key where the company has no such stage
    place: str = ""
    source_url: str = ""
    reporter_name: str = ""
    customers: int = 1  # people or companies it hurts
    also: tuple[str, ...] = ()  # their names, where known
    merged_into: int | None = None
    standing: Standing = field(default_factory=Standing)  # who owns it, and where it is going
    loop: Loop = field(default_factory=Loop)  # once it was resolved: who was told
    decision: Decision | None = None  # the newest about it


def pain_card(facts: CardFacts, t: Texts) -> Message:
    pain = facts.pain
    if pain.status in {PainStatus.RESOLVED, PainStatus.CLOSED}:
        return _settled_card(facts, t)
    if pain.status is not PainStatus.OPEN:
        return _closed_card(facts, t)
    title = _title(facts, t)
    blocks: list[Block] = [section(title, accessory=_more(facts, t), block_id=f"{BlockId.CARD}:{pain.id}")]
    if words := _words(facts, t):
        blocks.append(section(words))
    if again := again_line(pain, facts.loop, t):
        blocks.append(section(again))
    lines = (_who(facts, t), standing_line(facts.standing, t), _decided(facts, t), _where(facts, t))
    blocks += [*(context(line) for line in lines if line), _card_buttons(facts, t)]
    return Message(_card_text(facts, t), blocks)


def receipt(facts: CardFacts, t: Texts, *, team_sees_it: bool) -> Message:
    """What the reporter alone sees after a report."""
    name = label(facts.pain.number)
    said = t("Kept as {pain}. Thank you for speaking up for the customer.", pain=name)
    lines = [f":white_check_mark: *{said}*"]
    if facts.source_url:
        lines.append(link(facts.source_url, t("See the message")))
    if not team_sees_it:
        lines.append(t("The team sees it as soon as a flywheel channel is chosen (`/flywheel setup`)."))
    if not facts.visible:
        lines.append(t("The words stay private: the team sees only what you add yourself."))
    blocks = [section("\n".join(lines)), _receipt_buttons(facts.pain, t)]
    return Message(" ".join([said, *lines[1:]]), blocks)


def already_kept(facts: CardFacts, t: Texts, *, new_echo: bool) -> Message:
    """The same message was reported before: the report counts, there is no second pain."""
    name, title = label(facts.pain.number), escape(headline(facts.pain, visible=facts.visible))
    if new_echo:
        said = t("This is already {pain}. You were added: one more voice for it.", pain=name)
    else:
        said = t("You reported this already: it is {pain}.", pain=name)
    text = f"{said} {title}".strip()
    more = button(t("Add a customer"), ActionId.ME_TOO, str(facts.pain.id))
    return Message(text, [section(f"{said}\n{title}".strip()), actions(more)])


def taken_back(pain: Pain, t: Texts) -> Message:
    """After Undo: of a whole report, or of one's own voice for another's."""
    if pain.status is PainStatus.OPEN:
        text = t("Done: your voice for {pain} is taken back.", pain=label(pain.number))
    else:
        text = t("Done: {pain} is taken back. The message can be reported again.", pain=label(pain.number))
    return Message(text, [section(text)])


def _settled_card(facts: CardFacts, t: Texts) -> Message:
    """Resolved or closed: what changed, and who was told. Only a resolved one still counts voices."""
    pain, resolved = facts.pain, facts.pain.status is PainStatus.RESOLVED
    state = resolved_line(pain, facts.loop.counts, t) if resolved else closed_line(pain, facts.loop.counts, t)
    history = overflow(ActionId.CARD_MENU, [(t("What happened so far"), f"history:{pain.id}")])
    title = section(_title(facts, t), accessory=history, block_id=f"{BlockId.CARD}:{pain.id}")
    me_too = actions(button(t("Me too"), ActionId.ME_TOO, str(pain.id)), block_id=f"{BlockId.CARD_BUTTONS}:{pain.id}")
    words, below = _words(facts, t), [line for line in (_who(facts, t), _where(facts, t)) if line]
    shown = [*([section(words)] if words else []), section(state), *(context(line) for line in below)]
    said = [words, state, *(line.replace("*", "") for line in below)]
    lines = [t("Customer pain {pain}", pain=_title(facts, t).strip("*")), *filter(None, said)]
    return Message("\n".join(lines), [title, *shown, *([me_too] if resolved else [])])


def _closed_card(facts: CardFacts, t: Texts) -> Message:
    name = label(facts.pain.number)
    if facts.merged_into is not None:
        text = t("{pain} is the same as {other} and is counted there.", pain=name, other=label(facts.merged_into))
    else:
        text = t("{pain} was taken back by the person who reported it.", pain=name)
    return Message(text, [context(text)])


def _title(facts: CardFacts, t: Texts) -> str:
    if not facts.pain.title and facts.visible:
        return f"*{label(facts.pain.number)}*"  # the customer's own words follow
    shown = escape(facts.pain.title) or t("A customer pain from a private place")
    return f"*{label(facts.pain.number)} · {shown}*"


def _words(facts: CardFacts, t: Texts) -> str:
    if not facts.pain.words or facts.pain.words == facts.pain.title:
        return ""
    if not facts.visible:
        return "_" + t("The customer's words are kept, and stay private.") + "_"
    shown = quote(shorten(facts.pain.words, WORDS_ON_CARD))
    if len(facts.pain.words) <= WORDS_ON_CARD:
        return shown
    return shown + "\n_" + t("Open the menu to read it all.") + "_"


def _who(facts: CardFacts, t: Texts) -> str:
    pain = facts.pain
    parts = [_customer(facts, t)]
    if facts.stage:
        parts.append(t("Stage: {stage}", stage=escape(stage_name(facts.stage, t))))
    if pain.severity in SEVERITIES:
        parts.append(t("How bad: {severity}", severity=t(SEVERITIES[pain.severity])))
    return " · ".join(parts)


def _customer(facts: CardFacts, t: Texts) -> str:
    pain = facts.pain
    name = escape(pain.customer) or (t("a colleague") if pain.is_colleague else t("not named yet"))
    if pain.is_colleague and pain.customer:
        name = t("{name} (a colleague)", name=name)
    said = t("Customer: *{name}*", name=name)
    if facts.also:
        said += ", " + escape(shorten(", ".join(facts.also), NAMES_ON_CARD))
    if facts.customers > 1:
        said += " · " + t.plural("*{n} voice*", "*{n} voices*", facts.customers)
    return said


def _where(facts: CardFacts, t: Texts) -> str:
    parts = []
    if facts.place:
        parts.append(t("From #{channel}", channel=escape(facts.place)))
    elif facts.pain.channel_id:
        parts.append(t("From a private place"))
    if facts.source_url and (facts.place or facts.visible):
        parts.append(link(facts.source_url, t("See the message")))
    if facts.reporter_name:
        parts.append(t("Reported by {name}", name=escape(facts.reporter_name)))
    return " · ".join(parts)


def _decided(facts: CardFacts, t: Texts) -> str:
    return card_line(facts.decision, t) if facts.decision else ""


def _card_text(facts: CardFacts, t: Texts) -> str:
    """The same as the blocks, as one text: screen readers and notifications read nothing else."""
    lines = [
        t("Customer pain {pain}", pain=_title(facts, t).strip("*")),
        _words(facts, t),
        again_line(facts.pain, facts.loop, t),
        _who(facts, t).replace("*", ""),
        standing_line(facts.standing, t),
        _decided(facts, t),
        _where(facts, t),
    ]
    return "\n".join(line for line in lines if line)


def _card_buttons(facts: CardFacts, t: Texts) -> Block:
    pain_id = str(facts.pain.id)
    more = button(t("Me too"), ActionId.ME_TOO, pain_id)
    mine = button(t("Take it"), ActionId.TAKE, pain_id)
    pair = (more, button(t("Resolve"), ActionId.RESOLVE, pain_id)) if facts.pain.owner else (mine, more)
    return actions(*pair, block_id=f"{BlockId.CARD_BUTTONS}:{pain_id}")


def _more(facts: CardFacts, t: Texts) -> Element:
    """The overflow menu: its one action id, the wish and the pain in the value. Slack takes five."""
    pain_id, words = facts.pain.id, facts.pain.words
    wishes = [
        (t("Hand over"), f"handover:{pain_id}"),
        (t("Add details"), f"details:{pain_id}"),
        (t("Same as…"), f"same:{pain_id}"),
        (t("What happened so far"), f"history:{pain_id}"),
    ]
    if facts.visible and len(words) > WORDS_ON_CARD:
        wishes.append((t("Read every word"), f"words:{pain_id}"))
    elif not facts.pain.owner:
        wishes.append((t("Take it back"), f"undo:{pain_id}"))
    return overflow(ActionId.CARD_MENU, wishes)


def _receipt_buttons(pain: Pain, t: Texts) -> Block:
    pain_id = str(pain.id)
    return actions(
        button(t("Same as…"), ActionId.SAME_AS, pain_id),
        button(t("Add details"), ActionId.ADD_DETAILS, pain_id),
        button(t("Undo"), ActionId.UNDO, pain_id),
    )
