"""A snapshot with persons under other names: no form of a name is in its bytes, and it is a snapshot like any other."""

from __future__ import annotations

import base64
import gzip
import html
import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from graph.errors import SnapshotError
from graph.load import load
from graph.model import Alias, fold
from graph.snapshot.anonymised import Anonymised, anonymised
from graph.snapshot.canonical import canonical
from graph.snapshot.collected import collect
from graph.snapshot.content import About, Content, content_of
from graph.snapshot.verify import verify
from graph.store import GraphStore
from tests.graph.mirela import CASE, HASH, records, view
from ui.snapshot.drawing import view_of
from ui.snapshot.making import Wanted, made
from ui.snapshot.page import page

NAMES = ["Mirela Ștefănescu", "莫玲", "The Heron", "Mirela", "Ștefănescu", "mirela-stefanescu", "Q99887766", "xmirelastefanescu99"]
pytestmark = pytest.mark.parametrize("engine", ["embedded"], indirect=True)


@pytest.fixture
def content(store: GraphStore) -> Content:
    load(store, records(), name=CASE)
    about = About(title="Is it Mirela?", note="For Mirela Ștefănescu", author="mirela stefanescu")
    return collect(store, CASE, view(), about)


@pytest.fixture
def masked(content: Content) -> Anonymised:
    return anonymised(content, ["person:mirela-stefanescu"])


def readings(whole: str) -> list[str]:
    """All that a file says: as it is, what is packed in it, and what escapes and codes in both stand for."""
    packed = re.findall(r'<script type="application/gzip" id="redstring-(?:content|drawing)">(.*?)</script>', whole, re.S)
    assert len(packed) == 2
    plain = [whole, *(gzip.decompress(base64.b64decode(each)).decode() for each in packed)]
    images = re.findall(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)", whole)
    plain += [base64.b64decode(image).decode() for image in set(images)]
    read = [unquote(unquote(html.unescape(text))) for text in plain]
    read += [re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text) for text in plain]
    return [*plain, *read]


def test_no_form_of_the_name_is_in_the_bytes(masked: Anonymised) -> None:
    whole = page(masked.content, degrees=dict.fromkeys(masked.ids.values(), 3))
    for text in readings(whole):
        low = fold(text)
        for name in (*NAMES, HASH, "4711"):
            assert fold(name) not in low, name
        assert "".join(fold("Mirela Ștefănescu").split()) not in re.sub(r"[^a-z0-9]", "", low)


def test_nothing_in_it_is_derived_from_what_it_was(content: Content, masked: Anonymised) -> None:
    data = canonical(masked.content).decode()
    derived = [said.id for said in content.statements] + [row.id for row in content.rows] + [claim.key for claim in content.claims]
    derived += [said.slug for said in content.statements] + [source.key for source in content.sources] + [CASE]
    assert [each for each in derived if each in data] == []
    again = anonymised(content, ["person:mirela-stefanescu"])
    slugs = {said.slug for said in masked.content.statements}
    assert not slugs & {said.slug for said in again.content.statements}, "the salt is another one each time"


def test_it_says_what_it_said_of_somebody_else(content: Content, masked: Anonymised) -> None:
    new = masked.content
    assert new.about.anonymised == 1
    assert (new.about.title, new.about.note, new.case.title) == ("Is it Person A?", "For Person A", "Where is Person A?")
    person = next(entity for entity in new.entities if entity.name == "Person A")
    assert (person.aliases, person.ids, person.country, person.when, person.note, person.properties) == ((), {}, None, None, "", {})
    assert sorted(entity.name for entity in new.entities) == ["Ana [withheld]", "Harbour Office", "Person A", "Port"]
    assert {name: len(getattr(new, name)) for name in ("statements", "rows", "claims", "sources", "voices", "timeline")} == {
        name: len(getattr(content, name)) for name in ("statements", "rows", "claims", "sources", "voices", "timeline")
    }
    statuses = sorted(found.status for found in content.findings.values())
    assert sorted(found.status for found in new.findings.values()) == statuses
    assert sorted(found.origins_range for found in new.findings.values()) == sorted(
        found.origins_range for found in content.findings.values()
    )
    assert "Person A took a ship" not in canonical(new).decode(), "a text with a coded name is withheld as a whole"
    assert {claim.paraphrase for claim in new.claims} == {"", "[withheld]", "Ana [withheld] works there"}


