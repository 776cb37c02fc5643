"""Whom "the two men", "the pair" or "the two" mean: the only two persons whom the sentences before name. What is doubtful stays open."""

from __future__ import annotations

from collections.abc import Mapping

from loaders.extraction.frames import Lexicon
from loaders.extraction.nodes import Nodes

_BACK = 4
_FAR = 150
_PLACES = ("nsubj", "nsubjpass", "ROOT", "appos", "dobj")


def of_nodes(nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str]) -> dict[int, list[str]]:
    """The ids of both persons by the node that means them; nothing without trees. `meant` leads from pronouns and nouns to ids."""
    if not nodes.trees:
        return {}
    named: dict[int, list[str]] = {}
    found: dict[int, list[str]] = {}
    couple, wed = list[str](), 0
    marrying, plural = lexicon.lists["wedding"] | lexicon.lists["spouses"], lexicon.lists["plural_pronouns"]
    for node in nodes.order:
        if nodes.lemma[node] in marrying and (married := _married(nodes, lexicon, meant, node)):
            couple, wed = married, nodes.sentence[node]
        id_ = nodes.name.get(node) or meant.get(node, "")
        if nodes.kind.get(id_) == "person":
            named.setdefault(nodes.sentence[node], []).append(id_)
        elif nodes.word[node] in plural:
            pair = _joined(nodes, node)
            if not pair and _of_two(nodes, lexicon, node):
                pair = _both_alone(nodes, named, node)
            if not pair and nodes.sentence[node] - wed <= _BACK and _of_couple(nodes, lexicon, node):
                pair = couple
            if pair:
                found[node] = pair
        elif couple and lexicon.among("couples", nodes.lemma[node]) and nodes.sentence[node] - wed <= _BACK:
            found[node] = couple
        elif _means_two(nodes, lexicon, node) and (both := _last_two(named, nodes.sentence[node])):
            found[node] = both
    return found


def _married(nodes: Nodes, lexicon: Lexicon, meant: Mapping[int, str], node: int) -> list[str]:
    """The ids of a couple at "X married Y", "X is married to Y", "X's wife, Y", "his husband Y"."""
    n = nodes

    def person(*ends: int) -> str:
        ids = [n.name.get(low) or meant.get(low, "") for each in ends for low in (each, *n.all_kids(each, "appos"))]
        return next((id_ for id_ in ids if n.kind.get(id_) == "person"), "")

    if lexicon.among("wedding", n.lemma[node]) and n.pos[node] == "VERB":
        over = n.head[node] if n.dep[node] == "conj" and not n.all_kids(node, "nsubj", "nsubjpass") else node
        held = [low for to in n.all_kids(node, "prep") for low in n.all_kids(to, "pobj")]
        both = [person(*n.all_kids(over, "nsubj", "nsubjpass")), person(*n.all_kids(node, "dobj"), *held)]
    elif lexicon.among("spouses", n.lemma[node]):
        at = n.head[node] if n.dep[node] == "compound" else node  # "his wife Y"
        both = [person(*n.all_kids(node, "poss"), *n.all_kids(at, "poss")), person(at)]
    else:
        return []
    return both if all(both) and both[0] != both[1] else []


def _of_couple(nodes: Nodes, lexicon: Lexicon, node: int) -> bool:
    """Whether a plural pronoun is that of a couple: "their sons", "they had", "they divorced"."""
    up = nodes.head[node]
    if nodes.dep[node] == "poss":
        return lexicon.among("shared", nodes.lemma[up])
    return nodes.dep[node] in ("nsubj", "nsubjpass") and lexicon.among("sharing", nodes.lemma[up])


def _of_two(nodes: Nodes, lexicon: Lexicon, node: int) -> bool:
    """Whether "they" do what two do with each other: "they met", "they had lunch together"."""
    n = nodes
    if n.dep[node] != "nsubj" or n.pos[n.head[node]] not in ("VERB", "AUX"):
        return False
    verb = n.head[node]
    objects = [n.lemma[each] for each in n.all_kids(verb, "dobj")]
    together = any(lexicon.among("together", n.word[each]) for each in n.all_kids(verb, "advmod"))
    return together or lexicon.any_among("joint_acts", objects) or (lexicon.among("joint_acts", n.lemma[verb]) and not objects)


def _both_alone(nodes: Nodes, named: Mapping[int, list[str]], node: int) -> list[str]:
    """The only two persons of whom the sentence before tells, where this one tells of nobody before the pronoun."""
    sentence = nodes.sentence[node]
    both = list(dict.fromkeys(named.get(sentence - 1, ())))
    return both if len(both) == 2 and not named.get(sentence) else []


def _joined(nodes: Nodes, node: int) -> list[str]:
    """The ids of the two that "and" joins, and nobody else with them, before a pronoun: "X and Y left. Their …"."""
    first = nodes.sentence[node]
    on = nodes.step(node, -1)
    for _ in range(_FAR):
        if on is None or first - nodes.sentence[on] > 1:
            break
        up = nodes.head[on]
        if on in nodes.name and nodes.dep[on] == "conj" and up in nodes.name and nodes.dep[up] in _PLACES:
            both, more = [nodes.name[up], nodes.name[on]], nodes.all_kids(on, "conj")
            alike = nodes.kind[both[0]] == nodes.kind[both[1]] in ("person", "organisation", "agency", "outlet")
            return both if alike and both[0] != both[1] and not more else []
        on = nodes.step(on, -1)
    return []


def _means_two(nodes: Nodes, lexicon: Lexicon, node: int) -> bool:
    """Whether a noun or number with an article means two persons, with nothing behind it that tells which two."""
    n = nodes
    two, both = n.word[node] in lexicon.lists["two"], n.word[node] in lexicon.lists["twosomes"]
    if not (two or both or (n.tag[node] == "NNS" and lexicon.among("persons", n.lemma[node]))):
        return False
    if any(n.dep[each] in ("relcl", "acl", "prep", "appos") or each in n.name for each in n.kids[node]):
        return False
    if lexicon.among("both", n.word[node]):
        return n.dep[node] in ("nsubj", "nsubjpass") and n.pos[node] in ("PRON", "DET")
    before = {n.word[each] for each in n.kids[node]}
    if not lexicon.any_among("definite", before):
        return False
    if two:
        return n.dep[node] in ("nsubj", "nsubjpass", "dobj", "pobj")
    return both or lexicon.any_among("two", before)


def _last_two(named: Mapping[int, list[str]], sentence: int) -> list[str]:
    """The persons of as few sentences before as name two; none where these name three."""
    found: dict[str, None] = {}
    for back in range(sentence, sentence - _BACK - 1, -1):
        found |= dict.fromkeys(named.get(back, ()))
        if len(found) > 1:
            break
    return list(found) if len(found) == 2 else []
