"""What the browser draws with: vis-network from the pyvis wheel and our modules around it, as a component without data.

It is large and never changes: sent once, before anything that has to be read or imported, so that the browser has it by then.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import lru_cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from graph.look import look
from ui.bundle import FOLDER, bundle, vis_network

ICON = FOLDER.parent / "icon.png"
_LIBRARY = """
%(vis)s
%(bundle)s
if (!self.redstring?.draw) {
  const environment = { vis: globalThis.vis, look: %(look)s, css: %(css)s };
  const waiting = self.redstring ?? [];
  // what is drawn leaves behind how it is taken away again
  const draw = (one) => { if (one[0].parentElement.isConnected) one[1] = module_streamlit.attach(one[0], environment); };
  self.redstring = { draw, push: draw };
  globalThis.__redstring = module_streamlit.hook;
  module_streamlit.listenElsewhere(environment);
  module_streamlit.wear(%(icon)s);
  module_streamlit.foldAddresses();
  for (const one of waiting) draw(one);
}
export default () => undefined;
"""


def canvas_library() -> None:
    """Send the library. Called in each run of the whole script, at the same place: it is the same element then and not sent again."""
    _component()(key="canvas-library")


@lru_cache
def _component() -> ComponentRenderer:
    script = _LIBRARY % {
        "vis": vis_network(),
        "bundle": bundle("streamlit"),
        "look": json.dumps(look(), ensure_ascii=False, separators=(",", ":")),
        "icon": json.dumps("data:image/png;base64," + b64encode(ICON.read_bytes()).decode()),
        "css": json.dumps((FOLDER / "canvas.css").read_text("utf-8")),
    }
    return st.components.v2.component("redstring_library", js=script)
