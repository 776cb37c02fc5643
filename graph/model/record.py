"""What every record shares."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from graph.model.fields import CaseKey, Key


class Record(BaseModel):
    """What every record shares: its case. `str` values are stripped; unknown keys are refused; nothing changes after creation."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    case: CaseKey


class Part(BaseModel):
    """A piece of a record, stored inside it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Keyed(Record):
    key: Key

    @property
    def id(self) -> str:
        return f"{self.case}/{self.key}"
