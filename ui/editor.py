"""The query editor: CodeMirror as a component of Streamlit. Its script is sent once, apart from the text, as the canvas's library is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

FOLDER = Path(__file__).parent / "static" / "editor"
LONGEST = 200_000
"""Characters of a text that are taken in; nobody writes that many."""
_LIBRARY = """
%(codemirror)s
const { attachEditor } = (() => {
%(editor)s
return { attachEditor };
})();
const all = (globalThis.redstringEditor ??= { waiting: [] });
if (!all.attach) {
  const css = %(css)s;
  all.attach = (component) => attachEditor(component, css);
  for (const one of all.waiting.splice(0)) one();
}
export default () => undefined;
"""
_CALL = """export default (component) => {
  const all = (globalThis.redstringEditor ??= { waiting: [] });
  let leave;
  if (all.attach) leave = all.attach(component);
  else all.waiting.push(() => { leave = all.attach(component); });
  return () => leave?.();
}"""


@dataclass(frozen=True)
class Words:
    """What is offered for completion: names of the open database, parameters of the text, and saved queries as (title, text)."""

    labels: Sequence[str] = ()
    types: Sequence[str] = ()
    properties: Sequence[str] = ()
    parameters: Sequence[str] = ()
    saved: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True)
class Typed:
    """What a person did: the text, the place of the cursor in it, and whether it is to run."""

    text: str
    cursor: int
    run: bool


def editor(
    text: str,
    stamp: int,
    words: Words,
    on_typed: Callable[[Typed], None],
    *,
    marked: tuple[int, int] | None = None,
    fault: int | None = None,
    key: str = "editor",
) -> None:
    """Draw the editor. A text with another `stamp` than before replaces what is in it, which its own undo takes back.

    `marked` is the part that would run, `fault` the place of an error; both by characters of the text. `on_typed` is called before the
    page is drawn again.
    """

    def acted() -> None:
        act = st.session_state[key].get("act")
        if isinstance(act, dict) and isinstance(act.get("text"), str):
            typed = act["text"][:LONGEST].replace("\r\n", "\n")
            cursor = act.get("cursor")
            on_typed(Typed(typed, cursor if isinstance(cursor, int) else len(typed), act.get("type") == "run"))

    with st.container(key="editor-library"):
        _library()(key="editor-library-script")
    data = {"text": text, "stamp": stamp, "words": asdict(words), "marked": marked, "fault": fault, "focus": True}
    _component()(key=key, data=json.dumps(data, ensure_ascii=False).encode(), on_act_change=acted)


@cache
def _library() -> ComponentRenderer:
    read = {name: (FOLDER / f"{name}.js").read_text("utf-8") for name in ("codemirror", "editor")}
    own = read["editor"].replace("export function", "function")
    css = json.dumps((FOLDER / "editor.css").read_text("utf-8"))
    return st.components.v2.component(
        "redstring_editor_library", js=_LIBRARY % {"codemirror": read["codemirror"], "editor": own, "css": css}
    )


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("redstring_editor", js=_CALL)
