"""Whom "the director of Y" or "Y's lawyer" means: the one whom the page calls so somewhere, before or behind, where only one can be.

What is doubtful stays open: somebody brought up anew ("a director of Y"), described on ("Y's lawyer, who …"), one of several. Of what
persons are to each other ("his brother") there may be others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.posts import Phrase
from loaders.extraction.small_words import among

_THE = among("the")
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "agent"})
_PAST = frozenset({"VBD", "VBN"})


@dataclass(frozen=True, slots=True)
class Post:
    """What a noun tells somebody to be: the predicate of its bond, the role in words, and of whom."""

    predicate: str
    words: str
    other: str


class Incumbents:
    """The holders of the posts at a body that a page names, to be met again without a name."""

    def __init__(self, nodes: Nodes, lexicon: Lexicon) -> None:
        self.nodes, self.lexicon = nodes, lexicon

    def meant(self, named: Iterable[tuple[int, Post, str]], unnamed: Mapping[int, tuple[Phrase, set[Post]]]) -> dict[int, list[str]]:
        """By the node of a noun that names nobody the id of the only one who is called so. `named`: by nodes, with the holder."""
        held: dict[Post, set[str]] = {}
        for noun, post, holder in named:
            if not self._is_over(noun):
                held.setdefault(post, set()).add(holder)
        several = {post for noun, (phrase, posts) in unnamed.items() if self._anew(phrase) for post in posts}
        found = {}
        for noun, (phrase, posts) in unnamed.items():
            if not self._points_back(noun, phrase):
                continue
            who = {holder for post in posts - several for holder in held.get(post, ())}
            if len(who) == 1:
                found[noun] = list(who)
        return found

    def _is_over(self, noun: int) -> bool:
        """Whether a noun tells what somebody was: "X was the director of Y", "X, who served as director of Y"."""
        n = self.nodes
        verb = n.head[n.head[noun]] if n.dep[noun] == "pobj" else n.head[noun]
        return n.dep[noun] in ("attr", "pobj") and n.tag[verb] in _PAST

    def _anew(self, phrase: Phrase) -> bool:
        """Whether a noun brings somebody up, or several: "a director of Y", "two of its directors"."""
        n, noun = self.nodes, self.nodes.order[phrase.noun]
        if n.tag[noun] in ("NNS", "NNPS"):
            return True
        return any(self.lexicon.among("indefinite", n.word[each]) for each in n.order[max(phrase.first - 1, 0) : phrase.noun])

    def _points_back(self, noun: int, phrase: Phrase) -> bool:
        """Whether "the" or an owner stands before a noun of which nothing else is told, somewhere where it does something."""
        n = self.nodes
        if n.dep[noun] not in _PLACES or self._anew(phrase):
            return False
        if n.all_kids(noun, "appos", "relcl", "acl", "conj", "nummod"):
            return False
        article = n.all_kids(noun, "det")
        return all(n.word[each] in _THE for each in article) and bool(article or n.all_kids(noun, "poss"))
