"""ES modules as one script: what a component of Streamlit, or a file of its own, needs. No build step, no tool."""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
FOLDER = STATIC / "canvas"
_IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.\.?/[a-z/-]+)\.js';$", re.M)
_EXPORT = re.compile(r"^export (?:const|let|function|async function|class) ([A-Za-z_$][\w$]*)", re.M)


@lru_cache
def vis_network() -> str:
    """The graph library, from the pyvis wheel. Raises ModuleNotFoundError without it."""
    package = importlib.util.find_spec("pyvis")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pyvis is not installed: its wheel holds the graph library that the canvas draws with")
    return (Path(package.origin).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text("utf-8")


@lru_cache
def bundle(entry: str) -> str:
    """A script that defines the module `entry` and all that it imports, each as a constant named `module_<name>`.

    `entry` is a path below the folder of the canvas, or beside it, without `.js` (`graph`, `../snapshot/shell`). Raises ValueError if
    modules import each other in a circle, or two of them go by one name.
    """
    done: dict[str, Path] = {}
    scripts: list[str] = []
    _add((FOLDER / f"{entry}.js").resolve(), (), done, scripts)
    return "\n".join(scripts)


def _add(path: Path, above: tuple[str, ...], done: dict[str, Path], scripts: list[str]) -> None:
    name = path.stem
    if name in above:
        raise ValueError(f"modules import each other in a circle: {' → '.join((*above, name))}")
    if name in done:
        if done[name] != path:
            raise ValueError(f"two modules go by the name {name}: {done[name]} and {path}")
        return
    source = path.read_text("utf-8")
    for _, needed in _IMPORT.findall(source):
        _add((path.parent / f"{needed}.js").resolve(), (*above, name), done, scripts)
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(lambda found: f"const {{{found[1].replace(' as ', ': ')}}} = module_{Path(found[2]).name};", source)
    body = _EXPORT.sub(lambda found: found[0].removeprefix("export "), body)
    scripts.append(f"const module_{name} = (() => {{\n{body}\nreturn {{{exported}}};\n}})();")
    done[name] = path
