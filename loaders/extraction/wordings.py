"""The words of a voice that has no name: "two officials with knowledge of the matter", "a clerk who saw the list"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from loaders.extraction.cues import Cues
from loaders.extraction.lexicon import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

_STOPS = frozenset(("relcl", "acl", "appos", "advcl", "parataxis", "ccomp"))
_MARKS = frozenset((",", ";", ":", "(", ")", "[", "]", "-", '"'))
_NUMBER = re.compile(r"^\d{1,3}(?:[.:]\d{1,3})*[.)]?\s")
_LONGEST = 16


class Wordings:
    """Cuts the phrase of a voice out of a sentence."""

    def __init__(self, cues: Cues, roles: Words | frozenset[str]) -> None:
        self._roles = roles
        self._telling = cues.words("telling_of_itself")
        self._until = cues.words("until")
        self._indefinite = cues.words("indefinite") | cues.words("somebody")
        self._somebody = cues.words("somebody")
        self._days, self._bare_days, self._behind = (cues.words("days", part) for part in ("named", "bare", "behind"))
        self._months = frozenset(day[:3] for day in self._days)
        self._others = cues.words("others")
        self._who = cues.words("pronouns", "relative")

    def of(self, head: Token, start: int = 0) -> str:
        """The phrase of a noun without its appositions, and without clauses that do not tell who it is; from `start` on, behind a label."""
        doc, first = head.doc, head.left_edge.i
        if head.i - first > 12:
            first = head.i
        first = max(
            first,
            min(
                (c.left_edge.i for c in head.children if c.i < head.i and c.dep_ not in ("npadvmod", "prep", "advmod", "cc")), default=first
            ),
        )
        if first > 1 and doc[first - 1].text == "-" and not doc[first - 1].whitespace_ and not doc[first - 2].whitespace_:
            first = doc[first - 2].left_edge.i  # "the e-mails"
        while first < head.i and doc[first].idx < start:
            first += 1
        while first < head.i and doc[first].text.endswith(".") and doc[first].lower_[:3] in self._months:
            first += 1  # "4 Feb. Sources say"
        if (quoted := self._quoted(head, first)) is not None:
            return quoted
        last, clause = head.i, self._telling_who(head)
        if head.lower_ in self._others and (apart := self._set_apart(head)):
            return doc[first : apart + 1].text
        for token in doc[head.i + 1 : min(head.right_edge.i + 1, head.i + _LONGEST)]:
            if clause is not None and clause.left_edge.i <= token.i <= clause.right_edge.i:
                if token.text in _MARKS or (token.lower_ in self._until and token.i > clause.i):
                    break
                last = token.i
                continue
            bare = token.dep_ == "acl" and token.i == last + 1 and not any(token.children)  # "all three accused"
            if token.dep_ == "acl" and token.tag_ == "VBN" and token.i == head.i + 1 and head.lemma_ in self._roles:
                continue  # "three people briefed on the matter"
            if self._tells_when(token, head):
                break
            if self._breaks(token) or (token.dep_ in _STOPS and not bare) or token.is_space:
                break
            if not bare and self._in_clause(token, head, briefed=head.lemma_ in self._roles):
                break
            last = token.i
        while last + 1 < len(doc) and not doc[last].whitespace_ and (doc[last + 1].text == "-" or doc[last].text == "-"):
            last += 1
        while last > head.i and doc[last].dep_ in ("cc", "prep", "punct", "det", "case") and clause is None and not _is_numbered(doc[last]):
            last -= 1
        text = "".join(token.text_with_ws for token in doc[first : last + 1])
        words = _NUMBER.sub("", " ".join(text.split())).strip("\"'*_<> ")
        return words if any(letter.isalnum() for letter in words) else ""

    @staticmethod
    def _set_apart(head: Token) -> int:
        """The last word between commas behind one of several: "Another, at the Ministry, said"; 0 for none."""
        doc = head.doc
        if head.i + 2 >= len(doc) or doc[head.i + 1].text != ",":
            return 0
        return next((t.i - 1 for t in doc[head.i + 2 : head.i + _LONGEST] if t.text == ","), 0)

    def _tells_when(self, token: Token, head: Token) -> bool:
        """Whether a time of the saying begins here, which the tree hangs on the voice: "the government on Thursday denied"."""
        if token.lower_ in self._bare_days and token.i > head.i and token.dep_ not in ("compound", "nmod", "poss"):
            return True
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return token.lower_ in self._behind and following is not None and following.lower_ in self._days and following.is_title

    @staticmethod
    def _quoted(head: Token, first: int) -> str | None:
        """All that stands between the marks around a phrase: "documents seen by journalists"."""
        if head.doc[first].text == '"':
            first += 1
        if not first or head.doc[first - 1].text != '"':
            return None
        for token in head.doc[head.i + 1 : head.i + _LONGEST]:
            if token.text == '"':
                return " ".join(head.doc[first : token.i].text.split())
            if token.tag_ in ("VBD", "VBZ", "MD") or token.text in _MARKS:
                return None
        return None

    def _telling_who(self, head: Token) -> Token | None:
        """The clause right behind an unnamed person that tells who it is: "a clerk who saw the list"; not how one came to speak."""
        if not {head.lemma_, head.lower_} & self._roles and head.lower_ not in self._somebody:
            return None
        open_ = head.tag_ == "NNS" or head.lower_ in self._somebody
        if any(c.dep_ in ("det", "poss") and c.lower_ not in self._indefinite for c in head.children):
            return None
        if not open_ and not any(c.dep_ in ("det", "nummod") for c in head.children):
            return None
        clause = next((c for c in head.children if c.dep_ == "relcl" and c.i > head.i), None)
        if clause is None or clause.left_edge.i != head.i + 1 or clause.left_edge.lower_ not in self._who:
            return None
        if any(c.dep_ == "mark" for c in clause.children):
            return None  # "said through a lawyer that he …"
        words = (clause, *(c for c in clause.children if c.dep_ in ("xcomp", "acomp", "neg")))
        told = any({each.lemma_, each.lower_} & self._telling for each in words)
        return None if told or clause.right_edge.i - head.i >= _LONGEST else clause

    @staticmethod
    def _breaks(token: Token) -> bool:
        """Whether a mark ends a phrase; a hyphen within a word does not."""
        return token.text in _MARKS and (token.text != "-" or bool(token.nbor(-1).whitespace_))

    @staticmethod
    def _in_clause(token: Token, head: Token, *, briefed: bool = False) -> bool:
        """Whether the word belongs to a clause or another part of a coordination within the phrase."""
        for _ in range(12):
            if token.i == head.i or (briefed and token.dep_ == "acl" and token.i == head.i + 1):
                return False
            if token.dep_ in _STOPS or (token.dep_ in ("conj", "cc") and token.head.i == head.i):
                return True
            token = token.head
        return True


def _is_numbered(token: Token) -> bool:
    """Whether a word is the label of what stands before it: "Exhibit P-22"."""
    return token.text[0].isupper() and token.text[-1].isdigit()
