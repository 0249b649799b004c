from __future__ import annotations

from itertools import pairwise
from typing import Any

from communique.faces.web.network import circle, fan, ties
from communique.model import Cited, Claim, Evidence, Fact


def _fact(kind: str, *members: str, **slots: Any) -> Fact:
    claim = Claim(kind="engagement", evidence=(Evidence(0, 1, "x"),), parties=tuple(sorted(members)))
    return Fact(f"{kind}{members}{slots}", kind, slots, (Cited("c", "d", claim),))


FACTS = [
    _fact("programme", "IND", "RUS", equipment="S-400", line="S-400", mode="transfer", reached="contracted"),
    _fact("programme", "IND", "RUS", equipment="BrahMos", line="BrahMos", mode="co-development", reached="in-service"),
    _fact("programme", "IND", "RUS", equipment="BrahMos", line="BrahMos", mode="transfer", reached="proposed"),
    _fact("programme", "IND", "PHL", equipment="BrahMos", line="BrahMos", mode="transfer", reached="contracted"),
    _fact("mechanism", "IND", "RUS", name="IRIGC-MTC"),
    _fact("engagement", "IND", "USA"),
    _fact("engagement", "PHL", "USA", doubtful=True),
    _fact("engagement", *(f"P{number:02}" for number in range(20))),
]  # fmt: skip


def test_ties_name_what_is_dealt_through_the_highest_rung_first() -> None:
    found = ties(FACTS)
    assert [(tie.one, tie.other, tie.facts) for tie in found] == [
        ("IND", "RUS", 4), ("IND", "PHL", 1), ("IND", "USA", 1),
    ]  # fmt: skip
    assert [(one.kind, one.name, one.rung) for one in found[0].through] == [
        ("mechanism", "IRIGC-MTC", None), ("programme", "BrahMos", 4), ("programme", "S-400", 0),
    ]  # fmt: skip
    assert found[0].rung == 4


def test_one_party_and_one_kind() -> None:
    assert [(tie.one, tie.other) for tie in ties(FACTS, of="PHL")] == [("IND", "PHL")]
    assert [tie.counts for tie in ties(FACTS, through="mechanism")] == [{"mechanism": 1}]


def test_the_circle_sets_partners_side_by_side_and_leaves_out_what_has_no_room() -> None:
    web = circle(ties(FACTS))
    codes = [node.code for node in web.nodes]
    assert set(codes) == {"IND", "RUS", "PHL", "USA"}
    assert abs(codes.index("IND") - codes.index("RUS")) == 1
    assert len(web.edges) == 3
    many = [_fact("engagement", "HUB", f"S{number:02}") for number in range(40)]
    assert circle(ties(many)).left_out == 11


def test_in_the_fan_many_partners_of_one_line_stay_inside_the_drawing() -> None:
    made: dict[str, Any] = {
        "equipment": "S-400",
        "line": "S-400",
        "mode": "transfer",
        "reached": "contracted",
    }
    crowd = [_fact("programme", "RUS", f"S{number:02}", **made) for number in range(14)]
    crowd += [_fact("mechanism", "RUS", "S00", name=f"Body {number}") for number in range(3)]
    web = fan(ties(crowd, of="RUS"), "RUS")
    assert sum(node.kind == "party" for node in web.nodes) == 14
    assert all(0 < node.y < web.height for node in web.nodes)
    levels = sorted(node.y for node in web.nodes if node.kind == "party")
    assert all(later - former >= 30 for former, later in pairwise(levels))


def test_in_the_fan_every_partner_has_its_say() -> None:
    crowd = [_fact("mechanism", "IND", "RUS", name=f"Body {number}") for number in range(60)]
    web = fan(ties([*crowd, *FACTS], of="IND"), "IND")
    named = {node.code for node in web.nodes}
    assert {"PHL", "RUS", "BrahMos"} <= named
    assert web.left_out > 30
    levels = sorted(node.y for node in web.nodes if node.kind == "party")
    assert all(later - former >= 30 for former, later in pairwise(levels))
