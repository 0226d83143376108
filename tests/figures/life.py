"""A random life of pains: whatever people and the bot may do with them, in any order."""

import random
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.decisions.models import Decision
from bot.delivery.models import OutboxRow
from bot.delivery.purposes import Delivered
from bot.errors import UserError
from bot.figures.models import Tally, What
from bot.figures.recount import Key, counted
from bot.figures.services import count
from bot.loops.closing import told_by_flywheel
from bot.loops.models import Outcome, Telling
from bot.loops.queries import group_of
from bot.loops.rules import BY_FLYWHEEL, Answer
from bot.loops.services import not_doing, record_outcome, reopen, resolve
from bot.ownership.handoffs import accept, decline, offer
from bot.ownership.models import Handoff
from bot.ownership.rules import Receiver
from bot.ownership.services import release, take
from bot.pains.models import Pain, Via
from bot.pains.rules import STAGES, Report
from bot.pains.services import Origin, add_details, me_too, report_pain, same_as, take_back
from bot.people.services import keep_users
from bot.roster.models import SeatRole
from bot.roster.services import give_seat
from bot.slack.payloads import SlackMessage
from bot.store.store import Store
from bot.workspaces.models import Workspace
from tests.clock import FakeClock
from tests.fake_workspace import GENERAL, everybody
from tests.flywheel import installed
from tests.people import LAN, MAYA, TOM

PEOPLE = (LAN, MAYA, TOM)
DEPARTMENTS = ("product", "customer_service", "sales")


class Life:
    """Lan, Maya and Tom lead a department each; the clock goes on between what they do."""

    def __init__(self, store: Store, clock: FakeClock, seed: int) -> None:
        self.flywheel, self.clock, self.chance = installed(store, clock), clock, random.Random(seed)
        self.flywheel.write(_settle)
        self.done: list[str] = []
        self._acts = [self._report, self._report, self._again, self._join_in, self._details, self._take_back]
        self._acts += [self._same, self._take, self._take, self._offer, self._answer, self._answer, self._release]
        self._acts += [self._resolve, self._resolve, self._tell, self._tell, self._tell, self._arrive, self._reopen]
        self._acts += [self._decide, self._look_back]

    def go_on(self, acts: int) -> None:
        """What may not be done is not done."""
        for _ in range(acts):
            self.clock.advance(hours=self.chance.choice((0, 1, 5, 30, 200)), microseconds=1)
            act = self.chance.choice(self._acts)
            try:
                act()
                self.done.append(act.__name__)
            except (UserError, IndexError):  # IndexError: nothing there yet to do it with
                continue

    def tallies(self) -> Mapping[Key, int]:
        rows = self.flywheel.rows(Tally)
        return {(row.month, row.what, row.of, row.bucket): row.count for row in rows if row.count}

    def recounted(self) -> Mapping[Key, int]:
        return self.flywheel.read(lambda session: counted(session, self.flywheel.workspace_id))

    def _anybody(self) -> str:
        return self.chance.choice(PEOPLE).user_id

    def _pain(self) -> int:
        return self.chance.choice(self.flywheel.pains()).key

    def _stage(self) -> str:
        return self.chance.choice(("", *STAGES))

    def _report(self) -> None:
        who, colleague = self._anybody(), self.chance.random() < 0.3
        report = Report(
            who, "Slow", customer="" if colleague else "Contoso", is_colleague=colleague, stage=self._stage()
        )
        self._reported(report, str(self.clock.now().timestamp()))

    def _again(self) -> None:
        report = Report(self._anybody(), "Slow too", stage=self._stage())
        self._reported(report, str(self.chance.choice(self.flywheel.pains()).created_at.timestamp()))

    def _reported(self, report: Report, ts: str) -> None:
        self.flywheel.write(report_pain, report, Origin(Via.REACTION, "", SlackMessage(GENERAL, ts, "")))

    def _join_in(self) -> None:
        self.flywheel.write(me_too, self._pain(), self._anybody(), self.chance.choice(("", "Fabrikam")))

    def _details(self) -> None:
        self.flywheel.write(add_details, self._pain(), Report(self._anybody(), stage=self._stage()))

    def _take_back(self) -> None:
        self.flywheel.write(take_back, self._pain(), self._anybody())

    def _same(self) -> None:
        self.flywheel.write(same_as, self._pain(), self._pain(), self._anybody())

    def _take(self) -> None:
        self.flywheel.write(take, self._pain(), self._anybody())

    def _offer(self) -> None:
        to = Receiver(self.chance.choice(DEPARTMENTS))
        self.flywheel.write(offer, self._pain(), self._anybody(), to, "It is yours")

    def _answer(self) -> None:
        handoff, who = self.chance.choice(self.flywheel.rows(Handoff)), self._anybody()
        if self.chance.random() < 0.5:
            self.flywheel.write(accept, handoff.id, who)
        else:
            self.flywheel.write(decline, handoff.id, who, "Not ours")

    def _release(self) -> None:
        self.flywheel.write(release, self._pain())

    def _resolve(self) -> None:
        service = self.chance.choice((resolve, resolve, not_doing))
        self.flywheel.write(service, self._pain(), self._anybody(), "It is fast now")

    def _tell(self) -> None:
        telling = self.chance.choice(self.flywheel.rows(Telling))
        answers = (Outcome.TOLD, Outcome.TOLD, Outcome.UNREACHABLE, Outcome.NOT_FIXED)
        self.flywheel.write(record_outcome, telling.key, telling.teller, Answer(self.chance.choice(answers), "Slow"))

    def _arrive(self) -> None:
        """The bot's own message reaches a colleague."""
        direct = [one for one in self.flywheel.rows(Telling) if one.how == BY_FLYWHEEL]
        self.flywheel.write(_arrived, self.chance.choice(direct).key)

    def _reopen(self) -> None:
        who = self.flywheel.inbound(self.chance.choice(PEOPLE), response_url="https://hooks.slack.com/x")
        self.flywheel.write(reopen, who, self._pain())

    def _decide(self) -> None:
        self.flywheel.write(_decided, len(self.flywheel.rows(Decision)) + 1)

    def _look_back(self) -> None:
        waiting = [one.key for one in self.flywheel.rows(Decision) if one.looked_back_at is None]
        self.flywheel.write(_looked_back, self.chance.choice(waiting), self.chance.choice(("yes", "partly", "no")))


