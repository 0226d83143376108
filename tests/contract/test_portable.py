"""The repository works on any machine: it names no registry, no computer and nobody's folders."""

import re
from collections.abc import Iterator

from tests.contract.repository import files, name_of

# A path from the root of somebody's disk. Not the end of an address, a pattern of routes, or a path inside a folder.
OF_A_MACHINE = re.compile(r"(?<![\w.}/-])/(?:root|home|work|Users|mnt|media|srv)/\w|\b[A-Z]:\\\w")
REGISTRY = re.compile(r"index[-_]url|find-link[s]|pypi\.org|python[h]osted|npmj[s]|artifactor[y]|proxy\.golang", re.I)


def lines() -> Iterator[tuple[str, str]]:
    """("file:line", text) of every text file."""
    for path in files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        yield from ((f"{name_of(path)}:{number}", line) for number, line in enumerate(text.splitlines(), start=1))


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [] == [f"{place} {line.strip()}" for place, line in lines() if OF_A_MACHINE.search(line)]


def test_no_file_names_the_place_packages_are_fetched_from() -> None:
    assert [] == [f"{place} {line.strip()}" for place, line in lines() if REGISTRY.search(line)]
