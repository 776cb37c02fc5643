"""Cypher as a person wrote it: its statements and the names of its parameters. Nothing is judged by it, only found.

What counts as a string, a comment or a quoted name follows the openCypher grammar (M23): backslash escapes in strings, a doubled backtick
in quoted names, `//` to the end of the line, `/* … */`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
      (?P<string>'(?:[^'\\]|\\.?)*+(?:'|\Z)|"(?:[^"\\]|\\.?)*+(?:"|\Z))
    | (?P<comment>//[^\n\r]*|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))
    | (?P<parameter>\$(?:`(?:[^`]|``)*`|\w+))
    | (?P<quoted>`(?:[^`]|``)*+(?:`|\Z))
    | (?P<end>;)
    | (?P<other>[^'"/`$;]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Written:
    """One statement of a text: without the semicolon and the white space around it; `start` and `end` are its place in the text."""

    cypher: str
    start: int
    end: int

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names behind `$`, each once, in order."""
        found = (token[1:] for kind, token, _ in _tokens(self.cypher) if kind == "parameter")
        return tuple(dict.fromkeys(name[1:-1].replace("``", "`") if name.startswith("`") else name for name in found))


def statements(text: str) -> tuple[Written, ...]:
    """The statements of a text, in order; what is nothing but white space and comments is none."""
    found, start, filled = [], 0, False
    for kind, token, place in [*_tokens(text), ("end", ";", len(text))]:
        if kind == "end":
            if filled:
                body = text[start:place]
                left = len(body) - len(body.lstrip())
                found.append(Written(body.strip(), start + left, start + left + len(body.strip())))
            start, filled = place + len(token), False
        elif kind != "comment" and not token.isspace():
            filled = True
    return tuple(found)


def statement_at(text: str, place: int) -> Written | None:
    """The statement that a cursor stands in or right behind; the next one if it stands between two, the last one at the end."""
    found = statements(text)
    return next((one for one in found if place <= one.end + 1), found[-1] if found else None)


def quoted(name: str) -> str:
    """A label, type or property as a quoted name: whatever is in it, it is a name."""
    return f"`{name.replace('`', '``')}`"


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _TOKEN.finditer(text):
        assert match.lastgroup is not None
        yield match.lastgroup, match[0], match.start()
