"""A language model as one more that finds something in documents: an option, never a need (docs/language-model.md).

It runs behind an address that a person names. What it answers is looked for in the text, and what is not there is dropped and counted.
"""

from loaders.language_model.endpoint import Endpoint
from loaders.language_model.extraction import PART, Told, extended, sent

__all__ = ["PART", "Endpoint", "Told", "extended", "sent"]
