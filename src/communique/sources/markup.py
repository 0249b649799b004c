"""HTML to a tree that is safe to work on: limits first, then everything dropped that no reader sees."""

from __future__ import annotations

import re
from typing import Final

import lxml.html
from lxml import etree

from communique.errors import SourceError
from communique.sources.limits import HTML_ATTRIBUTES, HTML_DEPTH, HTML_NODES

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
_INVISIBLE: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*\.?0+%?\s*(?:;|!|$)|"
    r"font-size\s*:\s*0+(?:\.0+)?(?:[a-z]{2,3}|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_CSS_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
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
    for element in [found for found in tree.iter() if _unseen(found)]:
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.iter():
        if element.text:
            element.text = _CONTROLS.sub("", element.text)
        if element.tail:
            element.tail = _CONTROLS.sub("", element.tail)


def _unseen(element: lxml.html.HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNREAD:
        return True
    attributes = element.attrib
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if element.tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _INVISIBLE.search(_CSS_COMMENT.sub("", style)) is not None


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
