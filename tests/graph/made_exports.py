"""A case for exports: every text tries to break out of some format; with rows of a data set, a denial, and a statement with a value."""

from __future__ import annotations

import io
from collections.abc import Iterable

from graph.export import FORMATS, Extent, Material, write_to
from graph.load import load
from graph.model import Alias, AnyRecord, Case, Claim, Entity, Row, Source, Statement, Voice, VoiceKind
from graph.store import GraphStore

CASE = "odd"
TEXTS = (
    "a]]>b<![CDATA[c]]>",
    "bell \x01\x08\x1b\x1f\ufffe end",
    '</node></graph>&amp;&lt;<data key="x">',
    "line\none\r\ntwo\ttab",
    "O'Brien \\u0027}) DETACH DELETE n //",
    "back\\slash \\' \\\\' \\u005c' end\\",
    '"quoted", "twice"; and; more',
    "=HYPERLINK(1)",
    "{un}}balanced{ \\input{x} 100% $x$ #1 & _^~",
    "\u202egnp.exe\u202c \u200fمرحبا\u2066",
    "`tick` ;\n; MATCH (n) DETACH DELETE n;\n// x",
    "😀 é 董经纬 \u2028 \u2029 \u00a0 x",
    "</script><script>alert(1)</script>",
    "@comment{x} @misc{y, title = {z}}",
)
ROWS = 30


def odd_case() -> Iterable[AnyRecord]:
    """An entity, a voice, a source and two statements for each text, all texts in every field that takes any."""
    yield Case(case=CASE, title=f"Odd {TEXTS[0]} {TEXTS[3]} {TEXTS[8]}", compiled="2022-03")
    yield Voice(case=CASE, key="person:denier", name="Denier, A. {B}", kind=VoiceKind.person)
    yield Voice(case=CASE, key="unnamed:friend", name="a friend's friend", kind=VoiceKind.unnamed)
    yield Source(case=CASE, key="src:rows", title="Rows", publisher="outlet:0", kind="dataset", published="2020")
    yield Entity(case=CASE, key="person:hub", name="Hub", kind="person", ids={"wikidata": "Q42"})
    yield Entity(case=CASE, key="place:here", name="Here", kind="place", country="US")
    yield Entity(case=CASE, key="event:then", name="Then", kind="event", when="2021-06~")
    for number, text in enumerate(TEXTS):
        key = f"person:n{number}"
        yield Voice(case=CASE, key=f"outlet:{number}", name=text, kind=VoiceKind.outlet, note=text)
        yield Source(
            case=CASE,
            key=f"src:{number}",
            title=text,
            publisher=f"outlet:{number}",
            author=text,
            note=text,
            rights=text,
            published=("2021-06-17", "2021-02~", None)[number % 3],
            url="https://elsewhere.example/a?b='\"<x>{y}&c=%20#d_e",
            kind=("article", "report", "tweet")[number % 3],
        )
        more = {"country": text, "note": text, "ids": {"x": text}, "properties": {"p": text}}
        aliases = (Alias(name=text), Alias(name=f"{text} too", weak=True))
        yield Entity.model_validate({"case": CASE, "key": key, "name": text, "kind": "person", "aliases": aliases, **more})
        said = {"role": text, "quantity": text, "note": text, "when": ("2021-02~", "2018/..", None, "2020-01-01/2020-12")[number % 4]}
        yield Statement(case=CASE, slug=f"s{number}", subject="person:hub", predicate="knows", object=key, **said)
        yield Statement(case=CASE, slug=f"v{number}", subject=key, predicate="said", value=text, note=text)
        for slug in (f"s{number}", f"v{number}"):
            chain = (f"outlet:{number}", "unnamed:friend")
            yield Claim(case=CASE, key=f"{slug}-c", statement=slug, source=f"src:{number}", chain=chain, paraphrase=text, note=text)
        if number % 3 == 0:
            chain = (f"outlet:{number}", "person:denier")
            yield Claim(case=CASE, key=f"d{number}", statement=f"s{number}", source=f"src:{number}", chain=chain, stance="denies")
    yield Statement(case=CASE, slug="went", subject="person:hub", predicate="travelled_to", object="place:here", where="event:then")
    yield Claim(case=CASE, key="went-c", statement="went", source="src:0", chain=("outlet:0",))
    yield Claim(case=CASE, key="went-doubt", statement="went", source="src:1", chain=("outlet:1",), stance="doubts")
    yield Statement(case=CASE, slug="unsaid", subject="person:hub", predicate="met", object="person:n1")
    yield Claim(case=CASE, key="unsaid-c", statement="unsaid", source="src:0", chain=("outlet:0",), by="rules")
    for number in range(ROWS):
        ends = {"subject": f"person:n{number % len(TEXTS)}", "object": f"person:n{number * 3 % len(TEXTS)}"}
        given = {"p": TEXTS[number % len(TEXTS)]}
        yield Row(case=CASE, predicate="officer_of", source="src:rows", row=number + 1, when="2019", properties=given, **ends)


def load_odd(store: GraphStore) -> GraphStore:
    """The store with the case in it."""
    load(store, odd_case(), name=CASE)
    return store


def exported(store: GraphStore, name: str, extent: Extent | None = None) -> bytes:
    """One export, as a file has it."""
    out = io.BytesIO()
    write_to(Material(store, extent or Extent(CASE)), FORMATS[name], out)
    return out.getvalue()
