"""Pictures in the documents: each is there, and each has words for whoever does not see it."""

import re

from tests.contract.repository import ROOT, document

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
DOCUMENTS = ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
FOLDER = ROOT / "docs" / "pictures"
FEWEST_WORDS = 5


def test_every_picture_of_a_document_is_there_and_said_in_words() -> None:
    found = [(name, alt, link) for name in DOCUMENTS for alt, link in PICTURE.findall(document(name))]

    assert [] == [(name, link) for name, _, link in found if not ((ROOT / name).parent / link).is_file()]
    assert [] == [(name, link) for name, alt, link in found if len(alt.split()) < FEWEST_WORDS]


def test_every_picture_is_shown_in_a_document() -> None:
    shown = {
        ((ROOT / name).parent / link).resolve() for name in DOCUMENTS for _, link in PICTURE.findall(document(name))
    }

    assert set() == set(FOLDER.glob("*.png")) - shown
