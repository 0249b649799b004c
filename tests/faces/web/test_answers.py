from __future__ import annotations

import json
from typing import Any

import pytest

from tests.faces.program import here
from tests.faces.web.site import Site


def _json(site: Site, path: str) -> Any:
    got = site.get(path)
    assert got.status == 200, got.text
    assert got.headers["Content-Type"] == "application/json"
    return json.loads(got.text)


def test_the_brief_is_byte_for_byte_that_of_the_command(site: Site) -> None:
    done = here("brief", "India", "Philippines", "--format", "json", "--register", site.register)
    assert site.get("/api/v1/pairs/India/Philippines/brief").text.strip() == done.out.strip()


def test_facts_come_in_pages_that_add_up(site: Site) -> None:
    whole = _json(site, "/api/v1/facts?limit=500")
    pages = [_json(site, f"/api/v1/facts?limit=7&offset={at}")["facts"] for at in range(0, whole["total"], 7)]
    assert [fact["id"] for page in pages for fact in page] == [fact["id"] for fact in whole["facts"]]
    kinds = {fact["kind"] for fact in _json(site, "/api/v1/facts?kind=programme&limit=500")["facts"]}
    assert kinds == {"programme"}
    pair = _json(site, "/api/v1/facts?between=India&between=PHL&limit=500")
    assert 0 < pair["total"] < whole["total"]
    sure = _json(site, "/api/v1/facts?min_belief=0.8&limit=500")["facts"]
    assert [fact["id"] for fact in sure] == [fact["id"] for fact in whole["facts"] if fact["belief"] >= 0.8]
    assert 0 < len(sure) < whole["total"]


def test_ids_lead_on(site: Site) -> None:
    fact = _json(site, "/api/v1/facts?kind=programme")["facts"][0]
    shown = _json(site, f"/api/v1/facts/{fact['id'][:16]}")
    assert [claim["id"] for claim in shown["claims"]] == fact["claims"]
    document = _json(site, f"/api/v1/documents/{shown['claims'][0]['document']}")
    span = shown["claims"][0]["evidence"][0]
    assert document["document"]["text"][span["start"] : span["end"]] == span["quote"]
    assert {claim["told"] for claim in document["claims"]} <= {"new", "update", "retold", "undated", None}
    assert _json(site, "/api/v1/search?words=BrahMos")["documents"]
    pairs = _json(site, "/api/v1/pairs")["pairs"]
    assert all(pair["facts"] >= pair["tempo"] >= 0 for pair in pairs)
    assert max(pair["tempo"] for pair in pairs) > 0


def test_documents_are_those_of_the_command_in_pages(site: Site) -> None:
    for options, query in (
        ([], ""),
        (["--between", "India", "PHL"], "&between=India&between=PHL"),
        (["--since", "2024", "--until", "2025-08"], "&since=2024&until=2025-08"),
    ):
        done = here("list", "documents", *options, "--json", "--register", site.register)
        expected = [json.loads(line) for line in done.out.splitlines()]
        whole = _json(site, f"/api/v1/documents?limit=500{query}")
        assert whole["total"] == len(expected) > 1
        assert whole["documents"] == [{k: v for k, v in one.items() if k != "text"} for one in expected]
        pages = [
            _json(site, f"/api/v1/documents?limit=4&offset={at}{query}") for at in range(0, len(expected), 4)
        ]
        assert [one for page in pages for one in page["documents"]] == whole["documents"]
    assert _json(site, "/api/v1/documents?as_of=2001-01-01")["total"] == 0
    first = site.get("/api/v1/documents")
    assert site.get("/api/v1/documents", If_None_Match=first.headers["ETag"]).status == 304


def test_a_search_keeps_to_its_period(site: Site) -> None:
    whole = _json(site, "/api/v1/search?words=BrahMos&limit=100")["documents"]
    some = _json(site, "/api/v1/search?words=BrahMos&limit=100&since=2024&until=2025-06")["documents"]
    assert some == [one for one in whole if one["published"] and "2024" <= one["published"][:7] <= "2025-06"]
    assert 0 < len(some) < len(whole)
    done = here(
        "search", "BrahMos", "--since", "2024", "--until", "2025-06", "--json", "--register", site.register
    )
    assert [json.loads(line)["document_id"] for line in done.out.splitlines()] == [
        one["document"] for one in some
    ][:20]


