"""Pronouns that nobody named is meant by, though somebody was named before: "The clerk, who calls himself X", "He claims that Y paid him"
of a clerk without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from loaders.extraction import pronouns
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.nodes import Nodes

_UP = 6
_SUBJECTS = ("nsubj", "nsubjpass")


def of_nodes(nodes: Nodes, circumstances: Circumstances, meant: Mapping[int, str], names: Set[str]) -> Iterator[int]:
    """The nodes of such pronouns among those that are thought to mean somebody; `names`: of persons."""
    words = pronouns.words()
    speakers = {
        (nodes.sentence[node], gender): node
        for node in nodes.order
        if nodes.dep[node] == "nsubj" and (gender := words.pronouns.get(nodes.word[node], "")) in ("m", "f")
    }
    for node in meant:
        word = nodes.word[node]
        if word in words.reflexive:
            if _subject(nodes, meant, node) != meant[node]:
                yield node
        elif (speaker := speakers.get((nodes.sentence[node], words.pronouns.get(word, "")))) is not None and speaker != node:
            said = circumstances.voices(node)
            if _tells(nodes, speaker, node) and len(said) == 1 and said[0].chain and said[0].chain[-1] not in names:
                yield node


def _tells(nodes: Nodes, speaker: int, node: int) -> bool:
    """Whether a word stands in what a subject says: "him" in "He claims that Y paid him"."""
    above = {up for up in nodes.above(node) if nodes.dep[up] == "ccomp"}
    return any(nodes.head[up] == nodes.head[speaker] for up in above)


def _subject(nodes: Nodes, meant: Mapping[int, str], node: int) -> str:
    """The id of the subject of the verb that a word belongs to; that of the name before its "who"."""
    for _ in range(_UP):
        if nodes.pos[node] in ("VERB", "AUX") and (subject := nodes.kid(node, *_SUBJECTS)) is not None:
            told = nodes.head[node] if nodes.tag[subject] == "WP" and nodes.dep[node] == "relcl" else subject
            return nodes.name.get(told) or meant.get(told, "")
        node = nodes.head[node]
    return ""
