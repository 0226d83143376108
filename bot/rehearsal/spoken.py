"""In which language a text is, told from its own words: what people typed is taken out first, in whatever language.

It asks neither the catalogue nor the person's settings: what it finds is found as a reader would find it.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

_MARKUP = re.compile(r"<[^<>]*>|`[^`]*`|:[a-z_]+:|[PD]-\d+")
# Words no English sentence does without for long, and no Vietnamese one has.
_ENGLISH = re.compile(r"\b(the|you|your|is|are|and|of|for|was|with|this|not|has|have|what|who|it)\b", re.IGNORECASE)
_VIETNAMESE = re.compile(r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_WORD = re.compile(r"\b\w")
CUT = "…"  # stands where a long text is shown in part
FOREIGN = {"en": _VIETNAMESE, "vi": _ENGLISH}


class Ear:
    """Knows everything people type here, and their names."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed: Sequence[str] = sorted({text for text in typed if len(text) > 4}, key=len, reverse=True)

    def wrong_line(self, text: str, language: str) -> str:
        """The first line that is not in the language; "" where all are."""
        foreign = FOREIGN[language]
        for line in unicodedata.normalize("NFC", text).splitlines():
            if foreign.search(line) and foreign.search(self._own(line)):
                return line
        return ""

    def _own(self, line: str) -> str:
        """Without what somebody typed."""
        *cut, rest = _MARKUP.sub(" ", line).split(CUT)
        line = CUT.join([*(self._without_beginning(part) for part in cut), rest])
        for text in self._typed:
            if text in line:
                line = line.replace(text, " ")
        return line

    def _without_beginning(self, part: str) -> str:
        """What stands before a “…” may end with the beginning of something typed: that is somebody's own words too."""
        starts = (match.start() for match in _WORD.finditer(part))
        return next((part[:start] for start in starts if self._begins(part[start:])), part)

    def _begins(self, words: str) -> bool:
        """Whether anything that was typed begins so."""
        return any(text.startswith(words) for text in self._typed)
