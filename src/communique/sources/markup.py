"""HTML to a tree that is safe to work on: limits first, then everything dropped that no reader sees."""

from __future__ import annotations

import re
from typing import Final

import lxml.html
from lxml import etree

from communique.errors import SourceError
from communique.sources.limits import HTML_ATTRIBUTES, HTML_DEPTH, HTML_NODES
from communique.sources.styles import hidden_names, hides, is_white

# A start tag with its attributes, read as browsers read them. Possessive throughout: no backtracking, so
# the time grows with the length alone.
_ATTRIBUTE: Final = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+"""
_START_TAG: Final = re.compile(rf"<!--.*?(?:-->|\Z)|<[a-zA-Z][^\s/>]*+((?:{_ATTRIBUTE})*+)", re.DOTALL)
_ONE_ATTRIBUTE: Final = re.compile(_ATTRIBUTE)
# A tag shorter than this has no room for too many attributes.
_LONG_TAG: Final = 2 * HTML_ATTRIBUTES

# Never words of the report: code, what is shown only without scripts, moulds, controls, other media.
_UNREAD: Final = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "svg",
    "math",
    "canvas",
    "audio",
    "video",
    "map",
    "button",
    "select",
    "textarea",
    "input",
    "nav",
    "footer",
)
# A block that only a class hides may be shown by a script; with this share of the text, it is the report itself.
_MOST_HIDDEN: Final = 0.25
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def parse(text: str, path: str) -> lxml.html.HtmlElement:
    """The tree of a page. Raises SourceError where it is beyond the limits or holds no element."""
    if len(text) > _LONG_TAG and _crowded(text):
        raise SourceError(
            path, f"a tag with more than {HTML_ATTRIBUTES:,} attributes", "save the text of the page"
        )
    parser = lxml.html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # the parser's own limit of depth cuts pages off without a word; ours follows
    )
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise SourceError(path, "is no page that can be parsed", "save it again, or save its text") from error
    _check_size(tree, path)
    return tree


def drop_unseen(tree: lxml.html.HtmlElement) -> None:
    """Takes out, in place, what a reader of the page does not see, and control characters in the rest."""
    names = hidden_names(sheet.text or "" for sheet in tree.iter("style"))
    found = [element for element in tree.iter() if _unseen(element)]
    for element in [*found, *_hidden_by_name(tree, names)]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter():
        if element.text:
            element.text = _CONTROLS.sub("", element.text)
        if element.tail:
            element.tail = _CONTROLS.sub("", element.tail)


def _hidden_by_name(tree: lxml.html.HtmlElement, names: frozenset[str]) -> list[lxml.html.HtmlElement]:
    """The elements that a class or an id hides, unless they hold a good part of the page's words."""
    if not names:
        return []
    found = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and (
            f"#{element.get('id')}" in names
            or any(f".{one}" in names for one in element.get("class", "").split())
        )
    ]
    if not found:
        return []
    whole = len(tree.text_content())
    return [element for element in found if len(element.text_content()) < _MOST_HIDDEN * whole]


def _unseen(element: lxml.html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    if style and hides(style):
        return True
    return element.tag == "font" and (is_white(attributes.get("color", "")) or attributes.get("size") == "0")


def _crowded(text: str) -> bool:
    for tag in _START_TAG.finditer(text):
        inside = tag[1]
        if inside and len(inside) >= _LONG_TAG:
            count = sum(1 for _ in _ONE_ATTRIBUTE.finditer(inside))
            if count > HTML_ATTRIBUTES:
                return True
    return False


def _check_size(tree: lxml.html.HtmlElement, path: str) -> None:
    nodes = depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        nodes, depth = nodes + 1, depth + 1
        deepest = max(deepest, depth)
        if nodes > HTML_NODES:
            raise SourceError(
                path, f"a page of more than {HTML_NODES:,} elements", "save the text of the report"
            )
        if deepest > HTML_DEPTH:
            raise SourceError(
                path, f"elements more than {HTML_DEPTH} deep in one another", "save the text of the report"
            )
