"""Headlines that name their voice beside a colon, a dash or a comma: "Minister: no talks", "Talks over - sources"."""

from __future__ import annotations

import re

from loaders.extraction import plain_acts
from loaders.extraction.cues import Cues
from loaders.extraction.hedges import Hedges
from loaders.extraction.page import Page
from loaders.extraction.proposals import Saying, Span
from loaders.extraction.small_words import in_order
from loaders.extraction.titled import roles
from loaders.extraction.voices import Voices

_LONGEST_HEADLINE = 140
_SHORT = 2
_HEAD = 700
_EX = f"{in_order('once')[0]}-"
_MARKED = re.compile(r"(?<!\w)['\"«]([^\n'\"«»]{3,100}(?:'[a-zA-Z]{1,2}[^\n'\"«»]{1,80})?)['\"»](?= ?[,;:–-] | ?$|; )")
_TAGGED = re.compile(r"([^\n]{6,120}),['\"]? ([^,.:\n]{2,40}) ([a-z]{3,12})$")
_QUOTED = re.compile(r"(['\"«][^\n]{6,120}['\"»]): ([^:.!?\n]{2,40})$")
_BESIDE = re.compile(r"[^\n'\"«]{2,50} (['\"«][^\n'\"«»]{6,110}(?<=[^\W\d_])['\"»])$")
_HEADLINE = re.compile(r"(?:([^:.!?\n]{2,40}): ([^\n]{6,120}[^.\n])|([^\n]{6,120}) - ([^:.!?\n-]{2,40}))$")


class Headlines:
    """Reads the headlines of one page."""

    def __init__(self, page: Page, voices: Voices, cues: Cues, hedges: Hedges) -> None:
        self._page, self._voices, self._cues, self._hedges = page, voices, cues, hedges

    def said(self, span: Span) -> Saying | None:
        """A headline with its voice before a colon or behind a dash: "Minister: no talks", "Talks over - sources"."""
        text = self._page.text[span.start : span.end]
        if len(text) > _LONGEST_HEADLINE or not self._alone(span):
            return None
        tag = _TAGGED.match(text)
        if tag is not None and plain_acts.is_saying(tag[3], self._cues):
            return Saying(span, (self._voices.holder(tag[2]),), self._hedges.hedge(tag[1]), self._hedges.stance(tag[1], None))
        if (spoken := _QUOTED.match(text)) is not None and (speaker := self._voices.at(span.start + spoken.start(2))) is not None:
            return Saying(span, (speaker.name,), self._hedges.hedge(spoken[1]), self._hedges.stance(spoken[1], None))
        match = _HEADLINE.match(text)
        if match is None:
            return self._beside(span, text) or self._marked(span, text)
        voice, told = (match[1], match[2]) if match[1] else (match[4], match[3])
        if match[1] and self._is_name(span.start + match.start(2), span.start + match.end(2)):
            return None
        named = self._voices.at(span.start + (0 if match[1] else match.start(4)))
        if named is not None and named.kind != "place":
            voice = named.name
        else:
            last = voice.casefold().split()[-1].removeprefix(_EX)
            quoted = told[:1] in ("'", '"', "«")
            if last not in self._cues.words("headline_voices") and not (quoted and match[1] and last in roles()):
                return None if quoted else self._marked(span, text)
            voice = self._voices.holder(voice)
        return Saying(span, (voice,), self._hedges.hedge(told), self._hedges.stance(told, None))

    def _beside(self, span: Span, text: str) -> Saying | None:
        """ "X 'sorry if anybody feels hurt'": nothing but a person's name before words in marks that end the line."""
        match = _BESIDE.match(text)
        named = self._voices.within(span.start, span.start + match.start(1)) if match is not None else []
        if match is None or len(named) != 1 or named[0][1].kind != "person" or named[0][0].end + 1 != span.start + match.start(1):
            return None
        if named[0][0].start != span.start:
            return None
        return Saying(span, (named[0][1].name,), self._hedges.hedge(match[1]), self._hedges.stance(match[1], None))

    def _marked(self, span: Span, text: str) -> Saying | None:
        """ "Rowing boss 'blew the cash on a villa'": words in marks that nobody is told to have said; no name of something."""
        marked = _MARKED.search(text) if span.start < _HEAD and text[-1:] not in ".?!" and not text.startswith(("'", '"', "«")) else None
        words = marked[1].split() if marked is not None else []
        if len(words) < _SHORT or (not text.isupper() and all(word[0].isupper() for word in words if len(word) > _SHORT)):
            return None
        return Saying(span, (), "alleged", self._hedges.stance(text, None))

    def _is_name(self, start: int, end: int) -> bool:
        """Whether nothing but a name stands behind a colon: "Examination of witness: X"."""
        last = next((place for place, _ in reversed(self._voices.within(start, end)) if place.end >= end), None)
        return last is not None and " " in self._page.text[start:end] and len(self._page.text[start : last.start].split()) < _SHORT

    def _alone(self, span: Span) -> bool:
        """Whether a sentence is a line of its own."""
        before, behind = self._page.text[max(0, span.start - 3) : span.start], self._page.text[span.end : span.end + 2]
        return (not before.strip(" #*") or "\n" in before) and (not behind or "\n" in behind)
