"""Run by the Python that has `followthemoney`: reads our entities from a file and says what the library thinks of them, as JSON.

It stands apart because the library wants an older networkx than ours; the Makefile makes the environment (`.cache/followthemoney`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from followthemoney import model  # type: ignore[import-not-found]
from followthemoney.exc import InvalidData  # type: ignore[import-not-found]


def main(path: Path) -> None:
    """Every entity: by its schema, each value by its type, each reference by the range of its property."""
    problems: list[str] = []
    schemata: Counter[str] = Counter()
    entities = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    kinds = {entity["id"]: entity["schema"] for entity in entities}
    for entity in entities:
        schema = model.get(entity["schema"])
        schemata[entity["schema"]] += 1
        try:
            schema.validate({"properties": entity["properties"]})
        except InvalidData as error:
            problems.append(f"{entity['id']}: {error.errors}")
        proxy = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            # the library takes control characters out of a value
            if len(proxy.get(name)) != len(values):
                problems.append(f"{entity['id']}: {name} is not kept")
            for value in values if schema.get(name).type.name == "entity" else ():
                if value not in kinds or not model.get(kinds[value]).is_a(schema.get(name).range):
                    problems.append(f"{entity['id']}: {name} leads to {kinds.get(value)}")
        if schema.edge and not {entity["properties"][end][0] for end in (schema.edge_source, schema.edge_target)} <= kinds.keys():
            problems.append(f"{entity['id']}: an end is missing")
    properties = {name: sorted(schema.properties) for name, schema in model.schemata.items()}
    sys.stdout.write(json.dumps({"schemata": schemata, "problems": problems, "properties": properties}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
