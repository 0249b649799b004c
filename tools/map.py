# /// script
# dependencies = ["pyproj>=3.7", "shapely>=2.1"]
# ///
"""Makes the map of the home page: Natural Earth's 1:50m states as ready SVG paths, small enough to stand in a page.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/map.py package/countries-50m.json src/communique/faces/web/data

Each arc of the TopoJSON is simplified once, so that neighbours keep one border; the projection is Equal Earth. States are
named by ISO 3166-1 alpha-3 (``states.csv``); areas of ``disputed.csv`` are cut out of the states that lie there.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.ops import unary_union

WIDTH = 1000.0
NORTH, SOUTH = 84.0, -56.5
# What is nearer to a line than this many degrees is left out; so are islands of less area, in units of the picture.
TOLERANCE, SPECK = 0.12, 0.7
# Features to which Natural Earth gives no numeric code; the rest of these stay without a state.
NAMED = {"Kosovo": "XKX"}
HERE = Path(__file__).resolve().parents[1] / "src/communique"

# WGS 84 to Equal Earth, an equal-area projection: no state is shaded larger than it is.
_equal_earth = Transformer.from_crs("EPSG:4326", "EPSG:8857", always_xy=True)
_EDGE = _equal_earth.transform(180.0, 0.0)[0]
_TOP = _equal_earth.transform(0.0, NORTH)[1]


def placed(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in units of the picture, y downwards."""
    x, y = _equal_earth.transform(longitude, latitude)
    scale = WIDTH / (2 * _EDGE)
    return ((x + _EDGE) * scale, (_TOP - y) * scale)


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """The arcs in degrees, simplified; their ends stay where they are, and none jumps at the 180th meridian."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    made = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[tuple[float, float]] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        points = unwrapped(points)
        line = LineString(points) if len(points) > 1 else LineString(points * 2)
        made.append([(float(a), float(b)) for a, b in line.simplify(TOLERANCE).coords])
    return made


def unwrapped(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The same line without a jump: what crosses the 180th meridian goes on beyond it."""
    made = points[:1]
    for longitude, latitude in points[1:]:
        turns = round((made[-1][0] - longitude) / 360)
        made.append((longitude + 360 * turns, latitude))
    return made


def ring_of(numbers: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """The points of a ring; a number below zero is an arc that is gone the other way."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return unwrapped(points)


def shape_of(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]]) -> MultiPolygon:
    """A feature as polygons of the picture, mended where simplifying crossed a line, cut at the 180th meridian."""
    parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    polygons = []
    for part in parts:
        shell, *holes = (ring_of(numbers, arcs) for numbers in part)
        if len(shell) < 4:
            continue
        whole = shapely.make_valid(Polygon(shell, [hole for hole in holes if len(hole) >= 4]))
        for turn in (-360.0, 0.0, 360.0):
            here = translate(whole, turn).intersection(box(-180, SOUTH, 180, 90))
            polygons += [shapely.make_valid(shapely.transform(one, placed_all)) for one in many(here).geoms]
    return many(unary_union(polygons))


def placed_all(points: Any) -> list[tuple[float, float]]:
    """Places of many points."""
    return [placed(longitude, latitude) for longitude, latitude in points]


def many(shape: Any) -> MultiPolygon:
    """The polygons of whatever a cut left."""
    parts = getattr(shape, "geoms", [shape])
    flat = [one for part in parts for one in getattr(part, "geoms", [part])]
    return MultiPolygon([p for p in flat if isinstance(p, Polygon) and not p.is_empty])


def path_of(shape: MultiPolygon) -> str:
    """The ``d`` of an SVG path, relative and to a tenth of a unit; specks are left out but for the largest."""
    largest = max((part.area for part in shape.geoms), default=0.0)
    pieces = []
    for part in shape.geoms:
        if part.area < min(SPECK, largest):
            continue
        pieces += [_ring_path(_tenths(ring)) for ring in (part.exterior, *part.interiors)]
    return "".join(pieces)


def _tenths(ring: Any) -> list[tuple[int, int]]:
    return [(round(x * 10), round(y * 10)) for x, y in ring.coords[:-1]]


def _ring_path(points: list[tuple[int, int]]) -> str:
    x, y = points[0]
    said = f"M{_tenth(x)} {_tenth(y)}l"
    steps = []
    for a, b in points[1:]:
        if (a, b) != (x, y):
            steps.append(f"{_tenth(a - x)} {_tenth(b - y)}")
            x, y = a, b
    # What is less than a tenth of a unit wide is a place and no shape.
    return said + " ".join(steps) + "z" if len(steps) > 1 else ""


def _tenth(number: int) -> str:
    return f"{number / 10:g}"


def main(source: Path, target: Path) -> None:
    """Writes ``world.json`` into ``target``."""
    topology = json.loads(source.read_text("utf-8"))
    arcs = arcs_of(topology)
    with (HERE / "knowledge/data/states.csv").open(encoding="utf-8") as file:
        codes = {row["iso_numeric"]: row["iso3"] for row in csv.DictReader(file) if row["iso_numeric"]}
    shapes = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id", ""), NAMED.get(name, name))
        if code != "ATA":
            # A state and its far islands may be two features of one code.
            shapes[code] = many(unary_union([shapes.get(code, MultiPolygon()), shape_of(geometry, arcs)]))
    with (target / "disputed.csv").open(encoding="utf-8") as file:
        disputed = [
            {"name": row["name"], "parties": row["parties"].split(";"), "d": cut(row, shapes)}
            for row in csv.DictReader(file)
        ]
    states = {code: drawn(shape) for code, shape in sorted(shapes.items()) if len(code) == 3 and shape.geoms}
    others = [path_of(shape) for code, shape in shapes.items() if len(code) != 3 and shape.geoms]
    bottom = placed(0.0, SOUTH)[1]
    data = {
        "width": WIDTH,
        "height": round(bottom, 1),
        "states": states,
        "others": others,
        "disputed": disputed,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace('},"', '},\n"')
    (target / "world.json").write_text(text + "\n", "utf-8")
    print(f"{len(states)} states, {len(disputed)} disputed areas, {len(text)} bytes")  # noqa: T201


def cut(row: dict[str, str], shapes: dict[str, MultiPolygon]) -> str:
    """Takes a disputed area out of the states that it lies in, and gives its path."""
    points = [placed(*map(float, pair.split())) for pair in row["outline"].split(";") if pair]
    taken = []
    for code in row["clip"].split(";"):
        area = shapes[code] if not points else shapes[code].intersection(shapely.make_valid(Polygon(points)))
        taken.append(area)
        shapes[code] = many(shapes[code].difference(area))
    return path_of(many(unary_union(taken).buffer(0.05)))


def drawn(shape: MultiPolygon) -> list[Any]:
    """A state's path, where its sign stands, and how much room there is."""
    largest = max(shape.geoms, key=lambda part: part.area)
    room = shapely.maximum_inscribed_circle(largest, tolerance=0.2)
    (x, y), _ = room.coords
    return [path_of(shape), round(x, 1), round(y, 1), round(room.length, 1)]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
