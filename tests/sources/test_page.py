"""HTML pages as Documents: the words of the report, all of them, and nothing that a reader does not see."""

from __future__ import annotations

import pytest

from communique.errors import SourceError
from communique.model import Document
from communique.sources.base import Notice
from communique.sources.page import Page

LEAD = "MOSCOW, Aug 6 (Example Wire) - The deputy defence minister received India's ambassador on Wednesday."
BODY = "They went over the delivery of the remaining two regiments and the licensed production of spares."


def _items(page: str | bytes) -> tuple[Document, list[Notice]]:
    raw = page.encode("utf-8", "surrogatepass") if isinstance(page, str) else page
    items = list(Page().documents("page.html", raw))
    (document,) = (item for item in items if isinstance(item, Document))
    return document, [item for item in items if isinstance(item, Notice)]


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang='en'><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def _report(inside: str) -> str:
    return _page(f"<article><p>{LEAD}</p>{inside}<p>{BODY}</p></article>")


def test_the_report_is_taken_without_the_page_around_it() -> None:
    document, notices = _items(
        _page(
            "<div id='cookie-banner' role='dialog'>We use cookies. <button>Accept all</button></div>"
            "<nav><ul><li><a href='/'>World</a></li><li><a href='/s'>Sport</a></li></ul></nav>"
            f"<main><article><h1>Envoy received</h1><p>{LEAD}</p><h2>What they said</h2><p>{BODY}</p>"
            "<ul><li>two regiments</li><li>spares</li></ul></article></main>"
            "<aside><h3>Most read</h3><a href='/r'>Five recipes</a></aside><footer>All rights</footer>"
        )
    )
    assert notices == []
    assert document.media_type == "text/html"
    assert (document.author, document.modified, document.release) == ("", None, "")
    assert document.text.splitlines() == [
        "Envoy received",
        LEAD,
        "What they said",
        BODY,
        "- two regiments",
        "- spares",
    ]


def test_author_change_and_release_number_of_a_page_are_kept() -> None:
    head = (
        '<meta name="author" content="Ana Desk">'
        '<meta property="article:modified_time" content="2018-10-06T09:00:00+05:30">'
    )
    number = "<p>(Release ID: 1548701)</p>"
    document, _ = _items(
        _page(f"<article><h1>Envoy received</h1><p>{LEAD}</p><p>{BODY}</p>{number}</article>", head)
    )
    assert (document.author, document.modified, document.release) == ("Ana Desk", "2018-10-06", "1548701")


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>PLANTED words about a deal between states.</p>",
        "<p hidden='until-found'>PLANTED words about a deal.</p>",
        "<div aria-hidden='true'><p>PLANTED words about a deal.</p></div>",
        "<p style='color:red; display : none'>PLANTED words about a deal.</p>",
        "<p style='display:/**/none!important'>PLANTED words about a deal.</p>",
        "<p style='visibility:hidden'>PLANTED words about a deal.</p>",
        "<p style='opacity:0'>PLANTED words about a deal.</p>",
        "<p style='font-size:0px'>PLANTED words about a deal.</p>",
        "<!-- PLANTED words about a deal. -->",
        "<noscript><p>PLANTED words about a deal.</p></noscript>",
        "<script>var x = 'PLANTED words about a deal.'</script>",
        "<template><p>PLANTED words about a deal.</p></template>",
        "<dialog><p>PLANTED words about a deal.</p></dialog>",
        "<textarea>PLANTED words about a deal.</textarea>",
        "<svg><text>PLANTED words about a deal.</text></svg>",
        "<?php PLANTED words about a deal. ?>",
    ],
)
def test_what_a_reader_does_not_see_is_not_read(hidden: str) -> None:
    document, _ = _items(_report(f"{hidden} <p>The tail stays.</p>"))
    assert "PLANTED" not in document.text
    for shown in (LEAD, "The tail stays.", BODY):
        assert shown in document.text


