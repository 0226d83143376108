"""mrkdwn as Slack shows it, and never as HTML of the writer's own."""

from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.render import Reader, render_plain, render_text
from tests.sandbox.html_tree import find, nodes, only
from tests.sandbox.readers import LAN, MAI, NOW

STAMP = int(datetime(2026, 11, 21, 11, 39, 5, tzinfo=UTC).timestamp())


def words(text: str, reader: Reader = MAI) -> str:
    """What a person reads."""
    return unescape(render_text(text, reader).striptags())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _it_ ~gone~", "<strong>bold</strong> <em>it</em> <s>gone</s>"),
        ("*_both_*", "<strong><em>both</em></strong>"),
        ("(*bold*), _it_.", "(<strong>bold</strong>), <em>it</em>."),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
        ("* not bold *", "* not bold *"),
        ("*open", "*open"),
        ("*one\ntwo*", "*one<br>two*"),
        ("*a _b* c_", "<strong>a _b</strong> c_"),
        ("**", "**"),
        ("`*code* &lt;b&gt;`", '<code class="sk-code">*code* &lt;b&gt;</code>'),
        ("a\r\nb", "a<br>b"),
        ("```\nx = *1*\n```\nafter", '<pre class="sk-pre"><code>x = *1*</code></pre>after'),
        ("before ```x```", 'before <pre class="sk-pre"><code>x</code></pre>'),
        ("```open", "```open"),
        ("``````", "``````"),
        ("> said\n&gt; *more*\nnot", '<blockquote class="sk-quote">said<br><strong>more</strong></blockquote>not'),
        ("a\n>>> b\nc", 'a<blockquote class="sk-quote">b<br>c</blockquote>'),
        ("• one\n• two", "• one<br>• two"),
        ("a &amp; b &lt; c", "a &amp; b &lt; c"),
        ("&amp;lt; &copy;", "&amp;lt; &amp;copy;"),
    ],
)
def test_text_is_formatted_as_slack_does(text: str, html: str) -> None:
    assert html == str(render_text(text, MAI))


def test_a_link_shows_its_words_and_opens_elsewhere() -> None:
    link = only(render_text("<https://example.com/?a=1&amp;b=2|A &amp; B>", MAI), "a")

    assert ("A & B", "https://example.com/?a=1&b=2") == (link.text, link["href"])
    assert ("_blank", "noopener noreferrer") == (link["target"], link["rel"])


def test_a_link_into_the_sandbox_stays_in_its_tab() -> None:
    assert None is only(render_text("<http://127.0.0.1:3000/archives/C1/p1|there>", MAI), "a")["target"]


def test_an_address_typed_as_it_is_becomes_a_link_without_its_full_stop() -> None:
    html = render_text("See https://example.com/a_b_c.", MAI)

    assert "https://example.com/a_b_c" == only(html, "a")["href"]
    assert html.endswith("</a>.")


def test_people_and_channels_are_shown_by_name() -> None:
    html = render_text("<@U1> <@U2> <@U9|zoe> <@U8> <#C1> <#C9> <#C9|secret>", MAI)

    assert "@Mai @Bob @zoe @U8 #general private channel #secret" == html.striptags()
    assert "sk-mention sk-mention--me" == only(html, "span", data_user_id="U1")["class"]
    assert "http://127.0.0.1:3000/as/U1/C1" == only(html, "a", data_channel_id="C1")["href"]


def test_groups_and_broadcasts_stand_out() -> None:
    html = render_text("<!here> <!channel> <!everyone> <!subteam^S1|@leads> <!subteam^S2>", MAI)

    assert "@here @channel @everyone @leads @S2" == html.striptags()
    assert 3 == len(find(html, "span", class_="sk-mention sk-mention--all"))


