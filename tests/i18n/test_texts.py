"""Which language a text is in, and that English can never be missing."""

import pytest

from bot.i18n import LANGUAGES, N_, Texts, language_for, texts_in


@pytest.mark.parametrize(
    ("own", "workspace", "slack", "chosen"),
    [
        (None, None, None, "en"),
        (None, None, "", "en"),
        (None, None, "vi-VN", "vi"),
        (None, None, "vi_VN", "vi"),
        (None, None, "vi", "vi"),
        (None, None, "en-US", "en"),
        (None, None, "de-DE", "en"),
        (None, "vi", "en-US", "vi"),
        (None, "en", "vi-VN", "en"),
        ("en", "vi", "vi-VN", "en"),
        ("vi", "en", "en-US", "vi"),
        ("xx", None, "vi-VN", "vi"),
        ("xx", "yy", "zz", "en"),
    ],
)
def test_her_own_wish_counts_first_then_the_workspaces_then_her_slacks(
    own: str | None, workspace: str | None, slack: str | None, chosen: str
) -> None:
    assert chosen == language_for(own, workspace, slack)


def test_there_are_texts_in_every_language_offered() -> None:
    assert {"en": "en", "vi": "vi"} == {code: texts_in(code).language for code in LANGUAGES}


def test_a_language_without_texts_is_english() -> None:
    assert "en" == texts_in("xx").language


@pytest.mark.parametrize(("language", "undo"), [("en", "Undo"), ("vi", "Hoàn tác")])
def test_a_sentence_is_said_in_the_readers_language(language: str, undo: str) -> None:
    assert undo == texts_in(language)("Undo")


def test_a_sentence_nobody_translated_is_said_in_english() -> None:
    assert "Not translated 3" == texts_in("vi")("Not translated {n}", n=3)


def test_what_a_person_typed_is_never_read_as_a_placeholder() -> None:
    assert "Kept as {pain}." == texts_in("en")("Kept as {what}.", what="{pain}")


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("en", 1, "*1 voice*"), ("en", 2, "*2 voices*"), ("vi", 1, "*1 người cùng gặp*"), ("vi", 2, "*2 người cùng gặp*")],
)
def test_a_number_chooses_its_words(language: str, n: int, said: str) -> None:
    assert said == texts_in(language).plural("*{n} voice*", "*{n} voices*", n)


def test_nothing_to_say_is_nothing_in_every_language() -> None:
    """The empty msgid is the header of a catalogue."""
    assert {""} == {_of(texts_in(language)) for language in LANGUAGES}


def test_marking_a_sentence_leaves_it_alone() -> None:
    assert "Undo" == N_("Undo")


def _of(t: Texts) -> str:
    return t("")
