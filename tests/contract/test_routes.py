"""What people can do, what the code answers, and what the documents say are one and the same."""

import ast
from collections.abc import Iterator

from bot.manifest import read_manifest
from bot.slack.ids import ActionId, BlockId, Command, ShortcutId, ViewId
from bot.slack.payloads import Kind
from handlers.routes import ROUTES
from tests.contract.repository import nodes, sources, table_under

ID_ARGUMENT = {"button": 1, "overflow": 0, "modal": 0}  # of the builders in bot/slack/blocks.py


def routed(kind: Kind) -> set[str]:
    return {route.name for route in ROUTES if route.kind is kind}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in bot/, with the file it stands in."""
    for name, tree in sources("bot"):
        yield from ((name, node) for node in nodes(tree) if isinstance(node, ast.Call))


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def members_used(kind: str) -> set[str]:
    """Which members of an enum of ids the product uses anywhere: `{"ActionId": …}` -> {"ME_TOO", …}."""
    return {
        node.attr
        for name, tree in sources("bot")
        for node in nodes(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == kind
    }


def searching_fields() -> set[str]:
    """The BlockId members of form fields whose options are asked of us while the person types."""
    return {
        call.args[0].attr
        for _, call in calls()
        if called(call) == "Field" and call.args and isinstance(call.args[0], ast.Attribute)
        if any(isinstance(part, ast.Call) and called(part) == "search_select" for part in ast.walk(call))
    }


def is_read_only(modal: ast.Call) -> bool:
    """A window without a submit button sends nothing back."""
    buttons = [keyword.value for keyword in modal.keywords if keyword.arg == "buttons"]
    return any(
        isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant) and pair.elts[0].value == ""
        for pair in buttons
    )


def test_no_two_routes_answer_the_same() -> None:
    keys = [(route.kind, route.name) for route in ROUTES]

    assert len(set(keys)) == len(keys)


def test_every_command_of_the_manifest_is_answered_and_no_other() -> None:
    assert {command.name for command in read_manifest().commands} == routed(Kind.COMMAND) == set(Command)


def test_every_shortcut_of_the_manifest_is_answered_and_no_other() -> None:
    assert {shortcut.callback_id for shortcut in read_manifest().shortcuts} == routed(Kind.SHORTCUT) == set(ShortcutId)


def test_every_event_of_the_manifest_is_answered_and_no_other() -> None:
    assert read_manifest().events == routed(Kind.EVENT)


def test_every_button_and_menu_is_answered_and_no_other() -> None:
    assert set(ActionId) == routed(Kind.ACTION)


def test_every_form_is_answered_and_no_other() -> None:
    assert set(ViewId) == routed(Kind.SUBMISSION)


def test_every_field_that_searches_gets_its_options() -> None:
    assert {BlockId[name] for name in searching_fields()} == routed(Kind.OPTIONS)


def test_every_button_and_every_form_that_is_answered_is_shown_somewhere() -> None:
    shown = members_used("ActionId"), members_used("ViewId")

    assert ({action.name for action in ActionId}, {view.name for view in ViewId}) == shown


def test_no_view_writes_an_id_as_a_bare_text() -> None:
    bare = [
        f"{name}:{call.lineno}"
        for name, call in calls()
        if called(call) in ID_ARGUMENT and not name.startswith("bot/sandbox/")
        if len(call.args) > ID_ARGUMENT[called(call)]
        if isinstance(call.args[ID_ARGUMENT[called(call)]], ast.Constant)
        if not (called(call) == "modal" and is_read_only(call))
    ]

    assert [] == bare


def test_the_architecture_lists_every_route_and_the_file_that_answers_it() -> None:
    told = table_under("The table of routes", "docs/architecture.md")

    assert {f"{route.kind} {route.name}" for route in ROUTES} == set(told)
    for route in ROUTES:
        assert f"`{route.handle.__module__.replace('.', '/')}.py`" in told[f"{route.kind} {route.name}"], route.name


def test_the_readme_tells_every_command_and_every_shortcut() -> None:
    manifest = read_manifest()
    told = " ".join(table_under("What people can do", "README.md"))

    assert [] == [command.name for command in manifest.commands if command.name not in told]
    assert [] == [shortcut.name for shortcut in manifest.shortcuts if shortcut.name not in told]
