"""What stands near the heading of a page and in its attributes: the day, the outlet, the author.

For pages without structured data. Only short pieces of text are looked at, and none that belongs to something else:
a list of other stories, a menu, a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import lxml.html

from communique.sources.dates import written_day

# How many elements after the heading, and before it, may hold the day; and how long such a line is.
_AFTER: Final = 60
_BEFORE: Final = 30
_LONGEST: Final = 110
_HEADINGS: Final = ("h1", "h2", "h3", "b", "font", "span", "div", "p", "td")
_ELSEWHERE: Final = frozenset(
    {"li", "aside", "footer", "nav", "a", "figure", "figcaption", "blockquote", "script", "style"}
)
_CHANGED: Final = re.compile(r"\b(?:last\s+)?(?:updated?|modified|changed|revised)\b", re.IGNORECASE)
_ISSUED: Final = re.compile(
    r"\b(?:published|posted|issued|released|created|first\s+published)\b", re.IGNORECASE
)
_CREATED: Final = frozenset(
    "datepublished schema:datepublished dc:created dc:date dcterms:created dcterms:issued schema:datecreated".split()
)
_LETTERS: Final = re.compile(r"[\W_]+")


def marked_days(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Days in elements whose attributes say that they are the day of publication (microdata, RDFa)."""
    for node in tree.xpath("//*[@itemprop or (@property and not(self::meta))] | //time[@pubdate]"):
        if not of_report(node):
            continue
        names = f"{node.get('itemprop', '')} {node.get('property', '')}".lower().split()
        if (node.tag == "time" and node.get("pubdate") is not None) or _CREATED.intersection(names):
            yield node.get("datetime") or node.get("content") or node.text_content()


def of_report(node: lxml.html.HtmlElement) -> bool:
    """Whether microdata speaks of the page or its report, and not of a picture or a person in it."""
    for above in node.iterancestors():
        if "itemscope" in above.attrib:
            kind = above.get("itemtype", "").rstrip("/").rsplit("/", 1)[-1]
            return not kind or kind.endswith(("Article", "Posting", "Report", "Page", "CreativeWork"))
    return True


def written_days(tree: lxml.html.HtmlElement, title: str) -> Iterator[str]:
    """Days written out near the heading, as ISO dates, the nearest first."""
    nodes = [node for node in tree.iter() if isinstance(node.tag, str)]
    at = _heading(nodes, title)
    if at is None:
        return
    near = range(max(0, at - _BEFORE), min(len(nodes), at + 1 + _AFTER))
    for number in sorted(near, key=lambda number: abs(number - at)):
        node = nodes[number]
        line = _own_line(node)
        if line and (day := _issued(line)):
            yield day


def marked_text(tree: lxml.html.HtmlElement, *names: str) -> str:
    """The text of the first element of an ``itemprop``; inside of it, of an element of the next name, and so on."""
    found = tree
    for name in names:
        inner = next(
            (node for node in found.xpath(".//*[@itemprop]") if name in node.get("itemprop", "").split()),
            None,
        )
        if inner is None:
            return ""
        found = inner
    return str(found.get("content") or found.text_content())


def site_of(page_title: str, title: str) -> str:
    """The outlet in the title of a page, where the title of its report is known: ``Headline | Section - Outlet``."""
    before, found, after = page_title.partition(title) if title else ("", "", "")
    if not found:
        return ""
    rest = after if after.strip() else before
    pieces = [
        piece.strip() for piece in re.split(r"\s*(?:[|·•»«>]|\s[-–—:]\s|^\s*[-–—:]\s|\s[-–—:]\s*$)\s*", rest)
    ]
    names = [piece for piece in pieces if _is_name(piece)]
    if not names:
        return ""
    return names[-1] if after.strip() else names[0]


def _is_name(piece: str) -> bool:
    """Whether a piece of a title may name an outlet: no sentence, and no bare address."""
    return (
        0 < len(piece) <= 60
        and any(map(str.isalpha, piece))
        and not (" " not in piece and "." in piece[1:-1])
    )


def _heading(nodes: list[lxml.html.HtmlElement], title: str) -> int | None:
    """Where the element is that holds the title and nothing else, the innermost; the first ``h1`` else."""
    wanted = _LETTERS.sub("", title).casefold()
    first: int | None = None
    for number, node in enumerate(nodes):
        if node.tag not in _HEADINGS:
            continue
        if node.tag == "h1" and first is None:
            first = number
        if (
            wanted
            and _short(node, 4 * len(title) + 40)
            and _LETTERS.sub("", node.text_content()).casefold() == wanted
        ):
            return number
    return first


def _short(node: lxml.html.HtmlElement, most: int) -> bool:
    """Whether an element is small enough that its text is worth taking together."""
    return len(node) <= 6 and len(node.text or "") <= most


def _own_line(node: lxml.html.HtmlElement) -> str:
    """The text of a small element on one line; empty where it is too long, or part of something else."""
    if node.tag in _ELSEWHERE or not _short(node, _LONGEST):
        return ""
    line = " ".join(node.text_content().split())
    if not 6 <= len(line) <= _LONGEST or not any(char.isdigit() for char in line):
        return ""
    if node.tag == "p" and line.endswith(".") and len(line) > 40:
        return ""  # a sentence of the report
    return "" if any(above.tag in _ELSEWHERE for above in node.iterancestors()) else line


def _issued(line: str) -> str | None:
    """The day in a line, unless it is the day of a change."""
    changed, issued = _CHANGED.search(line), _ISSUED.search(line)
    if changed and (issued is None or issued.start() > changed.start()):
        head = line[: changed.start()]
        return written_day(head) or (written_day(line[issued.start() :]) if issued else None)
    return written_day(line[: changed.start()] if changed else line)
