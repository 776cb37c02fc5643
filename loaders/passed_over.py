"""What comes with so many mails that a word for each would drown the others: counted, and told once for all mails of a load."""

from __future__ import annotations

from collections import Counter

from loaders.problems import Problems

Sort = tuple[str, str]
"""What one of a sort is called, and several of it."""


class PassedOver(Counter[Sort]):
    """How much of each sort was passed over."""

    def tell(self, problems: Problems) -> None:
        """Say what it was."""
        counted = [f"{many:,} {sort[many > 1]}" for sort, many in self.items()]
        if counted:
            problems.add("", None, f"in mails, {', '.join(counted)} {'was' if self.total() == 1 else 'were'} passed over", warning=True)
