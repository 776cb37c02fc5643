"""Decisions as lines of JSON: `decisions.jsonl` in the folder of a case, which is loaded with it. Saved views have files of their own.

{"kind": "review", "about": "made-up/c-1", "content": {"review": "accepted"}, "by": "Ann", "at": "2026-01-31T12:00:00Z", "case": "made-up"}
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pydantic import ValidationError

from graph.errors import RecordError
from graph.model import Decision
from graph.queries.decisions import check_decision


def lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """Each decision but those of views, as one line with its end, in their order."""
    for decision in decisions:
        if decision.kind != "view":
            yield json.dumps(decision.model_dump(mode="json"), ensure_ascii=False, sort_keys=True) + "\n"


def parse(line: str, case: str) -> Decision:
    """The decision of a line. Raises RecordError if it is none, or one of another case."""
    try:
        found = Decision.model_validate_json(line)
    except RecursionError as error:
        raise RecordError("it is nested too deep") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise RecordError(f"{'.'.join(map(str, first['loc'])) or 'the line'}: {first['msg']}") from error
    if found.kind == "view":
        raise RecordError("it is a saved view; that has a file of its own in the folder views")
    if found.case != case or not found.about.startswith(f"{case}/"):
        raise RecordError(f"it is about {found.about[:80]!r} of {found.case}; this case is {case}")
    check_decision(found)
    return found
