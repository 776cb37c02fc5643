"""What the records of snapshots say, as sentences: of statements, rows and claims. Names are cleaned, so that none turns a line round."""

from __future__ import annotations

from graph.labels import clean
from graph.model import Claim, Row, Statement
from graph.predicates import words as in_words
from graph.snapshot.content import Content
from ui import words
from ui.markup import clip

LONG = 600
"""Characters of a name or a value."""


class Sentences:
    """Puts the records of some contents into words; a name is that of the last content that has it."""

    def __init__(self, *contents: Content) -> None:
        self._names: dict[str, str] = {}
        for content in contents:
            # a voice that is an entity too goes by the name of that
            for each in (*content.voices, *content.entities):
                self._names[each.key] = clean(clip(each.name, LONG))
        self._titles = {source.key: clean(clip(source.title, LONG)) for content in contents for source in content.sources}

    def name(self, key: str) -> str:
        return self._names.get(key, key)

    def source(self, key: str) -> str:
        return self._titles.get(key) or key

    def statement(self, said: Statement) -> str:
        what = self.name(said.object) if said.object else f"“{clean(clip(said.value or '', LONG))}”"
        return f"{self.name(said.subject)} {in_words(said.predicate)} {what}"

    def row(self, row: Row) -> str:
        return f"{self.name(row.subject)} {in_words(row.predicate)} {self.name(row.object)}"

    def chain(self, claim: Claim) -> str:
        return " ← ".join(map(self.name, claim.chain))

    def said(self, claim: Claim) -> str:
        """Who says it and how: the chain, the stance, the hedge."""
        hedge = f", {words.hedge(claim.hedge)}" if words.hedge(claim.hedge) else ""
        return f"{self.chain(claim)} {claim.stance.value}{hedge}"
