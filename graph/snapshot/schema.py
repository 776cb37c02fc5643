"""The JSON schema (2020-12) of a snapshot's content, made from its model: `python -m graph.snapshot.schema docs`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from graph.snapshot.content import VERSION, Content

FILE = "snapshot.schema.json"


def schema() -> dict[str, Any]:
    """The schema of `NAME.redstring.json`."""
    made = Content.model_json_schema(by_alias=True)
    about = {"title": f"Redstring snapshot, version {VERSION}", "required": [*made["required"], "redstring", "version"]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, **about}


def main(folder: str) -> None:
    """Write it into a folder."""
    text = json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True)
    (Path(folder) / FILE).write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
