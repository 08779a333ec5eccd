"""What is said to people, in their language: each English text with its translation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ENGLISH = "en"
LANGUAGES = (ENGLISH, "ja", "zh-Hant")
"""The languages that a patient may choose, by their BCP 47 tags."""


def noop(english: str) -> str:
    """Mark a text for the catalogues where it stands; it is translated where it is said."""
    return english


@dataclass(frozen=True)
class Words:
    """
    One language. `said` holds what each English text is in it.

    A text that nobody has translated is said in English, behind `mark`, which tells the reader so:
    a warning in the wrong language is better than none.
    """

    language: str
    said: Mapping[str, str]
    mark: str = ""

    def __call__(self, english: str, /, **values: object) -> str:
        """
        Say a text.

        `values` fill its places in braces. Without them braces stay as they are: texts of kb/ are
        filled with the numbers of a country later.
        """
        text = self.said.get(english)
        if text is None:
            text = f"{self.mark}{english}" if english else ""
        return text.format(**values) if values else text

    def listed(self, texts: Iterable[str]) -> str:
        """Join texts that belong together."""
        return self(", ").join(texts)

    def apart(self, texts: Iterable[str]) -> str:
        """Join texts that each stand for themselves."""
        return self("; ").join(texts)


IN_ENGLISH = Words(ENGLISH, {})
