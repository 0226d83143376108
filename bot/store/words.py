"""Searching texts: in any case of their letters, which SQLite itself folds for ASCII alone."""

import unicodedata

from sqlalchemy import ColumnElement, or_
from sqlalchemy.sql.elements import SQLCoreOperations


def says(text: SQLCoreOperations[str], word: str) -> ColumnElement[bool]:
    """Whether a column holds a word somebody typed, in any case and either way of writing accents."""
    return or_(*(text.icontains(spelling, autoescape=True) for spelling in sorted(_spellings(word))))


def _spellings(word: str) -> set[str]:
    cased = {word, word.lower(), word.upper(), word.capitalize()}
    return {unicodedata.normalize(form, spelling) for spelling in cased for form in ("NFC", "NFD")}
