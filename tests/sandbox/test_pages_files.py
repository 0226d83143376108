"""Files in a conversation: a picture is seen, with its words; anything else can be opened."""

from bot.sandbox.world import File, Message
from tests.sandbox.browsing import CARE, LAN, browsing, company

HOSTILE = '"><script>alert(1)</script>'


async def shown(*files: File) -> str:
    """The page of a channel in which the bot shared these."""
    async with company() as sandbox, browsing(sandbox) as browser:
        sandbox.world.files |= {file.id: file for file in files}
        message = Message("", CARE, sandbox.world.bot_user_id, "Here it is", files=[file.id for file in files])
        sandbox.changes.post(message)
        return (await browser.open(f"/as/{LAN}/{CARE}")).html


def a_file(name: str, mimetype: str, **more: str) -> File:
    return File("F1", name, user="U0", mimetype=mimetype, content=b"x", is_complete=True, **more)  # type: ignore[arg-type]


async def test_a_picture_is_shown_with_its_alt_text_and_title() -> None:
    html = await shown(a_file("stages.png", "image/png", title="Pains by stage", alt_text="Use: 3"))

    assert '<img src="/files/F1/stages.png" alt="Use: 3"' in html
    assert "Pains by stage" in html


async def test_another_file_is_a_link() -> None:
    html = await shown(a_file("meeting.ics", "text/calendar", title="The meeting"))

    assert 'class="file" href="/files/F1/meeting.ics"' in html
    assert "The meeting" in html
    assert '<img src="/files/' not in html


async def test_what_a_file_is_called_is_only_words() -> None:
    html = await shown(a_file("stages.png", "image/png", title=HOSTILE, alt_text=HOSTILE))

    assert "<script>alert" not in html
