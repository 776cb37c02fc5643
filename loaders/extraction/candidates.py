"""Names cut out of runs of words: without titles and peoples before them, with the small words that make a body of a place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.extraction.adjectives import Adjectives
from loaders.extraction.firm_posts import is_post, may_have
from loaders.extraction.foreign import small_end
from loaders.extraction.headings import Candidate
from loaders.extraction.labels import is_label, is_stressed
from loaders.extraction.shapes import Word, folded
from loaders.extraction.small_words import among, one_of
from loaders.extraction.titles import is_address, is_courtesy, is_pseudonym, is_within

_IN_BRACKETS = re.compile(r" \([^()]*\)")
_QUESTION = re.compile(r"Q\d{1,4}")
_SMALL = {"agency": "small_agencies", "place": "small_places", "organisation": "small_organisations"}
_BODY_REACH, _ANY_REACH = 40, 4
_BODY_IN = re.compile(rf"(?<!\w)((?:[\w']{{1,20}} )?([a-zA-Z]\w{{1,20}})) {one_of('in')} $")
_TOLD = re.compile(rf"(?<!\w){one_of('opening')} $")
_ANY = re.compile(rf"(?<!\w){one_of('any')} $")
_AGAINST = re.compile(rf" {one_of('against')}\.? ")
_HELD = re.compile(rf",? (?:{one_of('held_by')} )?(?:{one_of('the')} )?[A-Z]")
_OF, _IN = (tuple(f" {word} " for word in among(name)) for name in ("of", "in"))
_PART = re.compile(r"\S+")
_NEXT = re.compile(r"\s{1,3}([A-Z][a-z]{0,20}\b)|[^\n]")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,5}-\d{1,4}[A-Za-z]{0,3}")
_ENDED = re.compile(r"\s*(?:[,;.)|]|$|\n)")
_BOX = re.compile(rf"{one_of('letter_boxes')} ", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:'s)? [a-z]|[.,;)] ?")
_NUMBER = re.compile(r" \d{1,5}(?![\w.,]\d|\w)")


class Cutter(Adjectives):
    """Cuts the runs of one text."""

    def cut(self, run: Sequence[Word]) -> Iterator[Candidate]:
        """The candidates of a run."""
        for piece in self._pieces(self._unlabelled(self._unstopped(run))):
            yield from (each for each in self._titled(piece) if not is_label(each, self.text, self.words))

    def _titled(self, piece: list[Word]) -> Iterator[Candidate]:
        """What a piece names, behind the office that is no part of the name: "Secretary of State Ann Reed"."""
        office, title = self._office(piece)
        if office:
            yield from (each for each in self._named(piece[:office]) if self._is_body_or_place(each))
            for each in self._named(piece[office:]):
                each.title = each.title or title
                yield each
        elif post := self._post_behind(piece):
            yield from self._named(piece[:post])
        else:
            within = self._held_within(piece)
            yield from self._named(piece[:within])
            yield from self._named(piece[within:])

    def _is_body_or_place(self, each: Candidate) -> bool:
        told = self.body(each.words) and not all(word.low in self._before for word in each.words)  # no "National Intelligence"
        return told or each.key in self.words.known.names

    def spelt(self, start: int, end: int) -> Candidate:
        """A name that is known to stand between two places."""
        found = list(_PART.finditer(self.text, start, end))
        return self._made([Word(*each.span(), each[0], folded(each[0]).rstrip(".")) for each in found], "")

    def is_articled(self, start: int) -> bool:
        """Whether an article stands right before a place."""
        return self._article(start)

    # Names ------------------------------------------------------------------------------------------------------------------

    def _named(self, piece: list[Word]) -> Iterator[Candidate]:
        """What a piece names, once titles and peoples before it are taken away."""
        piece = self._trimmed(piece)
        piece, honour = self._without_honours(piece)
        if not piece:
            return
        small = None if honour else self._small_body(piece) or self._body_in(piece)
        if small is not None:
            yield small
            return
        if self.is_office(piece):
            yield self._made(piece, "")
            return
        if piece[-1].low in self.words["lettered"] and _NUMBER.match(self.text, piece[-1].end):
            yield self._made(piece, piece[-1].low)
            return
        if self.body(piece) or self._foreign_body(piece):
            yield self._made(piece, "")
            return
        if self.lettered(piece):
            yield self._made(piece, piece[0].low if piece[0].low in self.words["lettered"] else "")
            return
        if is_pseudonym(piece, self.text, self.words) and self._is_title(piece, 0):
            yield self._made(piece, piece[0].low)
            return
        title = next((place for place in reversed(range(len(piece))) if self._is_title(piece, place)), -1)
        if title >= 0:
            yield from self._holder(piece[:title], piece[title])
        rest = self._trimmed(piece[title + 1 :], behind_title=title >= 0)
        if rest:
            made = self._made(rest, piece[title].low if title >= 0 else honour)
            if title >= 0:
                made.opens = min(made.opens, piece[0].start if not self._held(piece[:title]) else piece[title].start)
            yield made

    def is_office(self, piece: list[Word]) -> bool:
        """Whether an office acts as a body, its holder not named beside it: "the Public Prosecutor", "Public Prosecutor v. Lindt"."""
        if piece[0].low not in self._offices or " ".join(word.low for word in piece) not in self.words["office_bodies"]:
            return False
        if not all(word.text[0].isupper() for word in piece):
            return False
        sues = _AGAINST.match(self.text, piece[-1].end) is not None
        return sues or (self._article(piece[0].start) and _HELD.match(self.text, piece[-1].end) is None)

    def _foreign_body(self, piece: list[Word]) -> bool:
        """Whether a title is part of a body's name behind its first word: "Clínica Doña Elvira", "Banco Almirante"."""
        first = piece[0].low
        if len(piece) < 2 or first not in self.words["organisation_first"] or first in self._before:
            return False
        return piece[1].low in (self._honours if len(piece) > 2 else self._titles) and (len(piece) > 2 or first not in self._language)

    def _without_honours(self, piece: list[Word]) -> tuple[list[Word], str]:
        """The piece without letters behind a person's name, and the first of them: "Aldridge KC", "Hartigan J"."""
        end = len(piece)
        while end > 1 and self._is_honour(piece, end - 1):
            end -= 1
        if end == len(piece) or self.body(piece[:end]):
            return piece, ""
        return piece[:end], piece[end].low

    def _is_honour(self, piece: list[Word], place: int) -> bool:
        low, text = piece[place].low, piece[place].text
        if is_courtesy(piece, place, self.words):
            return True
        if low in self.words["judges_behind"] and len(text) == 1:
            last = piece[place - 1].text
            return len(last) > 2 and (piece[place - 1].low not in self.words.known.given or place > 1) and place == len(piece) - 1
        return low in self.words["behind_names"] and len(text) > 1 and text[1:] != text[1:].lower()

    def _held(self, before: list[Word]) -> bool:
        return any(word.low not in self._before for word in before)

    def _is_title(self, piece: list[Word], place: int) -> bool:
        low = piece[place].low
        if place + 1 < len(piece) and is_address(piece[place], self.words):
            return True
        if is_within(piece, place, self.words):
            return False
        if self.is_lettered_title(piece, place) or self.is_plural_title(piece, place):
            return True
        if low in self.words["code_named"] and place + 2 == len(piece) and not piece[place].text.isupper():
            return len(piece[-1].text) > 3 and piece[-1].text.isupper()  # "Source HERON"
        if low in self.words["ranks"]:
            return piece[place].text.isupper() and place + 1 < len(piece) and not piece[place + 1].text.isupper()
        if place and place + 1 < len(piece) and f"{piece[place - 1].low} {low}" in self._titles:
            return True  # "Tan Sri Ann Reed"
        if "-" in low and place + 1 < len(piece) and all(part in self._before for part in low.split("-")):
            return any(part in self._titles for part in low.split("-"))
        if low in self._titles:
            return not (place and low in self.words.known.surnames and place == len(piece) - 1 and piece[0].low in self.words.known.given)
        return (
            low in self.words["roles"] and not piece[place].text.isupper() and place + 1 < len(piece) and low not in self.words.known.given
        )

    def _holder(self, before: list[Word], title: Word) -> Iterator[Candidate]:
        """The body or place that a title before a name is of: "FBI Director", "Vale County Court Judge"."""
        posted = any(is_post(word.low, self.words) for word in (*before, title))
        while before and (before[-1].low in self._before or is_post(before[-1].low, self.words)):
            before = before[:-1]
        before = self._trimmed(before)
        while len(before) > 1 and before[0].low in self._before and not self.body(before):
            before = before[1:]
        key = " ".join(word.low for word in before)
        if before and (self.body(before) or key in self.words.known.names or (posted and self._is_firm(before))):
            yield self._made(before, "")

    def _is_firm(self, before: list[Word]) -> bool:
        """Whether what stands before a post of a firm is one word, none of the language: "Halvex Chief Executive Ann Reed"."""
        return len(before) == 1 and self._is_foreign_word(before[0]) and may_have(before[0], self.words)

    def _small_body(self, piece: list[Word]) -> Candidate | None:
        """A place or people with the small words behind it that make a body of it: "Rotterdam harbour police", "Lao interior ministry"."""
        found = self.words.small_body.match(self.text, piece[-1].end) if len(piece) < 4 else None
        if found is None:
            return None
        if self.body(piece) and " ".join(word.low for word in piece) not in self.words.known.names:
            return None
        if all(word.low in self._plain for word in piece):
            return None
        kind = next(kind for kind, ends in _SMALL.items() if found[1] in self.words[ends])
        if kind == "organisation" and (self._article(found.start(1)) or piece[-1].low in self.words["demonyms"]):
            return None
        if kind == "agency" and any(word.low in self._titles for word in piece):
            return None
        if kind == "agency" and len(piece) == 1 and piece[0].low in self.words["demonyms"] and self._is_any(piece[0].start):
            return None  # "set foot in a Peruvian court": no court that is named
        if kind == "place" and self.text.startswith(_OF, found.end()):
            return None  # "the Brussels suburb of X"
        made = self._made(piece, "")
        made.end, made.small = found.end(), kind
        made.tail = " ".join(found[0].split())
        made.key = f"{made.key} {made.tail}"
        return made

    def _is_any(self, start: int) -> bool:
        """Whether "a" or "an" stands before a place."""
        return _ANY.search(self.text, max(0, start - _ANY_REACH), start) is not None

    def _body_in(self, piece: list[Word]) -> Candidate | None:
        """A body, written small, that the place behind "in" tells: "the court in Porto", "Police in Porto"."""
        start = piece[0].start
        if not self.text.endswith(_IN, 0, start):
            return None
        key = " ".join(word.low for word in piece)
        known = self.words.known.names.get(key)
        if known is None or known.kind != "place":
            return None
        found = _BODY_IN.search(self.text, max(0, start - _BODY_REACH), start)
        if found is None:
            return None
        body = next((found[place] for place in (1, 2) if found[place].casefold() in self.words["bodies_in"]), "")
        place = start - len(found[0]) + found[0].index(body)
        told = body.islower() and _TOLD.search(self.text, max(0, place - 5), place)
        if not body or not (told or self._begins(place)):
            return None  # "by police in X", "a court in X": wherever that is
        made = self._made(piece, "")
        made.start = made.opens = place
        made.small, made.first = "agency", self._begins(made.start)
        made.key = f"{body.casefold()} in {key}"
        return made

    def _trimmed(self, piece: list[Word], *, behind_title: bool = False) -> list[Word]:
        """Without links at its edges, what only tells of a name behind it, or a people's name before anything but a body."""
        piece = list(self._untold(piece))
        start, end = 0, len(piece)
        edges = self._links
        while start < end and (
            piece[start].low in edges or (end - start == 1 and piece[start].text.islower()) or _QUESTION.fullmatch(piece[start].text)
        ):
            start += 1
        while end > start and (
            piece[end - 1].low in edges
            or (end - start > 1 and piece[end - 1].low in self.words["currencies"] and piece[end - 1].text.isupper())
            or (end - start > 1 and piece[end - 1].low in self.words["letters_behind"] and piece[end - 1].text.isupper())
            or (piece[end - 1].text.islower() and piece[end - 1].low in self.words["particles"])
            or is_stressed(piece[start:end], self.words)
        ):
            end -= 1
        found = piece[start:end]
        while len(found) > 1 and "-" in found[0].low and not self.words["of_all"].isdisjoint(found[0].low.split("-")[1:]):
            found = found[1:]  # "Dad-of-three Kev Boyle"
        while len(found) > 1 and self._is_people(found[0].low) and self._of_people(found) and not self._listed(found):
            found = found[1:]
        if len(found) == 2 and not behind_title and self._is_told(found):
            found = found[1:]
        while behind_title and len(found) > 1 and found[0].low in self._before and found[0].low not in self.words.known.given:
            found = found[1:]
        return found

    def _is_told(self, found: list[Word]) -> bool:
        """Whether a word of the language, at the beginning of a sentence, is said to or of somebody with that given name: "Ask Judit"."""
        first, name = found
        return (
            name.low in self.words.known.given
            and name.low not in self.words.heads
            and not name.text.isupper()
            and self._begins(first.start)
            and self.is_word(first.low)
        )

    def _listed(self, found: list[Word]) -> bool:
        return " ".join(word.low for word in found) in self.words.known.names

    def _of_people(self, found: list[Word]) -> bool:
        """Whether a people's name first says only where the person, place or thing behind it is from: "Chilean Pedro Rojas"."""
        known, behind = self.words.known, found[1].low
        if found[0].low in known.surnames_first or self.body(found):
            return False
        return len(found) > 2 or behind in known.given or behind in known.surnames or behind in known.names or behind in self._plain

    def _made(self, words: list[Word], title: str) -> Candidate:
        end = words[-1].end
        if (words[-1].low in self.words["numbered"] or words[-1].low in self.words["lettered"]) and (
            number := _NUMBER.match(self.text, end)
        ):
            end = number.end()
        elif form := self.words.form.match(self.text, end):
            end = form.end()
        if words[0].low in self.words["agency_first"] and not title:
            end = small_end(self.text, end, lambda low: low in self._small or self.is_word(low))
        key = " ".join(word.low for word in words)
        if end > words[-1].end:
            key += _IN_BRACKETS.sub("", self.text[words[-1].end : end].casefold()).replace(",", "").replace(".", "")
        if words[-1].low in self.words["company_forms"] and self.text[end - 1] == "." and self._ends(end):
            end -= 1
        start = words[0].start
        return Candidate(start, end, words, key, title, start, self._begins(start), next((word.nick for word in words if word.nick), ""))

    def _is_people(self, key: str) -> bool:
        """Whether a name is a people's: "Belgian", "the Belgians", "Korean-Canadian", but not "Laos"."""
        demonyms = self.words["demonyms"]
        if key in demonyms:
            return True
        one = key if key in self.words.known.names else key.removesuffix("s")
        return one in demonyms or ("-" in one and demonyms.issuperset(one.split("-")))

    def _ends(self, end: int) -> bool:
        """Whether a sentence ends here: a small word of the language follows with a capital, or nothing does."""
        behind = _NEXT.match(self.text, end)
        return behind is None or (bool(behind[1]) and folded(behind[1]) in self._small)

    def is_common(self, word: Word) -> bool:
        """Whether a word is one of the language, or stands before names, and is nobody's."""
        return self.is_word(word.low) or word.low in self._plain

    def is_paper(self, candidate: Candidate) -> bool:
        """Whether it is an outlet that is known by a word of the language behind its article: "the Economist"."""
        known = self.words.known.names.get(candidate.key)
        return known is not None and known.kind == "outlet" and not candidate.title and self._article(candidate.start)

    def _is_letter_box(self, candidate: Candidate) -> bool:
        """ "Private Bag X9", "P.O. Box 34": where letters go to."""
        return _BOX.match(self.text, candidate.opens) is not None

    def _is_post(self, candidate: Candidate) -> bool:
        """Whether it is a post alone, behind a comma, or the like: "By X, Chief Reporter"."""
        if candidate.key in self.words["no_names"]:
            return True
        alone = len(candidate.words) == 1 and candidate.title in self._before and candidate.key in self.words["roles"]
        return alone and _ENDED.match(self.text, candidate.end) is not None

    def _is_trade(self, candidate: Candidate) -> bool:
        """Whether it is a trade that a sentence begins with, and no name: "Fintech founder Ann Reed"."""
        alone = candidate.first and not candidate.title and candidate.key in self.words["trades"]
        return alone and _GOES_ON.match(self.text, candidate.end) is not None

    def nothing(self, candidate: Candidate) -> bool:
        """Whether all words are such that alone are no names."""
        if (
            candidate.small
            or self.is_office(candidate.words)
            or (candidate.title and candidate.words[-1].low in self.words["lettered"])
            or self.lettered(candidate.words)
        ):
            return False
        if (not candidate.title or candidate.title in self.words["demonyms"]) and self._is_people(candidate.key):
            return True
        if not candidate.title and not self.body(candidate.words) and any(_MODEL.fullmatch(word.text) for word in candidate.words):
            return candidate.key not in self.words.known.names  # "Yak-42", "F-16"
        if candidate.title and len(candidate.words) == 1 and self.is_word(candidate.key) and _NUMBER.match(self.text, candidate.end):
            return True  # "Executive Order 13224"
        if len(candidate.words) > 1 and all(self._is_people(word.low) for word in candidate.words):
            return True  # "Brazilian Portuguese"
        if candidate.title and candidate.key in self.words["small_names"] and candidate.words[0].text.istitle():
            return False  # "Señor Him"
        if candidate.title and candidate.key in self.words["addressed_alone"]:
            return True  # "Mr Chair"
        if self.is_heading(candidate) or self._is_trade(candidate) or self._is_letter_box(candidate) or self._is_post(candidate):
            return True
        first = candidate.words[0]
        if len(candidate.words) == 1 and (
            self._is_brought(first) or self.is_country(first) or self._is_station(first) or self.is_paper(candidate)
        ):
            return False
        if candidate.key in self.words["bare_bodies"]:
            return _GOES_ON.match(self.text, candidate.end) is None
        if candidate.key in self.words["lone_bodies"]:
            behind = self.text[candidate.end : candidate.end + 20].split(" ")
            goes_on = len(behind) > 2 and not behind[0] and (behind[1] in self._small or behind[1] in self.words["saying"])
            return not (goes_on and self._article(candidate.start))
        if len(candidate.words) > 1 and candidate.words[0].low in self.words["given_too"]:
            return False
        if self.body(candidate.words):
            return all(word.low in self._small or word.low in self._dates or word.low in self._links for word in candidate.words)
        last = candidate.words[-1].low
        return all(word.low in self._plain for word in candidate.words) and not (
            candidate.title and not any(last in listed for listed in (self._before, self._small, self._dates))
        )
