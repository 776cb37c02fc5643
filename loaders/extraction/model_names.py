"""The names that a spaCy model found, as votes on the candidates of the rules."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from loaders.extraction.headings import Candidate
from loaders.extraction.trees import model

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from loaders.extraction.gazetteer import Gazetteer
    from loaders.extraction.vocabulary import Vocabulary

# What the labels of OntoNotes speak for, and how much: measured, the model finds persons well and tells the rest apart badly.
_LABELS: dict[str, tuple[tuple[str, float], ...]] = {
    "PERSON": (("person", 1.1),),
    "ORG": (("organisation", 0.5), ("agency", 0.3), ("outlet", 0.3)),
    "GPE": (("place", 1.1),),
    "LOC": (("place", 1.0),),
    "FAC": (("place", 0.6),),
    "EVENT": (("event", 1.0),),
    "PRODUCT": (("thing", 0.2),),
    "WORK_OF_ART": (("outlet", 0.3),),
}
_WORDED = 0.5
_LETTERS = 0.3
_Name = tuple[int, int, str]
_PARTS = ("noun", "adj", "verb", "adv")


def found(doc: Doc) -> list[_Name]:
    """The names that the model found: where each begins and ends, in characters, and its label."""
    return [(each.start_char, each.end_char, each.label_) for each in doc.ents]


def shortened(named: Sequence[_Name], candidates: Sequence[Candidate], kept: Sequence[Collection[str]]) -> None:
    """Take a first word away from persons at the beginning of a sentence where the model sees none in it: "Portly Ivan Petrov". `kept`:
    lists of words that stay."""
    persons = {(start, end) for start, end, label in named if label == "PERSON"}
    for each in candidates:
        if not each.first or len(each.words) < 3 or each.title or (each.words[1].start, each.end) not in persons:
            continue
        if not any(each.words[0].low in words for words in kept):
            each.words = each.words[1:]
            each.start = each.opens = each.words[0].start
            each.key = " ".join(word.low for word in each.words)


def votes(
    doc: Doc, named: Sequence[_Name], candidates: Sequence[Candidate], known: Gazetteer, lists: Vocabulary
) -> dict[int, list[tuple[str, float]]]:
    """For each candidate, by its start, what the name of the model that overlaps it most speaks for."""
    told: dict[int, list[tuple[str, float]]] = defaultdict(list)
    heads = lists.heads
    spans = sorted(each for each in named if each[2] in _LABELS)
    place = 0
    for candidate in sorted(candidates, key=lambda each: each.start):
        while place and spans[place - 1][1] > candidate.start:
            place -= 1
        while place < len(spans) and spans[place][1] <= candidate.start:
            place += 1
        best, label = 0.0, ""
        for start, end, kind in spans[place : place + 3]:
            common = min(end, candidate.end) - max(start, candidate.start)
            share = common / max(end - start, candidate.end - candidate.start) if common > 0 else 0.0
            if share > best:
                best, label = share, kind
        if not any(word.low in heads for word in candidate.words) and _telling(doc, candidate, known):
            told[candidate.start] += [("organisation", 0.6), ("person", -0.9)]
        if best > 0.4:
            if label == "PERSON" and (
                _worded(doc, candidate, known) or _headed(candidate, known, heads) or _articled(candidate, known, lists["foreign_articles"])
            ):
                best *= _WORDED
            if label == "GPE" and is_letters(candidate, known):
                best *= _LETTERS
            told[candidate.start] += [(kind, weight * best) for kind, weight in _LABELS[label]]
    return told


def is_letters(candidate: Candidate, known: Gazetteer) -> bool:
    """Whether it is a word in capitals that stands for a body likelier than for a place: "BIA"."""
    text = candidate.words[0].text
    return len(candidate.words) == 1 and text.isupper() and text.isalpha() and 2 < len(text) < 6 and candidate.key not in known.names


def _articled(candidate: Candidate, known: Gazetteer, articles: Collection[str]) -> bool:
    """Whether an article of another language stands before a word that is no surname: "De Lantaarnpaal"."""
    lows = [word.low for word in candidate.words]
    return (
        len(lows) > 1
        and lows[0] in articles
        and not candidate.title
        and known.surnames.isdisjoint(lows)
        and known.given.isdisjoint(lows[1:])
    )


def _headed(candidate: Candidate, known: Gazetteer, heads: Collection[str]) -> bool:
    """Whether the last word of a name may be the head of a body's, and nothing of it tells a person: "Kopli Dock"."""
    words = candidate.words
    return len(words) > 1 and not candidate.title and words[-1].low in heads and words[0].low not in known.given and len(words[0].low) > 1


def _worded(doc: Doc, candidate: Candidate, known: Gazetteer) -> bool:
    """Whether a name is made of words that the model knows and that are no names of people: "Harbour Lamp"."""
    lows = [word.low for word in candidate.words]
    if len(lows) < 2 or candidate.title or any(low in known.given or low in known.surnames for low in lows):
        return False
    ordinary = dictionary(doc.vocab)
    return bool(ordinary) and all(low in ordinary for low in lows)


def _telling(doc: Doc, candidate: Candidate, known: Gazetteer) -> bool:
    """Whether the last word of a name is one of the language and nothing tells a person: "Dexiang Pelagic", "Rosa Nominees"."""
    words = candidate.words
    last = words[-1].low
    if not 1 < len(words) < 4 or candidate.title or candidate.nick or last in known.surnames or last in known.given or last in known.names:
        return False
    language = dictionary(doc.vocab)
    if last.endswith("s") and not last.endswith("ss") and last not in language and last[:-1] in language and len(last) > 4:
        return True
    if len(words) == 3 and last in language and words[1].low in language and words[1].low not in known.surnames:
        return True
    return last in language and words[0].low not in known.given and len(words[0].low) > 1 and not words[-1].text.isupper()


@lru_cache(maxsize=2)
def dictionary(vocab: Vocab) -> frozenset[str]:
    """The words that the model's lemmatiser knows, small; empty where it has no list of them."""
    nlp = model()
    if nlp is None or nlp.vocab is not vocab or "lemmatizer" not in nlp.pipe_names:
        return frozenset()
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index = lookups.get_table("lemma_index", {})
    return frozenset(word for part in _PARTS for word in index.get(part, ()))
