"""Reading a community plan (平面图) from a GeoJSON file (RFC 7946): degrees become metres, tags become our kinds.

A file that spans less than `DEGREES` on both axes is in WGS-84 degrees (no community is that wide), else it is in
metres with y downwards. Tags of OpenStreetMap (building, highway, landuse …) are understood as they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from geojson_pydantic import FeatureCollection
from pydantic import ValidationError

from linli.kernel.errors import DomainError, TooLarge
from linli.sections.registry.roster.places import building_name

MAX_BYTES = 3 * 1024 * 1024
MAX_FEATURES, MAX_POINTS = 3000, 60_000
DEGREES = 0.2
MAX_METRES = 20_000
METRES_PER_DEGREE = 111_320.0
KINDS = {
    "building": "building", "楼栋": "building", "楼": "building", "road": "road", "道路": "road", "路": "road",
    "green": "green", "绿地": "green", "water": "water", "水面": "water", "ground": "ground", "小区": "ground",
    "gate": "gate", "大门": "gate", "门": "gate", "hall": "hall", "会客厅": "hall", "board": "board",
    "留言板": "board", "spot": "spot", "地点": "spot",
}  # fmt: skip
OSM = (
    ("building", "building"),
    ("highway", "road"),
    ("waterway", "water"),
    ("barrier", "gate"),
    ("entrance", "gate"),
)
GREEN = {"park", "garden", "grass", "forest", "wood", "recreation_ground", "village_green"}
Geometry = dict[str, Any]


@dataclass
class PlanFile:
    """What was read: features in metres, where they lie on the globe, and what a person should know."""

    features: list[dict[str, Any]]
    origin: list[float] | None = None
    skipped: int = 0
    notes: list[str] = field(default_factory=list)


def read_plan(content: bytes) -> PlanFile:
    """The plan in a file. Raises TooLarge, or DomainError that says what is wrong with the file and where."""
    if len(content) > MAX_BYTES:
        raise TooLarge(f"平面图文件超过 {MAX_BYTES // 1024 // 1024} MB，请只保留小区范围内的图形。")
    collection = _collection(content)
    shapes = [(one["geometry"], one["properties"] or {}) for one in collection]
    points = [point for geometry, _ in shapes if geometry for point in _points(geometry)]
    origin = _origin(points)
    found = PlanFile([], origin)
    for geometry, tags in shapes:
        if geometry is None or geometry["type"] not in SHAPED:
            found.skipped += 1
            continue
        found.features.append(_feature(_placed(geometry, origin), tags))
    if not any(one["properties"]["kind"] == "building" for one in found.features):
        raise _wrong("图里没有楼栋。请给每栋楼的图形加上 kind=building 和 name（楼号）。")
    if found.skipped:
        found.notes.append(f"{found.skipped} 个图形不是面、线或点，已略过。")
    return found


SHAPED = ("Polygon", "MultiPolygon", "LineString", "Point")


def _collection(content: bytes) -> list[dict[str, Any]]:
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise _wrong("这不是 GeoJSON 文件：内容读不出来。请从绘图软件导出 .geojson 再上传。") from None
    if not isinstance(raw, dict) or raw.get("type") != "FeatureCollection":
        raise _wrong("GeoJSON 的最外层应该是 FeatureCollection。")
    if len(raw.get("features") or ()) > MAX_FEATURES:
        raise _wrong(f"图形超过 {MAX_FEATURES} 个，请只保留小区范围内的图形。")
    try:
        read: Any = FeatureCollection.model_validate(raw)
    except ValidationError as error:
        raise _wrong(_where(error)) from None
    return [one.model_dump(mode="json") for one in read.features]


def _where(error: ValidationError) -> str:
    place = error.errors()[0]["loc"]
    number = next((part + 1 for part in place if isinstance(part, int)), None)
    return (
        f"第 {number} 个图形不合 GeoJSON 格式（RFC 7946）。"
        if number
        else "文件不合 GeoJSON 格式（RFC 7946）。"
    )


def _points(geometry: Geometry) -> Iterator[tuple[float, float]]:
    def walk(part: Any) -> Iterator[tuple[float, float]]:
        if part and isinstance(part[0], int | float):
            yield float(part[0]), float(part[1])
        else:
            for inner in part:
                yield from walk(inner)

    if "coordinates" in geometry:
        yield from walk(geometry["coordinates"])


def _origin(points: list[tuple[float, float]]) -> list[float] | None:
    """The north-west corner in degrees when the file is in WGS-84, None when it is in metres."""
    if not points:
        raise _wrong("文件里没有图形。")
    if len(points) > MAX_POINTS:
        raise _wrong(f"图形的角点超过 {MAX_POINTS} 个，请先简化。")
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in points):
        raise _wrong("坐标里有不是数字的值。")
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if wide < DEGREES and high < DEGREES and max(map(abs, xs)) <= 180 and max(map(abs, ys)) <= 85:
        return [min(xs), max(ys)]
    if max(map(abs, (*xs, *ys))) > MAX_METRES:
        raise _wrong("坐标超出范围：请用经纬度（WGS-84），或以米为单位、不超过 20 公里。")
    return None


def _placed(geometry: Geometry, origin: list[float] | None) -> Geometry:
    """The geometry in metres, to the decimetre; heights are dropped."""

    def point(x: float, y: float) -> list[float]:
        if origin is None:
            return [round(x, 1), round(y, 1)]
        east = (x - origin[0]) * METRES_PER_DEGREE * math.cos(math.radians(origin[1]))
        return [round(east, 1), round((origin[1] - y) * METRES_PER_DEGREE, 1)]

    def walk(part: Any) -> Any:
        if isinstance(part[0], int | float):
            return point(part[0], part[1])
        return [walk(inner) for inner in part]

    return {"type": geometry["type"], "coordinates": walk(geometry["coordinates"])}


def _feature(geometry: Geometry, tags: dict[str, Any]) -> dict[str, Any]:
    kind = _kind(geometry, tags)
    wanted = ("name", "楼号", "addr:housenumber", "ref") if kind == "building" else ("name", "名称")
    name = next((str(tags[key]).strip() for key in wanted if tags.get(key)), "")[:40]
    if kind == "building" and name:
        name = building_name(name)[:20]
    properties: dict[str, Any] = {"kind": kind, "name": name}
    width = tags.get("width")
    if kind == "road" and isinstance(width, int | float) and 0 < width <= 60:
        properties["width"] = width
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _kind(geometry: Geometry, tags: dict[str, Any]) -> str:
    own = KINDS.get(str(tags.get("kind") or tags.get("类型") or ""))
    found = own or next((kind for tag, kind in OSM if tags.get(tag)), "")
    if not found and {str(tags.get(key)) for key in ("landuse", "leisure", "natural")} & GREEN:
        found = "green"
    if not found and tags.get("natural") == "water":
        found = "water"
    plain = {"Point": "spot", "LineString": "road"}.get(geometry["type"], "ground")
    if not found or (found == "building" and geometry["type"] in ("Point", "LineString")):
        return plain
    return found


def outline_of(feature: dict[str, Any]) -> list[list[float]]:
    """The outer corners of a building without the closing point; of several parts the first."""
    geometry = feature["geometry"]
    rings = geometry["coordinates"] if geometry["type"] == "Polygon" else geometry["coordinates"][0]
    return [list(point) for point in rings[0][:-1]]


def as_degrees(features: list[dict[str, Any]], origin: list[float] | None) -> list[dict[str, Any]]:
    """The features as a file holds them: WGS-84 degrees when the origin is known, else metres."""
    if origin is None:
        return features
    west, north = origin

    def walk(part: Any) -> Any:
        if isinstance(part[0], int | float):
            east = part[0] / (METRES_PER_DEGREE * math.cos(math.radians(north)))
            return [round(west + east, 7), round(north - part[1] / METRES_PER_DEGREE, 7)]
        return [walk(inner) for inner in part]

    return [
        {**one, "geometry": {**one["geometry"], "coordinates": walk(one["geometry"]["coordinates"])}}
        for one in features
    ]


def _wrong(message: str) -> DomainError:
    return DomainError(message, fields={"file": message})
