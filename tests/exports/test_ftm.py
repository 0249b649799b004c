from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from communique.exports import exporter
from tests.exports.view import view

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the library itself
    from followthemoney import model


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    [path] = exporter("ftm").write(view(), tmp_path_factory.mktemp("ftm"))
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _schema(data: dict[str, Any]) -> Any:
    schema = model.get(data["schema"])
    assert schema is not None, data["schema"]
    return schema


def test_the_model_knows_every_schema_and_property_and_cleans_nothing_away(
    entities: list[dict[str, Any]],
) -> None:
    for data in entities:
        schema = _schema(data)
        assert not schema.abstract
        schema.validate(data)
        read = model.get_proxy(data, cleaned=False)
        assert read.to_dict()["properties"].keys() == data["properties"].keys(), data


def test_every_reference_leads_to_an_entity(entities: list[dict[str, Any]]) -> None:
    ids = {data["id"] for data in entities}
    assert len(ids) == len(entities)
    for data in entities:
        schema = _schema(data)
        for name, values in data["properties"].items():
            assert schema.get(name) is not None, (data["schema"], name)
            if schema.get(name).type.name == "entity":
                assert set(values) <= ids, (data["id"], name)


def test_what_becomes_of_each_kind(entities: list[dict[str, Any]]) -> None:
    schemata = {data["schema"] for data in entities}
    assert {"Event", "Project", "ProjectParticipant", "Contract", "ContractAward"} <= schemata
    assert {"Sanction", "Organization", "Membership", "Note", "Person", "PublicBody", "Article"} <= schemata
    sanction = next(data["properties"] for data in entities if data["schema"] == "Sanction")
    assert sanction["entity"] == ["party-IND"]
    assert sanction["program"] == ["tariff"]
    s400 = next(d for d in entities if d["schema"] == "Contract" and d["properties"]["title"] == ["S-400"])
    assert s400["properties"]["contractDate"] == ["2018-10-05"]
    assert s400["properties"]["currency"] == ["USD"]


def test_an_unsafe_address_is_not_taken_for_one(tmp_path: Path) -> None:
    exporter("ftm").write(view(), tmp_path)
    lines = (tmp_path / "entities.ftm.json").read_text("utf-8").splitlines()
    read = [model.get_proxy(json.loads(line), cleaned=False) for line in lines]
    urls = [url for entity in read for url in entity.get("sourceUrl", quiet=True)]
    assert urls
    assert all(url.startswith("https://") for url in urls)