@pytest.mark.parametrize(
    ("tokens", "english", "vietnamese"),
    [
        ("{date_num}", "2026-11-21", "2026-11-21"),
        ("{date}", "November 21, 2026", "21 tháng 11, 2026"),
        ("{date_short}", "Nov 21, 2026", "21 thg 11, 2026"),
        ("{date_long}", "Saturday, November 21, 2026", "Thứ Bảy, 21 tháng 11, 2026"),
        ("{date_pretty} at {time}", "yesterday at 6:39 PM", "hôm qua at 18:39"),
        ("{time_secs}", "6:39:05 PM", "18:39:05"),
        ("{ago}", "8 hours ago", "8 giờ trước"),
        ("{unknown}", "{unknown}", "{unknown}"),
    ],
)
def test_a_date_is_shown_in_the_zone_and_language_of_who_looks(tokens: str, english: str, vietnamese: str) -> None:
    text = f"<!date^{STAMP}^{tokens}|then>"

    assert (english, vietnamese) == (words(text, MAI), words(text, LAN))


@pytest.mark.parametrize(("hours", "day"), [(-24, "yesterday"), (0, "today"), (24, "tomorrow"), (-48, "Nov 20, 2026")])
def test_a_pretty_date_names_the_days_around_today(hours: int, day: str) -> None:
    unix = int(NOW.timestamp()) + hours * 3600

    assert day == words(f"<!date^{unix}^{{date_short_pretty}}|then>")


def test_a_date_may_be_a_link_and_falls_back_where_it_is_none() -> None:
    linked = render_text(f"<!date^{STAMP}^{{date_num}}^https://example.com|then>", MAI)

    assert "https://example.com" == only(linked, "a")["href"]
    assert "2026-11-21T18:39:05+07:00" == only(linked, "time")["datetime"]
    assert "then" == words("<!date^soon^{date}|then>")
    assert "then" == words("<!date^99999999999999999^{date}|then>")


def test_emoji_are_drawn_with_their_names_for_screen_readers() -> None:
    html = render_text(
        ":adhesive_bandage: :+1::skin-tone-3: :flag-vn: :large_green_circle: :no_such_thing: 10:30:45", MAI
    )

    assert "🩹 👍 🇻🇳 🟢 :no_such_thing: 10:30:45" == html.striptags()
    assert "img" == only(html, "span", aria_label=":adhesive_bandage:")["role"]


def test_plain_text_knows_only_emoji_and_line_ends() -> None:
    html = render_plain("*a*\n<@U1> &amp; :wave:")

    assert html.startswith("*a*<br>&lt;@U1&gt; &amp;amp; ")
    assert "👋" == only(html, "span", aria_label=":wave:").text


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        '<https://example.com/" onmouseover="alert(1)|x>',
        "<https://example.com|<img onerror=alert(1)>>",
        "<javascript:alert(1)|click>",
        "<JaVaScRiPt:alert(1)>",
        "<data:text/html,<script>|x>",
        "<vbscript:x|y>",
        '<@U1|"><b onclick=x>',
        '<!date^1^{date}^javascript:alert(1)|"><script>>',
        "```</code></pre><script>x</script>```",
        "`</code><script>x</script>`",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        ':wave"onclick=x:',
        "> <img src=x onerror=y>",
    ],
)
def test_no_text_brings_its_own_html(hostile: str) -> None:
    for html in (render_text(hostile, MAI), render_plain(hostile)):
        assert {each.name for each in nodes(html)} <= {"a", "span", "time", "code", "pre", "blockquote", "br"}
        for node in nodes(html):
            assert not [name for name in node.attributes if name.startswith("on")]
            assert "script:" not in (node["href"] or "").lower()


@given(st.text(alphabet="*_~`<>@#!|:^&;{} \nabU1"))
def test_any_text_makes_balanced_html(text: str) -> None:
    assert nodes(render_text(text, MAI)) is not None


@pytest.mark.parametrize(
    "piece", ["<", "*", "*a ", "`", ":", "<@", "```", ">", ":a", "https://", "_*~", "<!date^", "*_a"]
)
def test_the_longest_message_is_read_to_its_end(piece: str) -> None:
    """Slow markup would run into the time-out of the test run."""
    assert render_text((piece * 40_000)[:40_000], MAI)
