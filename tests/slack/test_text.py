"""What people write is data: plain text on the way in, never markup on the way out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import (
    clean,
    escape,
    link,
    mentioned,
    moment,
    one_line,
    permalink,
    plain,
    quote,
    shorten,
)

NAMES = {"U0LAN": "Trần Thị Lan"}
HOSTILE = st.text(alphabet=st.sampled_from("<>!@#&|^ac;ltgmp \n*`_~é💥")) | st.text()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        (None, ""),
        ("  the invoice is wrong \n", "the invoice is wrong"),
        ("ask <@U0LAN> about it", "ask @Trần Thị Lan about it"),
        ("ask <@U0NOBODY|pat> or <@U0OTHER>", "ask @pat or @U0OTHER"),
        ("see <#C1|sales> and <#C2>", "see #sales and #C2"),
        ("<!channel> <!here> <!everyone>", "@channel @here @everyone"),
        ("<!subteam^S1|@support>", "@support"),
        ("<!date^1700000000^{date}|14 November>", "14 November"),
        ("<https://acme.com/a?b=1&amp;c=2>", "https://acme.com/a?b=1&c=2"),
        ("<https://acme.com|our site>", "our site (https://acme.com)"),
        ("<mailto:lan@acme.com|lan@acme.com>", "lan@acme.com"),
        ("<tel:+84123|+84123>", "+84123"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("&amp;lt;", "&lt;"),
    ],
)
def test_an_incoming_text_becomes_what_its_author_saw(written: str | None, read: str) -> None:
    assert read == plain(written, NAMES)


@given(HOSTILE)
def test_whatever_is_written_can_neither_ping_nor_link(text: str) -> None:
    assert not set("<>") & set(escape(text))
    assert "<" not in escape(plain(text))
    assert "<" not in quote(plain(text))


@given(HOSTILE)
def test_what_was_escaped_reads_as_it_was_written(text: str) -> None:
    assert text.strip() == plain(escape(text)) or not text.isprintable()


@given(HOSTILE, st.integers(min_value=1, max_value=200))
def test_a_shortened_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    assert limit >= len(shorten(text, limit))
    assert limit >= len(one_line(text, limit))
    assert "\n" not in one_line(text, limit)


def test_a_short_text_is_left_alone_and_a_long_one_is_cut_at_a_word() -> None:
    assert "the invoice" == shorten("the invoice", 11)
    assert "the invoice…" == shorten("the invoice is wrong", 14)
    assert "aaaa…" == shorten("a" * 40, 5)


def test_every_line_of_a_quotation_is_quoted() -> None:
    assert "> one\n> \n> &lt;!here&gt;" == quote("one\n\n<!here>")


def test_a_label_cannot_break_out_of_its_link() -> None:
    assert "<https://acme.com|a¦b &gt;&lt;!channel&gt;>" == link("https://acme.com", "a|b ><!channel>")


def test_mentioned_people_are_found_in_an_incoming_text() -> None:
    assert {"U0LAN", "W1"} == mentioned("<@U0LAN> and <@W1|wim>, not <#C1> or &lt;@U2&gt;")
    assert set() == mentioned(None)


def test_a_moment_is_shown_in_the_readers_zone_and_its_fallback_names_its_own() -> None:
    at = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

    assert f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|2026-03-02 09:30 UTC>" == moment(at, "en")
    assert "lúc {time}" in moment(at, "vi")


def test_the_address_of_a_message_needs_nobody_to_be_asked() -> None:
    url = "https://acme.slack.com/"

    assert "https://acme.slack.com/archives/C1/p1700000000000100" == permalink(url, "C1", "1700000000.000100")
    assert permalink(url, "C1", "1.2") == permalink(url, "C1", "1.2", thread_ts="1.2")
    assert "https://acme.slack.com/archives/C1/p12?thread_ts=1.1&cid=C1" == permalink(url, "C1", "1.2", thread_ts="1.1")


def test_what_no_database_keeps_is_taken_out() -> None:
    assert "a?b" == clean("a\x00\ud800b")
