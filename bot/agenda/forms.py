"""The forms of the agenda: bring something, set minutes, take off, how items are ranked. Pure: values in, views out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from bot.agenda.models import ItemKind
from bot.agenda.rules import Weights
from bot.agenda.views import KINDS
from bot.departments.models import Department
from bot.departments.rules import department_name
from bot.i18n import N_, Texts
from bot.slack.blocks import (
    Field,
    View,
    choice,
    context,
    modal,
    multi_choice,
    search_select,
    section,
    text_input,
    ticks,
)
from bot.slack.ids import BlockId, ViewId
from bot.slack.text import escape, one_line

BROUGHT = (ItemKind.OBSTACLE, ItemKind.OPPORTUNITY, ItemKind.DECISION)
YES = "yes"
LONGEST_URL = 500
FACTORS = {
    "customers": N_("Each customer affected"),
    "severity": N_("How bad it is (1 to 4)"),
    "age": N_("Each week it is old"),
    "departments": N_("Each further department"),
    "broken": N_("Each promise not kept"),
    "carried": N_("Each time carried over"),
    "brought": N_("Somebody brought it"),
}


@dataclass(frozen=True)
class Beginning:
    """What the form opens with; texts are raw. `pain` is (id, name)."""

    kind: str = ItemKind.OBSTACLE
    title: str = ""
    detail: str = ""
    departments: Sequence[str] = ()
    pain: tuple[str, str] | None = None
    source_url: str = ""
    draft_id: int = 0  # 0 = a new one


def bring_form(begun: Beginning, departments: Sequence[Department], t: Texts) -> View:
    kinds = [(t(KINDS[kind]), kind.value) for kind in BROUGHT]
    names = [(department_name(one, t), one.key) for one in departments]
    what = text_input(initial=begun.title, longest=300, placeholder=t("One line: what is it about?"))
    pain = search_select(placeholder=t("Type its number or a word"), initial=begun.pain)
    fields = [
        Field(BlockId.KIND, t("What is it?"), choice("radio_buttons", kinds, initial=begun.kind), required=True),
        Field(BlockId.ITEM, t("In one line"), what, required=True),
        Field(BlockId.DETAIL, t("Details"), text_input(initial=begun.detail, lines=True)),
        Field(BlockId.DEPARTMENTS, t("Which departments does it touch?"),
              multi_choice(names, chosen=begun.departments, placeholder=t("Choose departments"))),
        Field(BlockId.OTHER_PAIN, t("Which pain is it about?"), pain),
        Field(BlockId.DRAFT, t("Not ready yet?"),
              ticks([(t("Keep it as a draft: only I see it"), YES)], ticked=(YES,) if begun.draft_id else ())),
    ]  # fmt: skip
    seen = t("The flywheel team sees what stands here, also if it was said in a private place. Only you see a draft.")
    blocks = [context(":eyes: " + seen), *(field.block() for field in fields)]
    about = f"{begun.draft_id} {begun.source_url[:LONGEST_URL]}"
    return modal(ViewId.BRING, t("Bring to the meeting"), blocks, buttons=(t("Send"), t("Cancel")), metadata=about)


def minutes_form(item_id: int, title: str, minutes: int, t: Texts) -> View:
    """`title` is raw."""
    element = text_input(initial=str(minutes), longest=3)
    field = Field(BlockId.MINUTES, t("How many minutes does it get?"), element, required=True)
    return _about(ViewId.ITEM_MINUTES, t("Minutes"), title, field, (str(item_id), t("Save")), t)


def take_off_form(item_id: int, title: str, t: Texts) -> View:
    """`title` is raw."""
    field = Field(
        BlockId.WHY,
        t("Why not?"),
        text_input(lines=True, longest=500),
        required=True,
        hint=t("Whoever brought it is told. It comes back only when something new happens."),
    )
    return _about(ViewId.TAKE_OFF, t("Take off the agenda"), title, field, (str(item_id), t("Take off")), t)


def ranking_form(weights: Weights, t: Texts) -> View:
    """The weights of the agenda rule."""
    said = t("An item's place is the sum of its points, each times its weight: 0 = does not count, 20 = counts most.")
    defaults = asdict(Weights())
    fields = [
        Field(name, t(FACTORS[name]), text_input(initial=str(weight), longest=3), required=True,
              hint=t("Usually {n}", n=defaults[name]))
        for name, weight in asdict(weights).items()
    ]  # fmt: skip
    blocks = [section(said), *(field.block() for field in fields)]
    return modal(ViewId.HOW_RANKED, t("How items are ranked"), blocks, buttons=(t("Save"), t("Cancel")))


def typed_weights(texts: Mapping[str, str]) -> dict[str, str]:
    """Those of the form, by the name of their factor."""
    return {name: texts[name] for name in FACTORS if name in texts}


def _about(view_id: str, name: str, title: str, field: Field, about: tuple[str, str], t: Texts) -> View:
    item_id, submit = about
    blocks = [section(f"*{escape(one_line(title, 200)) or t('A customer pain from a private place')}*"), field.block()]
    return modal(view_id, name, blocks, buttons=(submit, t("Cancel")), metadata=item_id)
