"""Which entities of a load have many relationships, known well enough in bounded memory."""

from __future__ import annotations

from collections import Counter

_MOST = 50_000
_KEPT = 5_000


class Crowd:
    """Counts the ends of relationships as they come; of very many entities it goes on with those that were met most."""

    def __init__(self) -> None:
        self._met: Counter[str] = Counter()

    def begins_busier(self, start: str, end: str) -> bool:
        """Count one relationship; whether it begins at the one of its entities that has more of them so far."""
        self._met[start] += 1
        self._met[end] += 1
        if len(self._met) > _MOST:
            self._met = Counter(dict(self._met.most_common(_KEPT)))
        return self._met[start] > self._met[end]
