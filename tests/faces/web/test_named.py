"""People, mechanisms, equipment and publishers: what their lists and pages say is what the facts say."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest

from communique.faces.web.named import SORTS, named
from communique.knowledge import fold
from communique.model import Cited, Claim, Evidence, Fact, Participant
from tests.alerts.scene import KNOWLEDGE
from tests.faces.web.site import Site


def _json(site: Site, path: str) -> Any:
    got = site.get(path)
    assert got.status == 200, got.text
    return json.loads(got.text)


@pytest.mark.parametrize("sort", SORTS)
def test_each_has_a_page_that_its_list_leads_to(site: Site, sort: str) -> None:
    rows = _json(site, f"/api/v1/named/{sort}?limit=500")[sort]
    text = site.get(f"/named/{sort}").text
    links = re.findall(rf'href="(/named/{sort}/[a-z0-9-]+)"', text)
    assert links == [f"/named/{sort}/{row['key']}" for row in rows][:100]
    for link in links[:3]:
        assert site.get(link).status == 200
    assert site.get(f"/named/{sort}/nobody-00000000").status == 404


@pytest.mark.parametrize("sort", SORTS)
def test_filters_and_pages_narrow_the_list(site: Site, sort: str) -> None:
    whole = _json(site, f"/api/v1/named/{sort}?limit=500")
    rows = whole[sort]
    pages = [
        row
        for at in range(0, whole["total"], 4)
        for row in _json(site, f"/api/v1/named/{sort}?limit=4&offset={at}")[sort]
    ]
    assert pages == rows
    one, other = rows[0]["pairs"][0]["parties"]
    pair = _json(site, f"/api/v1/named/{sort}?between={one}&between={other}&limit=500")
    assert [row["key"] for row in pair[sort]] == [
        row["key"] for row in rows if any({one, other} == set(p["parties"]) for p in row["pairs"])
    ]
    assert pair["total"] > 0
    assert _json(site, f"/api/v1/named/{sort}?between=Chad&between=Peru")["total"] == 0
    word = rows[0]["name"].split()[0]
    found = _json(site, f"/api/v1/named/{sort}?limit=500&words={word}")[sort]
    assert rows[0]["key"] in [row["key"] for row in found]
    assert all(word.casefold() in f"{row['name']} {row['note']}".casefold() for row in found)
    assert _json(site, f"/api/v1/named/{sort}?as_of=2001-01-01")["total"] == 0


def test_a_person_has_the_facts_in_which_it_took_part(site: Site) -> None:
    rows = _json(site, "/api/v1/named/people?limit=500")["people"]
    for row in rows[:5]:
        shown = _json(site, f"/api/v1/named/people/{row['key']}")
        assert len(shown["facts"]) == row["count"] == sum(row["years"].values())
        for fact in shown["facts"]:
            assert fold(row["name"]) in [fold(one["name"]) for one in fact["slots"]["participants"]]


def test_a_publisher_tells_its_letter_and_what_it_was_first_with(site: Site) -> None:
    (row, *_) = _json(site, "/api/v1/named/publishers")["publishers"]
    shown = _json(site, f"/api/v1/named/publishers/{row['key']}")
    assert set(shown["first"]) <= {fact["id"] for fact in shown["facts"]}
    text = html.unescape(site.get(f"/named/publishers/{row['key']}").text)
    assert row["details"]["Reliability"] in text
    assert "First with" in text


def _told(publisher: str, day: str | None, document: str) -> Cited:
    claim = Claim(kind="programme", evidence=(Evidence(0, 1, "x"),), equipment="S-400", supplier=("RUS",),
                  recipient=("IND",), mode="transfer", status="contracted", confidence=0.9)  # fmt: skip
    return Cited(f"claim{document}", document, claim, publisher, day)


def _fact(*cited: Cited) -> Fact:
    return Fact("f" * 64, "programme", {"equipment": "S-400", "status": "contracted"}, cited)


def test_first_is_who_has_the_earliest_day_and_on_one_day_all_of_them() -> None:
    fact = _fact(_told("Late", "2018-10-06", "1"), _told("Early", "2018-10-05", "2"), _told("Also Early", "2018-10-05T08:00", "3"),
                 _told("Undated", None, "4"))  # fmt: skip
    first = {one.name: len(one.first) for one in named("publishers", [fact], KNOWLEDGE)}
    assert first == {"Late": 0, "Early": 1, "Also Early": 1, "Undated": 0}


def test_two_of_one_name_for_different_states_are_two() -> None:
    people = (Participant("Kim Lee", "Minister", None, "KOR"), Participant("Kim Lee", "General", None, "PRK"))
    claim = Claim(
        kind="engagement",
        evidence=(Evidence(0, 1, "x"),),
        type="talks",
        parties=("KOR", "PRK"),
        participants=people,
    )
    slots = {key: value for key, value in claim.to_json().items() if key != "evidence"}
    fact = Fact("e" * 64, "engagement", slots, (Cited("c", "d", claim, "Wire", "2025-01-01"),))
    found = named("people", [fact], KNOWLEDGE)
    assert {one.note for one in found} == {"Minister, South Korea", "General, North Korea"}
    assert len({one.key for one in found}) == 2


def test_a_key_stays_when_more_reports_come() -> None:
    one = _fact(_told("Wire", "2018-10-05", "1"))
    more = _fact(*one.cited, _told("Wire", "2019-10-05", "2"))
    assert [p.key for p in named("publishers", [one], KNOWLEDGE)] == [
        p.key for p in named("publishers", [more], KNOWLEDGE)
    ]
