"""How true the confidence of a relation or event is: what its rules say of texts that they have not learned from.

Run with `python -m benchmarks.confidence`; it has no limit. The weights are learned of all folders of tests/gold but one, and that one is
read with them, for each in turn. With `--write` those of all folders together go to loaders/extraction/confidence.json.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from loaders import one_form
from loaders.evaluation import Document, events, gold, relations, scored
from loaders.evaluation.compared import Compared
from loaders.extraction import Proposals, plain, unrated
from loaders.extraction.confidence import LEAST_EVENT, LEAST_RELATION, WEIGHTS, Confidence, Weights
from loaders.extraction.event_traits import of_events
from loaders.extraction.relation_traits import Traits, of_relations
from tests.conftest import ROOT

KINDS = ("relations", "events")
SHOWN = ("relation pairs", "exact triples", "events", "events, whatever their type")
APART = ("held25", "held30")
"""Their texts have no relations and events annotated."""
_FIRMNESS = 0.3
"""The inverse strength of the ridge: of .1, .2, .3 and .4 the one with the least loss on folders left out."""
_RARE = 4
"""A trait that fewer have tells nothing."""
_SLIGHT = 0.02


@dataclass(frozen=True)
class Text:
    """One annotated text: of which folder, what is found in it, its traits, and what the annotation has of it, by kind."""

    folder: str
    compared: Compared
    traits: Mapping[str, list[Traits]]
    right: Mapping[str, list[bool]]

    def rows(self, kind: str) -> Iterator[tuple[Traits, bool]]:
        return zip(self.traits[kind], self.right[kind], strict=True)


def texts() -> list[Text]:
    """Those of all folders that relations and events are annotated in."""
    folders = sorted(path for path in (ROOT / "tests" / "gold").iterdir() if path.is_dir() and path.name not in APART)
    return [_text(path.name, document) for path in folders for document in gold.read(path)]


def _text(folder: str, document: Document) -> Text:
    day, publisher = document.published, document.publisher
    found = one_form.understood(document.text, lambda text, _: unrated(plain(text), published=day, publisher=publisher))
    compared, words = Compared(document, found), plain(document.text)
    traits = {"relations": list(of_relations(found, words)), "events": list(of_events(found, words))}
    return Text(folder, compared, traits, {"relations": relations.right(compared), "events": events.right(compared)})


def learned(of: Iterable[Text]) -> Confidence:
    """The weights by which what is right in these texts is told best."""
    of = list(of)
    return Confidence(*(_weights([row for each in of for row in each.rows(kind)]) for kind in KINDS))


def _weights(rows: list[tuple[Traits, bool]]) -> Weights:
    counts = Counter(name for traits, _ in rows for name in traits)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{name: size for name, size in traits.items() if counts[name] >= _RARE} for traits, _ in rows])
    fitted = LogisticRegression(C=_FIRMNESS, max_iter=5_000).fit(matrix, [right for _, right in rows])
    pairs = zip(vectors.get_feature_names_out(), fitted.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 2) for name, weight in pairs if abs(weight) >= _SLIGHT or name.startswith("predicate ")}
    return Weights(round(float(fitted.intercept_[0]), 3), dict(sorted(kept.items())))


def apart(of: Sequence[Text]) -> Iterator[tuple[Text, Confidence]]:
    """Each text with what all folders but its own taught."""
    for folder in dict.fromkeys(each.folder for each in of):
        taught = learned(each for each in of if each.folder != folder)
        yield from ((each, taught) for each in of if each.folder == folder)


def tenths(kind: str, told: Iterable[tuple[Text, Confidence]]) -> None:
    """Print how many are right of those that are said to be, by tenths."""
    shares = [(getattr(taught, kind).share(traits), right) for each, taught in told for traits, right in each.rows(kind)]
    for low in range(10):
        tenth = [right for share, right in shares if low <= share * 10 < low + 1]
        if tenth:
            print(f"  said .{low}: {sum(tenth) / len(tenth):.2f} of {len(tenth):,} right")


def _proposals(each: Text, taught: Confidence, *, all_of_them: bool) -> tuple[Document, Proposals]:
    rated = taught.rated(each.compared.found, plain(each.compared.document.text))
    return each.compared.document, rated if all_of_them else taught.likely(rated)


def main() -> int:
    """Print how true the shares are, and what leaving out the unlikely does; write the weights if asked."""
    of = texts()
    told = list(apart(of))
    for kind in KINDS:
        print(f"{kind}, by what the other folders taught")
        tenths(kind, told)
    for way in (True, False):
        rows = scored((_proposals(*each, all_of_them=way) for each in told), ("relations", "events"))
        print("all that is found" if way else f"from {LEAST_RELATION} (relations) and {LEAST_EVENT} (events) on")
        for row in rows:
            if row.kind in SHOWN:
                print(f"  {row.kind:28} {row.found:>6,} found, precision {row.precision:.3f}, recall {row.recall:.3f}, F1 {row.f1:.3f}")
    taught = learned(of)
    made = {kind: {"base": getattr(taught, kind).base, "of": getattr(taught, kind).of} for kind in KINDS}
    as_committed = made == json.loads(WEIGHTS.read_text("utf-8"))
    print(f"{len(taught.relations.of):,} weights of relations, {len(taught.events.of):,} of events; as committed: {as_committed}")
    if "--write" in sys.argv[1:]:
        WEIGHTS.write_text(json.dumps(made, indent=0, ensure_ascii=False) + "\n", "utf-8")
        print(f"written: {WEIGHTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
