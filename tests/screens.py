"""Every screen of the product, built with whatever people may have typed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.captures import views as captures
from bot.departments.models import Stage
from bot.departments.rules import STAGE_DEPARTMENTS
from bot.home.help import help_message
from bot.i18n import Texts
from bot.loops import forms as loop_forms
from bot.loops import views as loops
from bot.loops.models import Outcome, Telling
from bot.loops.rules import Counts, Loop
from bot.pains import forms, views
from bot.pains.models import Pain, PainStatus, Via
from bot.pains.rules import DEEDS, Line
from bot.slack.blocks import Message, View
from bot.workspaces import views as workspaces
from bot.workspaces.models import Workspace
from tests.actions import screens as actions
from tests.agenda import screens as agenda
from tests.board import screens as board
from tests.charts import screens as charts
from tests.checkpoints import screens as checkpoints
from tests.contacts import screens as contacts
from tests.decisions import screens as decisions
from tests.departments import screens as departments
from tests.facilitators import screens as facilitators
from tests.followups import screens as followups
from tests.goals import screens as goals
from tests.home import screens as home
from tests.ledger import screens as ledger
from tests.meetings import screens as meetings
from tests.minutes import screens as minutes
from tests.ownership import screens as ownership
from tests.prompts import screens as prompts
from tests.voices import screens as voices
from tests.years import screens as years

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Screen = Callable[[str, Texts], Any]
STAGES = [Stage(workspace_id=1, key=key, department=owner) for key, owner in STAGE_DEPARTMENTS.items()]
ANSWERED = (Outcome.TOLD, Outcome.UNREACHABLE, Outcome.NOT_FIXED)


def a_pain(text: str = "The export takes nine minutes", **changes: Any) -> Pain:
    """With the same text in every field somebody can fill in, as long as the field takes it."""
    fields = {"id": 12, "workspace_id": 1, "number": 12, "reporter": "U0LAN", "via": Via.FORM, "created_at": AT}
    typed = {"title": text[:300], "words": text, "customer": text[:200], "stage": "use", "severity": "stops"}
    return Pain(**{**fields, **typed, "channel_id": "C0GENERAL", **changes})


def facts(text: str, **changes: Any) -> views.CardFacts:
    known = {"place": text[:80], "source_url": "https://acme.slack.com/archives/C1/p1", "reporter_name": text[:200]}
    also = tuple(f"{text[:190]} {number}" for number in range(30))
    fields = {"pain": a_pain(text), "visible": True, "stage": "use", **known, "customers": 31, "also": also}
    return views.CardFacts(**{**fields, **changes})


def _private(text: str, **changes: Any) -> views.CardFacts:
    return facts(text, visible=False, place="", pain=a_pain(text, title="", **changes))


def _closed(text: str, status: PainStatus, merged_into: int | None = None) -> views.CardFacts:
    return facts(text, pain=a_pain(text, status=status), merged_into=merged_into)


def _resolved(text: str, **changes: Any) -> Pain:
    return a_pain(text, **{"status": PainStatus.RESOLVED, "resolution": text[:500], "round": 1, **changes})


def _settled(text: str, status: PainStatus) -> views.CardFacts:
    return facts(text, pain=_resolved(text, status=status), loop=Loop(Counts(told=2, unreachable=1)))


def a_telling(text: str, outcome: Outcome = Outcome.WAITING, number: int = 1) -> Telling:
    customer = f"{text[:190]} {number}" if number else ""
    return Telling(id=number, workspace_id=1, pain_id=12, round=1, teller="U0LAN", customer=customer, outcome=outcome,
                   how="phone" if outcome is Outcome.TOLD else text[:1000], asked_at=AT)  # fmt: skip


def _again(text: str) -> views.CardFacts:
    return facts(text, pain=a_pain(text, round=1, owner="U0TOM"), loop=Loop(not_fixed=a_telling(text)))


def _asked(
    text: str, *, outcomes: Sequence[Outcome] = (Outcome.WAITING, Outcome.WAITING, Outcome.TOLD), **changes: Any
) -> loops.Asked:
    tellings = [a_telling(text, outcome, number) for number, outcome in enumerate(outcomes)]
    return loops.Asked(_resolved(text, **changes), tellings, text)


def _workspace(text: str, **changes: Any) -> Workspace:
    return Workspace(id=1, team_id="T0ACME", name=text[:200], created_at=AT, **changes)


def _history(text: str) -> list[Line]:
    return [Line(AT, text[:200], what, text) for what in [*DEEDS, "something newer"] * 7]


MESSAGES: dict[str, Callable[[str, Texts], Message]] = {
    **ownership.MESSAGES,
    **actions.MESSAGES,
    **agenda.MESSAGES,
    **board.MESSAGES,
    **charts.MESSAGES,
    **checkpoints.MESSAGES,
    **contacts.MESSAGES,
    **decisions.MESSAGES,
    **departments.MESSAGES,
    **facilitators.MESSAGES,
    **followups.MESSAGES,
    **goals.MESSAGES,
    **home.MESSAGES,
    **ledger.MESSAGES,
    **meetings.MESSAGES,
    **minutes.MESSAGES,
    **prompts.MESSAGES,
    **voices.MESSAGES,
    **years.MESSAGES,
    "card": lambda text, t: views.pain_card(facts(text), t),
    "owned card": lambda text, t: views.pain_card(
        facts(text, pain=a_pain(text, owner="U0TOM"), standing=ownership.standing(text)), t
    ),
    "card of a colleague": lambda text, t: views.pain_card(facts(text, pain=a_pain(text, is_colleague=True)), t),
    "card without a name": lambda text, t: views.pain_card(facts(text, pain=a_pain(text, customer="")), t),
    "private card": lambda text, t: views.pain_card(_private(text), t),
    "card taken back": lambda text, t: views.pain_card(_closed(text, PainStatus.WITHDRAWN), t),
    "card joined": lambda text, t: views.pain_card(_closed(text, PainStatus.MERGED, 7), t),
    "receipt": lambda text, t: views.receipt(facts(text), t, team_sees_it=True),
    "private receipt": lambda text, t: views.receipt(_private(text), t, team_sees_it=False),
    "echo receipt": lambda text, t: views.already_kept(facts(text), t, new_echo=True),
    "known receipt": lambda text, t: views.already_kept(_private(text), t, new_echo=False),
    "taken back": lambda text, t: views.taken_back(a_pain(text, status=PainStatus.WITHDRAWN), t),
    "voice taken back": lambda text, t: views.taken_back(a_pain(text), t),
    "question": lambda text, t: captures.ask_whether_pain("a" * 32, t),
    "no words": lambda text, t: captures.no_words(t),
    "message gone": lambda text, t: captures.message_gone(t),
    "cannot read": lambda text, t: captures.cannot_read(text[:80], t),
    "outside person": lambda text, t: captures.outside_person(text[:200], t),
    "nothing kept": lambda text, t: captures.nothing_kept(t),
    "setup saved": lambda text, t: workspaces.setup_saved(_workspace(text, flywheel_channel="C1"), 3, t),
    "welcome": lambda text, t: workspaces.welcome(_workspace(text), text[:200], t),
    "resolved card": lambda text, t: views.pain_card(_settled(text, PainStatus.RESOLVED), t),
    "closed card": lambda text, t: views.pain_card(_settled(text, PainStatus.CLOSED), t),
    "card open again": lambda text, t: views.pain_card(_again(text), t),
    "card that is back": lambda text, t: views.pain_card(facts(text, pain=a_pain(text, round=1)), t),
    "asked to tell": lambda text, t: loops.telling_message(_asked(text), t),
    "asked to tell why not": lambda text, t: loops.telling_message(_asked(text, not_doing=True), t),
    "asked with her own text": lambda text, t: loops.telling_message(replace(_asked(text), own_text=text[:3000]), t),
    "told everybody": lambda text, t: loops.telling_message(_asked(text, outcomes=ANSWERED), t),
    "nothing to tell": lambda text, t: loops.telling_message(_asked(text, outcomes=[Outcome.CANCELLED]), t),
    "owner note": lambda text, t: loops.owner_note(_asked(text), text[:200], t),
    "told by the bot": lambda text, t: loops.told_by_bot(a_telling(text), _resolved(text), t),
    "not done, by the bot": lambda text, t: loops.told_by_bot(a_telling(text), _resolved(text, not_doing=True), t),
    "not fixed": lambda text, t: loops.not_fixed_note(a_pain(text), a_telling(text), text[:200], t),
    "back": lambda text, t: loops.back_note(a_pain(text), text[:200], t),
    "is it back": lambda text, t: loops.is_it_back(_resolved(text, closed_at=AT), t),
    "opened again": lambda text, t: loops.opened_again(a_pain(text), t),
    "thread line": lambda text, t: loops.thread_line(_resolved(text), Counts(told=2, unreachable=1), t),
    "trouble": lambda text, t: workspaces.trouble("C1", "not_in_channel", t),
}

MODALS: dict[str, Callable[[str, Texts], View]] = {
    **ownership.MODALS,
    **actions.MODALS,
    **agenda.MODALS,
    **board.MODALS,
    **checkpoints.MODALS,
    **contacts.MODALS,
    **decisions.MODALS,
    **departments.MODALS,
    **facilitators.MODALS,
    **followups.MODALS,
    **goals.MODALS,
    **home.MODALS,
    **meetings.MODALS,
    **prompts.MODALS,
    **voices.MODALS,
    **years.MODALS,
    "pain form": lambda text, t: forms.pain_form(
        forms.Prefill("a" * 32, text, text, private=True, share=True), STAGES, t
    ),
    "empty pain form": lambda text, t: forms.pain_form(forms.Prefill(), STAGES, t),
    "my details": lambda text, t: forms.details_form(a_pain(text), STAGES, t, mine=True, private=True, visible=True),
    "others' details": lambda text, t: forms.details_form(
        a_pain(text), STAGES, t, mine=False, private=True, visible=True
    ),
    "details without words": lambda text, t: forms.details_form(
        a_pain(text, words=""), STAGES, t, mine=True, private=False, visible=True
    ),
    "me too": lambda text, t: forms.echo_form(a_pain(text), text, t),
    "me too, private": lambda text, t: forms.echo_form(a_pain(text), "", t),
    "same as": lambda text, t: forms.same_as_form(a_pain(text), t),
    "every word": lambda text, t: forms.words_window(a_pain(text), t),
    "resolve": lambda text, t: loop_forms.resolve_form(a_pain(text), text[:300], t),
    "not doing": lambda text, t: loop_forms.resolve_form(a_pain(text), "", t, not_doing=True),
    "told form": lambda text, t: loop_forms.told_form(a_telling(text), t),
    "not fixed form": lambda text, t: loop_forms.not_fixed_form(a_telling(text), t),
    "text form": lambda text, t: loop_forms.text_form(a_telling(text), text[:3000], t),
    "history": lambda text, t: forms.history_window(_history(text), t),
    "help window": lambda text, t: forms.message_window(t("How it works"), help_message("pain", "Flywheel", t), t),
    "setup": lambda text, t: workspaces.setup_form(_workspace(text), "Asia/Ho_Chi_Minh", t),
    "setup again": lambda text, t: workspaces.setup_form(
        _workspace(text, set_up_by="U1", flywheel_channel="C1", language="vi", fiscal_year_start=4), "", t
    ),
}

HOMES: dict[str, Callable[[str, Texts], View]] = home.HOMES
