"""An XML file as a stream of beginnings and ends of elements with their lines: no entities, nothing fetched, bounded memory.

The parser is defusedxml's for SAX, fed piece by piece: unlike its `iterparse` it tells the line of each element, and keeps no tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from loaders.graphs.item import Place
from loaders.graphs.spool import Spool

_PIECE = 1 << 16


@dataclass(slots=True)
class Event:
    """An element that begins (`start`, with its attributes) or ends; names are without prefixes.

    `text` stands right before: since the element at hand began, or since the last one within it ended.
    """

    start: bool
    name: str
    place: Place
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


class _TooLongError(Exception):
    pass


class _Handler(ContentHandler):
    """Keeps the events of one piece; `quiet` counts the bytes since the last thing that was told."""

    def __init__(self, name: str, longest: int) -> None:
        super().__init__()
        self.name, self.longest = name, longest
        self.locator: Any = None
        self.events: list[Event] = []
        self.quiet = 0
        self._text: list[str] = []
        self._length = 0

    def setDocumentLocator(self, locator: object) -> None:  # noqa: N802 - SAX's name
        self.locator = locator

    @property
    def place(self) -> Place:
        return Place(self.name, self.locator.getLineNumber() or 1, (self.locator.getColumnNumber() or 0) + 1)

    def startElement(self, name: str, attrs: Mapping[str, str]) -> None:  # type: ignore[override]  # noqa: N802 - SAX's name
        text = self._taken()
        given = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        self.events.append(Event(True, name.rpartition(":")[2], self.place, given, text))

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX's name
        self.events.append(Event(False, name.rpartition(":")[2], self.place, text=self._taken()))

    def characters(self, content: str) -> None:
        self.quiet = 0
        self._length += len(content)
        if self._length > self.longest:
            raise _TooLongError
        self._text.append(content)

    def _taken(self) -> str:
        """The text since the last beginning or end."""
        text = "".join(self._text)
        self.quiet = self._length = 0
        self._text.clear()
        return text


def events(path: Path, spool: Spool, root: str) -> Iterator[Event]:
    """The elements of a file whose root is `root`. What is wrong with the file is noted, and ends the stream."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.sax import make_parser

    parser, handler = make_parser(), _Handler(path.name, spool.limits.line)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    first = True
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                handler.quiet += len(piece)
                parser.feed(piece)
                if handler.quiet > spool.limits.line:
                    raise _TooLongError
                if first and handler.events:
                    first = False
                    if handler.events[0].name != root:
                        spool.problem(
                            handler.events[0].place, f"the root of the file must be <{root}>", value=handler.events[0].name, gap=True
                        )
                        return
                yield from handler.events
                handler.events.clear()
            parser.close()
            yield from handler.events
    except DefusedXmlException:
        text = "the file declares entities or refers to other files, which could be a trap; remove the DOCTYPE with them"
        spool.problem(_place(parser, path), text, gap=True)
    except SAXParseException as error:
        place = Place(path.name, error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1)
        spool.problem(place, f"is no XML from here on: {error.getMessage()}; it is damaged, or not in the encoding that it tells", gap=True)
    except _TooLongError:
        spool.problem(_place(parser, path), f"an element or text is longer than {spool.limits.line:,} bytes", gap=True)
    except (LookupError, ValueError) as error:
        spool.problem(Place(path.name, 1), f"is in an encoding that cannot be read: {error}; save it as UTF-8", field="encoding", gap=True)


def _place(parser: object, path: Path) -> Place:
    line = getattr(parser, "getLineNumber", lambda: 1)()
    return Place(path.name, line or 1)
