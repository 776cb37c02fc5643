"""A snapshot as a picture and on paper: whole, readable, the same for the same moment, and never more than text whatever was loaded."""

from __future__ import annotations

import io
import re
import socket
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from graph.load import load
from graph.model import Status
from graph.snapshot.canonical import canonical, fingerprint
from graph.snapshot.collected import collect
from graph.snapshot.content import About, Content
from graph.store import open_store
from graph.style import STYLE
from graph.view import View
from tests.conftest import ROOT
from tests.ui.test_snapshot_file import HOSTILE
from ui.snapshot import report
from ui.snapshot.drawing import scene_of
from ui.snapshot.making import Wanted, made

AT = datetime(2026, 1, 31, 12, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    import loaders

    with open_store(f"embedded:{tmp_path_factory.mktemp('report') / 'store'}") as store:
        case = loaders.load(ROOT / "data" / "dong-jingwei")
        load(store, case, name=case.name)
        return made(store, Wanted(title="The core: who says so", note="A note", author="A. Reader", as_of="2026-01-31"))[0]


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


def read(pdf: bytes) -> tuple[PdfReader, str]:
    found = PdfReader(io.BytesIO(pdf))
    return found, " ".join(" ".join(page.extract_text() for page in found.pages).split())


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def near(image: np.ndarray, colour: str) -> int:
    """How many pixels have about this colour."""
    within = [np.abs(image[..., part].astype(np.int16) - int(colour[2 * part + 1 : 2 * part + 3], 16)) < 12 for part in range(3)]
    return int(np.logical_and.reduce(within).sum())


# The picture ----------------------------------------------------------------------------------------------------------------


def test_a_picture_says_what_it_is_and_names_everybody(content: Content) -> None:
    said = texts(report.svg(content, {}, made=AT))
    whole = " ".join(said)
    for part in ("The core: who says so", "A. Reader", "made 2026-01-31", "as of 2026-01-31", "A note", content.about.banner):
        assert part in whole
    assert f"fingerprint {fingerprint(canonical(content))[:16]}" in whole
    for entity in content.entities:
        if entity.id in content.view["positions"]:
            assert entity.name.split()[0] in whole, entity.name
    drawn = Counter(edge.status for edge in scene_of(content, {}).relationships)
    for status, count in drawn.items():
        assert f"{status.value} {count}" in said


def test_it_is_one_file_that_asks_for_nothing(content: Content) -> None:
    for theme in ("light", "dark"):
        svg = report.svg(content, {}, theme, made=AT)  # type: ignore[arg-type]
        root = ET.fromstring(svg)
        assert not [element for element in root.iter() if element.tag.endswith(("script", "foreignObject", "style"))]
        hrefs = [value for element in root.iter() for name, value in element.attrib.items() if name.endswith("href")]
        assert hrefs
        assert all(href.startswith(("#", "data:image/svg+xml;base64,")) for href in hrefs)


def test_statuses_differ_without_their_colours(content: Content) -> None:
    svg = report.svg(content, {}, made=AT)
    looks = set()
    for status in {edge.status for edge in scene_of(content, {}).relationships}:
        line = STYLE.lines[status]
        looks.add((line.dashes, line.width, line.mark))
        if line.dashes:
            assert f'stroke-dasharray="{" ".join(map(str, line.dashes))}"' in svg
    assert len(looks) == len({edge.status for edge in scene_of(content, {}).relationships})


def test_a_png_is_twice_as_large_and_shows_the_graph(content: Content) -> None:
    svg, light, dark = report.svg(content, {}, made=AT), *(pixels(report.png(content, {}, theme, made=AT)) for theme in ("light", "dark"))  # type: ignore[arg-type]
    high = int(re.search(r'height="(\d+)"', svg)[1])  # type: ignore[index]
    assert light.shape == dark.shape == (2 * high, 3_200, 3)
    for image, theme in ((light, "light"), (dark, "dark")):
        palette = STYLE.palettes[theme]  # type: ignore[index]
        assert near(image, palette["bg"]) > 0.6 * image.shape[0] * image.shape[1]
        for tone in ("ink", "red", "firm", "violet"):
            assert near(image, palette[tone]) > 2_000, (theme, tone)


@pytest.mark.parametrize("shape", ["one", "wide", "tall", "many"])
def test_any_shape_of_graph_is_framed(content: Content, shape: str) -> None:
    nodes = sorted(content.view["positions"])
    places = {
        "one": {nodes[0]: [0, 0]},
        "wide": {node: [number * 400, 0] for number, node in enumerate(nodes)},
        "tall": {node: [0, number * 400] for number, node in enumerate(nodes)},
        "many": {node: [number % 7 * 3_000, number // 7 * 3_000] for number, node in enumerate(nodes)},
    }[shape]
    view = {**content.view, "nodes": sorted(places), "positions": places}
    image = pixels(report.png(content.model_copy(update={"view": view}), {}, made=AT))
    assert image.shape[0] <= 6_000
    assert near(image, STYLE.palettes["light"]["ink"]) > 500


# The report -----------------------------------------------------------------------------------------------------------------


def test_a_report_is_one_page_with_both_sides_and_its_sources(content: Content) -> None:
    pdf, said = read(report.pdf(content, {}, made=AT))
    assert len(pdf.pages) == 1
    for part in ("The core: who says so", "A. Reader", "as of 2026-01-31", content.about.banner, fingerprint(canonical(content))[:16]):
        assert part in said
    assert re.search(r"\d+ of 80 statements; all of them, with every claim, are in the snapshot", said)
    first = said.index("Dong Jingwei defected to United States")
    assert said.index("contested", first) < first + 80, "the status stands beside the statement"
    assert "denies · " in said[first:]
    assert "asserts · " in said[first:]
    assert "Sources 1. " in said
    links = [note.get_object()["/A"]["/URI"] for page in pdf.pages for note in page.get("/Annots", [])]
    known = {source.url for source in content.sources} | {source.read_at for source in content.sources}
    assert links
    assert set(links) <= known
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("The core: who says so", "A. Reader")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"].value


def test_a_full_report_has_every_claim(content: Content) -> None:
    pdf, said = read(report.pdf(content, {}, full=True, paper="us-letter", made=AT))
    assert len(pdf.pages) > 3
    assert round(float(pdf.pages[0].mediabox.width)) == 612
    items = report.data(content, True, "a4", AT)["items"]
    assert sum(len(item["claims"]) for item in items) == len([one for one in content.claims if one.statement in content.findings])
    squeezed = re.sub(r"[\W_]+", "", said)
    missing = [claim.paraphrase for claim in content.claims if claim.statement in content.findings and claim.paraphrase]
    missing = [text for text in missing if re.sub(r"[\W_]+", "", text)[:40] not in squeezed]
    assert len(missing) < 6, missing  # those that a page's end cuts in two


def test_the_same_moment_gives_the_same_bytes(content: Content) -> None:
    assert report.pdf(content, {}, made=AT) == report.pdf(content, {}, made=AT)
    assert report.png(content, {}, made=AT) == report.png(content, {}, made=AT)


MARKUP = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.4": canvas',
    "*bold* _it_ `raw` $x^2$ = heading \\ #panic()",
    '#eval("1+1") #link("https://evil.example")[x]',
    '#image("/etc/hostname") <label> @cite ~ -- ---',
    "x" * 1_000_000,
    "\x00\x01\x0b\x1f\ufffe\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
    "\u202e reversed \u2066",
    "董经纬 مرحبا नमस्ते 👩‍👩‍👧",
]


@pytest.mark.parametrize("text", [*MARKUP, *HOSTILE[:8]], ids=range(len(MARKUP) + 8))
def test_whatever_was_loaded_is_text(content: Content, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", lambda *_, **__: pytest.fail("nothing may be asked of a network"))
    entities = tuple(entity.model_copy(update={"name": text}) for entity in content.entities)
    claims = tuple(claim.model_copy(update={"paraphrase": text}) for claim in content.claims)
    sources = tuple(source.model_copy(update={"title": text, "url": "javascript:alert(1)", "read_at": None}) for source in content.sources)
    about = content.about.model_copy(update={"title": f"T {text}", "note": text, "author": text})
    hostile = content.model_copy(update={"entities": entities, "claims": claims, "sources": sources, "about": about})
    ET.fromstring(report.svg(hostile, {}, made=AT))
    pdf, said = read(report.pdf(hostile, {}, made=AT))
    assert len(pdf.pages) == 1
    assert "root:" not in said
    assert not [note for page in pdf.pages for note in page.get("/Annots", [])]
    assert content.about.banner in said


def test_nothing_in_view_but_an_entity(tmp_path: Path) -> None:
    from tests.graph.mirela import CASE, NODES, records

    with open_store(f"embedded:{tmp_path / 'store'}") as store:
        load(store, records(), name=CASE)
        content = collect(store, CASE, View(NODES[3:], {NODES[3]: (0.0, 0.0)}), About(title="Port"))
    assert all(found.status in Status for found in content.findings.values())
    _, said = read(report.pdf(content, {}, made=AT))
    assert "Port" in said
    assert "Port" in " ".join(texts(report.svg(content, {}, made=AT)))
