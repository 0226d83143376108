"""Texts by language: gettext catalogues, read from their `.po` files at start, so nothing has to be compiled.

The English sentence is the key, so English can never be missing. In code `t` is always a `Texts`:
`t("Kept as {pain}.", pain="P-12")`. Values are put in as they are: escape what a person typed before handing it in.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {"en": "English", "vi": "Tiếng Việt"}
DEFAULT = "en"


def N_(sentence: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for the catalogue where it cannot be translated yet."""
    return sentence


class Texts:
    """The texts of one language."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, sentence: str, **values: object) -> str:
        return self._catalogue.gettext(sentence).format(**values) if sentence else ""

    def plural(self, one: str, many: str, n: int, **values: object) -> str:
        """Choose by `n`, which the sentence may show as `{n}`."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)


@cache
def texts_in(language: str) -> Texts:
    """Fall back to English for a language without a catalogue."""
    path = LOCALES / language / "LC_MESSAGES" / "flywheel.po"
    if language == DEFAULT or not path.is_file():
        return Texts(DEFAULT, gettext.NullTranslations())
    return Texts(language, _read(path))


def language_for(own: str | None, workspace: str | None, slack_locale: str | None) -> str:
    """Choose: what the person asked for, then what the workspace did, then the language of her Slack."""
    for wish in (own, workspace, (slack_locale or "").replace("_", "-").split("-")[0]):
        if wish in LANGUAGES:
            return wish
    return DEFAULT


def _read(path: Path) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        catalogue = read_po(source)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
