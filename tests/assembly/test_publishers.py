from __future__ import annotations

from pathlib import Path

import pytest

from communique.assembly.publishers import Publisher, publishers
from communique.errors import KnowledgeError
from communique.knowledge import load
from communique.model import Cited
from tests.assembly.reports import one, programme, report


def _cited(publisher: str, url: str = "") -> Cited:
    document = report("The S-400 was sold.", "2018-10-05", publisher, url=url)
    (cited,) = one(document, programme(document, "S-400", "S-400"))
    return cited


def _of(publisher: str, url: str = "") -> Publisher:
    return publishers(load()).of(_cited(publisher, url))


def test_by_name_alias_and_domain() -> None:
    assert _of("REUTERS").name == _of("", "https://www.reuters.com/world/x").name == "Reuters"
    assert _of("AFP").reliability == _of("Agence France-Presse").reliability


def test_unknown_publishers_are_f_and_told_apart_by_name_or_host() -> None:
    one_paper, other = _of("Sample Wire"), _of("", "https://paper.example/a")
    assert (one_paper.reliability, other.reliability) == ("F", "F")
    assert one_paper.key != other.key
    assert _of("", "https://paper.example/b").key == other.key


@pytest.mark.parametrize("url", ["http://[broken", "not an address", "https://", "javascript:alert(1)"])
def test_an_address_that_is_none_names_nobody(url: str) -> None:
    assert _of("", url) == Publisher("", "")


def test_a_domain_that_only_ends_alike_is_another() -> None:
    assert _of("", "https://notreuters.com/x").reliability == "F"


def test_who_belongs_to_a_state_is_a_party_to_its_matters() -> None:
    assert _of("TASS").is_party({"RUS", "IND"})
    assert not _of("TASS").is_party({"FRA", "IND"})
    assert not _of("Reuters").is_party({"GBR", "IND"})


def test_a_letter_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "publishers.csv").write_text("name,reliability,source\nSample Wire,G,own\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="Sample Wire"):
        publishers(load(tmp_path)).of(_cited("Sample Wire"))
