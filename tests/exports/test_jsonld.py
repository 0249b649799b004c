from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from communique.exports import exporter
from tests.exports.view import HOSTILE, view

OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    [path] = exporter("jsonld").write(view(), tmp_path_factory.mktemp("jsonld"))
    read: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return read


@pytest.fixture(scope="module")
def nodes(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The expanded graph by id, made by the format's own library."""
    return {node["@id"]: node for node in jsonld.expand(data)}


def test_it_expands_without_asking_the_network(data: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert len(jsonld.expand(data)) == len(data["graph"])


def test_no_key_is_lost_for_want_of_a_meaning(data: dict[str, Any]) -> None:
    known = set(data["@context"])
    used = {key for node in data["graph"] for key in node}
    targets = [node["hasTarget"] for node in data["graph"] if "hasTarget" in node]
    used |= {key for target in targets for key in target}
    used |= {key for target in targets for selector in target["hasSelector"] for key in selector}
    assert used <= known


def test_every_annotation_finds_its_words_again(
    data: dict[str, Any], nodes: dict[str, dict[str, Any]]
) -> None:
    texts = {f"urn:communique:document:{one.id}": one.text for one in view().documents.values()}
    annotations = [node for node in data["graph"] if node["type"] == "oa:Annotation"]
    assert len(annotations) >= len(view().cited)
    for node in annotations:
        quote, place = node["hasTarget"]["hasSelector"]
        text = texts[node["hasTarget"]["hasSource"]]
        assert text[place["start"] : place["end"]] == quote["exact"]
        assert text[: place["start"]].endswith(quote["prefix"])
        assert text[place["end"] :].startswith(quote["suffix"])
        assert nodes[node["hasBody"]]


def test_provenance_leads_from_every_fact_to_reports(nodes: dict[str, dict[str, Any]]) -> None:
    facts = [node for key, node in nodes.items() if key.startswith("urn:communique:fact:")]
    assert len(facts) == len(view().facts)
    for fact in facts:
        assert fact[f"{PROV}wasGeneratedBy"]
        for claim in fact[f"{PROV}wasDerivedFrom"]:
            [source] = nodes[claim["@id"]][f"{PROV}wasQuotedFrom"]
            assert f"{PROV}Entity" in nodes[source["@id"]]["@type"]


def test_an_address_that_is_none_becomes_no_link(nodes: dict[str, dict[str, Any]]) -> None:
    assert "https://schema.org/url" not in nodes[f"urn:communique:document:{HOSTILE.id}"]
    linked = [node for node in nodes.values() if "https://schema.org/url" in node]
    assert all(node["https://schema.org/url"][0]["@id"].startswith("https://") for node in linked)
    assert linked


def test_slots_survive_as_json(nodes: dict[str, dict[str, Any]]) -> None:
    slots = [node["urn:communique:term:slots"][0]["@value"] for key, node in nodes.items() if ":fact:" in key]
    assert [dict(fact.slots) for fact in view().facts] == json.loads(json.dumps(slots))


def test_without_quotes_only_places_are_told(tmp_path: Path) -> None:
    [path] = exporter("jsonld").write(view(0), tmp_path)
    selectors = [
        node["hasTarget"]["hasSelector"]
        for node in json.loads(path.read_text("utf-8"))["graph"]
        if "hasTarget" in node
    ]
    assert {len(found) for found in selectors} == {1}