@pytest.mark.parametrize(
    "style", ["opacity:0.9", "opacity: 0.05", "font-size:0.9em", "display:block", "font-size:07px"]
)
def test_what_is_merely_styled_stays(style: str) -> None:
    document, _ = _items(_report(f"<p style='{style}'>The middle is there to be read by all.</p>"))
    assert "The middle is there to be read by all." in document.text


def test_control_characters_cost_no_paragraph() -> None:
    document, _ = _items(
        _report("<p>An escape &#27;[31m and a bell \x07 stand here, and a &#xD800; surrogate.</p>")
    )
    assert "An escape [31m and a bell" in document.text
    assert not [char for char in document.text if char < " " and char != "\n"]


def test_markup_written_as_text_stays_text() -> None:
    document, _ = _items(
        _report("<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; on the board that day.</p>")
    )
    assert "<script>alert(1)</script>" in document.text


def test_a_page_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    document, _ = _items(f"<html><body><div><article><p>{LEAD}<p>{BODY}</div></span><p>It breaks o")
    assert LEAD in document.text
    assert BODY in document.text
    assert "It breaks o" in document.text


def test_deep_pages_are_read_whole() -> None:
    """The parser's own limit of depth would cut a page off at 256 without a word."""
    document, _ = _items(
        "<html><body>" + "<div>" * 300 + f"<p>{LEAD}</p>" + "</div>" * 300 + f"<p>{BODY}</p>"
    )
    assert LEAD in document.text
    assert BODY in document.text


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("<html><body>" + "<p>word" * 60_000, "50,000 elements"),
        ("<html><body>" + "<div>" * 600 + LEAD, "500 deep"),
        ("<html><body>" + "<div>" * 5_000 + LEAD, "500 deep"),
        ("<html><body><p " + " ".join(f"a{i}=1" for i in range(150_000)) + f">{LEAD}", "attributes"),
        (
            '<html><body><!-- " --><p ' + " ".join(f"a{i}='>'" for i in range(20_000)) + f">{LEAD}",
            "attributes",
        ),
        ("<html><body></body></html>", "without the text"),
        ("<html><frameset><frame src=a></frameset></html>", "without the text"),
        ("<!DOCTYPE html>", "no page|without the text"),
        ("<html><body>\x00\x00</body></html>", "not text"),
    ],
)
def test_what_is_beyond_the_limits_or_empty_is_refused(page: str, problem: str) -> None:
    with pytest.raises(SourceError, match=problem):
        list(Page().documents("page.html", page.encode()))


def test_the_extractor_says_nothing_behind_our_back(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError):
        list(Page().documents("page.html", b"<html><body></body></html>"))
    assert capfd.readouterr() == ("", "")


def test_encodings() -> None:
    page = f"<html><head><meta charset='windows-1251'></head><body><article><p>{LEAD} Встреча.</p></article>"
    document, notices = _items(page.encode("cp1251"))
    assert "Встреча." in document.text
    assert notices == []
    document, notices = _items(page.encode("utf-8"))  # saved anew, the label left as it was
    assert "Встреча." in document.text
    document, notices = _items(f"<html><body><p>{LEAD} “Fruitful”.".encode("cp1252"))
    assert "“Fruitful”." in document.text
    assert "Windows-1252" in notices[0].problem
    document, _ = _items(page.encode("utf-16"))
    assert "Встреча." in document.text


def test_entities_of_xml_are_not_expanded(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("PLANTED", encoding="utf-8")
    document, _ = _items(
        f"<!DOCTYPE html [<!ENTITY a SYSTEM '{secret.as_uri()}'><!ENTITY b '&a;&a;'>]>"
        + _report("<p>Then &a;&b;.</p>")
    )
    assert "PLANTED" not in document.text


def test_a_bad_date_is_told_and_left_open() -> None:
    document, notices = _items(
        _page(f"<article><p>{LEAD}</p><p>{BODY}</p></article>", '<meta name="date" content="last Tuesday">')
    )
    assert document.published is None
    assert "'last Tuesday' is no date" in notices[0].problem
    assert notices[0].lost
