"""What is said about a brief that is taken along: on its way, there, or not taken by Slack. Pure."""

from bot.i18n import Texts
from bot.slack.blocks import Message, section
from bot.slack.text import escape, link


def on_its_way(t: Texts) -> Message:
    return _note(t("The file is on its way: look into *Messages* of Flywheel."))


def file_refused(reason: str, t: Texts) -> Message:
    """`reason` is Slack's code."""
    return _note(t("Slack did not take the file you asked for (`{reason}`). `/flywheel review` shows the same.",
                   reason=escape(reason)))  # fmt: skip


def file_unclear(t: Texts) -> Message:
    return _note(t("I do not know whether your file reached Slack. If it is not here, ask for it once more."))


def canvas_ready(url: str, t: Texts) -> Message:
    return _note(t("The brief as a canvas: {link}", link=link(url, t("open it"))))


def canvas_refused(reason: str, t: Texts) -> Message:
    return _note(t("Slack did not make the canvas you asked for (`{reason}`). As a picture the brief shows the same.",
                   reason=escape(reason)))  # fmt: skip


def _note(text: str) -> Message:
    return Message(text, [section(text)])
