"""Whom "a colonel of the guard" or "a Riga shipping firm" means that the page names only later: "The colonel, X,", "named him as X".

What is doubtful stays open: one such noun alone may wait, and only for somebody who was not named before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes
from loaders.extraction.pronouns import words as _words
from loaders.extraction.small_words import among

_THE = among("the")
_ON = 6
_PLACES = ("nsubj", "nsubjpass", "dobj")


def of_nodes(nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> dict[int, str]:
    """The id of whom a noun means by its node; nothing without trees. `meant` leads from pronouns and nouns to ids."""
    n = nodes
    if not n.trees:
        return {}
    found: dict[int, str] = {}
    waiting: list[int] = []
    lemmas: set[str] = set()
    again: dict[int, list[int]] = defaultdict(list)
    known: set[str] = set()
    for node in n.order:
        if node in n.name:
            id_ = n.name[node]
            if id_ not in known and (first := _waiting(n, lexicon, node, waiting)) is not None:
                found |= dict.fromkeys((first, *again[first]), id_)
            known.add(id_)
        elif node in meant:
            continue
        elif _unnamed(n, lexicon, node):
            waiting.append(node)
            lemmas.add(n.lemma[node])
        elif n.lemma[node] in lemmas and _points_back(n, node):
            before = [each for each in waiting if n.lemma[each] == n.lemma[node]]
            if len(before) == 1 and before[0] in found:
                found[node] = found[before[0]]
            again[before[-1]].append(node)
    return found


def _waiting(n: Nodes, lexicon: Lexicon, name: int, waiting: Sequence[int]) -> int | None:
    """The noun that alone waits for somebody called so as a name is that comes up first."""
    for lemma in dict.fromkeys(_called(n, lexicon, name)):
        fitting = [each for each in waiting if not lemma or n.lemma[each] == lemma]
        fitting = [each for each in fitting if 0 < n.sentence[name] - n.sentence[each] <= _ON]
        if len(fitting) == 1 and _fits(n, lexicon, lemma, n.name[name]):
            return fitting[0]
    return None


def _points_back(n: Nodes, node: int) -> bool:
    """Whether nothing but "the" stands with a noun."""
    dets = n.all_kids(node, "det")
    return bool(dets) and n.word[dets[0]] in _THE and not n.all_kids(node, "appos", "amod", "compound", "nmod", "prep", "relcl", "acl")


def _unnamed(n: Nodes, lexicon: Lexicon, node: int) -> bool:
    """Whether a noun brings somebody up without a name: "a former colonel of X" that does or suffers something."""
    if n.tag[node] != "NN" or not any(lexicon.among("one", n.word[each]) for each in n.all_kids(node, "det")):
        return False
    behind = n.dep[node] == "pobj" and lexicon.among("partaking", n.word[n.head[node]])
    if n.dep[node] not in _PLACES and not behind:
        return False
    if any(each in n.name for each in n.all_kids(node, "appos", "conj")) or n.all_kids(node, "conj"):
        return False
    return _person(lexicon, n.lemma[node]) or lexicon.among("firms", n.lemma[node])


def _person(lexicon: Lexicon, lemma: str) -> bool:
    return lemma in lexicon.bonds or lexicon.among("persons", lemma) or lemma in _words().gender


def _fits(n: Nodes, lexicon: Lexicon, lemma: str, id_: str) -> bool:
    body = n.kind[id_] in ("organisation", "agency", "outlet")
    return body == lexicon.among("firms", lemma) if lemma else n.kind[id_] == "person"


def _called(n: Nodes, lexicon: Lexicon, node: int) -> Iterator[str]:
    """The nouns that stand with a name where it comes first, as one that was spoken of: "the colonel, X", "Colonel X"; "" where a verb
    says that this is the name of him who was."""
    up = n.head[node]
    if n.dep[node] == "appos" and up not in n.name and any(n.word[each] in _THE for each in n.all_kids(up, "det")) and not _told(n, up):
        yield n.lemma[up]
    for each in n.all_kids(node, "compound", "nmod", "appos"):
        if each not in n.name and n.place[each] < n.place[node] and not _told(n, each):
            yield _words().abbreviations.get(n.word[each].rstrip("."), n.lemma[each])
    if _named_as(n, lexicon, node):
        yield ""


def _told(n: Nodes, noun: int) -> bool:
    """Whether something behind a noun tells which one: "the head of X"."""
    return bool(n.all_kids(noun, "prep", "relcl", "acl", "poss"))


def _named_as(n: Nodes, lexicon: Lexicon, node: int) -> bool:
    """ "identified him as X", "named the man as X", "The man was named as X"."""
    by = n.head[node]
    if n.dep[node] != "pobj" or not lexicon.among("as", n.word[by]):
        return False
    verb = n.head[by]
    if not lexicon.among("identifying", n.lemma[verb]):
        return False
    whom = n.all_kids(verb, "dobj", "nsubjpass")
    return any(
        lexicon.among("third", n.word[each])
        or n.tag[each] == "PRP"
        or any(lexicon.among("definite", n.word[det]) for det in n.all_kids(each, "det"))
        for each in whom
    )
