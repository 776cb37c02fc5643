"""Blocks of somebody else's words: block quotes, and mails quoted with `>`; who wrote them, if the line before says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from loaders.extraction.acts import Chain
from loaders.extraction.cues import Cues
from loaders.extraction.introductions import introductions
from loaders.extraction.page import Page
from loaders.extraction.proposals import Span
from loaders.extraction.stretches import Setting
from loaders.extraction.voices import Voices

_QUOTED = re.compile(r"^[ \t]{0,3}((?:>[ \t]?){1,20})", re.M)
_ADDRESS = re.compile(r"(?P<pen>[^\W\d_]{3,40})?[\w.+-]{0,64}@(?P<body>[\w-]{1,63})(?:\.[\w-]{1,63}){1,5}")
_LONGEST_HEADER = 600
_MOST_HEAD = 8
_HEAD = re.compile(
    r"^(?:[*_ ]{0,3}[A-Z]\w{1,12}:[^\n]{1,200}(?:\n[*_ ]{0,3}[A-Z][\w-]{1,20}:[^\n]{0,300}){1,8}"
    r"|[A-Z][a-z]{1,4},? [^\n:]{0,60}\d[^\n]{0,160}:)$",
    re.M,
)
_FIRST_HEAD = re.compile(r"(?:[A-Z][\w-]{1,40}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,20}){2,60}\n(?=\s{0,9}\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with how deep it is quoted, and where its own words begin."""

    start: int
    end: int
    depth: int
    words: int


