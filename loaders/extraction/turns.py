"""Turns of a transcript or interview: labels of speakers at the heads of lines, and whose they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter

from graph.model import fold
from loaders.extraction import alternating, initials, interviewers, put_questions
from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.examination import Examination
from loaders.extraction.gazetteer import gazetteer
from loaders.extraction.labelled import untitled
from loaders.extraction.lexicon import lexicon
from loaders.extraction.mentions import folded
from loaders.extraction.page import Page
from loaders.extraction.paragraphs import at_lines
from loaders.extraction.proposals import Span
from loaders.extraction.small_words import one_of
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

# that a name ends before a bracket, a comma or a colon is asked first: most lines begin with more words
_LABEL = re.compile(
    r"^[ \t*_]{0,12}(?:\[?\d{1,2}:[\d:., ]{1,12}\]?[ \t]{1,4}|\[[\d:., ]{1,14}\][ \t]{0,4}|\[[A-Z][A-Za-z]{2,12}\][ \t]{1,4})?[*_]{0,2}"
    r"(?P<number>Q?\.?\d{1,4}[.)]?[ \t]{1,4})?[*_]{0,2}"
    r"(?:(?P<letter>[QA])(?:\d{1,3}[.:]|\.|(?=[ \t]{2,12}\S))"
    r"|(?=[\w.' \t-]{1,60}+[(,:])"
    r"(?P<name>[^\W\d_][\w.' -]{0,50}?)"
    r"(?:[ \t]{0,2}\((?P<brackets>[^()\n]{1,60})\)(?:[ \t]{0,2}\([^()\n]{1,40}\))?|,[ \t](?P<behind>[a-z][\w ]{2,40}))?[ \t]?:"
    r")[*_]{0,2}(?=[ \t\n])",
    re.M,
)
# a record of proceedings: "Mr. SMITH. I yield.", "THE CHAIR. Order.", "Mr. SMITH.—I yield."
_CAPITALS = r"[^\W\d_a-z](?:[^\W\d_a-z]|['-]){0,30}"
_SPELLED = re.compile(
    rf"^[ \t*_]{{0,12}}(?:{one_of('addressed')}\.? )?(?P<name>{_CAPITALS}(?:\.? {_CAPITALS}){{0,4}})\.[*_]{{0,2}}"
    r"(?:-{1,2}[*_]{0,2}(?=[^\W\d_a-z])|(?=[ \t](?:\([A-Z][^()\n]{2,60}\) )?[^\W\d_a-z]))",
    re.M,
)
_BLANK = re.compile(r"\n[ \t>]{0,40}\n")
_CLOSED = re.compile(r"[.!\"')\]]$")
_OPENING = 300
_LONGEST_NAME = 60
_FEW, _SHORT, _REMARK = 4, 4, 10
_ROLES = 500


class Turns:
    """The turns of one page in order, the labels that open them, and lines that only tell who asks or answers."""

    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues = page, voices, cues
        self._staff: set[str] = set()
        self._holders: dict[str, str] = {}
        self._interviewer: Chain = ()
        self._questioner: Chain = ()
        self._initials = initials.found(page.text, page.publisher)
        self._examination = Examination(page, voices, cues)
        self._examined = [line.start for line in self._examination.lines]
        self.labels: list[Span] = []
        self.found = self._turns()
        self.silent = self._examination.lines if self.found else []

    def _turns(self) -> list[Setting]:
        text = self._page.text
        labels = [match for match in at_lines(_LABEL, text) if self._is_label(match)]
        labels = self._recorded(text) or self._initialled(text) or self._without_datelines(labels)
        counts = Counter(_name(match) for match in labels)
        spelled = sum(_name(match).isupper() and len(_name(match)) > 1 for match in labels) > 2
        labels = [
            match
            for match in labels
            if counts[_name(match)] > 1
            or (self._examination and match.groupdict().get("letter"))
            or _role(match)
            or _is_numbered(match)
            or self._is_known(_name(match))
            or (spelled and _name(match).isupper())
        ]
        sure = [match for match in labels if _name(match).isupper() or counts[_name(match)] > 1 or _role(match) or _is_numbered(match)]
        begun = len(sure) < 2
        if begun and len(labels) != 2:
            return []
        self.labels = [Span(*match.span()) for match in labels]
        self._interviewer = self._asked_by(labels[0].start())
        self._questioner = self._interviewer or self._put_by(labels[0].start())
        dense = len(labels) >= _FEW and self._is_dense(labels)
        headings = [*self._examined, len(text)]
        ends = [
            min(end, headings[bisect_left(headings, match.end())])
            for match, end in zip(labels, [*(match.start() for match in labels[1:]), len(text)], strict=True)
        ]
        found = [
            Setting(
                Span(match.start(), self._end(match.end(), end, dense=dense and end < len(text))), self._speaker(match, labels[0].start())
            )
            for match, end in zip(labels, ends, strict=True)
        ]
        completed = list(alternating.completed(self._page, self._cues, found))
        return completed if len(completed) > len(found) or not begun else []

    def _recorded(self, text: str) -> list[re.Match[str]]:
        """The labels of a record of proceedings, where several speak, and some more than once."""
        labels = [match for match in _SPELLED.finditer(text) if _name(match).isupper()]
        counts = Counter(name for match in labels if len(name := _name(match)) > 1)
        return labels if sum(counts.values()) >= _FEW and max(counts.values()) > 1 and len(counts) > 1 else []

    def _initialled(self, text: str) -> list[re.Match[str]]:
        """The labels that are initials; where the list of those present says whose they are, nobody speaks."""
        labels = [match for match in initials.LABEL.finditer(text) if _name(match) in self._initials]
        return [match for match in labels if not text.startswith(self._initials[_name(match)], match.end())]

    def _without_datelines(self, labels: list[re.Match[str]]) -> list[re.Match[str]]:
        """The labels but for the places that items of a digest begin with: "ANKARA: A diplomat stays away. The …"; where most of those in
        capitals that stand once are such, one that no list knows is another."""
        counts = Counter(_name(match) for match in labels)
        once = [match for match in labels if counts[_name(match)] == 1 and _name(match).isupper() and not _role(match)]
        placed = [match for match in once if self._is_place(_name(match))]
        out = {match.start() for match in (once if len(placed) > 1 and 2 * len(placed) > len(once) else placed)}
        return [match for match in labels if match.start() not in out]

    def _is_place(self, label: str) -> bool:
        words = self._words(label)
        if self._voices.known(words) is not None:
            return self._names_place(words)
        listed = gazetteer().names.get(fold(label))
        return listed is not None and listed.kind == "place"

    def _names_place(self, words: str) -> bool:
        """Whether the page has a place of exactly these words."""
        named = self._voices.known(words)
        return named is not None and named.kind == "place" and folded(named.name) == folded(words)

    def _is_dense(self, labels: list[re.Match[str]]) -> bool:
        """Whether the paragraphs between the first label and the last are turns, most of them."""
        return len(labels) > 2 * (len(_BLANK.findall(self._page.text, labels[0].start(), labels[-1].start())) + 1 - len(labels))

    def _is_label(self, match: re.Match[str]) -> bool:
        name = _name(match)
        label = name.casefold().strip(". ")
        if _is_bare_letter(match) and not self._examination:
            return False
        if self._heads_examination(match.start("name")):
            return False
        if label in self._cues.words("labels", "never") or self._is_roster(match) or self._is_heading(match):
            return False
        if label in self._cues.words("labels", "question") or label in self._cues.words("labels", "answer"):
            return True
        if name.isupper() and len(label) > 1:
            return bool(self._page.text[match.end() : match.end() + 80].strip())
        known = _is_numbered(match) or self._is_known(name) or bool(self._held_by(match)) or _is_ranked(name)
        return name[0].isupper() and known

    def _heads_examination(self, place: int) -> bool:
        """Whether a place stands in a line that tells who examines or is examined."""
        at = bisect_right(self._examined, place) - 1
        return at >= 0 and place < self._examination.lines[at].end

    def _held_by(self, match: re.Match[str]) -> str:
        """The person in the brackets of a label: "The Minister for Trade (Ann Reed):"."""
        brackets = match.groupdict().get("brackets")
        people = [each for _, each in self._voices.within(*match.span("brackets")) if each.kind == "person"] if brackets else []
        return people[0].name if len(people) == 1 else ""

    def _is_heading(self, match: re.Match[str]) -> bool:
        """Whether a label begins a heading: "POLAND: FORMER OFFICIAL ARRESTED", and that of a place also in small letters."""
        line, label = self._line(match.end()).strip("*_"), self._words(_name(match))
        if len(line.split()) < 2 or not line[-1].isalnum():
            return False
        return line.isupper() or (len(line.split()) <= _REMARK and self._names_place(label))

    def _is_roster(self, match: re.Match[str]) -> bool:
        """Whether nothing but the name of who has a role stands behind its label: "COMMISSIONER: JUDGE A. REED"."""
        line = self._line(match.end())
        return (
            len(line.split()) <= _REMARK
            and line[-1:] not in ("", ".", "!", "?")
            and self._last_named(match.end(), match.end() + len(line) + 1) != ""
        )

    def _line(self, start: int) -> str:
        """The rest of a line, without the spaces around it."""
        end = self._page.text.find("\n", start)
        return self._page.text[start : end if end >= 0 else len(self._page.text)].strip()

    def _last_named(self, start: int, end: int) -> str:
        """The person whose name, with letters behind it at most, ends a stretch."""
        last = next((found for found in reversed(self._voices.within(start, end)) if found[1].kind == "person"), None)
        rest = self._page.text[last[0].end : end].split() if last is not None else []
        letters = self._cues.words("postnominals")
        return last[1].name if last is not None and all(word.casefold().strip(",.") in letters for word in rest) else ""

    def _is_known(self, label: str) -> bool:
        """Whether a label is somebody named, a role that speaks, or the publisher by a part of its name."""
        words = self._words(label)
        if self._is_publishers(label):
            return True
        parts = label.split()
        if all(word[0].isupper() or word.isdecimal() for word in parts) and any(
            word.casefold() in self._cues.words("labels", "roles") for word in parts
        ):
            return len(parts) <= _SHORT
        named = self._voices.known(words) if words else None
        return named is not None and named.kind != "place"

    def _end(self, start: int, limit: int, *, dense: bool) -> int:
        """A turn ends with its paragraph, or goes on over those that speak in the first person; in a page of nothing but turns, over all
        that are no headings or questions of their own."""
        text, blank = self._page.text, _BLANK.search(self._page.text, start, limit)
        while blank is not None:
            following = _BLANK.search(text, blank.end(), limit)
            words = text[blank.end() : following.start() if following else limit].strip(" \t\n*_")
            goes_on = dense and bool(_CLOSED.search(words)) and words[:1] not in ("[", "(", "#") and len(words.split()) > _REMARK
            if not goes_on and not self._cues.first_person.search(words):
                return max(blank.start(), start)
            blank = following
        return limit

    def _speaker(self, match: re.Match[str], first: int) -> Chain:
        spoken = _name(match)
        label, role = spoken.casefold().strip(". "), _role(match)
        if label in self._cues.words("labels", "question"):
            return self._examination.asking(match.start()) or self._asking(match)
        witness = self._examination.answering(match.start())
        if label in self._cues.words("labels", "answer"):
            return witness or self._answering(first)
        if witness and label.removeprefix("the ") in self._cues.words("examination", "answering"):
            return witness
        words = self._words(spoken)
        words = words.partition(" ")[2] if words.casefold().split()[0] in lexicon().words("names", "the") and " " in words else words
        name = self._holder(words) if words.casefold() in self._cues.words("labels", "roles") else ""
        if full := self._initials.get(spoken):
            name, role = self._whole(full), self._listed_role(full)
        name = name or self._named(match, words)
        if not name and role and (inside := self._voices.known(self._words(role))) is not None:
            name = inside.name
        if not name:
            name = self._holder(words) or (spoken.title() if spoken.isupper() else spoken)
        staff = any(word in self._cues.words("labels", "staff") for word in role.casefold().split())
        asks = (name,) == self._interviewer and self._line(match.end()).rstrip("*_").endswith("?")
        if staff or asks or self._presents(match, first, name):
            self._staff.add(name)
        own = name in self._staff or self._voices.is_publisher(name) or self._is_publishers(spoken)
        return () if own else (name,)

    def _is_publishers(self, label: str) -> bool:
        """Whether a label in capitals is how the publisher is called for short: "LANTERN:" in the Lantern Quarterly."""
        return label.isupper() and len(label) > _SHORT and label.casefold() in self._page.publisher.casefold().split()

    def _named(self, match: re.Match[str], words: str) -> str:
        """Whom a label names: somebody of these words, else the one person whose name stands in it."""
        start, end = match.span("name")
        found = {each.name for span, each in self._voices.within(start, end) if start < end and each.kind == "person"}
        named = self._voices.known(words) or (self._voices.known(words.split()[-1].title()) if _is_ranked(words) else None)
        if named is not None and folded(named.name).endswith(folded(words.split()[-1])):
            return named.name
        return found.pop() if len(found) == 1 else named.name if named is not None else ""

    def _whole(self, full: str) -> str:
        named = self._voices.known(full)
        return full if named is None else named.name

    def _listed_role(self, full: str) -> str:
        """What the list of those present says behind a name: "MH  Mara Holt, presenter"."""
        where = re.search(rf"{re.escape(full)}(?: ?\(|, )(?P<role>[^\n)]{{3,40}})", self._page.text)
        return where["role"] if where else ""

    def _presents(self, match: re.Match[str], first: int, name: str) -> bool:
        """Whether the first to speak gives his own name, as whoever leads a show does, or the head of the page names who presents it."""
        opening = self._page.text[match.end() : match.end() + _OPENING]
        credited = self._cues.presented.finditer(self._page.text, 0, first)
        if any(self._page.text.startswith(name, each.end()) for each in credited):
            return True
        return match.start() == first and any(f"{self_} {name}" in opening for self_ in self._cues.listed("labels", "presenting"))

    def _asking(self, match: re.Match[str]) -> Chain:
        """Who asks: whoever is named behind the label, "QUESTION (X, Y)", else the last one named so."""
        if brackets := match.groupdict().get("brackets"):
            inside = [each for _, each in self._voices.within(*match.span("brackets")) if each.kind == "person"]
            first = brackets.split(",")[0]
            named = inside[0] if inside else self._voices.known(self._words(first))
            self._questioner = (named.name if named is not None else first.strip(),)
        return self._questioner

    def _asked_by(self, before: int) -> Chain:
        """Who asks, by what the text before the questions tells, and is not who answers."""
        guest = self._answering(before)
        return next(((name,) for name in interviewers.found(self._page, self._voices, self._cues, before) if (name,) != guest), ())

    def _put_by(self, before: int) -> Chain:
        """Who has put the questions that a body answers."""
        put = put_questions.asker(self._page, self._voices, self._cues, before)
        return (put,) if put and not self._voices.is_publisher(put) else ()

    def _words(self, label: str) -> str:
        """A label without titles."""
        return " ".join(untitled(label.replace(".", " ").split(), self._cues))

    def _holder(self, role: str) -> str:
        """Who holds a role by the list of those present: "Ann Reed (Chair)"."""
        if role not in self._holders:
            # each is looked for in the whole text, and no page has so many who speak
            self._holders[role] = self._listed(role) if len(self._holders) < _ROLES else ""
        return self._holders[role]

    def _listed(self, role: str) -> str:
        said = re.escape(role)
        told = rf"\({said}\)|(?<=\w), (?:the )?{said}(?=[,.;)])|\b{said}[ \t]{{0,2}}[(:]"
        head = re.search(rf"^[ \t*_]{{0,4}}{said}[*_]{{0,2}}:[^\n]{{2,90}}$", self._page.text, re.IGNORECASE | re.MULTILINE)
        if head is not None and (name := self._last_named(*head.span())):
            return name
        where = re.search(told, self._page.text, re.IGNORECASE)
        if where is None or not self._page.text[max(0, where.start() - 2) : where.start()].strip():
            return ""
        named = self._voices.at(max(0, where.start() - 2))
        if named is None and where[0].endswith("("):  # "THE CHAIR (Mr Ian Holt): …"
            close = self._page.text.find(")", where.end(), where.end() + _LONGEST_NAME)
            named = (
                next((each for _, each in self._voices.within(where.end(), close) if each.kind == "person"), None) if close > 0 else None
            )
        return named.name if named is not None else ""

    def _answering(self, before: int) -> Chain:
        """Who is interviewed: the person whom the text before the questions names most; where its last paragraph names only others, the
        last of them."""
        counts = Counter(each.name for _, each in self._voices.within(0, before) if each.kind == "person")
        if not counts:
            return ()
        most = counts.most_common(1)[0][0]
        paragraph = self._page.text.rfind("\n\n", 0, len(self._page.text[:before].rstrip())) + 1
        nearer = [each.name for _, each in self._voices.within(paragraph, before) if each.kind == "person"]
        return (nearer[-1] if nearer and most not in nearer else most,)


def _name(match: re.Match[str]) -> str:
    """The label's own words."""
    return match["name"] or match["letter"]


def _is_bare_letter(match: re.Match[str]) -> bool:
    """Whether a label is a letter with nothing but space behind it, as in the records of some courts."""
    return bool(match["letter"]) and match[0].strip(" \t*_") == match["letter"]


def _is_ranked(name: str) -> bool:
    """Whether a label is a surname in capitals behind what somebody is: "Rear Adm. GARRICK"."""
    *before, last = name.split()
    return 0 < len(before) < _SHORT and last.isupper() and len(last) > 2 and all(word[0].isupper() for word in before)


def _is_numbered(match: re.Match[str]) -> bool:
    """Whether a label has the number of a question: "Q92 Ann Reed:"."""
    return (match.groupdict().get("number") or "").startswith("Q")


def _role(match: re.Match[str]) -> str:
    """What stands in brackets or behind a comma in a label: "Ann Reed (Chair):", "Ann Reed, host:"."""
    parts = match.groupdict()
    return parts.get("brackets") or parts.get("behind") or ""
