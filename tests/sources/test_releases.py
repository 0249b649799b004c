"""What ministries print around a release."""

from __future__ import annotations

import pytest

from communique.sources.releases import release, release_number

BODY = "The ministry signed a contract for twelve aircraft with the company in the capital, it was said there today."


def test_a_release_of_an_information_bureau() -> None:
    text = f"Press Information Bureau\nGovernment of India\nMinistry of Defence\n05 OCT 2018 3:45PM by PIB Delhi\nContract for twelve aircraft\n{BODY}\n(Release ID: 1548701)"
    found = release(text)
    assert (found.title, found.publisher, found.published, found.number) == (
        "Contract for twelve aircraft",
        "Ministry of Defence",
        "2018-10-05",
        "1548701",
    )
    assert (found.dateline.place, found.dateline.agency) == ("Delhi", "PIB")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Release No: NR-123-18", "NR-123-18"),
        ("Press Release No. 12/2018", "12/2018"),
        ("No. 234-18", "234-18"),
        ("No. of aircraft: 12", ""),
    ],
)
def test_numbers_of_releases(line: str, number: str) -> None:
    assert (
        release(f"IMMEDIATE RELEASE\n{line}\nContract for twelve aircraft\nOctober 5, 2018\n{BODY}").number
        == number
    )


def test_a_text_that_is_no_release_gives_nothing() -> None:
    found = release(f"{BODY}\n{BODY}")
    assert (found.title, found.publisher, found.published, found.number) == ("", "", None, "")


def test_of_a_page_only_a_short_line_that_says_so_is_a_number() -> None:
    assert release_number(f"{BODY}\n(Release ID: 1548701)") == "1548701"
    assert release_number(f"{BODY}\nNo. 234-18") == ""
    assert release_number(f"{BODY} It is told in press release no. 12/2018.\n{BODY}") == ""
