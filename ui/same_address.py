"""Files of one load that are one document of the case, as a page and a print of it: the longest stays, whatever their order."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Standing:
    """What stands under each name by now: the file that it is of, and how many words that has; None where it was not read again."""

    by_name: dict[str, tuple[str, int | None]] = field(default_factory=dict)

    def stays(self, name: str, file: str) -> None:
        """Note what stands already, as it would be read again."""
        self.by_name.setdefault(name, (file, None))

    def instead_of(self, name: str, file: str, words: int) -> str:
        """The other file that stays under this name; empty if this one is to come in."""
        other, most = self.by_name.get(name, (file, 0))
        if other != file and (most is None or words <= most):
            return other
        self.by_name[name] = (file, words)
        return ""
