"""How a text introduces what another wrote: a mail's head, "On … wrote:", "published a long post", by the words of saying.yml."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.patterns import phrases
from loaders.extraction.small_words import one_of


class Introductions:
    """The patterns of one language's words."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    @cached_property
    def wrote(self) -> re.Pattern[str]:
        """The end of a line that introduces a quoted mail."""
        return re.compile(rf"(?:{'|'.join(map(re.escape, self._cues.listed('labels', 'wrote')))}):$")

    @cached_property
    def mail_from(self) -> re.Pattern[str]:
        """The head of a mail's line of its sender."""
        return re.compile(rf"[* ]{{0,3}}(?:{'|'.join(map(re.escape, self._cues.listed('labels', 'mail')))}):", re.IGNORECASE)

    @cached_property
    def mailing(self) -> re.Pattern[str]:
        """The line of a mail's head that tells that it is a newsletter, which its subscribers get."""
        return re.compile(rf"^(?:{'|'.join(map(re.escape, self._cues.listed('labels', 'mailing')))}):", re.IGNORECASE | re.MULTILINE)

    @cached_property
    def answered(self) -> re.Pattern[str]:
        """The line of a reply's head that tells whom it answers, with its line of the subject behind it."""
        to, re_, subject = ("|".join(map(re.escape, self._cues.listed("labels", each))) for each in ("mail_to", "replying", "head"))
        return re.compile(
            rf"^(?:{to}):(?P<whom>[^\n]{{1,120}})(?:\n[\w-]{{1,20}}:[^\n]{{0,300}}){{0,6}}?\n(?:{subject}): ?(?:{re_}):",
            re.IGNORECASE | re.M,
        )

    @cached_property
    def asked_by(self) -> re.Pattern[str]:
        """What stands before whoever asks in an interview: "She spoke to X of the Post", "Interviewed by X"."""
        told = "|".join(map(re.escape, self._cues.listed("labels", "asked_by")))
        return re.compile(rf"\b(?:{told}):? (?:{one_of('before_names')} )?", re.IGNORECASE)

    @cached_property
    def asked_behind(self) -> re.Pattern[str]:
        """What stands behind whoever asks in an interview: "X asked the questions"."""
        return re.compile(rf"(?<=\w) {phrases(self._cues.listed('labels', 'asked_behind')).pattern}", re.IGNORECASE)

    @cached_property
    def bylined(self) -> re.Pattern[str]:
        """The line that names who asks: "Interview: X"."""
        return re.compile(rf"^[*_ ]{{0,3}}(?:{'|'.join(map(re.escape, self._cues.listed('labels', 'bylined')))}): ", re.IGNORECASE | re.M)

    @cached_property
    def pen_name(self) -> re.Pattern[str]:
        """The name that somebody writes under: "who signs as X"."""
        verbs, as_ = ("|".join(map(re.escape, self._cues.listed("pen_names", part))) for part in ("verbs", "as"))
        word = r"[^\W\d_a-z](?:\.|[\w'-]{0,30})"
        return re.compile(rf"\b{one_of('who')} (?:{verbs}) (?:{as_}) [*_\"']{{0,2}}({word}(?: {word}){{0,3}})")

    @cached_property
    def what_wrote(self) -> re.Pattern[str]:
        """Words that bring what somebody wrote: "what X wrote", "what the blog X put up"."""
        what, verbs = (phrases(self._cues.listed("what_wrote", part)).pattern for part in ("what", "verbs"))
        return re.compile(rf"{what} (?P<who>[^\n.:;,?!]{{2,60}}?) (?:\w{{2,6}} )?{verbs}", re.IGNORECASE)

    @cached_property
    def put_out(self) -> re.Pattern[str]:
        """Words behind whoever put out a text: "published a long post", "wrote the following letter"."""
        verbs, what = (phrases(self._cues.listed("put_out", part)).pattern for part in ("verbs", "what"))
        return re.compile(rf"{verbs} [^\n.:;]{{1,40}}?{what}", re.IGNORECASE)

    @cached_property
    def own_writing(self) -> re.Pattern[str]:
        """What somebody named before wrote: "his post of Friday", "her thread"."""
        whose, what = phrases(self._cues.listed("put_out", "whose")).pattern, phrases(self._cues.listed("put_out", "what")).pattern
        return re.compile(rf"{whose} (?:[\w-]{{1,20}} ){{0,2}}?{what}", re.IGNORECASE)


@lru_cache(maxsize=8)
def introductions(cues: Cues) -> Introductions:
    """The patterns of these words, made once."""
    return Introductions(cues)
