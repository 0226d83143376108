"""The repository works on any machine: it names no registry, no computer and nobody's folders."""

import re
from collections.abc import Iterator

from tests.contract.repository import files, name_of

# A path from the root of somebody's disk. Not the end of an address, a pattern of routes, or a path inside a folder.
OF_A_MACHINE = re.compile(r"(?<![\w.}/-])/(?:root|home|work|Users|mnt|media|srv)/\w|\b[A-Z]:\\\w")
REGISTRY = re.compile(r"index[-_]url|find-link[s]|pypi\.org|python[h]osted|npmj[s]|artifactor[y]|proxy\.golang", re.I)


def places(pattern: re.Pattern[str]) -> Iterator[str]:
    """Where it is found, in any text file: "file:line what was found"."""
    for path in files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{name_of(path)}:{line} {found.group()}"


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    assert [] == list(places(OF_A_MACHINE))


def test_no_file_names_the_place_packages_are_fetched_from() -> None:
    assert [] == list(places(REGISTRY))
