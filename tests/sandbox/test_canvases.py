"""Canvases: made of Markdown, in a tab of a channel the bot is in."""

from tests.sandbox.an_app import App
from tests.sandbox.running import GENERAL


async def test_a_canvas_is_made_of_markdown_and_can_be_opened(app: App) -> None:
    content = {"type": "markdown", "markdown": "# Minutes"}
    made = await app.call("canvases.create", title="Minutes", document_content=content, channel_id=GENERAL)
    world = app.sandbox.world
    async with app.session.get(f"{world.url}docs/{world.team_id}/{made['canvas_id']}") as page:
        shown = await page.text()

    assert "# Minutes" == shown
    assert ("Minutes", [GENERAL]) == (world.files[made["canvas_id"]].title, world.files[made["canvas_id"]].channels)


async def test_what_is_no_markdown_and_a_channel_that_is_none_are_refused(app: App) -> None:
    html = {"type": "html", "html": "<b>"}

    assert "canvas_creation_failed" == await app.error("canvases.create", document_content=html)
    assert "channel_not_found" == await app.error("canvases.create", channel_id="C0NOWHERE")
