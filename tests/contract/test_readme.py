"""Everything the README tells people to type exists, and everything they can type or set is in it."""

import re
from collections.abc import Iterator

import click
import pytest

from bot.__main__ import main
from bot.settings import HOW, Settings
from tests.contract.repository import ROOT, code_in, document, table_under

DOCUMENTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/decisions.md"]
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def commands(group: click.Group, before: str = "flywheel") -> Iterator[str]:
    """Every command of the command line, in full: "flywheel db upgrade"."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


def commands_shown(name: str) -> set[str]:
    """What a document tells people to run, without options."""
    code = code_in(name).replace(".venv/bin/", "")
    return set(re.findall(r"(?<![/\w-])flywheel(?: [a-z]+)+", code))


def test_every_command_line_in_the_readme_exists_and_every_command_is_in_it() -> None:
    assert set(commands(main)) == commands_shown("README.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_target_a_document_names_exists(name: str) -> None:
    targets = set(TARGET.findall(document("Makefile")))
    named = set(re.findall(r"\bmake ([a-z]+)", code_in(name)))

    assert [] == sorted(named - targets)


def test_the_readme_explains_every_make_target() -> None:
    assert set(TARGET.findall(document("Makefile"))) == {
        target.removeprefix("make ") for target in table_under("Development", "README.md")
    }


def test_the_readme_explains_every_setting() -> None:
    told = table_under("Settings", "README.md")

    assert {name.upper() for name in Settings.model_fields} == set(told) == set(HOW)
    assert [] == [name for name, cells in told.items() if not all(cells)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_inside_the_repository_leads_somewhere(name: str) -> None:
    folder = (ROOT / name).parent
    pictures = {"docs/pictures/"}  # taken from the running demo, not written by hand

    assert [] == [
        link for link in LINK.findall(document(name))
        if not (folder / link).exists() and not any(link.startswith(place) for place in pictures)
    ]  # fmt: skip


def test_what_runs_for_a_change_is_what_the_readme_says() -> None:
    assert "make check" in code_in("README.md")
    assert "make check" == document(".ci/run").splitlines()[-1]
