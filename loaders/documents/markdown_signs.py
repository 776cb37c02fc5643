"""What programs write into Markdown that is no word of it: HTML, and the marks of Obsidian, Jekyll and Hugo."""

from __future__ import annotations

import re

from loaders.documents.document import Link
from loaders.documents.metadata import web
from loaders.extraction.proposals import Span

_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|blockquote|br|center|cite|code|details|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li"
    r"|mark|ol|p|pre|q|s|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video)\b(?![^<>\s/])[^<>]{0,1000}>",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"<a\s[^<>]{0,300}?\bhref\s?=\s?[\"']([^\"'<>\s]{1,2000})[\"'][^<>]{0,300}>([^<>]{1,300})</a>", re.IGNORECASE)
_SIGNS = (
    _TAG,
    re.compile(r"<!--.{0,5000}?-->", re.DOTALL),
    re.compile(r"%%[^%]{1,5000}%%"),
    # Liquid of Jekyll, shortcodes of Hugo, and lists of attributes
    re.compile(r"\{%[^%\n]{1,500}%\}|\{\{[<%][^{}\n]{1,500}[>%]\}\}|\{:[^{}\n]{1,300}\}"),
    # what a quote is, to be shown in a box; what is done of a list; an anchor of a line
    re.compile(r"(?<=> )\[![\w-]{1,30}\][+-]?[ \t]?"),
    re.compile(r"(?:(?<=[-*+] )|(?<=\d\. ))\[[ xX]\][ ]"),
    re.compile(r"(?<=[ \t])\^[A-Za-z0-9-]{1,40}[ \t]*$", re.MULTILINE),
)
_CODE = re.compile(r"`[^`\n]{1,500}`")
_MARKED = re.compile(r"(==)(?=\S)[^=\n]{1,500}(?<=\S)(==)")


def signs(text: str) -> list[Span]:
    """The signs, in no order."""
    text = _CODE.sub(lambda code: " " * len(code[0]), text)
    found = [Span(*sign.span()) for form in _SIGNS for sign in form.finditer(text)]
    return found + [Span(*each.span(group)) for each in _MARKED.finditer(text) for group in (1, 2)]


def anchors(text: str) -> list[Link]:
    """The links that are written in HTML."""
    links = []
    for found in _ANCHOR.finditer(text):
        if address := web(found[1]):
            links.append(Link(Span(*found.span(2)), address, found[2]))
    return links
