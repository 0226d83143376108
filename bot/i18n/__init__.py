"""Every text in the reader's language: English sentences in the code, other languages in `locales/`."""

from bot.i18n.texts import LANGUAGES, N_, Texts, language_for, texts_in

__all__ = ["LANGUAGES", "N_", "Texts", "language_for", "texts_in"]
