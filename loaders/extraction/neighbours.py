"""What speaks for the kind of a name by what stands beside it: titles, nouns, verbs, prepositions, appositions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extraction.behind import THING, Behind
from loaders.extraction.headings import Candidate
from loaders.extraction.left_context import LeftContext
from loaders.extraction.placed import Vote
from loaders.extraction.proposals import BODIES
from loaders.extraction.shapes import folded
from loaders.extraction.small_words import among, in_order, one_of

_CREDIT = re.compile(r"(?:, [^()\n;]{1,20})?(?:; [^()\n]{2,60})?\)[ \t]*(?:\n|$)")
_DATELINE = re.compile(r"[^\W\d_a-z]{3}[^()\n]{2,50}(?: \d{1,2}\.?| \d{1,2}\.? [^\W\d_]{3,9}\.?|,? \d{4}) \(")
_REACH = 48
_LIVING = re.compile(rf"[^\W\d_]{{2,20}}, {one_of('lived_of')} $")
_CLOSED = (",", ";", ".", ")")
_GERUNDS, _IN = in_order("gerunds"), among("in")
_ONE = among("any")
_UNKNOWN = frozenset(each.rpartition(" ")[2] for each in among("unknown_one"))
_CERTAIN = re.compile(rf"(?<!\w){one_of('unknown_before')} {one_of('unknown_one')} $", re.IGNORECASE)
_AGED = re.compile(rf", (?:{one_of('at_age')} )?\d{{1,3}}, {one_of('lived_of')} $")


class Neighbours(Behind):
    """Votes by the places of the candidates of one text."""

    def beside(self, each: Candidate) -> Iterator[Vote]:
        """Votes by the words before and behind one mention."""
        text = self._text
        before = text[max(0, each.opens - _REACH) : each.opens]
        behind = text[each.end : each.end + _REACH * 2]
        yield from self._before(each, LeftContext.of(before, self._words["the"]))
        yield from self._behind(each, behind)

    def _before(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        yield from self._credited(each, left)
        if (cell := self._cell(each)) and not each.title:
            yield from cell
        if left.opens:
            if not self._is_label(each):
                yield from self._speaker(each, bool(left.said))
            return
        if left.article and f"{left.article} {each.key}" in self._words.known.names:
            yield "place", 1.0  # "The Hague"
            return
        if left.article:
            yield from self._behind_article(each, left)
        elif left.joined:
            yield from self._adjacent(each, left)
        yield from self._denoted(each, left)
        if left.line.endswith(("*", "_")):
            yield "outlet", 1.2 if left.article else 0.5
        yield from self._of_place(each, left)
        yield from self._named(each, left.said)

    def _credited(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        """By standing in brackets as whose report it is."""
        closes = left.line.endswith("(") and left.plain.endswith((".", "!", "?", '"'))
        below = left.line == "(" and left.text[:-2].endswith((".", "!", "?", '"')) and each.words[0].low not in self._words.known.given
        if (closes or below) and len(each.words) > 1 and _CREDIT.match(self._text, each.end):
            yield "outlet", 2.5  # an item of a digest ends so: "... was closed. (Harbour Wire Africa)"
            yield "person", -1.5
            yield "place", -1.0
        if _DATELINE.fullmatch(left.line) and self._text.startswith(") -", each.end):
            yield "outlet", 3.5  # the agency of "RIGA, March 14 (Quaywire) -"
            yield "person", -2.0

    def _behind_article(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        """By an article, and what stands before that: "the weekly, the Dawn"."""
        words, written = self._words, left.plain.split()
        yield "person", -1.5
        yield "place", -0.7
        yield "organisation", 0.3
        if left.last in words["outlet_before"]:
            yield "outlet", 0.7
        if written[-1][0].isupper() and written[-1][1:].islower() and len(written) > 1 and written[-2][-1] not in ".!?:":
            yield "outlet", 1.2
        if written[-1][0].isupper() and words.nouns.get(left.last) == "thing" and written[-2].isalnum():
            yield "thing", THING  # "in her book The Water Drinker"
        if words.before_body.closes(left.end):
            yield "organisation", 1.0
        if left.line.endswith("he ") and self._is_ship(each):
            yield "thing", THING
        if len(each.words) == 1 and each.words[0].text.isupper() and 1 < len(each.key) < 7:
            yield "agency", 1.0
        if len(written) > 1 and written[-2].endswith(","):
            noun = words.nouns.get(left.last) or self._head(left.said[:-1], None)
            if noun is not None and (written[-2][0].islower() or left.last not in words.nouns):
                yield noun, THING if noun == "thing" else 1.5

    def _denoted(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        """By a noun before it that tells what it is of: "a source known as LARCHWOOD", "receivers Larkin Osei", "the banker X"."""
        words = self._words
        if left.last in words["code_named"] and not left.article and left.joined and self._is_code(each):
            yield "person", 3.0
        partner = left.last in words["partner_nouns"]
        if partner and self._one_of(left.said):
            yield "person", 2.0  # "one of the engineers, Colin Murtagh"
        elif left.article:
            return
        elif partner and (left.joined or left.plain[-1] == ",") and self._alone(each):
            yield "organisation", 3.2
            yield "person", -1.6
        elif (noun := self._noun_before(left)) is not None and not left.plain.endswith(("'s", ".")) and not left.bracketed:
            if noun == "person" and left.last in words["organisation_nouns"] and not left.joined and self._is_of_no_person(each):
                yield from (("organisation", 1.4), ("person", -0.4))  # "its only rival, Ibernorte Obras,"
            else:
                yield from self._beside_noun(noun, left.joined)
                if noun in BODIES and not each.title and self._is_one(left, each):
                    yield noun, 1.0  # "a Slovak newspaper, Denný Obzor, reported"

    def _is_one(self, left: LeftContext, each: Candidate) -> bool:
        """Whether a name between commas is that of the one which is told of before it, and not of whatever that is of."""
        one = next((place for place, word in enumerate(left.said) if word.lstrip("*_\"'(") in _ONE), len(left.said))
        told = left.said[one:]
        return left.plain[-1:] == "," and len(told) > 1 and self._words["of"].isdisjoint(told) and self._text.startswith(",", each.end)

    def _of_place(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        """By a place that has it, where nothing tells a person: "Oslo's Dagens Kurér", "Toronto's Kestrane"."""
        if left.article or not left.joined or each.title:
            return
        known = self._words.known
        town = next((left.last.removesuffix(ending) for ending in self._words.possessive if left.last.endswith(ending)), "")
        listed = known.names.get(town)
        if listed is None or listed.kind != "place":
            return
        if not any(word.low in known.given or word.low in known.surnames for word in each.words) and each.key not in known.names:
            yield from (("organisation", 1.0), ("outlet", 1.0 if len(each.words) > 1 else 0.4), ("person", -1.2), ("place", -0.8))

    def _noun_before(self, left: LeftContext) -> str | None:
        nouns = self._words.nouns
        noun = nouns.get(f"{left.two} {left.last}") or nouns.get(left.last.removesuffix(":")) or nouns.get(left.last.rpartition("-")[2])
        return noun if left.joined else self._head(left.said, noun)

    def _head(self, said: list[str], noun: str | None) -> str | None:
        """What the head of a phrase before a comma tells: of "the spokeswoman of the ministry," that is a person, no ministry."""
        low = [word.strip(",;\"')(") for word in said]
        heads: list[str | None] = []
        for place in range(len(low) - 2, 0, -1):
            if said[place][-1] in ".!?;,":
                break
            if low[place - 1].endswith(self._words.endings["participle_endings"]) and low[place - 1] not in self._words.nouns:
                continue  # "worked for the operator,"
            if low[place] in self._words["of"] or low[place] in self._words["in"]:
                any_one = low[place + 1] in self._words["any_one"]  # "on the board of a subsidiary, X"
                heads.append(self._words.nouns.get(low[place - 1]) or (noun if any_one else None))
        if noun == "person" or "person" in heads:
            return "person"  # of "the correspondent of the agency in Tunis," and "the party of the minister," too
        return heads[0] if heads else noun

    def _one_of(self, said: list[str]) -> bool:
        """Whether somebody is one of those who are told of right before: "one of my auditors, X"."""
        return any(said[place] in self._words["numbers"] and said[place + 1] in self._words["of"] for place in range(len(said) - 2))

    def _alone(self, each: Candidate) -> bool:
        """Whether a name of two or three words is one firm's, no list of persons: "receivers Larkin Osei sold it"."""
        behind = self._text[each.end : each.end + 8].casefold()
        listed = any(behind.startswith((f" {word} ", f", {word} ")) for word in self._words["and"])
        listed = listed or (behind[:1] == "," and self._text[each.end + 2 : each.end + 3].isupper())
        return 1 < len(each.words) < 4 and not each.title and not listed

    def _is_code(self, each: Candidate) -> bool:
        """Whether it may be the name in capitals under which a source is kept: "a source known as LARCHWOOD"."""
        return all(word.text.isupper() and len(word.text) > 3 for word in each.words) and each.key not in self._words.known.names

    def _is_part(self, key: str) -> bool:
        """Whether one word is of a part of any body, and names none: "Compliance", "Communications"."""
        return key in self._words["office_parts"] or self._cutter.is_word(key)

    def _credits(self, line: str) -> bool:
        """Whether a line tells whose work a page is: "(Reporting by X in Y and …"."""
        return not self._words["credited"].isdisjoint(line.casefold().replace("(", " ").split())

    def _adjacent(self, each: Candidate, left: LeftContext) -> Iterator[Vote]:
        """By the word right before: a preposition of place, a verb of telling."""
        words, last, two = self._words, left.last, left.two
        known = words.known
        if each.key in words["platforms"]:
            if last in words["platform_before"]:
                yield "outlet", 4.0
            return
        unknown = len(each.words) == 1 and not any(each.key in names for names in (known.given, known.surnames, known.names))
        if unknown and not each.title and each.words[0].text.isupper() and len(each.key) > 2 and last in words["in"]:
            yield "agency", 0.6
        elif unknown and last in words["told"]:
            yield "outlet", 1.1
            return
        elif last in words["told"] and not each.title and (told := self._told(each)):
            yield "outlet", told
        elif last in words["of"] and two in words["office_heads"] and len(each.words) == 1 and self._is_part(each.key):
            yield "thing", THING  # "head of Compliance"
        elif words.of_body.closes(left.end) and not self._owns(each):
            yield "organisation", 2.2
            yield "person", -1.6
        elif words.before_body.closes(left.end) and not self._owns(each):
            yield "organisation", 1.2
        elif last in words["in"] and two in words["writings_in"] and each.key not in known.names:
            yield "outlet", 2.0  # "an obituary in Gyeongin Maeil"
            yield "person", -1.2
        elif last in words["by"] and " ".join(left.said[-3:-1]).strip("[(") in words["first_published"]:
            yield "outlet", 2.0  # "First published by X"
            yield "person", -1.2
        elif last in words["by"] and two in words["credited"]:
            yield "person", 1.5  # "additional reporting by X"
        elif last in words["for"] and two in words["seated_for"]:
            yield "place", 2.0  # "the member for Dessie"
            yield "person", -1.2
        elif last in words["issues"] and not each.title and self._is_issued(each):
            yield "outlet", 1.3  # "in yesterday's Kvöldvakan"
        elif last in words["to"] and two in words["motion"]:
            yield "place", 2.2 if each.key in known.names else 1.2
            yield "person", -1.2
        elif last in words["and"] and len(each.words) > 1 and self._credits(left.line):
            yield "person", 1.5  # "(Reporting by X in Y and Z in W)"
        elif last in words["in_strong"] and not each.title and not (unknown and self._owns(each)):
            yield "place", 2.6
            yield "person", -1.2
        elif unknown and last in words["at"] and not each.title and not self._cutter.is_word(each.key):
            yield "place", 1.0
            yield "person", -0.8
        elif last in words["at"] and self.is_worded(each):
            yield "organisation", 0.8  # "at Blackfriars Shellfish"
        elif last in words["in"] and not (self._owns(each) and each.key not in known.names):  # "in Kaili's flat"
            yield "place", 0.3 if self.is_worded(each) else 0.5 if last in words["in_weak"] else 1.0
        elif two in _IN and self._is_described(each, left):
            yield "place", 1.4  # "in sleepy Brackley Hythe"
            yield "person", -0.8
        elif last in words["of"]:
            if _LIVING.search(left.text) and len(each.words) == 1 and not each.title and self._text[each.end : each.end + 1] in _CLOSED:
                yield "place", 1.6  # "Mr Reed, of Barry, was away"
                yield "person", -2.0
            if len(each.words) > 1 and self._is_of_firm(left):
                yield "organisation", 0.8  # "the liquidator, Ann Reed of Crane Hartley"
                yield "place", -0.4
            if _AGED.search(left.text):
                yield "place", 3.0  # "charged Ann Reed, 39, of Kensal Rise"
                yield "person", -2.0
            if self._is_whose(left.text):
                yield "person", -1.2  # "Mrs Amery of Bowness"
                yield "place", 0.5
            if two in words["person_of"] and unknown:
                yield "person", 1.5  # "the whereabouts of Purnomo"
                yield "place", -1.0
            if two in words["settlements"]:
                yield "place", 1.2
                yield "person", -1.6
            if two in words["of_place"] or two.rpartition("-")[2] in words["of_place"]:
                yield "place", 1.5
            elif two in words.nouns and words.nouns[two] in ("person", "outlet"):
                yield "organisation", 0.3
        if last in _UNKNOWN and _CERTAIN.search(left.text):
            yield "person", 1.6  # "by one Nahúm"
            yield "place", -1.0
        if last in words["saying"]:
            yield "person", 0.6
        elif last in words["outlet_before"]:
            yield "outlet", 0.3

    def _is_issued(self, each: Candidate) -> bool:
        """Whether a name may be an outlet's by its words, none of which is a body's or of the language."""
        return not any(word.low in self._words.heads or self._cutter.is_word(word.low) for word in each.words)

    def _told(self, each: Candidate) -> float:
        """How much being told something makes an outlet of a name that is none of a person: "Sahel Papers", "De Kleine Klok"."""
        lows = [word.low for word in each.words]
        if len(lows) > 1 and lows[-1] in self._words["thing_heads"]:
            return THING + 1.0
        return 2.6 if len(lows) > 2 and lows[0] in self._words["foreign_articles"] and lows[-1] not in self._words.known.surnames else 0.0

    def _is_described(self, each: Candidate, left: LeftContext) -> bool:
        """Whether an adjective alone stands before a name that is no person's, as before a town's."""
        known, last = self._words.known, left.last
        if each.title or self._owns(each) or each.words[0].low in known.given or last in self._words["ordinary"]:
            return False
        told = last in self._words.nouns or last in self._words["titles"] or last.endswith(_GERUNDS)
        return not told and left.plain.endswith(last) and self._cutter.is_word(last)

    def _is_of_firm(self, left: LeftContext) -> bool:
        """Whether somebody named before an "of" does what partners of a firm do."""
        return any(f"{word.strip(',')}{plural}" in self._words["partner_nouns"] for word in left.said for plural in self._words["plurals"])

    def _is_whose(self, before: str) -> bool:
        """Whether a name that is no body's stands before an "of": who is "of" something is of a town or a body."""
        owner = before.split()[-2:-1]
        if not owner or not owner[0][0].isupper() or owner[0].isupper() or owner[0][-1] in ",;:.":
            return False
        low, words = folded(owner[0]), self._words
        known = words.known
        if low in words.heads or low in words["titles"] or low in words["roles"] or low in known.names or low in words["place_of"]:
            return False
        return low in known.surnames or not self._cutter.is_word(low)

    def _named(self, each: Candidate, said: list[str]) -> Iterator[Vote]:
        """By "a blog called X", "a man named X"."""
        tail = [word.strip(",;:\"')(") for word in said[-5:]]
        place = next((at for at in range(len(tail) - 1, max(-1, len(tail) - 4), -1) if tail[at] in self._words["naming"]), None)
        known = " ".join(tail[-2:]) in self._words["naming"]  # "X, known as 'El Contador',"
        if known and self._words.nouns.keys().isdisjoint(tail) and said[-3:-2] and said[-3].endswith(","):
            yield from (("person", 2.4), ("place", -2.0))
            return
        if place is None or self._owns(each):
            return
        noun = next((self._words.nouns[word] for word in reversed(tail[:place]) if word in self._words.nouns), "")
        if not self._words["code_named"].isdisjoint(tail[:place]) and self._is_code(each):
            yield "person", 3.0
            return
        if noun == "agency" and not self._words["under"].isdisjoint(tail[:place]):
            yield "person", 2.4  # "reported to the police under the name X"
            return
        yield noun or ("organisation" if self.is_worded(each) else "person"), THING if noun == "thing" else 1.6
