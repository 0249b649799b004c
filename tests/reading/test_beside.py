"""Encounters told by other words than of meeting."""

from __future__ import annotations

import pytest

from tests.reading.telling import claims, surnames


@pytest.mark.parametrize(
    ("text", "kind", "pair"),
    [
        (
            "Business with the navy brought Admiral Karambir Singh to Myanmar in September.",
            "visit",
            ("IND", "MMR"),
        ),
        (
            "Flanked by his Armenian counterpart Suren Papikyan, Greek Defence Minister Nikos Dendias told reporters that ties were good.",
            "meeting",
            ("ARM", "GRC"),
        ),
        (
            "Greek Defence Minister Nikos Dendias spoke to the press at the side of Suren Papikyan, Armenia's defence minister.",
            "meeting",
            ("ARM", "GRC"),
        ),
        (
            '"The accord was signed when I visited Greece in December," Armenian Defence Minister Suren Papikyan said.',
            "visit",
            ("ARM", "GRC"),
        ),
        (
            "Indonesian minister Prabowo Subianto was in Tokyo for a two-plus-two session with the Japanese.",
            "talks",
            ("IDN", "JPN"),
        ),
        (
            "The working group on Azerbaijani-Pakistani military cooperation held its fifth meeting in Islamabad.",
            "talks",
            ("AZE", "PAK"),
        ),
        (
            "The Turkish-Georgian working group on military cooperation came together in Ankara.",
            "talks",
            ("GEO", "TUR"),
        ),
    ],
)
def test_who_met(text: str, kind: str, pair: tuple[str, str]) -> None:
    assert (kind, pair) in {(c.type, c.parties) for c in claims(text, "engagement")}


def test_we_met_is_the_speaker_and_the_other_of_the_report() -> None:
    text = (
        'Greece and Armenia want closer military ties, Greek Defence Minister Nikos Dendias said. "Arms were talked about when we met '
        'just now," Armenian Defence Minister Suren Papikyan said.'
    )
    met = [c for c in claims(text, "engagement") if c.type == "meeting"]
    assert [c.parties for c in met] == [("ARM", "GRC")]
    assert "Papikyan" in surnames(met[0])


@pytest.mark.parametrize(
    "text",
    [
        "Ties between India and Oman rest on a Joint Military Cooperation Committee that meets annually.",
        "General Manoj Pande of India took command of the army, with tanks from Russia beside him.",
        "Greek Defence Minister Nikos Dendias said that with Armenia ties were good.",
    ],
)
def test_nobody_met(text: str) -> None:
    assert claims(text, "engagement") == []
