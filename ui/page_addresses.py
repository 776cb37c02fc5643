"""The addresses of pages other than the first: each answers with Streamlit's page, told where its server is.

Else the browser looks for the server below the page's own address first, finds nothing there, twice, and complains of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

_HEAD = "<head>"
_SCRIPT = "<script>window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href}</script>"


def names() -> list[str]:
    """The pages that have an address of their own."""
    return sorted(path.stem for path in (Path(__file__).parent / "pages").glob("*.py") if path.stem not in ("__init__", "explore"))


def before(routes: Callable[[str | None], list[Any]]) -> Callable[[str | None], list[Any]]:
    """The routes of Streamlit's own files, with those of the pages before them."""

    def made(base_url: str | None) -> list[Any]:
        from starlette.requests import Request
        from starlette.responses import HTMLResponse
        from starlette.routing import Route
        from streamlit import file_util

        text = (Path(file_util.get_static_dir()) / "index.html").read_text("utf-8").replace(_HEAD, _HEAD + _SCRIPT, 1)

        async def page(_: Request) -> HTMLResponse:
            return HTMLResponse(text, headers={"Cache-Control": "no-cache"})

        base = f"/{base_url.strip('/')}" if base_url and base_url.strip("/") else ""
        return [*(Route(f"{base}/{name}", page) for name in names()), *routes(base_url)]

    return made
