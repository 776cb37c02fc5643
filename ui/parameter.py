"""The value of a parameter as a person types it: a text, and what kind of value it is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

KINDS = ("text", "number", "yes or no", "date", "list", "JSON", "nothing")
HINTS = {
    "text": "any text",
    "number": "42 or 0.5",
    "yes or no": "yes or no",
    "date": "2021-06-17",
    "list": "one, two, three",
    "JSON": '{"key": ["value", 1, true]}',
    "nothing": "null",
}
_TRUTH = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True)
class Parameter:
    """One parameter as typed."""

    kind: str = "text"
    text: str = ""

    @classmethod
    def of(cls, value: Any) -> Parameter:
        """How a value is typed."""
        match value:
            case None:
                return cls("nothing")
            case bool():
                return cls("yes or no", "yes" if value else "no")
            case int() | float():
                return cls("number", str(value))
            case str():
                return cls("text", value)
            case list() if all(isinstance(each, str) and "," not in each for each in value):
                return cls("list", ", ".join(value))
            case _:
                return cls("JSON", json.dumps(value, ensure_ascii=False))

    @property
    def value(self) -> Any:
        """What goes to the server. Raises ValueError, saying what would be right."""
        text = self.text.strip()
        try:
            match self.kind:
                case "number":
                    return int(text) if text.lstrip("+-").isdigit() else float(text)
                case "yes or no":
                    return _TRUTH[text.lower()]
                case "date":
                    return date.fromisoformat(text)
                case "list":
                    return [part.strip() for part in text.split(",") if part.strip()]
                case "JSON":
                    return json.loads(text)
                case "nothing":
                    return None
        except (ValueError, KeyError) as error:
            raise ValueError(f"is not {'' if self.kind == 'JSON' else 'a '}{self.kind}; write for example {HINTS[self.kind]}") from error
        return self.text
