"""What is said in the place of the message somebody clicked."""

from datetime import datetime

from sqlmodel import Session

from bot.delivery.letters import Letter, Method
from bot.delivery.outbox import enqueue
from bot.slack.blocks import Message
from bot.slack.payloads import Inbound


def replace_clicked(session: Session, workspace_id: int, who: Inbound, message: Message, *, now: datetime) -> None:
    """By the address that came with the click. Without one nothing is lost: what it did is shown elsewhere, too."""
    if who.response_url:
        said = {"response_url": who.response_url, "replace_original": True, **message.payload()}
        enqueue(session, workspace_id, Letter(f"answered:{who.key}", Method.RESPOND, "", said), now=now)
