from __future__ import annotations

import csv
import re
from importlib import resources

from communique.faces.web.atlas import VIEW, atlas, world
from communique.faces.web.summary import Partner
from communique.knowledge import load

PATH = re.compile(r"(M-?[\d.]+ -?[\d.]+l(-?[\d.]+ -?[\d.]+ ?)+z)*")


def _partner(code: str, rung: int | None = 0, facts: int = 3) -> Partner:
    return Partner(code, facts, rung, "2025-08-06", 1, 1)


def test_every_shape_is_a_plain_path_of_a_party_that_we_know() -> None:
    known = load()
    shapes = world()
    assert len(shapes.states) > 220
    assert all(known.name_of(code) != code for code in shapes.states)
    assert all(PATH.fullmatch(state.d) for state in shapes.states.values())
    assert all(PATH.fullmatch(d) for d in shapes.others)


def test_disputed_areas_are_cut_out_of_every_state_and_named() -> None:
    table = resources.files("communique.faces.web").joinpath("data/disputed.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))
    drawn = {name: (parties, d) for name, parties, d in world().disputed}
    assert {row["name"] for row in rows} == drawn.keys()
    assert all(PATH.fullmatch(d) and d for _, d in drawn.values())
    assert all(code in load().names for parties, _ in drawn.values() for code in parties)


def test_signs_stand_apart_and_inside() -> None:
    crowd = ["FRA", "DEU", "BEL", "NLD", "LUX", "CHE", "ITA", "AUT", "CZE", "POL", "DNK", "GBR", "ISR", "SGP"]
    found = atlas([_partner(code) for code in crowd])
    signs = [(one.sign_x, one.sign_y) for one in found.shaded]
    near = [(a, b) for a in signs for b in signs if a < b and (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < 12**2]
    assert near == []
    assert all(VIEW[0] < x < VIEW[0] + VIEW[2] and VIEW[1] < y < VIEW[3] for x, y in signs)


def test_who_has_no_shape_is_told_beside_and_what_is_small_is_a_dot() -> None:
    found = atlas([_partner("SGP"), _partner("NATO"), _partner("IND")], focus="RUS")
    assert [one.code for one in found.absent] == ["NATO"]
    assert {one.partner.code: one.dot for one in found.shaded} == {"SGP": True, "IND": False}
    assert len(found.lines) == 2
    assert world().states["RUS"].d not in found.rest
    assert world().states["FRA"].d in found.rest
