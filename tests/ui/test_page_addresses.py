"""Which addresses are those of pages, and what answers there."""

from __future__ import annotations

import re

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette import starlette_app

from tests.conftest import ROOT
from ui import page_addresses


def test_every_page_of_the_app_with_an_address_is_known() -> None:
    assert page_addresses.names() == sorted(re.findall(r'url_path="([a-z]+)"', (ROOT / "app.py").read_text("utf-8")))


def test_pages_come_before_the_files_below_a_base_too() -> None:
    files = Route("/{rest:path}", lambda _: PlainTextResponse("file"))
    for base, start in (("", "/load"), ("tools/", "/tools/load")):
        made = page_addresses.before(lambda _: [files])(base)
        assert start in [route.path for route in made]
        assert made[-1] is files
        assert Starlette(routes=made).routes == made


def test_streamlit_still_has_what_is_put_before_its_files() -> None:
    assert callable(starlette_app.create_streamlit_static_assets_routes)
