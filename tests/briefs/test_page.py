from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import lxml.html
from lxml import etree

from communique.briefs import compose, render
from communique.briefs.page import unbroken
from communique.model import Brief, Document
from tests.assembly.reports import engagement, facts_of, knowledge, one, programme, report
from tests.briefs.scene import PAIR, brief


def _page(found: Brief | None = None) -> str:
    return render(found or brief(), "html", knowledge())


def _tree(page: str) -> Any:
    """The page as XML: what is not well formed is an error. Any: its paths give many types."""
    plain = page.replace("<!DOCTYPE html>", "").strip()
    for void in ("meta", "link", "br"):
        plain = re.sub(rf"<({void}\b[^>]*[^/])>", r"<\1/>", plain)
    plain = plain.replace("<div popover ", '<div popover="" ')
    return etree.fromstring(plain.encode(), etree.XMLParser(resolve_entities=False))


def _parsed(page: str) -> Any:
    """The page as a browser would take it."""
    return lxml.html.fromstring(page)


def test_the_page_is_well_formed() -> None:
    assert _tree(_page()).tag == "html"


def test_ids_are_unique_and_every_target_exists() -> None:
    tree = _tree(_page())
    ids = [str(value) for value in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    targets = [str(value).removeprefix("#") for value in tree.xpath("//@href[starts-with(., '#')]")]
    targets += [str(value) for value in tree.xpath("//@popovertarget")]
    targets += [name for value in tree.xpath("//@aria-labelledby") for name in str(value).split()]
    assert len(targets) > 50
    assert set(targets) - set(ids) == set()


def test_every_sentence_is_there_with_its_citations() -> None:
    page = _parsed(_page())
    shown = [" ".join(span.text_content().split()) for span in page.find_class("s")]
    said = [sentence.text for section in brief().sections for sentence in section.sentences]
    assert len(shown) == len(said)
    assert all(any(text.startswith(one_said) for text in shown) for one_said in said)
    assert all(span.xpath(".//button[@popovertarget]") for span in page.find_class("s"))


def test_quotes_stand_in_their_sentence_and_are_marked() -> None:
    page = _parsed(_page())
    marked = {mark.text_content() for mark in page.iter("mark")}
    assert "a contract for five regiments of the S-400 system" in marked
    contexts = {" ".join(quote.text_content().split()) for quote in page.iter("q")}
    assert (
        "India and Russia on Friday concluded a contract for five regiments of the S-400 system." in contexts
    )


def test_nothing_is_fetched_and_nothing_runs() -> None:
    page = _page()
    tree = _tree(page)
    assert tree.xpath("//script|//iframe|//object|//embed|//img|//link|//form|//base|//video|//audio") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//@src|//@srcset|//@background") == []
    style = "".join(tree.xpath("//style/text()"))
    assert "@import" not in style
    assert "url(" not in style
    policy = tree.xpath("string(//meta[@http-equiv]/@content)")
    assert str(policy).startswith("default-src 'none'")
    assert all(str(href).startswith(("#", "https://", "http://")) for href in tree.xpath("//@href"))


def test_headings_in_order() -> None:
    levels = [int(str(element.tag)[1]) for element in _tree(_page()).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_drawings_have_words_and_a_table() -> None:
    tree = _tree(_page())
    drawings = tree.xpath("//*[local-name()='svg'][@role='group']")
    assert len(drawings) == 2
    for drawing in drawings:
        names = str(drawing.get("aria-labelledby")).split()
        assert [child.get("id") for child in drawing[:2]] == names
        assert all(child.text for child in drawing[:2])
    assert len(tree.xpath("//details/table")) == 2
    assert tree.xpath("//table//th[@scope]")


def _hostile() -> tuple[Brief, Document]:
    attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    nasty = report(
        f"Sold: the S-400 {attack}. Then {attack} met.",
        "2025-01-01",
        f"Paper {attack}",
        f"Title {attack}",
        "javascript:alert(document.domain)",
    )
    cited = one(
        nasty,
        programme(nasty, f"the S-400 {attack}", f"Radar-9 {attack}", "contracted", attribution=attack),
        engagement(
            nasty, f"{attack} met", participants=[(f"Ivan {attack}", attack, None, "RUS")], place=attack
        ),
    )
    return compose(PAIR, facts_of(cited), {nasty.id: nasty}, knowledge()), nasty


def test_hostile_words_stay_words() -> None:
    found, nasty = _hostile()
    page = _page(found)
    tree = _tree(page)
    assert tree.xpath("//script|//img") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    assert tree.xpath("//a[contains(@href, 'javascript')]") == []
    assert "49" not in page.split("</style>")[1].split("alert(1)")[1][:40]
    assert nasty.title in str(tree.xpath("string(//ol[@class='sources']/li/p)"))


def test_designations_do_not_break_and_are_escaped() -> None:
    assert unbroken("the T-90S <b>") == 'the <span class="nb">T-90S</span> &lt;b&gt;'
    assert unbroken("plain") == "plain"


def test_an_empty_brief_says_so() -> None:
    page = _page(replace(brief(), sections=(), facts=(), documents=()))
    assert "No report in hand" in page
    assert _tree(page).xpath("//nav|//footer") == []


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert _page() == _page()


def test_every_open_question_is_a_point_of_its_own() -> None:
    for key in ("disputed", "unknown"):
        (part,) = [section for section in brief().sections if section.key == key]
        points = _parsed(_page()).xpath(f"//*[@id='{key}']//li")
        assert len(points) == len(part.sentences) > 1
