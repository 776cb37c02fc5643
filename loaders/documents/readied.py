"""A page made ready for trafilatura: what it would drop, glue together or cut apart is written so that it keeps it."""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import html

from loaders.documents.markup import is_hidden

_HOLD = ("div", "section", "article", "main", "center", "body")
_TOPS = ("article", "main")
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
))  # fmt: skip
_LOOSE, _FEW = 40, 2
"""Characters of words that stand loose, at least, to be a paragraph: what is shorter labels something; and paragraphs of a bare body."""
_MARK = re.compile(r"[\[(]?(\d{1,3}|[*†‡])[\])]?")
_DASHES = ("—", "–", "-", "―")
_UPDATE = "liveBlogUpdate"


def mark_notes(page: Any) -> None:
    """Put brackets around the numbers that lead to notes, which would stand glued to the words before; take out comments of a draft."""
    for comment in [each for each in page.iter("a") if (each.get("href") or "").startswith(("#cmnt", "#_msocom_"))]:
        below = next(comment.iterancestors("p"), None) if "_ref" in comment.get("href") else None
        (comment if below is None or below.getparent() is None else below).drop_tree()
    for link in page.iter("a"):
        words = "".join(link.itertext()).strip()
        if (link.get("href") or "").startswith("#") and len(words) <= 6 and (mark := _MARK.fullmatch(words)):
            for below in list(link):
                link.remove(below)
            link.text = f"[{mark[1]}]"


def sign_quotes(page: Any) -> None:
    """Make a paragraph of who is quoted, where a footer or a line of its own within the quote tells it: footers are dropped."""
    for quote in page.iter("blockquote"):
        for signed in [each for each in quote.iter("footer", "cite") if each.tag == "footer" or each.getparent() is quote]:
            words = "".join(signed.itertext()).strip()
            if not words:
                continue
            signed.tag = "p"
            signed.text = f"{'' if words.startswith(_DASHES) else '— '}{(signed.text or '').lstrip()}"


def readied(page: Any) -> Any:
    """A copy of a page for trafilatura, without what is hidden."""
    tree = copy.deepcopy(page)
    for hidden in [each for each in tree.iter() if isinstance(each.tag, str) and is_hidden(each)]:
        hidden.drop_tree()
    for written in list(tree.iter("pre")):
        written.tag = "p"  # as it is, it would become a quote
    for time in list(tree.iter("time")):
        time.drop_tag()  # it is dropped with its words
    _updates(tree)
    _figures(tree)
    for holder in list(tree.iter(*_HOLD)):
        _wrap(holder)
    _bare(tree)
    return tree


def _bare(tree: Any) -> None:
    """A body that holds its paragraphs itself is the article: of none, paragraphs alone would be taken, without headings and quotes."""
    body = tree.find("body")
    if body is None or next(tree.iter("article", "main"), None) is not None:
        return
    if sum(_words([each]) >= _LOOSE for each in body.iterchildren("p")) >= _FEW:
        body.tag = "article"
        whole = html.Element("body")
        body.addprevious(whole)
        whole.append(body)


def _updates(tree: Any) -> None:
    """Of a page with several updates, none is the article by itself."""
    updates = [each for each in tree.iter("article", "div", "section") if each.get("itemprop") == _UPDATE]
    for update in updates:
        for part in update.iter():
            part.attrib.pop("itemprop", None)
        update.tag = "div"


def _figures(tree: Any) -> None:
    """Captions stand behind their figures, and quotes and tables in none: figures are dropped whole. A quote pulled out of the text stays
    out of it."""
    for caption in list(tree.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        caption.tag = "p"
        caption.attrib.clear()
        if figure is not None:
            figure.addnext(caption)
    for figure in list(tree.iter("figure")):
        if next(figure.iter("blockquote", "table"), None) is not None and "pullquote" not in (figure.get("class") or ""):
            figure.tag = "div"
            figure.attrib.clear()


def _wrap(holder: Any) -> None:
    """Make paragraphs of the words that stand loose beside other blocks, or are parted by two breaks."""
    pieces = _pieces(holder)
    runs = [piece for piece in pieces if isinstance(piece, list)]
    above = holder.getparent()
    if not any(_words(run) >= _LOOSE for run in runs) and (len(pieces) != 1 or not runs or above is None or above.tag not in _TOPS):
        return
    if len(pieces) == 1:
        holder.tag = "p" if holder.tag == "div" else holder.tag
        return
    for child in list(holder):
        holder.remove(child)  # with what follows it, which is a piece of its own
        child.tail = None
    holder.text = None
    for piece in pieces:
        holder.append(_paragraph(piece) if isinstance(piece, list) else piece)


def _pieces(holder: Any) -> list[Any]:
    """What an element holds, in order: blocks, and runs of words and inline elements (as lists), parted by blocks and double breaks."""
    pieces: list[Any] = []
    run: list[Any] = [holder.text or ""]
    for child in holder:
        if _is_block(child):
            pieces += [run, child]
            run = []
        elif child.tag == "br" and _ends_in_break(run):
            pieces.append(run)
            run = []
        elif isinstance(child.tag, str):
            run.append(child)
        run.append(child.tail or "")
    return [piece for piece in [*pieces, run] if not isinstance(piece, list) or _words(piece)]


def _ends_in_break(run: list[Any]) -> bool:
    last = next((each for each in reversed(run) if not isinstance(each, str) or each.strip()), "")
    return not isinstance(last, str) and last.tag == "br"


def _words(run: list[Any]) -> int:
    return sum(len((each if isinstance(each, str) else "".join(each.itertext())).strip()) for each in run)


def _paragraph(run: list[Any]) -> Any:
    """A run as a paragraph; as a plain box where it is short."""
    made = html.Element("p" if _words(run) >= _LOOSE else "div")
    for each in run:
        if not isinstance(each, str):
            made.append(each)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + each
        else:
            made.text = (made.text or "") + each
    return made


def _is_block(element: Any) -> bool:
    return isinstance(element.tag, str) and (
        element.tag not in _INLINE or any(each.tag not in _INLINE for each in element.iterdescendants())
    )
