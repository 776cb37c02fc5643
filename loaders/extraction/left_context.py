"""The left context of a name: the words before it in its line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from loaders.extraction.shapes import folded

_MARKS = ",;.!?\"')("
_WORDS = 6


@dataclass(slots=True)
class LeftContext:
    """`text` before a name, of it the `line`, `plain` without spaces and opening marks at its end, and its last words, `said`, folded.
    `article` stands right before the name; `last` and `two` are the words before that, the nearest first. `joined`: no mark parts them."""

    text: str
    line: str
    plain: str
    said: list[str]
    article: str
    last: str
    two: str
    joined: bool

    @classmethod
    def of(cls, text: str, articles: Collection[str]) -> LeftContext:
        """The context that a text before a name is."""
        line = text[max(text.rfind("\n"), text.rfind("\t")) + 1 :]  # a cell of a table begins as a line does
        plain = line.rstrip(" *_\"'[(")
        said = [folded(word) for word in plain.split()[-_WORDS:]]
        near = [word.strip(_MARKS) for word in reversed(said[-3:])]
        article = near.pop(0) if near and near[0] in articles else ""
        last, two = (*near[:2], "", "")[:2]
        return cls(text, line, plain, said, article, last, two, plain[-1:] not in ",;.!?)")

    @property
    def opens(self) -> bool:
        """Whether the name begins its line, or an item of it."""
        return not self.said or (len(self.said) == 1 and not self.said[0].isalnum() and len(self.said[0]) == 1)

    @property
    def end(self) -> str:
        """The last forty characters, in small letters."""
        return self.text[-40:].casefold()

    @property
    def bracketed(self) -> bool:
        """Whether a bracket opens right before the name."""
        return "(" in self.line[len(self.plain) :]
