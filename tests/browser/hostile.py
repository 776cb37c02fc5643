"""A case whose every text tries something: to run, to be markup, to reach another host, to turn the writing round, to be endless."""

from __future__ import annotations

from graph.model import Alias, AnyRecord, Case, Claim, Entity, Locator, Source, Statement, TimelinePoint, Voice, VoiceKind

TEXTS = (
    "<script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "[click](javascript:window.pwned=1)",
    "javascript:window.pwned=1",
    '<a href="http://elsewhere.example/" onclick="window.pwned=1">x</a>',
    "![picture](http://elsewhere.example/x.png)",
    "<link rel=stylesheet href=http://elsewhere.example/x.css>",
    "# **bold** `code` :material/home: :red[red] :smile: $$\\frac{1}{0}$$",
    "</script></style></textarea>--><h1>out",
    '=HYPERLINK("http://elsewhere.example/","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\u202egnp.exe\u202c \u200fمرحبا\u200e",
    "{{7*7}} ${7*7} <%= 1 %> %s {0}",
    "董经纬 " + "X" * 10_000,
)
HUB, KEYS = "person:hub", tuple(f"person:n{number}" for number in range(len(TEXTS)))
NASTY = " ".join(TEXTS[:11])
TITLE = "weird " + NASTY


def hostile_case(case: str = "hostile") -> list[AnyRecord]:
    """One entity for each text, each with a relationship to the first, and the text in every other field that takes any."""
    records: list[AnyRecord] = [
        Case(case=case, title=TITLE, note=NASTY, central="s0"),
        Voice(case=case, key="outlet:a", name=TEXTS[1], kind=VoiceKind.outlet, note=NASTY),
        Voice(case=case, key="unnamed:b", name=TEXTS[0], kind=VoiceKind.unnamed, note=NASTY, heard_by="outlet:a"),
        Entity(case=case, key=HUB, name="Hub " + TEXTS[1], kind="person"),
        TimelinePoint(case=case, when="2031", what=NASTY, statement="s0"),
    ]
    for number, text in enumerate(TEXTS):
        source, statement = f"src:{number}", f"s{number}"
        web = 'https://elsewhere.example/"onmouseover="window.pwned=1\'><script>window.pwned=1</script>'
        aliases = (Alias(name=text), Alias(name=TEXTS[1], lang=TEXTS[1], script=TEXTS[0], weak=True))
        more = {"country": text, "note": text, "ids": {text[:200]: text, "wikidata": text}, "properties": {text[:200]: text}}
        locator = Locator(cue=text[:80].strip())
        records += [
            Entity.model_validate({"case": case, "key": KEYS[number], "name": text, "kind": "person", "aliases": aliases, **more}),
            Source(case=case, key=source, title=text, publisher="outlet:a", author=text, url=web, tier="core", note=text, rights=text),
            Statement(case=case, slug=statement, subject=HUB, predicate="knows", object=KEYS[number], role=text, quantity=text, note=text),
            Statement(case=case, slug=f"v{number}", subject=KEYS[number], predicate="said", value=text, note=text),
            *(
                Claim(
                    case=case,
                    key=f"{slug}-c",
                    statement=slug,
                    source=source,
                    chain=("outlet:a", "unnamed:b"),
                    paraphrase=text,
                    note=text,
                    locator=locator,
                )
                for slug in (statement, f"v{number}")
            ),
        ]
    return records
