"""Whatever the bytes: a document whose text can be stored, or a refusal that says why."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import SourceError
from communique.model import Document
from communique.sources import Refusal
from communique.sources.base import Item
from communique.sources.encoding import storable
from communique.sources.intake import read_sources
from communique.sources.page import Page
from communique.sources.plain import PlainText

PIECES = [
    *"<p> </p> <!-- --> </script> &#xD800; &#0; &lt; <h1> <title> <table><tr><td> <![CDATA[ <body>".split(),
    *"<article> <?xml title: published: [ ] { \" ' \x00 \x1b[31m \u202e é charset=utf-16".split(),
    *"<svg/onload=x> <template>".split(),
    "<div hidden>",
    '<div style="display:none">',
    '<script type="application/ld+json">',
    '{"@type": "NewsArticle", "headline": "\\ud800", "datePublished": "2020-01-01"}',
    '<meta property="og:title" content="',
    "<time datetime=2020-01-01>",
    '<html lang="en">',
    '<link rel="canonical" href="javascript:x">',
    "India and Russia signed a contract. ",
    "---\n",
]

markup = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join)


def _check(items: list[Item]) -> None:
    assert items
    for item in items:
        if isinstance(item, Document):
            assert item.text.strip()
            fields = (item.text, item.title, item.publisher, item.url, item.published or "", item.language)
            assert all(field == storable(field) for field in fields)
            assert item.url.startswith("http") or not item.url
            Document.from_json(item.to_json()).text.encode("utf-8")
        else:
            assert item.path
            assert item.problem


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(raw=st.one_of(st.binary(max_size=600), markup.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_documents_or_refusals(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(raw)
    items = list(read_sources([str(path)]))
    _check([*items])
    refused = [item.problem for item in items if isinstance(item, Refusal)]
    assert not [problem for problem in refused if problem.startswith("cannot be read:")], (
        "an error nobody foresaw"
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text=markup)
def test_any_markup_is_parsed_or_refused(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    for source in (Page(), PlainText()):
        items: list[Item] = []
        with suppress(SourceError):
            items = [*source.documents("any", raw)]
        for item in items:
            _check([item])
