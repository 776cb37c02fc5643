"""The words of a page as nodes: each name is one node, whatever its words; with the tree of the sentence where a model read it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from loaders.extraction.page import Page
from loaders.extraction.proposals import Named, Span

if TYPE_CHECKING:
    from spacy.strings import StringStore

_WORD = re.compile(r"(\w(?:\.(?:\w\.)+|\w*)|'s\b|\n[ \t]*\n|[^\w\s])")
_COLON = re.compile(r"[ \t]{0,2}(?:\([^()\n]{1,40}\)[ \t]{0,2})?:")
_TITLE = 24
_DEPTH = 200
_AROUND = 40
"""Words beside a name among which those that hang on it stand."""
LABEL = "label"
MARKS = frozenset({"*", "**", "***", "_", "__", "`"})  # of Markdown, around words that stand in a row all the same

Row = list[int]
"""The nodes of a line."""


@dataclass(slots=True)
class Nodes:
    """One entry a word in each list; `order` are the nodes in the order of the text, without inner words of names and marks, `rows` those
    of each line that holds any, without spaces.

    `head` is the node above (itself at the top), `dep`, `pos`, `tag` and `lemma` are the model's, empty without trees. `node` leads from a
    word to its node, `name` from a node to the id of the entity that it names, `kind` from an id to the entity's kind.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lemma: list[str]
    head: list[int] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    node: list[int] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    place: dict[int, int] = field(default_factory=dict)
    name: dict[int, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    trees: bool = False

    def kid(self, node: int, *deps: str) -> int | None:
        """The first word under a node by one of these dependencies."""
        return next((each for each in self.kids[node] if self.dep[each] in deps), None)

    def all_kids(self, node: int, *deps: str) -> list[int]:
        kids = self.kids[node]
        return [each for each in kids if self.dep[each] in deps] if kids else []

    def step(self, node: int, by: int) -> int | None:
        """The node so many places on in the text (back if negative); None beyond its ends."""
        place = self.place[node] + by
        return self.order[place] if 0 <= place < len(self.order) else None

    def kind_of(self, node: int | None) -> str:
        """The kind of what a node names; empty where it names nothing, or there is none."""
        return "" if node is None or node not in self.name else self.kind[self.name[node]]

    def word_of(self, node: int | None) -> str:
        """The word of a node; empty where there is none."""
        return "" if node is None else self.word[node]

    def span(self, node: int) -> Span:
        """The characters of a node, of all words of a name."""
        return Span(self.start[self.first.get(node, node)], self.end[self.last.get(node, node)])

    def above(self, node: int) -> Iterable[int]:
        """The nodes over a node, nearest first; a bound guards against trees deeper than any sentence is."""
        for _ in range(_DEPTH):
            up = self.head[node]
            if up == node:
                return
            yield up
            node = up

    def label(self, node: int) -> bool:
        """Whether a name is a speaker's label, with a colon behind it in a line that it begins (but for a title)."""
        span = self.span(node)
        if not _COLON.match(self.text, span.end):
            return False
        line = self.text[max(self.text.rfind("\n", 0, span.start) + 1, span.start - _TITLE) : span.start]
        return len(line.split()) <= 1

    def quoted(self, node: int) -> bool:
        """Whether a node stands between quotation marks of its line."""
        start = self.start[node]
        return self.text.count('"', self.text.rfind("\n", 0, start) + 1, start) % 2 == 1

    def at(self, place: int) -> int | None:
        """The node that a character stands in."""
        found = bisect_left(self.end, place + 1)
        return self.node[found] if found < len(self.node) and self.start[found] <= place else None


def read(page: Page, entities: Iterable[Named]) -> Nodes:
    """The nodes of a page with its entities' mentions as names; where mentions overlap, the longer one counts."""
    nodes = _of_trees(page) if page.doc is not None else _of_words(page)
    count = len(nodes.word)
    nodes.node = list(range(count))
    mentions = sorted(
        ((span.end - span.start, span.start, span.end, each.id) for each in entities for span in each.mentions),
        key=lambda each: (-each[0], each[1]),
    )
    nodes.kind = {each.id: each.kind for each in entities}
    taken = bytearray(count)
    for _, start, end, id_ in mentions:
        _collapse(nodes, taken, start, end, id_)
    begins = {first: node for node, first in nodes.first.items()}  # a name stands where its first word does
    nodes.order = [begins.get(i, i) for i in range(count) if i in begins or not (taken[i] or nodes.word[i] in MARKS)]
    nodes.rows = _rows(nodes)
    nodes.place = {node: place for place, node in enumerate(nodes.order)}
    if nodes.trees:
        _hang(nodes)
    return nodes


def _rows(nodes: Nodes) -> list[Row]:
    lines = _stretches(nodes.start, [found.start() for found in re.finditer("\n", nodes.text)])
    rows: dict[int, Row] = {}
    for node in nodes.order:
        if not nodes.word[node].isspace():
            rows.setdefault(lines[node], []).append(node)
    return [rows[number] for number in sorted(rows)]


def _stretches(starts: Sequence[int], begins: Sequence[int]) -> list[int]:
    """For each of these places, which ascend, how many of the stretches that begin at `begins` have begun there."""
    ends = [*(bisect_left(starts, place) for place in begins), len(starts)]
    first = 0
    found: list[int] = []
    for number, end in enumerate(ends):
        found += [number] * (end - first)
        first = end
    return found


def _of_trees(page: Page) -> Nodes:
    """Words with their trees, read column by column: a token at a time takes several times as long."""
    doc = page.doc
    assert doc is not None
    columns = doc.to_array(["HEAD", "SENT_START", "IDX", "LENGTH", "LOWER", "LEMMA", "DEP", "POS", "TAG"]).T
    up, starts, idx, length = (column.tolist() for column in columns[:4].astype("int64"))
    word, lemma, dep, pos, tag = (_strings(column.tolist(), doc.vocab.strings) for column in columns[4:])
    number, sentence = -1, []
    for begins in starts:
        number += begins == 1
        sentence.append(max(number, 0))
    return Nodes(
        page.text,
        idx,
        [at + size for at, size in zip(idx, length, strict=True)],
        word,
        [each.lower() for each in lemma],
        [node + by for node, by in enumerate(up)],
        dep,
        pos,
        tag,
        sentence,
        trees=True,
    )


def _strings(keys: list[int], strings: StringStore) -> list[str]:
    """The strings of a model's keys, each looked up once."""
    known = {key: strings[key] for key in set(keys)}
    return [known[key] for key in keys]


def _of_words(page: Page) -> Nodes:
    """Words alone; a word's lemma is the word, a blank line is a node."""
    parts = _WORD.split(page.text)  # words and what stands between them, by turns: the ends of each are sums, sooner than one by one
    ends = list(accumulate(map(len, parts)))
    start, end = ends[:-1:2], ends[1::2]
    word = ["\n" if each.isspace() else each for each in map(str.lower, parts[1::2])]
    # what stands before the first sentence counts as of it
    sentence = _stretches(start, [span.start for span in page.sentences[1:]])
    return Nodes(page.text, start, end, word, word, sentence=sentence)


def _collapse(nodes: Nodes, taken: bytearray, start: int, end: int, id_: str) -> None:
    """Make the words of a mention one node: the one nearest to the top of the tree, the last of several."""
    first, behind = bisect_left(nodes.end, start + 1), bisect_left(nodes.start, end)
    if first >= behind or any(taken[first:behind]):
        return
    taken[first:behind] = b"\x01" * (behind - first)
    chosen = behind - 1
    if nodes.trees:
        inner = range(first, behind)
        depth = {i: _DEPTH if _is_stray(nodes, i, inner) else sum(1 for _ in nodes.above(i)) for i in inner}
        chosen = min(depth, key=lambda i: (depth[i], -i))
    for i in range(first, behind):
        nodes.node[i] = chosen
    nodes.name[chosen], nodes.first[chosen], nodes.last[chosen] = id_, first, behind - 1


def _is_stray(nodes: Nodes, node: int, inner: range) -> bool:
    """Whether a word of a name is a tree of its own, that holds nothing outside the name, where another of its words hangs on the rest."""
    if nodes.head[node] != node or all(nodes.head[i] in inner for i in inner):
        return False
    near = range(max(0, inner.start - _AROUND), min(len(nodes.word), inner.stop + _AROUND))
    return not any(nodes.head[i] == node and not nodes.word[i].isspace() for i in near if i not in inner)


def _hang(nodes: Nodes) -> None:
    """Hang each node under the node of its head: what hung on an inner word of a name hangs on the name, what hung on a mark on the
    node over that."""
    nodes.kids = [[] for _ in nodes.word]
    own = list(nodes.head)
    for i in nodes.order:
        nodes.head[i] = _node_over(nodes, own, i)
        if i in nodes.name and nodes.label(i):
            nodes.head[i], nodes.dep[i] = i, LABEL
        if nodes.head[i] != i:
            nodes.kids[nodes.head[i]].append(i)


def _node_over(nodes: Nodes, own: list[int], node: int) -> int:
    """The nearest node over a node by the tree's own heads, beyond marks; the node itself where only marks are over it."""
    up = nodes.node[own[node]]
    while up not in nodes.place:
        above = nodes.node[own[up]]
        if above == up:
            return node
        up = above
    return up