def test_addresses_of_sources_that_name_them_stay_out_and_others_stay(masked: Anonymised) -> None:
    assert {source.title: source.url for source in masked.content.sources} == {
        "Clerk Person A left": None,
        "The harbour": "https://daily.example/harbour",
        "The tide": None,
        "Register": None,
    }


def test_the_view_is_the_same(content: Content, masked: Anonymised) -> None:
    was, now = view_of(content), view_of(masked.content)
    assert {masked.ids[node]: place for node, place in was.positions.items()} == now.positions
    central = next(said for said in masked.content.statements if said.slug == masked.content.case.central)
    assert now.selection == central.id
    assert len(now.opened) == 1


def test_it_is_a_snapshot_like_any_other(masked: Anonymised, store: GraphStore, tmp_path: Path) -> None:
    data = canonical(masked.content)
    assert canonical(content_of(data)) == data
    file = tmp_path / "masked.html"
    file.write_text(page(masked.content), "utf-8")
    assert verify(file).unchanged
    new = masked.content
    store.execute("MATCH (n) DETACH DELETE n")
    load(
        store,
        [new.case, *new.voices, *new.sources, *new.entities, *new.statements, *new.claims, *new.rows, *new.timeline],
        name="masked",
    )
    again = collect(store, new.case.case, view_of(new), new.about)
    assert canonical(again) == data


def test_it_says_what_was_replaced_and_how_often(masked: Anonymised) -> None:
    (stand,) = masked.stands
    assert (stand.name, stand.shown) == ("Mirela Ștefănescu", "Person A")
    assert {"Mirela Ștefănescu", "莫玲", "The Heron", "Mirela", "Ștefănescu", "Q99887766"} <= set(stand.words)
    assert stand.places > 20


def test_words_can_be_withheld_beside_names(content: Content) -> None:
    found = anonymised(content, ["person:mirela-stefanescu"], ["Harbour"])
    assert "harbour" not in canonical(found.content).decode().casefold()


def test_voices_can_be_chosen_and_several(content: Content) -> None:
    found = anonymised(content, ["voice:friend-of-mirela", "person:ana-stefanescu", "voice:heron"])
    assert found.content.about.anonymised == 3
    assert {stand.shown.split()[0] for stand in found.stands} == {"Source", "Person"}
    assert "stefanescu" not in fold(canonical(found.content).decode())


def test_a_short_name_of_a_place_is_told_from_a_word_by_its_capitals(content: Content) -> None:
    places = tuple(
        entity.model_copy(update={"name": "United Ports", "aliases": (Alias(name="UP"),), "key": "place:up"})
        if entity.key == "place:port"
        else entity
        for entity in content.entities
    )
    statements = tuple(
        said.model_copy(update={"object": "place:up", "note": "she went up to UP"}) if said.object == "place:port" else said
        for said in content.statements
    )
    view = json.loads(json.dumps({**content.view, "selection": None}).replace("place:port", "place:up"))
    found = anonymised(content.model_copy(update={"entities": places, "statements": statements, "view": view}), ["place:up"])
    assert {said.note for said in found.content.statements if said.note} == {"she went up to Place A", "Mirela stayed"}


def test_whoever_is_not_in_it_cannot_be_chosen(content: Content) -> None:
    with pytest.raises(SnapshotError, match="person:nobody is not in what is shared"):
        anonymised(content, ["person:nobody"])


def test_words_that_have_to_stay_are_told_with_their_place(content: Content) -> None:
    person, said = next(entity for entity in content.entities if entity.kind == "person"), content.statements[0]
    with pytest.raises(SnapshotError, match=rf"'{said.predicate}' \(statements\.\d+\.predicate\), which has to stay; nothing was made"):
        anonymised(content, [person.key], [said.predicate.replace("_", " ")])


def test_every_person_of_the_bundled_case(case_store: GraphStore) -> None:
    content, _ = made(case_store, Wanted())
    for person in [entity for entity in content.entities if entity.kind == "person"]:
        text = json.dumps(anonymised(content, [person.key]).content.to_json(), ensure_ascii=False)
        for name in (person.name, *(alias.name for alias in person.aliases)):
            assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.I), name
