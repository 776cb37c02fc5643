"""A JSON file read item by item: the elements of its lists one at a time, everything else whole; memory is bounded by one item."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from loaders.graphs.item import Place
from loaders.graphs.json_values import CUT_OFF, DECODER, DoubleKeyError, is_cut_off
from loaders.graphs.spool import Spool
from loaders.problems import shown

_PIECE = 1 << 20
_SPACE = re.compile(r"[ \t\n\r]*")


class _BadError(Exception):
    """The file is no JSON from here on."""


class _Feed:
    """The text of the file as far as it is needed: `at` is where in `text` the reading is, `line` the line of that place."""

    def __init__(self, path: Path, longest: int) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.text, self.at, self.line, self.longest, self.ended = "", 0, 1, longest, False

    def close(self) -> None:
        self._file.close()

    def more(self) -> bool:
        """Read on; False at the end of the file."""
        if self.ended:
            return False
        data = self._file.read(_PIECE)
        self.ended = not data
        self.text = self.text[self.at :] + self._decoder.decode(data, final=self.ended)
        self.at = 0
        return True

    def go(self, to: int) -> None:
        self.line += self.text.count("\n", self.at, to)
        self.at = to

    def next(self) -> str:
        """The next character that is no space, not taken yet; empty at the end."""
        while True:
            found = _SPACE.match(self.text, self.at)
            self.go(found.end() if found else self.at)
            if self.at < len(self.text):
                return self.text[self.at]
            if not self.more():
                return ""

    def take(self, character: str) -> None:
        if (found := self.next()) != character:
            raise _BadError(f"{character} is missing" if found else CUT_OFF)
        self.at += 1

    def value(self) -> Any:
        """The next value, whole."""
        self.next()
        while True:
            try:
                found, end = DECODER.raw_decode(self.text, self.at)
            except DoubleKeyError:
                raise
            except json.JSONDecodeError as error:
                if len(self.text) - self.at > self.longest:
                    raise _BadError(f"there is something wrong, or longer than {self.longest:,} bytes, in what begins here") from error
                if not self.more():
                    self.go(min(error.pos, len(self.text)))
                    raise _BadError(CUT_OFF if is_cut_off(error) else error.msg) from error
                continue
            if end - self.at > self.longest:
                raise _BadError(f"what begins here is longer than {self.longest:,} bytes")
            # a number may go on in what is not read yet
            if end < len(self.text) or not self.more():
                self.go(end)
                return found


def items(path: Path, spool: Spool, lists: Collection[str], inside: str = "") -> Iterator[tuple[str, Place, Any]]:
    """The values of an object by key, each with its place: one at a time for the keys in `lists`, whole for any other.

    The object is the file, or what stands in it under the key `inside`. What is wrong with the file is noted, and ends the stream.
    """
    with _fed(path, spool) as feed:
        yield from _members(feed, path.name, lists, inside)
        if feed.next():
            raise _BadError("something stands after the end")


def values(path: Path, spool: Spool) -> Iterator[tuple[Place, Any]]:
    """The values of a file one after the other: JSON lines, one value alone, or the elements of a list. Problems as in `items`."""
    with _fed(path, spool) as feed:
        if feed.next() == "[":
            yield from _elements(feed, path.name)
            if feed.next():
                raise _BadError("something stands after the end")
        while feed.next():
            place = Place(path.name, feed.line)
            yield place, feed.value()
            # lines that were cut out of a list, as out of a dump of Wikidata
            if feed.next() == ",":
                feed.take(",")


@contextmanager
def _fed(path: Path, spool: Spool) -> Iterator[_Feed]:
    """The file to be read; what is wrong with it is noted."""
    feed = _Feed(path, spool.limits.line)
    try:
        yield feed
    except _BadError as error:
        spool.problem(Place(path.name, feed.line), f"is no JSON from here on: {error}", gap=True)
    except DoubleKeyError as error:
        spool.problem(Place(path.name, feed.line), "stands twice in one object; keep one", field=str(error), gap=True)
    except UnicodeDecodeError as error:
        spool.problem(Place(path.name, feed.line), f"is not UTF-8 ({error.reason}); save it as UTF-8", gap=True)
    except RecursionError:
        spool.problem(Place(path.name, feed.line), "is nested too deep", gap=True)
    finally:
        feed.close()


def _members(feed: _Feed, name: str, lists: Collection[str], inside: str) -> Iterator[tuple[str, Place, Any]]:
    feed.take("{")
    seen: set[str] = set()
    while feed.next() != "}":
        if seen:
            feed.take(",")
        if (found := feed.next()) != '"':
            raise _BadError("a key in quotes is missing" if found else CUT_OFF)
        key = feed.value()
        if key in seen:
            raise DoubleKeyError(shown(key))
        seen.add(key)
        feed.take(":")
        opening = feed.next()
        if key == inside and opening == "{":
            yield from _members(feed, name, lists, "")
        elif key in lists and opening == "[":
            yield from ((key, place, value) for place, value in _elements(feed, name))
        else:
            place = Place(name, feed.line)
            yield key, place, feed.value()
    feed.take("}")


def _elements(feed: _Feed, name: str) -> Iterator[tuple[Place, Any]]:
    feed.take("[")
    first = True
    while feed.next() != "]":
        if not first:
            feed.take(",")
            feed.next()
        first = False
        place = Place(name, feed.line)
        yield place, feed.value()
    feed.take("]")
