"""Rules: what a file may say, what is wrong in words, and of which facts a rule speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique.alerts.rules import Rule, load_rules, made_rule, names_of
from communique.errors import AlertError, CommuniqueError
from communique.model import Cited, Claim, Evidence, Fact
from tests.alerts.scene import KNOWLEDGE

NAMES = names_of(KNOWLEDGE)


def fact(**more: Any) -> Fact:
    slots = {"equipment": "Su-30MKI", "family": "combat-aircraft", "status": "contracted"} | more.pop(
        "slots", {}
    )
    claim = Claim("programme", (Evidence(0, 1, "x"),), supplier=("RUS",), recipient=("IND",), confidence=0.7)
    return Fact(**{"id": "f", "kind": "programme", "slots": slots, "cited": (Cited("c", "d", claim),)} | more)


def test_a_file_of_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        """
[[rule]]
name = "S-400 moves"
pair = ["India", "Russian"]
kind = "programme"
equipment = ["S-400", "helicopters"]
status = ["delivered", "partly-delivered"]
only = "changes"
belief = 0.6
confidence = 0.5

[[rule]]
name = "all"
"""
    )
    moves, everything = load_rules(path, KNOWLEDGE)
    assert moves == Rule(
        "S-400 moves", ("IND", "RUS"), ("programme",), ("S-400", "helicopters"), ("delivered", "partly-delivered"),
        "changes", 0.6, 0.5,
    )  # fmt: skip
    assert everything == Rule("all")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rules"),
        ("x = 1", "no rules"),
        ("[rule]\nname = 'a'", "no rules"),
        ("[[rule]]\nname = 'a'\n[other]", "no rules"),
        ("[[rule]]", "rule 1: has no name"),
        ("[[rule]]\nname = 5", "has no name"),
        ('[[rule]]\nname = "a\\tb"\n', "has no name"),
        ("[[rule]]\nname = 'a'\n[[rule]]\nname = 'a'", "two rules are called 'a'"),
        ("[[rule]]\nname = 'a'\nkinds = ['use']", "did you mean kind?"),
        ("[[rule]]\nname = 'a'\nkind = ['program']", "did you mean programme?"),
        ("[[rule]]\nname = 'a'\nstatus = ['contract']", "did you mean contracted?"),
        ("[[rule]]\nname = 'a'\npair = ['Indai']", "India"),
        ("[[rule]]\nname = 'a'\nbelief = 60", "0 to 1"),
        ("[[rule]]\nname = 'a'\nconfidence = true", "0 to 1"),
        ("[[rule]]\nname = 'a'\nequipment = [1]", "list of texts"),
        ("[[rule]]\nname = 'a'\nonly = 'old'", "new, changes"),
        ("[[rule]\n", "no TOML"),
        ("\xff", "no rules|no TOML"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(CommuniqueError, match=said.replace("?", r"\?")):
        load_rules(path, KNOWLEDGE)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(AlertError, match="cannot be read"):
            load_rules(path, KNOWLEDGE)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"pair": ["India", "Russia"]},
        {"pair": "India"},
        {"kind": ["use", "programme"]},
        {"equipment": "Su-30MKI"},
        {"equipment": "su-30mki"},
        {"equipment": "Su-30"},
        {"equipment": ["helicopters", "combat-aircraft"]},
        {"status": ["contracted"]},
        {"confidence": 0.7},
        {"belief": 0.5},
    ],
)
def test_a_rule_speaks_of_a_fact(said: dict[str, Any]) -> None:
    rule = made_rule({"name": "r", **said}, "here", KNOWLEDGE)
    assert rule.holds(fact(belief=0.5), NAMES)


@pytest.mark.parametrize(
    "said",
    [
        {"pair": ["India", "France"]},
        {"kind": ["use"]},
        {"equipment": "S-400"},
        {"equipment": "helicopters"},
        {"status": ["delivered"]},
        {"confidence": 0.71},
        {"belief": 0.51},
    ],
)
def test_a_rule_is_silent_about_a_fact(said: dict[str, Any]) -> None:
    rule = made_rule({"name": "r", **said}, "here", KNOWLEDGE)
    assert not rule.holds(fact(belief=0.5), NAMES)


def test_a_fact_without_belief_holds_no_bound_on_it() -> None:
    assert not Rule("r", belief=0.1).holds(fact(belief=None), NAMES)
    assert Rule("r").holds(fact(belief=None), NAMES)


def test_a_fact_without_equipment_is_no_equipment() -> None:
    assert not Rule("r", equipment=("S-400",)).holds(fact(slots={"equipment": None}), NAMES)