def test_the_network_tells_who_with_whom_through_what(site: Site) -> None:
    whole = _json(site, "/api/v1/network?limit=500")
    assert whole["total"] == len(whole["ties"]) > 1
    own = _json(site, "/api/v1/network?of=Manila")["ties"]
    assert own
    assert all("PHL" in tie["parties"] for tie in own)
    line = next(one for tie in own for one in tie["through"] if one["name"] == "BrahMos")
    assert _json(site, f"/api/v1/facts/{line['fact'][:16]}")["kind"] == "programme"
    assert all(
        set(tie["kinds"]) == {"mechanism"} for tie in _json(site, "/api/v1/network?through=mechanism")["ties"]
    )
    assert whole["total"] > _json(site, "/api/v1/network?until=2023")["total"]


def test_a_pair_is_compared_with_itself_before_and_with_another(site: Site) -> None:
    asked = "since=2022&until=2025&beside=France/India"
    found = _json(site, f"/api/v1/pairs/India/Philippines/compare?{asked}")
    assert (found["now"]["since"], found["now"]["until"]) == ("2022-01-01", "2025-12-31")
    assert (found["before"]["since"], found["before"]["until"]) == ("2018-01-01", "2021-12-31")
    assert found["beside"]["parties"] == ["FRA", "IND"]
    now, before = found["now"]["figures"], found["before"]["figures"]
    assert now["new-programmes"]["value"] > before["new-programmes"]["value"] == 0
    for one in now.values():
        assert all(_json(site, f"/api/v1/facts/{id[:16]}")["id"] == id for id in one["facts"])
    page = site.get(f"/pair/India/Philippines?{asked}").text
    assert "France and India" in page
    assert [row["rung"] for row in found["ladders"]][-1] == "Transfer"
    assert "Rafale" in {one["equipment"] for one in found["ladders"][-1]["beside"]}
    ladders = page[page.index("The two ladders") :]
    assert ladders.index(">Rafale") < ladders.index("</table>")
    assert ladders.index(">BrahMos") < ladders.index("</table>")
    assert page.count('class="count"') == sum(
        bool(one["facts"]) for side in ("now", "before", "beside") for one in found[side]["figures"].values()
    )


def test_an_answer_that_is_known_is_not_sent_again(site: Site) -> None:
    first = site.get("/api/v1/facts?kind=use")
    again = site.get("/api/v1/facts?kind=use", If_None_Match=first.headers["ETag"])
    assert (again.status, again.text) == (304, "")
    other = site.get("/api/v1/facts?kind=programme", If_None_Match=first.headers["ETag"])
    assert other.status == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/facts/ffffffff", 404),
        ("/api/v1/facts/nohex", 422),
        ("/api/v1/facts?limit=100000", 422),
        ("/api/v1/facts?kind=deal", 422),
        ("/api/v1/pairs/Indai/Russia/brief", 400),
        ("/api/v1/pairs/India/Philippines/compare?beside=India", 422),
        ("/api/v1/pairs/India/Philippines/compare?beside=India/Indai", 400),
        ("/api/v1/network?of=Atlantis", 400),
        ("/api/v1/network?through=deals", 422),
        ("/api/v1/documents?between=India&between=Indai", 400),
        ("/api/v1/documents?since=soon", 422),
        ("/api/v1/documents?since=2025&until=2024", 400),
        ("/api/v1/search?words=x&since=2025-02-30", 400),
        ("/api/v1/pairs?as_of=soon", 422),
        ("/api/v1/pairs?as_of=2025-02-30", 400),
        ("/api/v1/nothing", 404),
    ],
)
def test_problems_are_told_as_rfc_9457_has_it(site: Site, path: str, status: int) -> None:
    got = site.get(path)
    assert got.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(got.text)
    assert (got.status, problem["status"]) == (status, status)
    assert problem["title"]


def test_the_api_keeps_what_its_description_says(site: Site) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis.specs.openapi import checks  # noqa: PLC0415 - for this test alone

    schema = schemathesis.openapi.from_url(f"{site.address}/api/v1/openapi.json")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 12
    from hypothesis import HealthCheck, given, settings  # noqa: PLC0415 - for this test alone

    for operation in operations:

        @given(case=operation.as_strategy())
        @settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        def keeps(case: Any) -> None:
            response = case.call()
            assert response.status_code < 500, (case.path, response.text[:200])
            # A party that does not exist fits the description and is refused all the same, with near names.
            case.validate_response(response, excluded_checks=[checks.positive_data_acceptance])

        keeps()
