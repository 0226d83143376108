"""canvases.create: a document of Markdown, in a tab of a channel where one is named.

Source: docs.slack.dev/reference/methods/canvases.create.
"""

from typing import Any

from bot.sandbox.ids import new_id
from bot.sandbox.methods.call import Call
from bot.sandbox.methods.places import member
from bot.sandbox.methods.registry import method
from bot.sandbox.refusals import ApiError
from bot.sandbox.world import File

LONGEST = 1_048_576  # characters of Markdown
CANVAS = "text/markdown; charset=utf-8"


@method("canvases.create", "canvases:write")
def create(call: Call) -> dict[str, Any]:
    content = call.tree("document_content") or {"type": "markdown", "markdown": ""}
    markdown = content.get("markdown") if isinstance(content, dict) and content.get("type") == "markdown" else None
    if not isinstance(markdown, str) or len(markdown) > LONGEST:
        raise ApiError("canvas_creation_failed")
    canvas = File(new_id("F"), "canvas.md", call.text("title"), call.world.bot_user_id, markdown.encode(), CANVAS)
    if call.text("channel_id"):
        canvas.channels.append(member(call, call.text("channel_id")).id)
    canvas.is_complete = True
    call.world.files[canvas.id] = canvas
    return {"canvas_id": canvas.id}
