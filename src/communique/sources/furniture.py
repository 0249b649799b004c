"""The furniture of a page: what outlets put around and between the words of a report, taken out before and after
the extractor.

Blocks are known by the names that their makers gave them (``newsletter``, ``related``, ``paywall``); a block that
holds a good part of the page's text is never taken out, whatever its name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import lxml.html

from communique.sources.blocks import text_of

_NAMES: Final = frozenset(
    """
    newsletter newsletters newslettersignup signup subscribe subscription paywall metered wall offer offers promo
    promotion promobox interstitial related relatedposts relatedstories relatedarticles relatedlinks relatednews alsoread
    readalso readmore recommended recommendations recirculation recirc trending mostread popular morestories morenews
    cookie cookies consent gdpr advert advertisement advertising adslot ads sponsored taboola outbrain share sharing
    sharedaddy social comments comment disqus authorbio bio breadcrumb breadcrumbs pagination disclaimer teaser teasers
    tags tag taglist bottommeta meta status caption captions toc
    """.split()
)
_ROLES: Final = frozenset(
    {"dialog", "alertdialog", "navigation", "search", "contentinfo", "banner", "complementary"}
)
_PARTS: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Never taken out by their names: they hold the report itself.
_WHOLE: Final = frozenset({"html", "body", "main", "article", "head", "h1", "p"})
# A block with this share of the page's text is the report, whatever it is called.
_MOST: Final = 0.25
_LONGEST: Final = 400
# Names of the first paragraph, where it stands apart from the others; ``lead-image`` and the like are none.
_LEADS: Final = frozenset(
    {"lead", "lead-text", "article-lead-text", "entry-summary", "standfirst", "article-summary"}
)
_LEAD_ENDS: Final = ("__lead", "-lead", "_lead")
_LEAST_LEAD: Final = 40
_LONGEST_LEAD: Final = 1_500
_LINE: Final = re.compile(
    r"(?:advertisement\b.{0,40}|also read\b.*|read (?:more|also|next)\b.*|related(?: stories| articles| news)?:?|sign up (?:for|to|here)\b.*|"
    r"subscribe (?:to|now|for)\b.*|follow us\b.*|share this\b.*|(?:immediate|press|news) release|for immediate release|"
    r"our standards\b.*|(?:click|tap) here\b.*|last update[ds]?(?: of this (?:site|page))?\b.*|best viewed\b.*|back to (?:the )?(?:list|top)\b.*|"
    r"this (?:article|story) (?:appeared|was (?:first |originally )?published)\b.*|download (?:our|the) app\b.*|"
    r"(?:©|\(c\)|copyright)\s.*|all rights reserved\b.*|.{0,160}\bplease contact us for subscription options\b.*|"
    r"(?:home|index|menu|links|contact|print|e-?mail|see offers|view non-amp version|close)|(?:log in|register) to (?:comment|post).*)",
    re.IGNORECASE,
)


def drop_furniture(tree: lxml.html.HtmlElement) -> None:
    """Takes the blocks out of a tree, in place, that are named as furniture, and cells that are menus."""
    found = [node for node in tree.iter() if isinstance(node.tag, str) and _named(node)]
    found += [cell for cell in tree.iter("td") if _is_menu(cell)]
    if not found:
        return
    whole = max(1, len(tree.text_content()))
    for node in found:
        if node.getparent() is not None and len(node.text_content()) < _MOST * whole:
            node.drop_tree()


def unwrap_tables(tree: lxml.html.HtmlElement) -> None:
    """Makes blocks of the cells of tables that only lay out the page, so that their paragraphs stay paragraphs."""
    for table in [table for table in tree.iter("table") if _lays_out(table)]:
        for node in table.iter("table", "thead", "tbody", "tfoot", "tr", "td", "th"):
            node.tag = "div"


def lead_of(tree: lxml.html.HtmlElement) -> str:
    """The paragraph above the report proper that its makers call the lead, on one line; empty where there is none."""
    for node in tree.xpath(
        "//*[contains(@class, 'lead') or contains(@class, 'standfirst') or contains(@class, 'summary')]"
    ):
        names = node.get("class", "").lower().split()
        if (
            not any(name in _LEADS or name.endswith(_LEAD_ENDS) for name in names)
            or len(node.xpath(".//p")) > 2
        ):
            continue
        text = " ".join(node.text_content().split())
        if _LEAST_LEAD <= len(text) <= _LONGEST_LEAD and text.endswith((".", "!", "?", "”", '"')):
            return text
    return ""


def marked_body(tree: lxml.html.HtmlElement) -> str | None:
    """The words of the one element that the page itself marks as the body of its article; None where there is none.

    What is marked by the page's makers is surer, and ten times faster to take, than what an extractor finds.
    """
    bodies = tree.xpath("//*[@itemprop='articleBody' and not(self::meta)]")
    if len(bodies) != 1:
        return None
    body = bodies[0]
    for node in body.xpath(
        ".//figure | .//aside | .//form | .//time | .//header | .//ul | .//ol | .//div | .//p"
    ):
        if node.getparent() is not None and (node.tag not in {"ul", "ol", "div", "p"} or _is_links(node)):
            node.drop_tree()
    for node in body.xpath(".//h2 | .//h3 | .//h4 | .//h5"):
        if node.getnext() is None and not (node.tail or "").strip():
            node.drop_tree()  # a heading whose list is gone
    return text_of(body)


def without_furniture(text: str) -> str:
    """The lines of a text without those that are of the page and not of the report."""
    lines = text.split("\n")
    return "\n".join(
        line for line in lines if len(line) > _LONGEST or not _LINE.fullmatch(line.strip(" \t|-*•"))
    )


def _named(node: lxml.html.HtmlElement) -> bool:
    if node.tag in _WHOLE:
        return False
    if (
        node.get("role", "").lower() in _ROLES
        or node.get("aria-modal") == "true"
        or node.tag in {"amp-consent", "amp-sidebar"}
    ):
        return True
    named = f"{node.get('class', '')} {node.get('id', '')} {node.get('data-component', '')}"
    if len(named) < 4 or len(named) > 1_000:
        return False
    words = [word.lower() for word in _PARTS.findall(named)]
    if not _NAMES.isdisjoint(words):
        return True
    return any(one + other in _NAMES for one, other in pairwise(words))


def _lays_out(table: lxml.html.HtmlElement) -> bool:
    return any(cell.find("p") is not None or cell.find(".//table") is not None for cell in table.iter("td"))


def _is_links(node: lxml.html.HtmlElement) -> bool:
    """Whether a block holds links and hardly anything else."""
    text = len(" ".join(node.text_content().split()))
    if not text or text > _LONGEST:
        return not text
    return sum(len(" ".join(link.text_content().split())) for link in node.iter("a")) > 0.6 * text


def _is_menu(cell: lxml.html.HtmlElement) -> bool:
    """Whether a cell holds links and hardly anything else."""
    links = [len(" ".join(link.text_content().split())) for link in cell.iter("a")]
    return len(links) > 1 and sum(links) > 0.7 * len(" ".join(cell.text_content().split()))
