"""Every sentence in the code is there in Vietnamese too, whole, with the same placeholders and marks."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from bot.i18n.texts import LANGUAGES, LOCALES

ROOT = Path(__file__).parents[2]
CODE = ["bot", "handlers", "schedules"]
PLACEHOLDER = re.compile(r"\{[a-z_]*\}")
ADDRESSES = re.compile(r"`[^`]*`|/invite @\w+|:[a-z_]+:")


def test_every_sentence_in_the_code_is_translated_and_nothing_else_is() -> None:
    translated = {_key(message) for message in _messages()}

    assert [] == sorted(set(_sentences()) - translated)
    assert [] == sorted(translated - set(_sentences()))


def test_no_sentence_is_put_together_where_nobody_could_translate_it() -> None:
    assert [] == [f"{path}:{call.lineno}" for path, call in _calls() if not _literals(call)]


def test_no_translation_is_empty_or_doubtful() -> None:
    doubtful = [message.id for message in _messages() if message.fuzzy or not all(_said(message))]

    assert [] == doubtful
    assert not _catalogue().fuzzy


def test_a_translation_has_the_placeholders_of_its_sentence() -> None:
    different = [
        said for message in _messages() for said in _said(message) if _holes(said) != _holes(_english(message))
    ]

    assert [] == different


def test_a_translation_has_as_many_plurals_as_its_language() -> None:
    forms = _catalogue().num_plurals

    assert [] == [message.id for message in _messages() if message.pluralizable and forms != len(_said(message))]


@pytest.mark.parametrize("mark", ["*", "`", "_"])
def test_a_translation_is_marked_up_like_its_sentence(mark: str) -> None:
    different = [
        said for message in _messages() for said in _said(message) if said.count(mark) != _english(message).count(mark)
    ]

    assert [] == different


def test_commands_and_emoji_are_the_same_in_every_language() -> None:
    """`help` is typed as it stands, whatever language the sentence is in."""
    different = [
        said
        for message in _messages()
        for said in _said(message)
        if Counter(ADDRESSES.findall(said)) != Counter(ADDRESSES.findall(_english(message)))
    ]

    assert [] == different


def test_the_sentences_stand_in_order() -> None:
    ids = [str(message.id[0] if message.pluralizable else message.id) for message in _messages()]

    assert sorted(ids) == ids


def test_every_language_offered_but_english_has_a_catalogue() -> None:
    assert set(LANGUAGES) - {"en"} == {path.name for path in LOCALES.iterdir() if path.is_dir()}


def _key(message: Message) -> str | tuple[str, ...]:
    return tuple(message.id) if message.pluralizable else str(message.id)


def _english(message: Message) -> str:
    return str(message.id[-1] if message.pluralizable else message.id)


def _said(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [str(message.string)]


def _holes(sentence: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(sentence))


@cache
def _catalogue() -> Catalog:
    with (LOCALES / "vi" / "LC_MESSAGES" / "flywheel.po").open("rb") as source:
        return read_po(source)


def _messages() -> list[Message]:
    return [message for message in _catalogue() if message.id]


@cache
def _sentences() -> Counter[str | tuple[str, ...]]:
    found = (_literals(call) for _, call in _calls())
    return Counter(literals if len(literals) > 1 else literals[0] for literals in found if literals)


def _calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call that names a sentence, wherever it stands: in an f-string too."""
    for path in sorted(path for folder in CODE for path in (ROOT / folder).rglob("*.py")):
        if "sandbox" in path.parts or path.name == "texts.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _names_a_sentence(node):
                yield str(path.relative_to(ROOT)), node


def _names_a_sentence(call: ast.Call) -> bool:
    """`t(STAGES[key])` names one that N_() marked elsewhere."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in {"t", "plural", "UserError", "N_"} or not call.args:
        return False
    return name in {"plural", "N_"} or not isinstance(call.args[0], ast.Name | ast.Attribute | ast.Subscript)


def _literals(call: ast.Call) -> tuple[str, ...]:
    """The sentence, or both of a plural; () where it is not written out."""
    if isinstance(call.args[0], ast.Call):
        return _literals(call.args[0])  # UserError(N_("…"))
    wanted = call.args[:2] if isinstance(call.func, ast.Attribute) and call.func.attr == "plural" else call.args[:1]
    texts = [argument.value for argument in wanted if isinstance(argument, ast.Constant)]
    return tuple(text for text in texts if isinstance(text, str)) if len(texts) == len(wanted) else ()
