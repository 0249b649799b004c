from __future__ import annotations

import re
from itertools import pairwise

import pytest

from communique.briefs import compose, render
from communique.briefs.markdown import escape
from communique.model import Brief
from tests.assembly.reports import facts_of, knowledge, one, programme, report
from tests.briefs.scene import PAIR, brief


def _markdown(found: Brief | None = None) -> str:
    return render(found or brief(), "md", knowledge())


def test_every_footnote_that_is_called_exists_and_the_other_way_round() -> None:
    text = _markdown()
    called = set(re.findall(r"\[\^(\w+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\w+)\]:", text, re.MULTILINE)
    assert called == set(defined)
    assert len(defined) == len(set(defined))


def test_headings_in_order() -> None:
    levels = [len(line) - len(line.lstrip("#")) for line in _markdown().splitlines() if line.startswith("#")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words, T-90S (order of 2018): five", "plain words, T-90S (order of 2018): five"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[click](javascript:alert(1))", r"\[click\](javascript:alert(1))"),
        ("*bold* _it_ `code` ~~gone~~", r"\*bold\* \_it\_ \`code\` \~\~gone\~\~"),
        ("a | b", r"a \| b"),
        ("# heading\n\n## more", r"\# heading \#\# more"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("![x](http://a)", r"\!\[x\](http\://a)"),
        ("R&D &lt;", "R&amp;D &amp;lt;"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_escaping(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_hostile_titles_quotes_and_addresses_stay_text() -> None:
    nasty = report(
        "Sold: <img src=x onerror=alert(1)> the S-400 [a](javascript:b).",
        "2025-01-01",
        "**Paper**",
        "](https://evil.example) <b>",
        "https://a.example/x> <script>(y)",
    )
    quote = "Sold: <img src=x onerror=alert(1)> the S-400 [a](javascript:b)"
    facts = facts_of(one(nasty, programme(nasty, quote, "S-400", "contracted")))
    text = _markdown(compose(PAIR, facts, {nasty.id: nasty}, knowledge()))
    assert not re.search(r"(?<!\\)<(?:img|b|script)", text)
    assert "](javascript:" not in text.replace(r"\](javascript:", "")
    assert "](https://evil" not in text.replace(r"\](https\://evil", "")
    assert "(<https://a.example/x%3E%20%3Cscript%3E%28y%29>)" in text
