"""The words of saying as data (saying.yml): frames of verbs and nouns, pronouns, hedges, labels; nothing English is in the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from loaders.extraction import own
from loaders.extraction.patterns import first_letters, phrases
from loaders.extraction.phrases import Openings, Phrases
from loaders.extraction.small_words import one_of


@dataclass(frozen=True, slots=True)
class Frame:
    """What a verb of saying needs beside it, and what it says by itself: hedge, stance, and the hedge of its form without an agent."""

    needs: str
    hedge: str = "none"
    stance: str = "asserts"
    passive: str = ""
    hearer: bool = False


@dataclass(frozen=True, slots=True)
class Idiom:
    """A verb that says something with these words behind it: "pleaded not guilty". `needs`: what else must stand there."""

    words: re.Pattern[str]
    needs: str
    hedge: str = "none"
    stance: str = "asserts"


class Cues:
    """One language's words of saying. Lists keep the names that they have in the file: `words("labels", "staff")`."""

    def __init__(self, lists: Mapping[str, Any]) -> None:
        self._lists = lists
        self.verbs: dict[str, list[Frame]] = {}
        for group in lists["verbs"]:
            frame = Frame(
                group["needs"],
                group.get("hedge", "none"),
                group.get("stance", "asserts"),
                group.get("passive", ""),
                group.get("hearer") == "true",
            )
            for lemma in group["lemmas"]:
                self.verbs.setdefault(lemma, []).append(frame)
        self.nouns: dict[str, str] = {lemma: hedge for hedge, lemmas in lists["nouns"].items() for lemma in lemmas}
        self.adjectives: dict[str, tuple[str, str]] = {
            lemma: (group.get("hedge", "none"), group.get("stance", "asserts"))
            for group in lists["adjectives"]
            for lemma in group["lemmas"]
        }
        self.voice_hedges: dict[str, str] = {word: hedge for hedge, words in lists["voice_hedges"].items() for word in words}
        self.idioms: dict[str, list[Idiom]] = {}
        for row in lists["idioms"]:
            idiom = Idiom(phrases(row["words"]), row["needs"], row.get("hedge", "none"), row.get("stance", "asserts"))
            for verb in row["verbs"]:
                self.idioms.setdefault(verb, []).append(idiom)
        self.accounts: dict[str, str] = {word: hedge for hedge, words in lists["accounts"].items() for word in words}
        self._sets: dict[tuple[str, ...], frozenset[str]] = {}

    def listed(self, *path: str) -> list[str]:
        """A list by its place in the file."""
        found: Any = self._lists
        for key in path:
            found = found[key]
        return list(found)

    def words(self, *path: str) -> frozenset[str]:
        """The same as a set."""
        if path not in self._sets:
            self._sets[path] = frozenset(self.listed(*path))
        return self._sets[path]

    def mapping(self, *path: str) -> dict[str, list[str]]:
        """A mapping of lists by its place in the file."""
        found: Any = self._lists
        for key in path:
            found = found[key]
        return dict(found)

    def thought(self, lemma: str) -> str:
        """`believed` for a verb of believing, else `none`."""
        return "believed" if any(frame.hedge == "believed" for frame in self.verbs.get(lemma, ())) else "none"

    @cached_property
    def hedges(self) -> dict[str, Phrases]:
        """For each hedge its phrases, in the order of the file."""
        return {hedge: Phrases(words) for hedge, words in self.mapping("hedges").items() if words}

    @cached_property
    def stances(self) -> dict[str, Phrases]:
        """For each stance the phrases that take it by themselves."""
        return {stance: Phrases(words) for stance, words in self.mapping("stances").items()}

    @cached_property
    def firsts(self) -> Openings:
        """How a phrase of a hedge or stance begins, a check that failed, a negation, a credit: a sentence is looked through once."""
        checks = [*self.listed("unverified", "failing"), *self.listed("unverified", "nots")]
        quoted = [f"'{each}" for each in checks]  # a check that failed may open a quotation
        phrased = (each for name in ("hedges", "stances") for listed in self.mapping(name).values() for each in listed)
        return Openings([*checks, *quoted, *phrased, *self.listed("negations", "plain"), *self.listed("according")])

    @cached_property
    def records(self) -> frozenset[str]:
        """The verbs that a document can be the subject of."""
        return frozenset(lemma for lemma, frames in self.verbs.items() if any(frame.needs == "record" for frame in frames))

    @cached_property
    def act_words(self) -> frozenset[str]:
        """The words, verbs by their lemma, that may tell an act of saying."""
        alone = {*self.words("citing", "credit"), self.listed("according")[0].split()[0], *self.words("per"), *self.words("credence")}
        return frozenset().union(alone, self.verbs, self.adjectives, self.nouns, self.idioms, self.accounts)

    @cached_property
    def unverified(self) -> re.Pattern[str]:
        """Words of a check that failed: "could not immediately be verified"."""
        parts = ("failing", "verbs", "nots", "yet", "known")
        failing, verbs, nots, yet, known = ("|".join(map(re.escape, self.listed("unverified", part))) for part in parts)
        adverb = rf" \w{{2,16}}{one_of('adverbs')}"
        be = rf"(?: {one_of('be')})?"
        failed = rf"(?:{failing}){be}(?:{adverb}){{0,2}}{be} (?:{verbs})"
        first = first_letters([*self.listed("unverified", "failing"), *self.listed("unverified", "nots")])
        return re.compile(rf"\b{first}(?:{failed}|(?:{nots})(?:{adverb}| (?:{yet})){{1,2}} (?:{known}))\b", re.IGNORECASE)

    @cached_property
    def preposition(self) -> re.Pattern[str]:
        """Where a noun phrase goes on with another one: "a report of the ministry"."""
        return re.compile(rf"\s(?:{'|'.join(map(re.escape, self.listed('prepositions')))})\s")

    @cached_property
    def taken_up(self) -> re.Pattern[str]:
        """Where somebody takes up what another said: ", a claim he", ", which she", "a story that was"."""
        lists = (
            self.listed("articles"),
            self.nouns,
            self.listed("pronouns", "relative"),
            self.listed("quantities"),
            self.listed("any_thing"),
        )
        articles, nouns, which, quantities, any_thing = ("|".join(map(re.escape, words)) for words in lists)
        claim = rf"(?:{articles})(?: [\w-]{{1,20}})?? (?:{nouns})s?"
        thing = rf"{claim}(?: (?:{which}))?|(?:(?:{quantities}) of )?(?:{which})|(?:{any_thing}) (?:{which})"
        return re.compile(rf", (?:{thing})(?: [\w'-]{{1,20}}){{1,6}} ?$|, {claim} $| {claim} (?:{which})(?: [\w'-]{{1,20}}){{1,6}} ?$")

    @cached_property
    def spokesman(self) -> re.Pattern[str]:
        """Words for whoever speaks for somebody."""
        return phrases(self.listed("speaking_for", "people"))

    @cached_property
    def opening_denial(self) -> re.Pattern[str]:
        """A denial in a word or two that opens what is told: "Not so", "Never!"."""
        words = "|".join(map(re.escape, sorted(self.listed("negations", "opening"), key=len, reverse=True)))
        return re.compile(rf"[\"'«\s]{{0,3}}(?:{words})(?=[,.!;:\"'»]|$)", re.IGNORECASE)

    @cached_property
    def flat_denial(self) -> re.Pattern[str]:
        """A sentence that takes back the one before it and tells nothing more: "He was not.", "That isn't quite true."."""
        who, verbs, ends = ("|".join(map(re.escape, self.listed("flat_denial", each))) for each in ("subjects", "verbs", "ends"))
        negated = rf"(?:{one_of('not_joined')}| {one_of('not')})"
        return re.compile(rf"[\s\"']{{0,3}}(?:{who}) (?:{verbs}){negated}(?: (?:{ends}))?[.!]?\s{{0,3}}", re.IGNORECASE)

    @cached_property
    def bare_denial(self) -> re.Pattern[str]:
        """An answer that denies what is asked and tells nothing more: "No."."""
        return re.compile(rf"\s{{0,3}}(?:{'|'.join(map(re.escape, self.listed('flat_denial', 'bare')))})[.!]\s{{0,3}}", re.IGNORECASE)

    @cached_property
    def untrue_as_told(self) -> re.Pattern[str]:
        """How a sentence begins that calls untrue what somebody is then told to say: "It is not correct, as X reported, that …"."""
        who, verbs, ends = ("|".join(map(re.escape, self.listed("flat_denial", each))) for each in ("subjects", "verbs", "ends"))
        negated = rf"(?:{one_of('not_joined')}| {one_of('not')})"
        as_ = "|".join(map(re.escape, self.listed("flat_denial", "as")))
        return re.compile(
            rf"(?P<denial>(?:{who}) (?:{verbs})(?:{negated} (?:{ends})| (?:{'|'.join(self.listed('flat_denial', 'bare'))})),? )(?:{as_}) ",
            re.IGNORECASE,
        )

    @cached_property
    def told_after(self) -> re.Pattern[str]:
        """The head of a sentence that tells whose the quotation before it is: "That was how X …"."""
        return phrases(self.listed("told_after"))

    @cached_property
    def greeting(self) -> re.Pattern[str]:
        """How a letter begins: "SIR - ", "To the Editor:", "Dear Minister Kolb,"."""
        fixed, addressing = (phrases(self.listed(each)).pattern for each in ("salutations", "addressing"))
        named = rf"{addressing}[^\n,:.!?]{{2,50}}(?=[,:!])"
        return re.compile(rf"[ \t*_]{{0,4}}(?:{fixed}|{named})[ \t]{{0,3}}[-,:;.!]{{1,2}}(?=\s|$)", re.IGNORECASE)

    @cached_property
    def presented(self) -> re.Pattern[str]:
        """What stands before the name of whoever leads a show: "Presented by X", "Host: X"."""
        return re.compile(rf"{phrases(self.listed('labels', 'presented')).pattern}:?[*_]{{0,2}}\s{{1,3}}", re.IGNORECASE)

    @cached_property
    def no_comment(self) -> re.Pattern[str]:
        """What is said by whoever says nothing."""
        return phrases(self.listed("no_comment"))

    @cached_property
    def courteous(self) -> re.Pattern[str]:
        """Words that tell nothing: "Thank you"."""
        return phrases(self.listed("courtesies"))

    @cached_property
    def spreading(self) -> re.Pattern[str]:
        """Words of a report or of spreading one."""
        return phrases(self.listed("spreading"))

    @cached_property
    def according(self) -> Phrases:
        """ "according to" and its like."""
        return Phrases(self.listed("according"))

    def inflected(self, lemma: str) -> list[str]:
        """The written forms of a verb: by its ending, or from the list of irregular ones."""
        irregular = self.mapping("inflections", "irregular")
        if lemma in irregular:
            return [lemma, *irregular[lemma]]
        for ending, endings in self.mapping("inflections", "endings").items():
            if lemma.endswith(ending):
                return [lemma, *(lemma.removesuffix(ending) + each for each in endings)]
        return [lemma]

    @cached_property
    def disclaiming(self) -> dict[str, re.Pattern[str]]:
        """For each stance the headings of items that a page does not say or know."""
        return {stance: phrases(words) for stance, words in self.mapping("disclaiming").items()}

    @cached_property
    def hearsay(self) -> re.Pattern[str]:
        """The headings of rumours: the words of one, or a noun of rumour with what such a column is called."""
        opening, nouns, behind = (phrases(self.listed("hearsay", part)).pattern for part in ("opening", "nouns", "behind"))
        alone = phrases(self.listed("hearsay", "headings")).pattern
        return re.compile(rf"(?:{alone}|(?:{opening} )?{nouns}(?: {behind})?)", re.IGNORECASE)

    @cached_property
    def section(self) -> re.Pattern[str]:
        """How a heading begins that says whose the words below it are."""
        return phrases(self.listed("sections", "words"))

    @cached_property
    def denying(self) -> Phrases:
        """Negations as words, where no tree tells what they belong to."""
        return Phrases(self.listed("negations", "plain"))

    @cached_property
    def first_person(self) -> re.Pattern[str]:
        """Words of somebody who speaks of himself."""
        return phrases(self.listed("labels", "first_person"))

    @cached_property
    def singular(self) -> re.Pattern[str]:
        """Words of whoever speaks of himself alone: "I", "my"."""
        return phrases(self.listed("labels", "singular"))

    @cached_property
    def profile(self) -> re.Pattern[str]:
        """How words begin that are about the outlet named before them, not out of it: "Founded in 1919", "Its editor"."""
        return phrases(self.listed("labels", "profile"))

    @cached_property
    def second_person(self) -> re.Pattern[str]:
        """Words of somebody who speaks to another."""
        return phrases(self.listed("labels", "second_person"))

    @cached_property
    def byline(self) -> re.Pattern[str]:
        """The head of a line that tells who wrote a page."""
        return re.compile(rf"[*_ ]{{0,3}}(?:{'|'.join(map(re.escape, self.listed('labels', 'byline')))})\b", re.IGNORECASE)

    @cached_property
    def whatever_said(self) -> re.Pattern[str]:
        """Words that set aside what somebody says: "whatever X wrote"."""
        whatever, verbs = (phrases(self.listed("whatever_said", part)).pattern for part in ("whatever", "verbs"))
        return re.compile(rf"{whatever} [^\n.,:;?!]{{1,60}}? {verbs}", re.IGNORECASE)


def cues(language: str = "") -> Cues:
    """The words of a language; without one, those of saying.yml. With those of a case that is in force."""
    words = own.in_force()
    return _with_own(language, words.saying, words.hedges)


@lru_cache(maxsize=8)
def _with_own(language: str, saying: tuple[str, ...], hedges: tuple[tuple[str, tuple[str, ...]], ...]) -> Cues:
    name = f"saying.{language}.yml" if language else "saying.yml"
    lists = yaml.load(Path(__file__).with_name(name).read_text("utf-8"), yaml.BaseLoader)
    if saying:
        lists["verbs"].append({"needs": "clause", "passive": "reported", "lemmas": list(saying)})
    for hedge, words in hedges:
        lists["hedges"][hedge] = [*lists["hedges"].get(hedge, ()), *words]
    return Cues(lists)
