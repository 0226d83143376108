"""Flywheel is allowed what it does, and nothing it does not do."""

import ast

from bot.delivery.letters import Method
from bot.manifest import read_manifest
from bot.sandbox import methods as _registered  # noqa: F401 - its import fills the table
from bot.sandbox.methods.registry import METHODS
from tests.contract.repository import nodes, sources, table_under
from tests.contract.slack_rules import COMMANDS, SCOPES_OF_EVENT, SCOPES_OF_METHOD


def methods_called() -> set[str]:
    """The letters' methods, and every `call("…")` written out."""
    written_out = {
        node.args[0].value
        for name, tree in sources()
        if not name.startswith("bot/sandbox/")
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"call", "_call"}
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }
    return written_out | set(Method) - {Method.RESPOND}


def test_every_method_that_is_called_is_one_whose_permission_we_looked_up() -> None:
    assert [] == sorted(methods_called() - SCOPES_OF_METHOD.keys())


def test_every_method_that_is_called_is_permitted_by_the_manifest() -> None:
    granted = read_manifest().scopes
    refused = {
        method: sorted(SCOPES_OF_METHOD[method])
        for method in methods_called() & SCOPES_OF_METHOD.keys()
        if SCOPES_OF_METHOD[method] and not SCOPES_OF_METHOD[method] & granted
    }

    assert {} == refused, f"app.yaml must grant one of these, or Slack answers missing_scope: {refused}"


def test_every_event_is_permitted_by_the_manifest() -> None:
    manifest = read_manifest()
    wanted = {event: SCOPES_OF_EVENT[event] for event in manifest.events}

    assert [] == [event for event, scopes in wanted.items() if scopes and not scopes & manifest.scopes]


def test_no_permission_is_asked_for_that_nothing_needs() -> None:
    manifest = read_manifest()
    needed = COMMANDS.union(
        *(SCOPES_OF_METHOD[method] for method in methods_called() & SCOPES_OF_METHOD.keys()),
        *(SCOPES_OF_EVENT[event] for event in manifest.events),
    )

    assert [] == sorted(manifest.scopes - needed)


def test_the_readme_gives_the_reason_for_every_permission() -> None:
    told = table_under("What it may do, and why", "README.md")

    assert read_manifest().scopes == set(told)
    assert [] == [scope for scope, cells in told.items() if not cells or len(cells[0]) < 10]


def test_the_sandbox_knows_every_method_that_is_called() -> None:
    assert [] == sorted(methods_called() - METHODS.keys())