class Blocks:
    """The blocks of one page: layers of stretches that follow each other, the outermost first; and lines that only introduce one."""

    def __init__(self, page: Page, voices: Voices, cues: Cues) -> None:
        self._page, self._voices, self._cues, self._introductions = page, voices, cues, introductions(cues)
        self._signing = self._introductions.pen_name.search(page.text) if ">" in page.text else None
        self.silent: list[Span] = []
        self.layers = self._found()

    def _found(self) -> list[list[Setting]]:
        lines = list(self._lines())
        deepest = max((line.depth for line in lines), default=0)
        senders: dict[int, Chain] = {}
        marked = [list(self._at_depth(lines, depth, senders)) for depth in range(1, deepest + 1)]
        quoted = [Setting(span, introduced=True) for span in sorted(self._page.quoted)]
        return [quoted, list(self._first_mail()), list(self._unmarked()), *marked]

    def _first_mail(self) -> Iterator[Setting]:
        """The mail that a page is, with what it quotes: its sender's, who does not publish it."""
        head, told = _FIRST_HEAD.match(self._page.text), self._introductions
        if head is None or told.mailing.search(head[0]):
            return
        sent = self._from_line(Span(*head.span()))
        sender = self._sender(sent) if sent is not None else ()
        if sender and not self._voices.is_publisher(sender[0]):
            yield Setting(Span(head.end(), len(self._page.text)), sender)

    def _unmarked(self) -> Iterator[Setting]:
        """Mails below the first that are quoted as they stand, under their own head or "X wrote:", each down to the next one."""
        text, heads = self._page.text, []
        for match in _HEAD.finditer(text):
            before = text[: match.start()].rstrip()
            ruled = before.rsplit("\n", 1)[-1].startswith(("---", "___", "***"))
            sender = self._from_line(Span(*match.span()))
            first = sender if ruled or (sender and sender.start == match.start()) else None
            told = first or (self._introductions.wrote.search(match[0]) and text[match.end() :].lstrip()[:1] not in ("", ">"))
            behind = not first or ruled
            if told and before and (behind or self._introductions.mail_from.search(before[:_LONGEST_HEADER])):
                heads.append((match, first or Span(match.start(), match.start() + len(match[0].split("\n")[0]))))
        for number, (match, line) in enumerate(heads):
            end = heads[number + 1][0].start() if number + 1 < len(heads) else len(text)
            self.silent.append(Span(*match.span()))
            yield Setting(Span(match.end(), max(end, match.end() + 1)), self._sender(line))

    def _from_line(self, head: Span) -> Span | None:
        """The line of a mail's head that tells its sender, wherever it stands in the head, behind marks of a quotation or not."""
        start = head.start
        for line in self._page.text[head.start : head.end].split("\n"):
            marks = _QUOTED.match(line)
            if self._introductions.mail_from.match(line, marks.end() if marks else 0):
                return Span(start, start + len(line))
            start += len(line) + 1
        return None

    def _lines(self) -> Iterator[Line]:
        text, start = self._page.text, 0
        if ">" not in text:
            return
        for line in text.split("\n"):
            marks = _QUOTED.match(line)
            yield Line(start, start + len(line), marks[1].count(">") if marks else 0, start + (marks.end() if marks else 0))
            start += len(line) + 1

    def _at_depth(self, lines: list[Line], depth: int, senders: dict[int, Chain]) -> Iterator[Setting]:
        first: int | None = None
        for number, line in enumerate([*lines, Line(0, 0, 0, 0)]):
            if line.depth >= depth and first is None:
                first = number
            elif line.depth < depth and first is not None:
                if any(each.depth == depth for each in lines[first:number]):
                    yield self._block(lines, first, number, depth, senders)
                first = None

    def _block(self, lines: list[Line], first: int, after: int, depth: int, senders: dict[int, Chain]) -> Setting:
        span = Span(lines[first].start, max(lines[after - 1].end, lines[first].start + 1))
        header = [line for line in lines[max(0, first - 8) : first] if line.words < line.end]
        text = self._page.text
        last = " ".join(text[line.words : line.end] for line in header[-2:]).strip()
        if self._introductions.wrote.search(last):
            start = header[-1].start if self._names(header[-1]) else header[-2].start if len(header) > 1 else header[-1].start
            self.silent.append(Span(start, header[-1].end))
            senders[depth] = self._sender(Span(start, header[-1].end))
            return Setting(span, senders[depth])
        heads = (line for line in reversed(header) if line.depth == depth - 1 and self._introductions.mail_from.match(text, line.words))
        if depth > 1 and (from_ := next(heads, None)) is not None:
            self.silent.append(Span(from_.start, header[-1].end))
            senders[depth] = (*senders.get(depth - 1, ()), *self._sender(Span(from_.start, from_.end)))
            return Setting(span, senders[depth])
        if (inside := self._heading(lines, first, after, depth)) is not None:
            self.silent.append(inside)
            senders[depth] = self._sender(self._from_line(inside) or inside)
            return Setting(span, senders[depth])
        if depth in senders and not last.endswith(":"):
            return Setting(span, senders[depth])
        if last.endswith(":"):
            other = "" if self._names(header[-1]) else self._pen_name(span.start)
            author = self._put_out(span.start) or self._own_writing(span.start) or other
        else:
            author = self._brought(span.start) or self._pen_name(span.start) or self._answered(span.start, depth)
        return Setting(span, (author,)) if author else Setting(span, introduced=True)

    def _paragraph(self, before: int) -> int:
        """Where the paragraph before a place begins."""
        return self._page.text.rfind("\n\n", 0, len(self._page.text[:before].rstrip())) + 2

    def _brought(self, before: int) -> str:
        """Whoever the paragraph before says wrote it: "Here's the core of what X wrote. My italics."."""
        text = self._page.text
        paragraph = self._paragraph(before)
        for match in self._introductions.what_wrote.finditer(text, max(paragraph, before - _LONGEST_HEADER), before):
            inside = [each for _, each in self._voices.within(*match.span("who")) if each.kind != "place"]
            named = inside[0] if inside else self._voices.known(match["who"])
            if named is not None and named.kind != "place":
                return named.name
        return ""

    def _put_out(self, before: int) -> str:
        """Who by an earlier sentence of the paragraph put out the text that its last one brings without a name: the writer, else the
        outlet."""
        text = self._page.text
        paragraph = self._paragraph(before)
        for match in self._introductions.put_out.finditer(text, max(paragraph, before - _LONGEST_HEADER), before):
            start = max(text.rfind(". ", paragraph, match.start()), paragraph)
            told = [each for _, each in self._voices.within(start, match.start()) if each.kind != "place"]
            if told and not self._voices.within(match.end() + text[match.end() : before].find(".") + 1, before):
                return next((each.name for each in reversed(told) if each.kind == "person"), told[-1].name)
        return ""

    def _own_writing(self, before: int) -> str:
        """Whose "post" a paragraph tells of that brings a text: of the one person whom it names before that, and not in its last
        sentence, which says itself whose the text is."""
        text = self._page.text
        paragraph = self._paragraph(before)
        last = text.rfind(". ", paragraph, before) + 2
        if last < paragraph or self._voices.within(last, before):
            return ""
        match = self._introductions.own_writing.search(text, max(paragraph, before - _LONGEST_HEADER), before)
        people = {each.name for _, each in self._voices.within(paragraph, match.start()) if each.kind == "person"} if match else set()
        return people.pop() if len(people) == 1 else ""

    def _pen_name(self, before: int) -> str:
        """Whoever a page that takes another's text apart says wrote it: "The author, who signs as X"."""
        return self._signing[1] if self._signing is not None and self._signing.end() <= before else ""

    def _answered(self, before: int, depth: int) -> str:
        """Whose lines a reply quotes that tells no more of them: of the one person to whom it goes."""
        head = self._introductions.answered.search(self._page.text, 0, min(before, _LONGEST_HEADER)) if depth == 1 else None
        people = [each for _, each in self._voices.within(*head.span("whom")) if each.kind == "person"] if head is not None else []
        return people[0].name if len(people) == 1 else ""

    def _heading(self, lines: list[Line], first: int, after: int, depth: int) -> Span | None:
        """The line of a quoted mail itself that tells who wrote it: "> On Monday X wrote:", "> From: X"; with the head it opens."""
        text = self._page.text
        inside = [line for line in lines[first : min(after, first + _MOST_HEAD)] if line.words < line.end]
        while inside and text.startswith("---", inside[0].words):
            inside = inside[1:]  # "---------- Forwarded message ----------"
        if not inside or inside[0].depth != depth:
            return None
        if self._introductions.mail_from.match(text, inside[0].words):
            head = list(takewhile(lambda line: ":" in text[line.words : line.end], inside))
            return Span(lines[first].start, head[-1].end)
        for number in (1, 2):
            opening = " ".join(text[line.words : line.end] for line in inside[:number]).strip()
            if self._introductions.wrote.search(opening):
                deeper = number < len(inside) and inside[number].depth > depth
                return None if deeper else Span(inside[0].start, inside[number - 1].end)
        return None

    def _names(self, line: Line) -> bool:
        return bool(self._voices.within(line.start, line.end))

    def _called(self, pen: str) -> str:
        """The name that the page gives, in quotation marks, to whoever writes from an address that begins with it."""
        name = pen.capitalize()
        return name if pen and f'"{name}"' in self._page.text else ""

    def _sender(self, span: Span) -> Chain:
        """Who wrote a mail: the person named in the line, the body of the address, or the words before "wrote:"."""
        for _, each in self._voices.within(span.start, span.end):
            if each.kind in ("person", "organisation", "agency", "outlet"):
                return (each.name,)
        words = self._page.text[span.start : min(span.end, span.start + _LONGEST_HEADER)]
        address = _ADDRESS.search(words)
        known = self._voices.known(address["body"].replace("-", " ")) if address else None
        if known is not None:
            return (known.name,)
        if address:
            return (self._called(address["pen"] or "") or address[0],)
        return (" ".join(words.strip("> \n").rsplit(",", 1)[-1].split()[:-1]).strip(),)
