"""The rules of the house no other tool looks after: sizes, one clock, one reader of the environment, no print."""

import ast
from collections.abc import Iterator

from tests.contract.repository import PRODUCT, document, nodes, sources

LONGEST_FILE = 300  # lines
LONGEST_FUNCTION = 40  # lines, with its docstring
MIGRATIONS = "bot/store/migrations/versions/"

CLOCKS = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
MAY_READ_THE_CLOCK = {"bot/deps.py", "bot/sandbox/clock.py"}
ENVIRONMENT = {("os", "environ"), ("os", "getenv"), ("os", "putenv")}
MAY_READ_THE_ENVIRONMENT = {"bot/settings.py"}


def ours() -> Iterator[tuple[str, ast.Module]]:
    """Product and tests alike."""
    return ((name, tree) for name, tree in sources(*PRODUCT, "tests") if not name.startswith(MIGRATIONS))


def uses(tree: ast.Module, what: set[tuple[str, str]]) -> Iterator[int]:
    """Lines where `module.name` is used, or `name` is imported from it."""
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if (node.value.id, node.attr) in what:
                yield node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from (node.lineno for alias in node.names if (node.module, alias.name) in what)


def found_in_product(what: set[tuple[str, str]], allowed: set[str]) -> list[str]:
    return [f"{name}:{line}" for name, tree in sources() if name not in allowed for line in uses(tree, what)]


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {name: len(document(name).splitlines()) for name, _ in ours()}
    too_long = {name: length for name, length in lengths.items() if length > LONGEST_FILE}

    assert {} == too_long, f"split these where their subject changes: {too_long}"


def test_no_function_is_longer_than_40_lines() -> None:
    lengths = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for name, tree in ours()
        for node in nodes(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    too_long = {function: length for function, length in lengths.items() if length > LONGEST_FUNCTION}

    assert {} == too_long, f"give the steps of these their own names: {too_long}"


def test_the_clock_is_read_in_one_place_and_handed_on() -> None:
    found = found_in_product(CLOCKS, MAY_READ_THE_CLOCK)

    assert [] == found, f"{found}: take `now` as an argument instead"


def test_the_environment_is_read_by_the_settings_alone() -> None:
    found = found_in_product(ENVIRONMENT, MAY_READ_THE_ENVIRONMENT)

    assert [] == found, f"{found}: add a field to bot/settings.py instead"


def test_nothing_in_the_product_prints() -> None:
    found = [
        f"{name}:{node.lineno}"
        for name, tree in sources()
        for node in nodes(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert [] == found, f"{found}: log it, or say it in Slack"


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, tree in sources() if tree.body and not ast.get_docstring(tree)]

    assert [] == silent, f"{silent}: one line at the top"
