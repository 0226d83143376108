"""Hearing a customer and saying so: reports in four ways, and colleagues who have the same pain."""

from datetime import timedelta
from functools import partial

from bot.captures.drafts import Beginning, keep_draft
from bot.captures.services import submit_report
from bot.channels.services import keep_channel
from bot.pains import rules
from bot.pains.models import Via
from bot.pains.services import me_too
from bot.rehearsal.company import Company, Report, Worker
from bot.rehearsal.play import Play, Press
from bot.rehearsal.slack import BACK_ROOM, FRONT_LINE, NAMES
from bot.slack.payloads import SlackMessage

ALSO = 0.3  # of the pains are known to somebody else too
SHARED = 0.25  # of what is said in private may be shown to the team


class Reporting:
    presses: dict[str, Press] = {}  # noqa: RUF012 - nobody reports because of a button

    def __init__(self, play: Play) -> None:
        self._play = play
        for report in play.company.reports:
            play.at(report.at, partial(self._report, report))

    async def _report(self, report: Report) -> None:
        """In the form, begun from the customer's message or from nothing."""
        play, who = self._play, self._play.inbound(report.reporter)
        dice = play.chance("how", report.number)
        draft_id = ""
        if report.is_private or dice.random() < 0.5:
            draft_id = await self._begin(report)
        shared = dice.random() < SHARED if report.is_private else None
        said = rules.Report(
            reporter=report.reporter.user_id,
            title=report.complaint.title,
            words=report.words,
            customer=report.customer,
            stage=report.stage,
            severity=report.severity,
            share_words=shared,
        )
        reported = await play.write(submit_report, who, said, draft_id)
        if reported:
            play.report_of[reported.pain.key] = report
            play.shared |= {report.number} if shared else set()
            self._others(report, reported.pain.key)

    async def _begin(self, report: Report) -> str:
        """From the message a customer's words stand in."""
        play = self._play
        channel = BACK_ROOM if report.is_private else FRONT_LINE
        place = {"id": channel, "name": NAMES[channel], "is_channel": True, "is_private": report.is_private}
        await play.write(keep_channel, place)
        ts = f"{(report.at - timedelta(minutes=9)).timestamp():.0f}.{report.number:06d}"
        message = SlackMessage(channel, ts, report.words, report.reporter.user_id)
        begun = Beginning(report.reporter.user_id, Via.SHORTCUT, words=report.words, message=message)
        draft = await play.write(keep_draft, begun)
        return draft.id if draft else ""

    def _others(self, report: Report, pain_id: int) -> None:
        play, company = self._play, self._play.company
        dice = play.chance("also", report.number)
        if dice.random() > ALSO:
            return
        for _ in range(1 + int(dice.expovariate(1.2))):
            other, customer = dice.choice(company.people), _customer(company, dice.random(), report)
            play.later(other, partial(self._me_too, pain_id, other, customer), hours=dice.uniform(1, 60))

    async def _me_too(self, pain_id: int, worker: Worker, customer: str) -> None:
        await self._play.write(me_too, pain_id, worker.user_id, customer)


def _customer(company: Company, luck: float, report: Report) -> str:
    """Of some other report, so that it is one of the company's."""
    return company.reports[int(luck * len(company.reports))].customer or report.customer
