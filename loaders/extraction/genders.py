"""What stands beside names: by which nouns each is called, and which gender titles, nouns and first names tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import combining, normalize

from graph.model import fold
from loaders.extraction.frames import lexicon
from loaders.extraction.gazetteer import gazetteer
from loaders.extraction.nodes import Nodes
from loaders.extraction.parties import called
from loaders.extraction.pronouns import words as _words
from loaders.extraction.proposals import Named


@dataclass(slots=True)
class Described:
    """By id: `gender` m or f, the nouns `said_of` somebody, and the words `described` with that stand with these nouns. `parties`: whom
    a caption or definition calls by a word, "the applicant"."""

    gender: dict[str, str] = field(default_factory=dict)
    said_of: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    described: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    parties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def beside_names(n: Nodes, entities: Iterable[Named]) -> Described:
    """What the page tells of each; a gender told both ways stays open."""
    found, words = Described(), _words()
    told: dict[str, set[str]] = defaultdict(set)
    for node, id_ in n.name.items():
        for near in _beside(n, node):
            word = n.word[near].rstrip(".")
            found.described[id_] |= {n.word[each] for each in (near, *n.all_kids(near, "compound"))}
            lemma = words.synonyms.get(n.lemma[near], n.lemma[near])
            found.said_of[id_].add(word if word in words.nominal else words.abbreviations.get(word, lemma))
            if word in words.gender and n.kind[id_] == "person":
                told[id_].add(words.gender[word])
    for id_, word in called(n):
        found.said_of[id_].add(word)
        found.parties[word].add(id_)
    for each in entities:
        genders = told[each.id]
        if len(genders) == 1:
            found.gender[each.id] = genders.pop()
        elif each.kind == "person" and not genders and (gender := usual_gender(each.name)):
            found.gender[each.id] = gender
    return found


def _beside(n: Nodes, node: int) -> list[int]:
    """Titles before a name, nouns in apposition to it, and what it is said to be."""
    found = [each for each in n.kids[node] if n.dep[each] in ("compound", "nmod", "appos") and each not in n.name]
    before = n.step(node, -1)
    if before is not None and n.word[before] == "." and n.sentence[before] == n.sentence[node]:
        before = n.step(before, -1)
    if before is not None and n.sentence[before] == n.sentence[node] and before not in n.name and n.pos[before] in ("NOUN", "PROPN"):
        found.append(before)
    if n.dep[node] == "appos" and n.head[node] not in n.name:
        found.append(n.head[node])
    if n.dep[node] == "nsubj" and lexicon().among("be", n.lemma[n.head[node]]):
        found += n.all_kids(n.head[node], "attr")
    if n.dep[node] in ("nsubj", "nsubjpass"):  # "X joined the bank as a translator"
        found += [
            low for each in n.all_kids(n.head[node], "prep") if lexicon().among("as", n.word[each]) for low in n.all_kids(each, "pobj")
        ]
    return found


def usual_gender(name: str) -> str:
    """`m` or `f` where a first name, a particle ("bint", "Thị") or a surname's ending ("-ová") tells it; else empty."""
    words, known = _words(), gazetteer()
    parts = [_plain(word) for word in name.split()]
    if not parts or parts[0] in words.names:
        return words.names[parts[0]] if parts else ""
    given = fold(name.split()[0])
    if given not in known.given:
        given = given.partition("-")[0]  # "Per-Arne"
    woman, man = given in known.women, given in known.men
    if woman != man:
        return "f" if woman else "m"
    told = {words.particles[part] for part in parts[1:] if part in words.particles}
    told |= {gender for ending, gender in words.endings.items() if len(parts) > 1 and parts[-1].endswith(ending)}
    return told.pop() if len(told) == 1 else ""


def _plain(word: str) -> str:
    """A word for comparing: without case and accents."""
    return "".join(c for c in normalize("NFKD", word.casefold().replace("ø", "o")) if not combining(c))