def _settle(session: Session, workspace_id: int, *, now: datetime) -> None:
    workspace = session.get_one(Workspace, workspace_id)
    workspace.time_zone = "Asia/Ho_Chi_Minh"
    keep_users(session, workspace, everybody().values(), now=now)
    session.flush()
    for who, department in zip(PEOPLE, DEPARTMENTS, strict=True):
        give_seat(session, workspace_id, who.user_id, SeatRole.LEAD, department, on=now.date())


def _arrived(session: Session, _workspace_id: int, telling_id: int, *, now: datetime) -> None:
    telling = session.get_one(Telling, telling_id)
    pain = session.get_one(Pain, telling.pain_id)
    fields: dict[str, Any] = {"subject": group_of(pain, telling.teller), "due_at": now, "created_at": now}
    told_by_flywheel(session, Delivered(OutboxRow(**fields), {}), now)


def _decided(session: Session, workspace_id: int, number: int, *, now: datetime) -> None:
    said: dict[str, Any] = dict.fromkeys(("what", "effect", "feeling", "problem", "value"), "Better")
    said |= {"decided_by": MAYA.user_id, "written_by": MAYA.user_id, "number": number}
    session.add(Decision(workspace_id=workspace_id, made_at=now, **said))
    count(session, workspace_id, What.DECIDED, now)


def _looked_back(session: Session, workspace_id: int, decision_id: int, answer: str, *, now: datetime) -> None:
    decision = session.exec(select(Decision).where(Decision.id == decision_id)).one()
    decision.looked_back_at, decision.came_true = now, answer
    session.add(decision)
    count(session, workspace_id, What.LOOKED_BACK, now, of=answer)
