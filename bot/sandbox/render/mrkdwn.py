"""Slack's mrkdwn -> HTML. One pass, in linear time; whatever is not Slack's own markup is escaped text.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from bot.sandbox.render import emojis
from bot.sandbox.render.html import join, tag
from bot.sandbox.render.mentions import bare_link, special, unescaped
from bot.sandbox.render.reader import Reader

# Every alternative ends at the next character of its own opening, so that no text makes the search start over.
_TOKEN = re.compile(
    rf"(?P<special><[^<>\n]+>)|(?P<code>`[^`\n]+`)|(?P<emoji>{emojis.NAME})"
    r"|(?P<link>https?://[^\s<>|`*]+)|(?P<mark>[*_~])|(?P<line>\n)"
)
_MARKS = {"*": "strong", "_": "em", "~": "s"}
_FENCE = "```"


def render_text(text: str, reader: Reader) -> Markup:
    """mrkdwn as HTML: `text` of a message, or of a mrkdwn text object."""
    return join(list(_parts(text.replace("\r\n", "\n"), reader)))


def render_plain(text: str) -> Markup:
    """A plain_text object: only emoji names and line ends mean anything."""
    return join(list(_plain_parts(text)))


def _plain_parts(text: str) -> Iterator[Markup]:
    for piece in re.split(rf"({emojis.NAME}|\n)", text):
        if piece == "\n":
            yield tag("br")
        elif len(piece) > 2 and piece[0] == piece[-1] == ":":
            yield escape(emojis.show(piece[1:-1]))
        else:
            yield escape(piece)


def _parts(text: str, reader: Reader) -> Iterator[Markup]:
    """Code blocks, and the paragraphs between them."""
    at = 0
    while (start := text.find(_FENCE, at)) >= 0 and (end := text.find(_FENCE, start + 3)) >= 0:
        if end > start + 3:
            yield from _paragraphs(text[at:start].removesuffix("\n"), reader)
            yield tag("pre", tag("code", unescaped(text[start + 3 : end]).strip("\n")), class_="sk-pre")
        else:
            yield from _paragraphs(text[at : end + 3], reader)
        at = end + 3
        if text.startswith("\n", at) and end > start + 3:
            at += 1
    yield from _paragraphs(text[at:], reader)


def _paragraphs(text: str, reader: Reader) -> Iterator[Markup]:
    """Quoted lines, and the lines between them."""
    quoted: list[str] = []
    plain: list[str] = []
    rest_is_quoted = False
    for line in text.split("\n") if text else []:
        body = line if rest_is_quoted else _quote(line)
        if not rest_is_quoted and line.startswith(("&gt;&gt;&gt;", ">>>")):
            rest_is_quoted, body = True, line.removeprefix("&gt;&gt;&gt;").removeprefix(">>>").lstrip(" ")
        if body is None:
            yield from _flush(quoted, reader, quote=True)
            plain.append(line)
        else:
            yield from _flush(plain, reader, quote=False)
            quoted.append(body)
    yield from _flush(quoted, reader, quote=True)
    yield from _flush(plain, reader, quote=False)


def _quote(line: str) -> str | None:
    """What stands behind the quote mark; None where there is none."""
    for mark in ("&gt;", ">"):
        if line.startswith(mark):
            return line.removeprefix(mark).removeprefix(" ")
    return None


def _flush(lines: list[str], reader: Reader, *, quote: bool) -> Iterator[Markup]:
    if lines:
        inner = _Inline(reader).read("\n".join(lines))
        lines.clear()
        yield tag("blockquote", inner, class_="sk-quote") if quote else inner


@dataclass
class _Inline:
    """Reads one run of lines. `open_marks`: (mark, place in `out`) of what may still become bold, italic or struck."""

    reader: Reader
    out: list[Markup] = field(default_factory=list)
    open_marks: list[tuple[str, int]] = field(default_factory=list)

    def read(self, text: str) -> Markup:
        at = 0
        for token in _TOKEN.finditer(text):
            self.out.append(escape(unescaped(text[at : token.start()])))
            self._take(token, text)
            at = token.end()
        self.out.append(escape(unescaped(text[at:])))
        return join(self.out)

    def _take(self, token: "re.Match[str]", text: str) -> None:
        kind, found = token.lastgroup, token[0]
        if kind == "mark":
            self._mark(found, text, token.start())
        elif kind == "line":
            self.open_marks.clear()
            self.out.append(tag("br"))
        elif kind == "code":
            self.out.append(tag("code", unescaped(found[1:-1]), class_="sk-code"))
        elif kind == "emoji":
            self.out.append(escape(emojis.show(found[1:-1])))
        elif kind == "link":
            self.out.append(bare_link(unescaped(found), self.reader))
        else:
            self.out.append(special(found[1:-1], self.reader))

    def _mark(self, mark: str, text: str, at: int) -> None:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opened = [place for place, (each, _) in enumerate(self.open_marks) if each == mark]
        if opened and before != mark and not before.isspace() and not _is_word(after):
            _, start = self.open_marks[opened[-1]]
            del self.open_marks[opened[-1] :]
            self.out[start] = Markup(f"<{_MARKS[mark]}>")  # noqa: S704 - one of three names
            self.out.append(Markup(f"</{_MARKS[mark]}>"))  # noqa: S704
            return
        if not opened and after and not after.isspace() and not _is_word(before):
            self.open_marks.append((mark, len(self.out)))
        self.out.append(escape(mark))


def _is_word(character: str) -> bool:
    return character.isalnum()
