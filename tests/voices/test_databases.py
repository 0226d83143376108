"""The same answers on both databases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.channels.models import Channel, ChannelKind
from bot.i18n import texts_in
from bot.loops.models import Outcome, Telling
from bot.pains.models import Pain, PainStatus, Via
from bot.people.models import Person
from bot.steps.engine import Steps
from bot.steps.models import Step, StepKind
from bot.store.store import Store
from bot.voices import due
from bot.voices.digests import digest_facts
from bot.voices.models import Listener
from bot.voices.rules import opens
from bot.voices.services import Nomination, answer_story, find_listener, hear, may_name, tell_story
from bot.workspaces.models import Workspace

DAY = date(2026, 3, 4)
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
MORNING = datetime(2026, 3, 4, 9, tzinfo=UTC)


def company(session: Session, workspace_id: int) -> None:
    """Three reports in public words, one in private ones; one of them is closed, and one customer still waits."""
    where: dict[str, Any] = {"workspace_id": workspace_id}
    for person in ("U0LAN", "U0TOM"):
        session.add(Person(**where, user_id=person, name=person, time_zone="UTC", updated_at=NOON))
    session.add(Channel(**where, channel_id="C1", kind=ChannelKind.PUBLIC, checked_at=NOON))
    session.get_one(Workspace, workspace_id).next_pain_number = 5
    fields = {**where, "reporter": "U0LAN", "via": Via.REACTION, "created_at": NOON - timedelta(days=3)}
    pains = [Pain(**fields, number=number, words=f"Words {number}", channel_id="C1", customer=f"{number}", stage="use")
             for number in (1, 2, 3)]  # fmt: skip
    pains.append(Pain(**fields, number=4, words="Secret", channel_id="C2"))
    session.add_all(pains)
    session.flush()
    done = {"status": PainStatus.CLOSED, "resolution": "It is fast now.", "closed_at": NOON, "round": 1}
    pains[0].sqlmodel_update(done)
    asked: dict[str, Any] = {"round": 1, "teller": "U0LAN", "asked_at": NOON - timedelta(days=1)}
    session.add(Telling(**where, **asked, pain_id=pains[0].key, outcome=Outcome.TOLD, answered_at=NOON))
    session.add(Telling(**where, **asked, pain_id=pains[1].key))


def test_what_stands_in_a_digest(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)
    store.write_now(may_name, workspace_id, "U0LAN", by_name=True, now=NOON)

    facts = store.read_now(digest_facts, workspace_id, DAY, texts_in("en"), now=MORNING)

    assert [1, 2, 3] == [one.number for one in facts.heard]
    assert [("It is fast now.", ["U0LAN"], 0)] == [(one.sentence, one.names, one.others) for one in facts.changes]
    assert (1, 1) == (facts.told, facts.waiting)


def test_what_somebody_said_is_kept_in_one_row(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)
    for wants in (True, True, False):
        store.write_now(hear, workspace_id, "U0LAN", wants=wants, now=NOON)
    store.write_now(may_name, workspace_id, "U0LAN", by_name=True, now=NOON)

    def said(session: Session) -> tuple[bool, bool] | None:
        found: Listener | None = find_listener(session, workspace_id, "U0LAN")
        return (found.wants, found.by_name) if found else None

    assert (False, True) == store.read_now(said)


def test_a_story_is_told_once(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)
    told = Nomination("U0TOM", "He stayed until ten.")
    story = store.write_now(tell_story, workspace_id, "U0LAN", told, "ev:1", now=NOON)
    store.write_now(answer_story, workspace_id, story.key, "U0TOM", agreed=True)
    store.write_now(hear, workspace_id, "U0LAN", wants=True, now=NOON)
    for day in (DAY, DAY + timedelta(14)):
        step = Step(workspace_id=workspace_id, kind=StepKind.VOICE, subject=str(day), due_at=NOON)
        at = opens(day)
        assert "readers: 1" == store.write_now(due.give_out, step, at)

    def stories(day: date) -> list[str]:
        facts = store.read_now(digest_facts, workspace_id, day, texts_in("en"), now=MORNING)
        return [one.text for one in facts.stories]

    assert (["He stayed until ten."], []) == (stories(DAY), stories(DAY + timedelta(14)))


async def test_a_morning_by_the_steps(store: Store, workspace_id: int) -> None:
    store.write_now(company, workspace_id)
    store.write_now(hear, workspace_id, "U0TOM", wants=True, now=NOON)
    store.write_now(due.plan_voice, workspace_id, now=NOON)
    store.write_now(due.plan_voice, workspace_id, now=NOON)
    at = [NOON]
    steps = Steps(store, {StepKind.VOICE: due.give_out, StepKind.VOICE_READER: due.send_to_reader}, now=lambda: at[0])
    for at[0] in (opens(DAY), MORNING):
        await steps.run_once()

    assert MORNING + timedelta(minutes=1) == await steps.next_due()  # Slack is asked first what kind of place it is
