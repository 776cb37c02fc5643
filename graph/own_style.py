"""A person's own look for the labels of a database, over style.yml: docs/query.md tells its form.

kinds:
  Account: {like: organisation, light: "#1570A6", dark: "#5FB7E5"}
captions:
  Account: [number, iban]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from graph.errors import RedstringError

VARIABLE = "REDSTRING_STYLE"
"""The environment variable that names the file."""
LARGEST = 1_000_000
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class StyleError(RedstringError):
    """A file of a person's own style cannot be used."""


@dataclass(frozen=True)
class OwnKind:
    """The look of one label: the kind whose badge it takes, and colours of its own."""

    like: str | None = None
    light: str | None = None
    dark: str | None = None


@dataclass(frozen=True)
class OwnStyle:
    """Looks and captions by label, in small letters; a caption is the first of the properties that has a value."""

    kinds: Mapping[str, OwnKind] = field(default_factory=dict)
    captions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read(path: Path, known: Collection[str]) -> OwnStyle:
    """Read such a file; `known` are the kinds that a label can look like. Raises StyleError with file and line."""
    try:
        text = path.read_bytes()[: LARGEST + 1].decode("utf-8-sig")
        root = yaml.compose(text, yaml.SafeLoader) if len(text) <= LARGEST else None
    except OSError as error:
        raise StyleError(f"{path} cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        raise StyleError(f"{path}{f', line {mark.line + 1}' if mark else ''}: is no YAML in UTF-8") from error
    if len(text) > LARGEST:
        raise StyleError(f"{path} is larger than {LARGEST:,} bytes")
    file = _File(path)
    parts = file.mapping(root, "kinds or captions", ("kinds", "captions")) if root is not None else {}
    kinds = {label: file.kind(node, label, known) for label, node in file.labels(parts.get("kinds")).items()}
    captions = {label: file.names(node, label) for label, node in file.labels(parts.get("captions")).items()}
    return OwnStyle({label.lower(): kind for label, kind in kinds.items()}, {label.lower(): names for label, names in captions.items()})


class _File:
    """Reads the nodes of one file; everything wrong is a StyleError with its line."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def wrong(self, node: yaml.Node, said: str) -> StyleError:
        return StyleError(f"{self.path}, line {node.start_mark.line + 1}: {said}")

    def mapping(self, node: yaml.Node, of: str, allowed: Collection[str] | None = None) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, f"must be a mapping of {of}")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self.text(key, "a name")
            if allowed is not None and name not in allowed:
                raise self.wrong(key, f"{name} is not known here; write {', '.join(allowed)}")
            if name in found:
                raise self.wrong(key, f"{name} stands here twice")
            found[name] = value
        return found

    def labels(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        return {} if node is None else self.mapping(node, "labels")

    def text(self, node: yaml.Node, what: str, fits: Callable[[str], bool] = bool) -> str:
        if not isinstance(node, yaml.ScalarNode) or not fits(node.value):
            raise self.wrong(node, f"must be {what}")
        return str(node.value)

    def kind(self, node: yaml.Node, label: str, known: Collection[str]) -> OwnKind:
        given = self.mapping(node, f"like, light and dark for {label}", ("like", "light", "dark"))
        like = self.text(given["like"], f"one of {', '.join(known)}", lambda text: text in known) if "like" in given else None
        colours = {
            theme: self.text(given[theme], 'a colour like "#1570A6"', lambda text: bool(_COLOUR.fullmatch(text)))
            for theme in ("light", "dark")
            if theme in given
        }
        return OwnKind(like, colours.get("light"), colours.get("dark"))

    def names(self, node: yaml.Node, label: str) -> tuple[str, ...]:
        what = f"the name of a property of {label}, or a list of such names"
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.text(item, what) for item in node.value)
        return (self.text(node, what),)
