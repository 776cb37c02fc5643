"""The canvas's ES modules as one script: what a component of Streamlit, or a file of its own, needs. No build step, no tool."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "canvas"
_IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([a-z-]+)\.js';$", re.M)
_EXPORT = re.compile(r"^export (?:const|let|function|async function|class) ([A-Za-z_$][\w$]*)", re.M)


@lru_cache
def bundle(entry: str) -> str:
    """A script that defines the module `entry` (without `.js`) and all that it imports, each as a constant named `module_<name>`.

    Raises ValueError if modules import each other in a circle.
    """
    done: list[str] = []
    scripts: list[str] = []
    _add(entry, (), done, scripts)
    return "\n".join(scripts)


def _add(name: str, above: tuple[str, ...], done: list[str], scripts: list[str]) -> None:
    if name in above:
        raise ValueError(f"modules import each other in a circle: {' → '.join((*above, name))}")
    if name in done:
        return
    source = (FOLDER / f"{name}.js").read_text("utf-8")
    for _, needed in _IMPORT.findall(source):
        _add(needed, (*above, name), done, scripts)
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = module_{found[2]};", source)
    body = _EXPORT.sub(lambda found: found[0].removeprefix("export "), body)
    scripts.append(f"const module_{name} = (() => {{\n{body}\nreturn {{{exported}}};\n}})();")
    done.append(name)
