"""What speaks for the kind of a name by what stands behind it: a genitive, a verb, what is set beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from loaders.extraction.firm_posts import has_post, may_have
from loaders.extraction.headings import Candidate
from loaders.extraction.placed import Placed, Vote
from loaders.extraction.proposals import BODIES
from loaders.extraction.shapes import folded
from loaders.extraction.small_words import one_of

_OF_SEAT = re.compile(rf" {one_of('of')} [A-Z][\w'-]{{1,20}}(?: [A-Z][\w'-]{{1,20}})?(?=, {one_of('any')} )")
_SEATED = re.compile(rf"(?:^| )[A-Z][\w'-]{{1,20}} {one_of('of')} $")
_AGE = re.compile(rf"(?:, \d{{1,3}}(?:,|\.|;| {one_of('and')}\b| {one_of('years_old')}\b)| \(\d{{1,3}}\))")
_WORD = re.compile(r"[^\W\d_][\w'-]{0,30}")
_APPOSED = re.compile(r"(?:,| -| \() ?((?:[\w'-]{1,30} ){0,9}[\w'-]{1,30})")
_IT = re.compile(rf"^[^.!?;A-Z\"]{{0,60}}? ({one_of('it')}) ([a-z']+)")
_ITS = re.compile(rf" [a-z]{{3,12}} (?:{one_of('that')} )?{one_of('its')} [a-z]")
_AT = re.compile(rf"(?:^| ){one_of('where')} (?:{one_of('the')} )?$")
_AT_REACH, _NEAR = 13, 60
_DAY = rf"(?:{one_of('the')} )?\d{{1,2}}{one_of('ordinals')}? (?:{one_of('of')} )?"
_ISSUE = re.compile(rf" {one_of('of')} (?:{_DAY})([A-Z][a-z]{{2,8}}),? \d{{4}}")
_DATED = re.compile(r", (?:\d{1,2} )?([A-Z][a-z]{2,8})\.?,? (?:1[89]|20)\d\d\b")
_CLOSED = re.compile(r" [a-z]{4,12}[.,]")
THING = 3.2


class Behind(Placed):
    """Votes by what stands behind the candidates of one text."""

    @staticmethod
    def _beside_noun(noun: str, joined: bool) -> Iterator[Vote]:
        """By a noun that tells what a name is of, right before it or set beside it."""
        if noun == "thing":
            yield noun, THING
        elif joined:
            yield noun, {"person": 2.2, "agency": 0.8}.get(noun, 3.2)
        else:
            yield noun, 1.8
        if noun in ("person", "thing"):
            yield from ((kind, -0.5) for kind in BODIES)
        elif noun != "agency":
            yield "person", -1.6 if joined else -0.8

    def _behind(self, each: Candidate, behind: str) -> Iterator[Vote]:
        words = self._words
        behind = behind.partition("\n\n")[0].lstrip("*_\"'") if behind[:1] in "*_" else behind.partition("\n\n")[0]
        if not behind:
            return
        if each.key in words["platforms"]:
            return
        if (issue := _ISSUE.match(behind)) and folded(issue[1]) in words["months"] and not each.title:
            yield "outlet", 2.6  # "the Madras Beacon of 14 May 2016"
            yield "person", -0.8
        if _AGE.match(behind) and not self._is_common(each):
            yield "person", 2.0
        if behind.startswith((" <", " @")):
            yield "person", 1.0
        genitive = next((ending for ending in words.possessive if behind.startswith(ending) and len(ending) > 1), "")
        if genitive:
            yield from self._owning(behind[len(genitive) :])
        elif behind[0] in ",(" or behind.startswith((" -", " (")):
            yield from self._apposed(each, behind)
        elif (seat := _OF_SEAT.match(behind)) is not None and len(each.words) > 1:
            yield from self._apposed(each, behind[seat.end() :])  # "X of Izmir, a distributor"
        elif behind[0] == "-":
            found = _WORD.match(behind, 1)
            if found and found[0] in words["based"]:
                yield "place", 2.5
        else:
            yield from self._followed(each, behind)

    def _owns(self, each: Candidate) -> bool:
        """Whether a genitive stands behind a name: "the owner of Ida Marsh's firm" tells nothing of hers."""
        return self._text.startswith(tuple(self._words.possessive), each.end)

    def _owning(self, behind: str) -> Iterator[Vote]:
        owned = [folded(word) for word in _WORD.findall(behind.partition(",")[0])[:3]]
        if owned and owned[0] in self._words["body_owns"]:
            yield "organisation", 1.0
            yield "person", -1.2
        for low in owned:
            for kind in ("outlet", "organisation", "person"):
                if low in self._words[f"{kind}_owns"]:
                    yield kind, 0.9

    def _followed(self, each: Candidate, behind: str) -> Iterator[Vote]:
        if behind[0] != " ":
            return
        written = [word[0] for word in islice(_WORD.finditer(behind, 0, _NEAR), 2)]
        found = [folded(word) for word in written]
        if not found:
            return
        words, low = self._words, found[0]
        if len(found) > 1 and low in words["having"] and behind.startswith(f" {written[0]} ") and not self._is_common(each):
            low = found[1] if found[1] in words["saying"] or found[1] in words["person_verbs"] else low  # "X has stated"
        if len(found) > 1 and (two := words.nouns.get(f"{low} {found[1]}")) is not None and written[0].islower():
            yield from self._beside_noun(two, False)  # "Vardar Press news agency"
            return
        if low in words["stops"] and written[0].islower() and _AT.search(self._text, max(0, each.start - _AT_REACH), each.start):
            yield "place", 2.2  # "arrested at Katpadi station"
            yield "person", -1.2
            return
        if written[0].islower() and low in words["sites"] and not each.title and len(each.words) == 1:
            yield "place", 2.0
            yield "person", -1.0
            return
        if low in words.nouns and len(written) > 1 and written[1][0].isupper() and written[0].islower() and each.key in words.known.names:
            # "the Cebu station Radyo Habagat": the noun tells what the next name is of
            yield "place", 0.6
            return
        if self._has_post(each, behind):
            yield from (("organisation", 1.8), ("person", -1.0))
            return
        if low in words["organisation_verbs"] or (low in words["being"] and len(found) > 1 and found[1] in words["organisation_made"]):
            yield "organisation", 0.8
        if low in words["agency_verbs"] and not each.title:
            yield "agency", 1.2
            yield "person", -0.4
        yield from self._told_as_body(each, low, behind)
        if low in words["relative"] and not self._is_common(each):
            yield "person", 1.2
        if low in words["outlet_verbs"]:
            yield "outlet", 1.6 if _CLOSED.match(behind) else 1.0
        if low in words["person_verbs"]:
            yield "person", 0.8
        elif low in words["saying"]:
            yield "person", 0.6
        elif words.nouns.get(low) in ("outlet", "organisation") and low not in words["outlet_verbs"] and low not in words["adverbs_too"]:
            if len(each.words) < 3 and (known := words.known.names.get(each.key)) is not None and known.kind == "place":
                return  # "the Lyon firm" is in Lyon
            yield words.nouns[low], 1.3
            yield "person", -0.5
        elif words.nouns.get(low) == "person" and low not in words["person_verbs"]:
            yield "person", -0.8
            yield "organisation", 0.7
            yield "outlet", 0.4

    def _has_post(self, each: Candidate, behind: str) -> bool:
        """Whether a word that nothing is known of stands before a post of a firm and who holds it: "Halvex chief executive Ann Reed"."""
        unknown = len(each.words) == 1 and not each.title and may_have(each.words[0], self._words)
        return unknown and not self._cutter.is_word(each.key) and has_post(behind, self._words)

    def _told_as_body(self, each: Candidate, low: str, behind: str) -> Iterator[Vote]:
        """By who says something that no person says so: "the Generalitat knew", "Baltarma said it had never", "Rappler Bay says"."""
        words, known = self._words, self._words.known
        if each.title or low in words["ships_too"] or not (low in words["saying"] or low in words["acts_as_body"]):
            return
        if len(each.words) > 1:
            head = self._cutter.head(each.words)
            if head is not None and head[1] == "place" and head[0] not in words["place_of"] and each.key not in known.names:
                yield from (("outlet", 1.4), ("organisation", 1.2), ("place", -1.2))
            elif _ITS.match(behind) and self._is_of_no_person(each):
                yield from (("organisation", 1.8), ("person", -1.6))
            return
        if any(each.key in names for names in (known.given, known.surnames, known.names)):
            return
        if "'" in each.key or self._cutter.is_word(each.key):
            return
        if each.words[0].text.isupper() and 2 < len(each.key) < 7:
            yield "agency", 1.8
            return
        if self._cutter.is_articled(each.start):
            yield "organisation", 1.0
        it = _IT.search(behind)
        if it is not None and folded(it[1]) in words["it"] and folded(it[2]) not in words["dummies"]:
            yield "organisation", 1.8
            yield "person", -1.6

    def _apposed(self, each: Candidate, behind: str) -> Iterator[Vote]:
        """By what is set beside it: ", a weekly", ", who", ", Poland"."""
        found = _APPOSED.match(behind)
        if found is None:
            return
        words = self._words
        said = found[1].split()
        lows = [folded(word) for word in said]
        if (dated := _DATED.match(behind)) and folded(dated[1]) in words["months"] and self._is_unknown_behind_comma(each):
            yield "place", 1.6  # a caption: "at the opening of the yard, Ikoyi, December 2021"
            yield "person", -0.8
            return
        if " ".join(lows[:3]) in words["at_times"] and len(lows) > 3:
            said, lows = said[3:], lows[3:]  # ", at that time head of X"
        if lows[0] in words["relative"]:
            owned = lows[0] not in words["who"] and self._owned_by_body(lows[1:])
            yield ("organisation", 0.9) if owned else ("person", 1.4)
            if owned:
                yield "person", -0.8
            return
        if lows[0] in words["citing"]:
            yield "outlet", 1.6  # "El Ancla, citing two bankers, puts it at a million"
            yield "person", -0.6
            return
        if lows[0] in words["which"]:
            yield "person", -0.8
            yield "organisation", 0.5
            return
        if said[0][0].isupper() and behind[0] == ",":
            country = words.known.names.get(lows[0]) or words.known.names.get(" ".join(lows[:2]))
            if country is not None and country.kind == "place" and country.weight > 2:
                yield "place", 1.2
        if self._is_seat(each):
            return
        noun = self._noun(said, lows)
        if noun == "person" and not each.title and self._maybe_firm(each, lows):
            yield from (("organisation", 1.4), ("person", -0.4))
        elif noun is not None:
            yield from self._beside_noun(noun, False)
            if noun in BODIES and lows[0] in words["articles"] and not each.title:
                yield noun, 1.0  # "De Kade, an Amsterdam weekly" is hardly anything else

    def _is_seat(self, each: Candidate) -> bool:
        """Whether it is a place that is known behind a name and "of", so that what follows tells of that name: "X of Izmir, a dealer"."""
        known = self._words.known.names.get(each.key)
        return known is not None and known.kind == "place" and _SEATED.search(self._text, max(0, each.start - 24), each.start) is not None

    def _is_unknown_behind_comma(self, each: Candidate) -> bool:
        """Whether a name of one word, that is no person's by the lists, stands behind a comma."""
        known = self._words.known
        apart = each.title or len(each.words) > 1 or each.key in known.given or each.key in known.surnames
        return not apart and self._text[max(0, each.start - 2) : each.start] == ", "

    def _maybe_firm(self, each: Candidate, lows: list[str]) -> bool:
        """Whether "trader" or "developer" may be said of a firm here, whose name has no word that is a person's."""
        words = self._words
        end = next((place for place, low in enumerate(lows) if low in words["roles"]), len(lows))
        if end == len(lows) or lows[end] not in words["organisation_nouns"] or not words["relative"].isdisjoint(lows[end:]):
            return False
        return self._is_of_no_person(each)

    def _is_of_no_person(self, each: Candidate) -> bool:
        """Whether nothing tells a person in several words: "Harinas del Oeste", "Headland Solar"."""
        words, first, last = self._words, each.words[0].low, each.words[-1].low
        if len(each.words) < 2 or first in words.known.given or first in words.known.surnames or each.title:
            return False
        if any(word.low in words["particles"] and word.text.islower() for word in each.words[1:-1]):
            return True
        told = last not in words.known.surnames and (
            self._cutter.is_word(last) or (last in words.heads and last not in words["surnames_too"])
        )
        return told or self._cutter.is_word(first) or first in words["place_nouns"]

    def _owned_by_body(self, lows: list[str]) -> bool:
        """Whether what only a firm has is told behind "whose": "whose owner", "whose sole shareholder"."""
        words = self._words
        first = next((low for low in lows[:2] if low in words["organisation_owns"] or low in words["body_owns"]), "")
        return bool(first) and (first in words["body_owns"] or first not in words["person_owns"]) and lows[0] not in words["person_owns"]

    def _noun(self, said: list[str], lows: list[str]) -> str | None:
        """What the head of an apposition tells: the last known noun before a preposition or relative."""
        words = self._words
        if not (lows[0] in words["articles"] or lows[0] in words["nouns_bare"] or lows[0] in words.nouns):
            return None
        found, last = None, ""
        for written, low in zip(said, lows, strict=True):
            if low in words["apposition_ends"] or (low in words["saying"] and found is not None):
                break
            two, last = f"{last} {low}", low
            if low in words.nouns and (written[0].islower() or (written.isupper() and len(written) > 1)):
                found = words.nouns.get(two, words.nouns[low])
            elif found is not None and written[0].islower():
                if low in words["participles"] or low.endswith(words.endings["participle_endings"]):
                    break
                found = None
        return found
