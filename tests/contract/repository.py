"""The repository as its own reader sees it: source files and their syntax trees, documents and their tables."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "handlers", "schedules")
LEFT_BEHIND = {"__pycache__", "build", "dist", "htmlcov"}


@cache
def files() -> tuple[Path, ...]:
    """Everything that belongs to the repository: no environment, no caches, no data."""
    return tuple(sorted(_below(ROOT)))


def _below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file():
            yield path
        elif path.name == ".ci" or not (path.name.startswith(".") or _is_left_behind(path)):
            yield from _below(path)


def _is_left_behind(folder: Path) -> bool:
    return folder.name in LEFT_BEHIND or folder.suffix == ".egg-info"


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def sources(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """(name, syntax tree) of each Python file below the folders; by default of the product itself."""
    for path in files():
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in (folders or PRODUCT):
            yield name_of(path), _tree(path)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """Every node of a syntax tree; kept, because many tests look at the same ones."""
    return tuple(ast.walk(tree))


@cache
def document(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def table_under(heading: str, name: str) -> dict[str, list[str]]:
    """The first table below a heading of a document: what stands in code in its first column -> the other cells."""
    section = re.split(rf"^#+ {re.escape(heading)}$", document(name), maxsplit=1, flags=re.MULTILINE)[1]
    rows: dict[str, list[str]] = {}
    for line in section.splitlines():
        if line.startswith("|"):
            first, *others = [cell.strip() for cell in line.strip("|").split("|")]
            rows |= dict.fromkeys(re.findall(r"`([^`]+)`", first), others)
        elif rows:
            break
    return rows


def code_in(name: str) -> str:
    """What a document shows in code, inline or fenced: what a reader would copy."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", document(name), flags=re.DOTALL))
