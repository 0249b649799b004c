"""A tree of HTML as plain text: a line for each block, nothing judged and nothing left out.

For what is all report, such as the content of a feed's entry or a mail; pages go through the extractor.
"""

from __future__ import annotations

import re
from typing import Final

import lxml.html
from lxml import etree

from communique.sources.encoding import storable
from communique.sources.markup import drop_unseen, parse

_BLOCKS: Final = frozenset(
    "address article aside blockquote body br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4"
    " h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead title tr ul".split()
)
_CELLS: Final = frozenset({"td", "th"})
_TAG: Final = re.compile(r"<[a-zA-Z!/]|&(?:[a-zA-Z]{2,10}|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def text_of(tree: lxml.html.HtmlElement) -> str:
    """The words of a tree in its order, a line for each block, no line blank."""
    pieces: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        block = element.tag in _BLOCKS
        if block:
            pieces.append("\n")
        elif element.tag in _CELLS and event == "end":
            pieces.append(" ")
        if event == "start":
            pieces.append(_spaced(element.text))
        elif element is not tree:
            pieces.append(_spaced(element.tail))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return storable("\n".join(line for line in lines if line))


def html_text(markup: str, path: str) -> str:
    """The plain text of a piece of HTML, without what a reader does not see; text without tags as it is.

    Raises SourceError where the markup is beyond the limits of a page.
    """
    if not _TAG.search(markup):
        return storable("\n".join(line for line in map(str.strip, markup.splitlines()) if line))
    tree = parse(f"<div>{markup}</div>", path)
    drop_unseen(tree)
    return text_of(tree)


def html_line(markup: str, path: str) -> str:
    """The same on one line, for titles and names."""
    return " ".join(html_text(markup[:2_000], path).split())


def _spaced(text: str | None) -> str:
    return text.replace("\n", " ") if text else ""
