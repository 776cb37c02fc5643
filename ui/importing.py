"""Bringing documents into a case, for the command and the page: read, searched, loaded some at a time, each an import of its own."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from graph import start
from graph.errors import Problem, RecordError
from graph.load import Counts, foresee_imports, load_imports
from graph.load.mark import Mark, mark_of
from graph.model import AnyRecord, Claim, Entity, VoiceKind
from graph.store import GraphStore
from loaders import own_words
from loaders.documents import Document, publisher
from loaders.documents.told import is_told_of, with_told
from loaders.edition import edition
from loaders.extraction.own import NONE, OwnWords
from loaders.extraction.proposals import Proposals
from loaders.inputs import Input, Told
from loaders.problems import Problems, safe
from loaders.proposed import records
from loaders.readings import FAULT, Reading, readings
from ui.additions import before, import_of_document
from ui.copies import Copy, parted
from ui.hashes import Hashes
from ui.known import Names
from ui.reread import ReadBefore
from ui.same_address import Standing
from ui.telling import Kept, kept, with_kept
from ui.words import number

if TYPE_CHECKING:
    from loaders.language_model import Endpoint
    from loaders.language_model import Told as Answered

_LOG = logging.getLogger(__name__)
EMPTY_CASE = "documents"
"""The case that documents go into where the store has none."""
_FAILURES = 3
"""Documents about which a language model fails in a row, after which it is not asked any more."""
_TOGETHER = 50
_PATIENCE = 8.0
"""Seconds after which what was read is loaded, however little it is: so a crash loses no more."""
_READING = 4
"""Times as long as the last loading took, it is read before it is loaded again: so most of the time goes into reading."""


@dataclass(frozen=True)
class Outcome:
    """What became of one document, or of a file that is a case of its own. `problems` are told by line.

    `state`: new, changed, unchanged or refused; of a dry run would load, would change, same as loaded; stopped if it was broken off, left
    out if it did not come to it. The figures are records, and `kinds` has them by kind, where it is no document; `entities` and `claims`
    were proposed in a document, and read in anything else, where the rows of a data set are claims too. `kind` is that of `loaders.kinds`,
    or the name of a loader in `loaders.LOADERS`. A document, or else its site, tells its `publisher`, and as EDTF when it was `published`,
    where it does; `told` is what a person tells of it, `came` by which mail it came. `file` is the input that it came in, if that is not
    its own name; `dropped` counts what a language model told that is not in the text; `note` says that several files were read as one;
    `same_as` names the file that has the same bytes and stands for this one too.
    """

    name: str
    imported: str = ""
    state: str = "refused"
    title: str = ""
    kind: str = ""
    case: str = ""
    publisher: str = ""
    published: str = ""
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    entities: int = 0
    claims: int = 0
    dropped: int = 0
    kinds: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: int = 0
    took: float = 0.0
    file: str = ""
    note: str = ""
    same_as: str = ""
    told: Told = ()
    came: str = ""

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        told = [{"file": each.file, "line": each.line, "field": each.field, "message": each.message} for each in self.problems]
        return {**asdict(replace(self, problems=())), "told": dict(self.told), "problems": told}


@dataclass
class _Waiting:
    """A document that was read and is to be loaded."""

    outcome: Outcome
    records: list[AnyRecord]
    before: tuple[str, str] | None


@dataclass
class Importing:
    """How documents come into a case. `dry`: nothing is written; `trees`: patterns over trees are used where the model is there.

    `told` hears what it is at.
    """

    store: GraphStore
    case: str
    trees: bool = True
    dry: bool = False
    stopped: Callable[[], bool] = lambda: False
    told: Callable[[str], None] = lambda _: None
    read: Callable[[str], None] = lambda _: None
    """Hears each file that was read, however long it waits to be stored."""
    model: Endpoint | None = None
    """A language model that is asked too; never in a dry run."""
    said: Mapping[str, Told] = field(default_factory=dict)
    """What a person tells at the page, by the name of the file."""
    keeps: bool = False
    """Whether the case keeps what files tell of these documents: where they are dropped they are found beside them once only."""
    _failed: int = field(default=0, init=False)
    _ways: Mapping[str, str] = field(default_factory=dict, init=False)
    """How each file is read, by its name."""
    _told: Mapping[str, Kept] = field(default_factory=dict, init=False)
    """What is told of each file, by its name."""
    _found_again: frozenset[str] = field(default=frozenset(), init=False)
    """Files that tell of documents and lie where they will be found again."""
    _standing: Standing = field(default_factory=Standing, init=False)
    _stored: bool = field(default=False, init=False)

    def run(self, given: Sequence[Input]) -> Iterator[Outcome]:
        """Bring in each document of each input, in order; what is a copy of another is told and not read.

        What is wrong with one is told and the others go on; a store that fails raises. What was read when it is stopped is still loaded.
        """
        mark, hashes = mark_of(self.store, self.case), Hashes()
        given = yield from self._with_told(given)
        own, copies = parted(self.store, self.case, given, mark, hashes)
        became: dict[str, Outcome] = {}
        for outcome in self._run(own, mark, hashes):
            became.setdefault(outcome.file, outcome)
            yield outcome
        for one in copies:
            yield from self._copied(one, became)

    def _with_told(self, given: Sequence[Input]) -> Generator[Outcome, None, list[Input]]:
        """The documents, each with what a person tells of it; what is wrong with the files that tell it, and whom it keeps out, is told."""
        problems = Problems()
        found, left = with_told(given, problems)
        for one in given:
            if is_told_of(one.name):
                self.read(one.name)
                wrong = [each for each in problems.wrong() if each.file == safe(one.name)]
                doubtful = [each for each in problems.doubtful() if each.file == safe(one.name)]
                if wrong or doubtful:
                    state = "refused" if wrong else "left out"
                    yield Outcome(one.name, state=state, case=self.case, problems=(*wrong, *doubtful), file=one.name)
        for one in left:
            self.read(one.name)
            problem = Problem("was not read, for what is told of it in documents.yml is wrong; put that right, and load it again", one.name)
            yield Outcome(one.name, kind=one.kind.name if one.kind else "", case=self.case, problems=(problem,), file=one.name)
        files = {one.name for one in given if is_told_of(one.name)}
        found = with_kept(found, self.said, kept(self.store, self.case), files)
        self._told = {one.name: Kept(one.told, one.told_in) for one in found}
        self._found_again = frozenset() if self.keeps else frozenset(files)
        return found

    def _copied(self, one: Copy, became: Mapping[str, Outcome]) -> Iterator[Outcome]:
        """What is told of a copy, by what became of the file that stands for it; nothing if that was not come to."""
        kind, of = one.given.kind.name if one.given.kind else "", became.get(one.of)
        told = Outcome(one.given.name, one.imported, kind=kind, case=self.case, file=one.given.name, same_as=one.of)
        if of is None and not one.imported:
            return
        self.read(one.given.name)
        if of is not None and of.state == "refused":
            yield replace(told, problems=(Problem(f"has the same content as {one.of}, which was refused", one.given.name),))
            return
        known = {"imported": of.imported, "title": of.title} if of is not None else {}
        yield replace(told, state="same as loaded" if self.dry else "unchanged", **known)

    def _run(self, given: Sequence[Input], mark: Mark | None, hashes: Hashes) -> Iterator[Outcome]:
        words = words_of(self.store, self.case)
        self._standing = Standing()
        ways = {told: edition(self.trees, words, told) for told in {one.told for one in given}} if self.model is None else {}
        self._ways = {one.name: ways[one.told] for one in given} if ways else {}
        if self._ways:
            given = yield from self._unread(given, ReadBefore(self.store, self.case, lambda one: self._ways[one.name], mark, hashes))
        if not given:
            return
        if self.trees:
            # some seconds pass until the first document is read
            self.told("the model of the language, then the first document")
        names = Names(self.store, self.case)
        self._stored = False
        waiting: dict[str, _Waiting] = {}
        since, patience = time.monotonic(), _PATIENCE
        for reading in readings(given, trees=self.trees, stopped=self.stopped, words=words):
            self.told(reading.name)
            self.read(reading.file)
            if reading.document is None or reading.found is None:
                yield Outcome(
                    reading.name, kind=reading.kind, case=self.case, problems=reading.problems, took=reading.took, file=reading.file
                )
                continue
            if self.model is not None:
                asked = self._would_ask if self.dry else self._asked
                reading = asked(self.model, reading, reading.document, reading.found)
            try:
                one = self._considered(reading, reading.document, names)
            except ValidationError as error:
                # one document keeps no other one out
                _LOG.error("unexpected error in %s", reading.name, exc_info=error)
                problem = Problem(FAULT, reading.name)
                yield Outcome(reading.name, kind=reading.kind, case=self.case, problems=(problem,), took=reading.took, file=reading.file)
                continue
            if other := self._standing.instead_of(one.outcome.imported, reading.file, one.outcome.words):
                yield _passed_over(one.outcome, other)
                continue
            if one.outcome.imported in waiting:
                yield from self._loaded(waiting)
            waiting[one.outcome.imported] = one
            if len(waiting) >= _TOGETHER or time.monotonic() - since > patience:
                began = time.monotonic()
                yield from self._loaded(waiting)
                since = time.monotonic()
                patience = max(_PATIENCE, _READING * (since - began))
        yield from self._loaded(waiting)
        if self._stored:
            self.told("laying out the first view")
            start.lay_out(self.store, self.case)

    def _unread(self, given: Sequence[Input], before: ReadBefore) -> Generator[Outcome, None, list[Input]]:
        """What has to be read; what stands as it would be read again is told at once."""
        rest = []
        for one in given:
            name = None if self.stopped() else before.name(one)
            if name is None:
                rest.append(one)
                continue
            state, kind = "same as loaded" if self.dry else "unchanged", one.kind.name if one.kind else ""
            self.read(one.name)
            self._standing.stays(name, one.name)
            held, figures = before.source(name), {"unchanged": before.records(name), "told": one.told}
            yield Outcome(one.name, name, state, held.title, kind, self.case, held.publisher, held.published, file=one.name, **figures)
        return rest

    def _would_ask(self, model: Endpoint, reading: Reading, document: Document, _: Proposals) -> Reading:
        """With how much of it a load will send."""
        from loaders.language_model import sent

        text = f"{number(sent(document.plain), 'character')} of it will be sent to {model.host} when it is loaded; nothing was sent yet"
        return replace(reading, problems=(*reading.problems, Problem(text, document.name, warning=True)))

    def _asked(self, model: Endpoint, reading: Reading, document: Document, found: Proposals) -> Reading:
        """With what the language model adds. Where it fails, what was found without it stays, and a problem says so."""
        from loaders.language_model import extended

        if self._failed >= _FAILURES:
            text = f"the language model at {model.host} was not asked, for it failed {_FAILURES} times in a row; load it again with it"
            return replace(reading, problems=(*reading.problems, Problem(text, document.name, warning=True)))
        self.told(f"{reading.name}: asking {model.host}")
        began = time.perf_counter()
        found, told = extended(found, document.plain, model, published=document.published or "", stopped=self.stopped)
        self._failed = self._failed + 1 if told.faults and not told.entities + told.relations else 0
        problems = tuple(Problem(each, document.name, warning=True) for each in (_added(model, told), *told.faults))
        took = reading.took + time.perf_counter() - began
        return replace(reading, found=found, problems=(*reading.problems, *problems), dropped=told.dropped, took=took)

    def _considered(self, reading: Reading, document: Document, names: Names) -> _Waiting:
        assert reading.found is not None
        given = list(records(document, self.case, reading.found, names.known()))
        names.learn(given)
        name = import_name(document)
        held = before(self.store, self.case, name)
        told = self._told[reading.file]
        keeps = told if told.file not in self._found_again else Kept(())
        given.append(import_of_document(self.case, name, document, held, self._ways.get(reading.file), keeps))
        outcome = Outcome(
            document.name,
            name,
            "new",
            document.title,
            document.kind,
            self.case,
            whose(document, self.case),
            document.published or "",
            # as many as can be reviewed: an event that no relation tells is a claim too
            entities=sum(isinstance(each, Entity) for each in given),
            claims=sum(isinstance(each, Claim) for each in given),
            problems=(*document.warnings, *reading.problems),
            dropped=reading.dropped,
            words=len(document.text.split()),
            took=reading.took,
            file=reading.file,
            told=told.told,
            came=document.came,
        )
        return _Waiting(outcome, given, held)

    def _loaded(self, waiting: dict[str, _Waiting]) -> Iterator[Outcome]:
        """What waits, loaded at once; where that fails for what one of them says, one by one."""
        if not waiting:
            return
        these = list(waiting.values())
        waiting.clear()
        self.told(f"{'comparing' if self.dry else 'storing'} {number(len(these), 'document')}")
        began, self._stored = time.perf_counter(), not self.dry
        imports = {one.outcome.imported: one.records for one in these}
        try:
            report = foresee_imports(self.store, imports) if self.dry else load_imports(self.store, imports, lay_out=False)
        except RecordError as error:
            if len(these) == 1:
                yield replace(these[0].outcome, state="refused", problems=(Problem(str(error), these[0].outcome.name),))
                return
            for one in these:
                yield from self._loaded({one.outcome.imported: one})
            return
        each = (time.perf_counter() - began) / len(these)
        for one in these:
            counts = report.by_import[one.outcome.imported]
            # by what its name stood for: of a document that is new the case may know some records already
            state = state_of(counts, held=one.before is not None, dry=self.dry)
            figures = {"new": counts.new, "changed": counts.changed, "unchanged": counts.unchanged, "removed": counts.removed}
            yield replace(one.outcome, state=state, kept=counts.kept, took=one.outcome.took + each, **figures)


def whose(document: Document, case: str) -> str:
    """Whose a document is, as far as it tells, or the site at which it stands does."""
    voice = publisher(document, case)
    return "" if voice.kind is VoiceKind.unnamed else voice.name


def _passed_over(outcome: Outcome, other: str) -> Outcome:
    """What is told of a document in whose place that of another file stands."""
    same = "Message-ID" if outcome.kind == "mail" else "address"
    text = f"is known by the same {same} as {other}, which stays; load it by itself to have it in the place of that one"
    problem = Problem(text, outcome.name, warning=True)
    return replace(outcome, state="left out", entities=0, claims=0, problems=(problem,))


def words_of(store: GraphStore, case: str) -> OwnWords:
    """The words by which the documents of a case are read, as its `lexicon.yml` had them when it was loaded."""
    found = store.read("MATCH (c:Case {id: $case}) RETURN c.lexicon", {"case": case}).rows
    return own_words.read(found[0][0], own_words.FILE, Problems()) if found and found[0][0] else NONE


def state_of(counts: Counts, *, held: bool, dry: bool) -> str:
    """The state of an outcome, by the figures of its records and by whether something was `held` under its name before."""
    if not held:
        return "would load" if dry else "new"
    if counts.new or counts.changed or counts.removed:
        return "would change" if dry else "changed"
    return "same as loaded" if dry else "unchanged"


def import_name(document: Document) -> str:
    """The name under which a document is loaded, listed and taken out."""
    from loaders.documents.source import source_key

    return source_key(document.identity).partition(":")[2].encode("ascii", "ignore").decode().strip("-._")[-119:] or document.sha256[:16]


def _added(model: Endpoint, told: Answered) -> str:
    """What a language model was sent of a document, what it added, and how much of its answers was dropped."""
    added = f"{number(told.entities, 'entity', 'entities')} and {number(told.relations, 'relation')}"
    gone = f"; {told.dropped:,} that {'is' if told.dropped == 1 else 'are'} not in the text, or not in form, "
    gone += f"{'was' if told.dropped == 1 else 'were'} dropped"
    sent = number(told.characters, "character")
    return f"the language model {model.name} was sent {sent} and added {added}{gone if told.dropped else ''}"
