"""Nouns that may mean somebody named before: "the minister" with nothing that tells which one, "the 45-year-old", "postings"."""

from __future__ import annotations

from loaders.extraction.frames import lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.pronouns import words as _words
from loaders.extraction.small_words import among

_THE, _IN = among("the"), among("in")
_AGE = (5, 6)  # how far "the" stands before "old" in "the 45-year-old", "the forty-five-year-old"


def aged(n: Nodes, node: int) -> bool:
    """Whether somebody is told by the age alone: "the 45-year-old", "the 45-year-old banker"."""
    words = _words()
    old = node if n.word[node] in words.aged else n.kid(node, "amod")
    if old is None or n.word[old] not in words.aged or n.word_of(n.step(old, -1)) != "-":
        return False
    if not any(n.word_of(n.step(old, -by)) in _THE for by in _AGE) or any(each in n.name for each in n.kids[node]):
        return False
    return node == old or n.lemma[node] in lexicon().bonds or n.lemma[node] in words.gender


def goes_without(n: Nodes, node: int) -> bool:
    """Whether a posting or the like is told of without its owner: "Postings followed in X"."""
    free = not any(n.dep[each] in ("poss", "prep", "acl", "relcl") and n.word[each] not in _IN for each in n.kids[node])
    indefinite = all(not lexicon().among("definite", n.word[each]) for each in n.all_kids(node, "det"))
    alone = n.dep[node] == "nsubj" and n.kid(n.head[node], "dobj") is None
    return alone and free and indefinite and lexicon().among("postings", n.lemma[node])


def signs(n: Nodes, node: int) -> bool:
    """Whether "the author" begins a note about who wrote the page: "(The author is …"."""
    before = n.step(node, -2)
    return before is not None and n.word[before] in ("(", "*", "_") and lexicon().among("author", n.lemma[node])


def bare(n: Nodes, node: int) -> bool:
    """A noun with an article that points back and nothing that tells it from others."""
    words = _words()
    article = False
    for each in n.kids[node]:
        dep = n.dep[each]
        if dep == "det":
            article = n.word[each] in words.definite
        elif (
            each in n.name
            or dep in ("relcl", "acl", "nummod")
            or n.word[each] in words.otherwise
            or (dep == "prep" and lexicon().among("distinguishing", n.word[each]) and not _whereabouts(n, node, each))
        ):
            return False
    return article and n.dep[node] not in ("compound", "nmod", "appos") and n.tag[node] not in ("NNS", "NNPS")


def _whereabouts(n: Nodes, noun: int, preposition: int) -> bool:
    """Whether a preposition behind an object goes with the verb: "met the minister in Oslo"."""
    objects = n.all_kids(preposition, "pobj")
    apart = all(n.kind_of(each) == "place" or n.pos[each] == "NUM" for each in objects)
    return (
        n.dep[noun] == "dobj"
        and bool(objects)
        and apart
        and lexicon().among("in_place", n.word[preposition])
        and not lexicon().among("belonging", n.word[preposition])
    )
