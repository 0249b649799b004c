from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from communique.exports import exporter
from communique.exports.crosswalk import _events, _modes, _rows, coding
from communique.exports.plover import DYAD_COLUMNS, events, modality
from communique.model import Fact
from communique.vocabulary import INSTRUMENTS, KINDS, MODES, STATUSES, TERMS, TYPES
from tests.assembly.reports import claim, facts_of, one, report
from tests.exports.view import only, view


def _fact(kind: str, **slots: Any) -> Fact:
    return Fact("0" * 64, kind, slots, ())


def _coded(kind: str, **slots: Any) -> str:
    found = coding(_fact(kind, **slots))
    return f"{found.event}/{found.mode}" if found else ""


@pytest.mark.parametrize(
    ("kind", "slots", "expected"),
    [
        ("engagement", {"type": "visit", "status": "planned"}, "AGREE/"),
        ("engagement", {"type": "visit", "status": "held"}, "CONSULT/visit"),
        ("engagement", {"type": "call", "status": "held"}, "CONSULT/phone"),
        (
            "engagement",
            {"type": "meeting", "status": "held", "parties": ["IND", "JPN", "USA"]},
            "CONSULT/multilateral",
        ),
        ("engagement", {"type": "meeting", "status": "held", "parties": ["IND", "JPN"]}, "CONSULT/"),
        ("engagement", {"type": "talks", "status": "cancelled"}, "REJECT/meet"),
        ("engagement", {"type": "exercise", "status": "held"}, "COOPERATE/"),
        ("engagement", {"type": "exercise", "status": "planned"}, "AGREE/"),
        ("engagement", {"type": "agreement", "status": "held"}, "SUPPORT/"),
        ("programme", {"mode": "transfer", "terms": "sale", "status": "contracted"}, "COOPERATE/"),
        ("programme", {"mode": "transfer", "terms": "gift", "status": "delivered"}, "AID/"),
        ("programme", {"mode": "transfer", "terms": "gift", "status": "planned"}, "AGREE/"),
        ("programme", {"mode": "transfer", "status": "requested"}, "REQUEST/assist"),
        ("programme", {"mode": "transfer", "status": "suspended"}, "SANCTION/discontinue"),
        ("programme", {"mode": "co-development", "status": "in-production"}, "COOPERATE/"),
        ("pressure", {"instrument": "sanctions", "status": "imposed"}, "SANCTION/discontinue"),
        ("pressure", {"instrument": "sanctions", "status": "threatened"}, "THREATEN/restrict"),
        ("pressure", {"instrument": "aid-cut", "status": "threatened"}, "THREATEN/relations"),
        ("pressure", {"instrument": "demand", "status": "demanded"}, "REQUEST/change"),
        ("pressure", {"instrument": "diplomatic", "status": "imposed"}, "ACCUSE/disapprove"),
        ("pressure", {"instrument": "embargo", "status": "lifted"}, "RETREAT/"),
        ("use", {"family": "drones", "against": ["RUS"]}, "ASSAULT/drone"),
        ("use", {"family": "drones"}, ""),
        ("posture", {"direction": "strengthening"}, ""),
        ("mechanism", {"status": "in-force"}, ""),
    ],
)
def test_the_manual_s_rules(kind: str, slots: dict[str, Any], expected: str) -> None:
    assert _coded(kind, **slots) == expected


def test_every_row_gives_its_reason_and_an_event_and_mode_that_plover_has() -> None:
    for row in _rows("plover_crosswalk"):
        assert row["source"]
        assert row["event"] in _events()
        assert not row["mode"] or (row["event"], row["mode"]) in _modes(), row
        assert row["ends"] in ("both", "ends", "back", "guest")


def test_every_row_can_be_reached() -> None:
    """A row that an earlier one always hides is a mistake of the table's order."""
    ways = {"programme": ("", *TERMS), "engagement": ("", "many")}
    whats = {"engagement": TYPES, "programme": ("", *MODES), "pressure": INSTRUMENTS}
    reached = set()
    for kind in KINDS:
        for what, way, status in product(
            whats.get(kind, ("",)), ways.get(kind, ("",)), ("", *STATUSES[kind])
        ):
            asked = (kind, what, way, status)
            for number, row in enumerate(_rows("plover_crosswalk")):
                wanted = (row["kind"], row["what"], row["way"], row["status"])
                if all(want in ("*", "", have) for want, have in zip(wanted, asked, strict=True)):
                    reached.add(number)
                    break
    assert reached == set(range(len(_rows("plover_crosswalk"))))


def test_quads_follow_the_manual_s_sections() -> None:
    quads = {name: int(row["quad"]) for name, row in _events().items()}
    assert quads["SANCTION"] == 4  # the manual's last table has 3; its section says material conflict
    assert float(_events()["ACCUSE"]["scale"]) < 0
    for name, row in _events().items():
        assert (float(row["scale"]) > 0) == (quads[name] in (1, 2)) or name == "REQUEST"


def test_who_acts_on_whom() -> None:
    text = report("Narendra Modi visited Moscow on Monday. A tariff on India was threatened.", "2025-08-06")
    visit = claim(
        text,
        "Narendra Modi visited Moscow",
        "engagement",
        type="visit",
        parties="IND RUS",
        place="Moscow",
        status="held",
    )
    threat = claim(
        text, "A tariff on India", "pressure", by="USA", on="IND", instrument="tariff", status="threatened"
    )
    found = {event.coding.event: event for event in events(only(*facts_of(one(text, visit, threat), text)))}
    assert (found["CONSULT"].actors, found["CONSULT"].recipients) == (("IND",), ("RUS",))
    assert found["THREATEN"].dyads == [("USA", "IND", False)]
    assert modality(found["THREATEN"])["future"]


def test_an_old_contract_retold_is_history() -> None:
    text = report("India ordered the S-400 from Russia in October 2018.", "2025-08-06")
    order = claim(
        text,
        "India ordered the S-400",
        "programme",
        equipment="S-400",
        supplier="RUS",
        recipient="IND",
        mode="transfer",
        status="contracted",
        date="2018-10",
    )
    [event] = events(only(*facts_of(one(text, order), text)))
    assert modality(event) == {"historical": True, "future": False, "hypothetical": False, "negation": False}


def test_records_and_dyads_agree(tmp_path: Path) -> None:
    lines, table = exporter("plover").write(view(), tmp_path)
    records = {one["id"]: one for one in map(json.loads, lines.read_text("utf-8").splitlines())}
    with table.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert tuple(rows[0]) == DYAD_COLUMNS
    assert {row["fact"] for row in rows} == set(records)
    for row in rows:
        record = records[row["fact"]]
        assert [row["event"]] == record["event"]
        actors = {one["country_name"] for one in record["actor"]}
        assert row["actor"] in actors
        assert row["recipient"] in actors | {one["country_name"] for one in record["recipient"]}
        needs = _events()[row["event"]]["recipient"] == "yes"
        assert record["recipient"] or not needs
    negated = [record for record in records.values() if record["negation"]]
    assert negated, "the denial of the history must be among them"
    assert all(len(record["event_text"][0]) <= 300 for record in records.values())
