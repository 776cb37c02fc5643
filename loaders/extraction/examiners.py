"""How a transcript tells who examines whom, by the words of saying.yml."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

from loaders.extraction.cues import Cues
from loaders.extraction.patterns import phrases


class Examiners:
    """The patterns of one language's words."""

    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def _examiner(self) -> str:
        """How whoever examines is named to the end of a line: "MR. X KC, for the Crown", "MS Y (continued)"."""
        behind = phrases(self._cues.listed("examination", "behind")).pattern
        return rf"(?P<examiner>[^\n,:;?!()]{{2,60}}?)(?: ?,? ?{behind}[^\n?!]{{0,60}}| ?\([^()\n]{{1,40}}\))?[ .:)]{{0,3}}"

    @cached_property
    def examining(self) -> re.Pattern[str]:
        """A line that tells who begins to examine, and at times whom: "CROSS-EXAMINATION OF Z BY MR X"."""
        opening, examined, by, of, titles = (
            phrases(words).pattern
            for words in (
                *(self._cues.listed("examination", each) for each in ("opening", "examined", "by", "of")),
                self._cues.listed("labels", "titles"),
            )
        )
        whom = rf"(?: {of} (?P<witness>[^\n,:;?!()]{{2,60}}?))?"
        return re.compile(
            rf"(?:{opening} ){{0,2}}{examined}{whom}[ ,]{{0,2}}(?:{opening}[ ,]{{1,2}})?(?:{by} |[-:(] ?(?={titles})){self._examiner()}",
            re.IGNORECASE,
        )

    @cached_property
    def resuming(self) -> re.Pattern[str]:
        """A line of nothing but who goes on to ask: "BY MS Y:", "Questions from the Tribunal"."""
        questions, by = (phrases(self._cues.listed("examination", each)).pattern for each in ("questions", "by"))
        return re.compile(rf"(?:{questions} )?{by} {self._examiner()}", re.IGNORECASE)

    @cached_property
    def taking_stand(self) -> re.Pattern[str]:
        """The head of a line that brings a witness: "WITNESS: Z (sworn)", "Z, having been duly sworn", "Evidence of Z"."""
        label, evidence, of, before, sworn = (
            phrases(self._cues.listed("examination", each)).pattern for each in ("label", "evidence", "of", "before_sworn", "sworn")
        )
        name, ends = r"[^\n,:;?!()-]{2,60}?", r"(?= ?[(,:;]| --? |\.?$)"
        return re.compile(
            rf"(?:{label}: {{0,8}}(?P<called>{name}){ends}|{evidence} {of} (?P<witness>{name}){ends}"
            rf"|(?P<sworn>{name})(?:, ?| \(| --? )(?:{before} ){{0,9}}{sworn})",
            re.IGNORECASE,
        )

    @cached_property
    def examined_by(self) -> re.Pattern[str]:
        """What stands before who examines, at times as courts shorten it: "Cross-examined by", "XXD by"."""
        opening, examined, short, by = (
            phrases(self._cues.listed("examination", each)).pattern for each in ("opening", "examined", "shortened", "by")
        )
        return re.compile(rf"(?:{opening} )?(?:{examined}|{short}) {by}", re.IGNORECASE)

    @cached_property
    def numbered(self) -> re.Pattern[str]:
        """A witness's number at the head of a paragraph: "PW4", "DW 2"."""
        letters = "|".join(map(re.escape, self._cues.listed("examination", "numbered")))
        return re.compile(rf"(?:{letters}) ?\d{{1,3}}\b", re.IGNORECASE)

    @cached_property
    def swearing(self) -> re.Pattern[str]:
        """That a witness was sworn."""
        return phrases(self._cues.listed("examination", "sworn"))


@lru_cache(maxsize=8)
def examiners(cues: Cues) -> Examiners:
    """The patterns of these words, made once."""
    return Examiners(cues)
