"""What is about to be shared: collected from the store once, then titled and put under other names as the form says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.view import View
from ui.reading import Reading

if TYPE_CHECKING:
    from graph.snapshot.anonymised import Stand
    from graph.snapshot.content import Content
    from ui.snapshot.drawing import Degrees


@dataclass(frozen=True)
class Wish:
    """What the form asks for. `masked` are keys of those who go under other names, `withheld` more words that must not be in it."""

    title: str
    note: str = ""
    author: str = ""
    neighbours: bool = False
    paraphrases: bool = True
    masked: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ready:
    """What will be in the file, and what was replaced in it."""

    content: Content
    degrees: Degrees
    view: View
    """With the neighbours, if these go along."""
    fingerprint: str
    stands: tuple[Stand, ...] = ()


@dataclass
class Shareable:
    """A view of a case that may be shared. What was collected for it is kept: the store is not asked again because of a title."""

    known: Reading
    case: str
    view: View
    title: str
    said: str = ""
    """What the form says of it besides."""
    _collected: dict[tuple[bool, bool], tuple[Content, Degrees, View]] = field(default_factory=dict)
    _ready: dict[Wish, Ready] = field(default_factory=dict)

    def is_of(self, known: Reading, case: str, view: View) -> bool:
        """Whether it is still what is on screen."""
        return self.known is known and self.case == case and self.view is view

    def collected(self, wish: Wish) -> Content:
        """All that goes along, under its own names. Raises SnapshotError, the store's errors."""
        return self._collect(wish)[0]

    def ready(self, wish: Wish) -> Ready:
        """What the file will hold. Raises SnapshotError, the store's errors."""
        if wish not in self._ready:
            # the last alone: a masked content is another one each time, so what is shown has to be what is given
            self._ready = {wish: self._make(wish)}
        return self._ready[wish]

    def _make(self, wish: Wish) -> Ready:
        content, degrees, view = self._collect(wish)
        named = {"title": wish.title or self.title, "note": wish.note, "author": wish.author}
        content = content.model_copy(update={"about": content.about.model_copy(update=named)})
        stands: tuple[Stand, ...] = ()
        if wish.masked:
            from ui.snapshot.making import masked

            found, degrees = masked(content, degrees, wish.masked, wish.withheld)
            content, stands = found.content, found.stands
        from graph.snapshot.canonical import canonical, fingerprint, short

        return Ready(content, degrees, view, short(fingerprint(canonical(content))), stands)

    def _collect(self, wish: Wish) -> tuple[Content, Degrees, View]:
        what = wish.neighbours, wish.paraphrases
        if what not in self._collected:
            # what makes it is imported when it is asked for: the first page does not wait for that
            from graph.snapshot.collected import collect
            from graph.snapshot.content import About
            from ui.snapshot.making import degrees
            from ui.snapshot.widening import widened

            store = self.known.store
            view = widened(store, self.view) if wish.neighbours else self.view
            about = About(title=self.title, as_of=view.as_of, paraphrases=wish.paraphrases)
            self._collected[what] = collect(store, self.case, view, about), degrees(store, view), view
        return self._collected[what]
