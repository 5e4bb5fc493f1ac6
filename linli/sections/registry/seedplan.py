"""The invented plan of the demo: 25 houses between a north–south avenue and a small garden, hall and gates in the south."""

from __future__ import annotations

from typing import Any

Point = list[float]
Shape = dict[str, Any]
ROWS = (0.0, 34.0, 68.0, 126.0, 160.0)
"""North edge of each row of houses, in metres; the garden lies between the third and the fourth."""
COLUMNS = ((0.0, 50.0), (58.0, 46.0), (124.0, 50.0), (182.0, 46.0), (238.0, 42.0))
"""West edge and length of the houses of each column; the avenue runs between the second and the third."""
DEPTH = 13.0
SHIFTS = (0.0, 3.0, 0.0, 4.0, 1.0)


def outline(number: int) -> list[Point]:
    """Corners of the house with that number; the easternmost follow the bend of the ring road."""
    row, column = divmod((number - 1) % 25, 5)
    (x, length), y = COLUMNS[column], ROWS[row] + (SHIFTS[row] if column < 2 else -SHIFTS[row] / 2)
    lean = -4.0 if column == 4 else 0.0
    if number == 13:  # an L: the old workers' club
        east, inner, south = x + length, x + length - 13, y + 22
        return [[x, y], [east, y], [east, south], [inner, south], [inner, y + DEPTH], [x, y + DEPTH]]
    corners = [[x, y], [x + length, y + lean], [x + length, y + DEPTH + lean], [x, y + DEPTH]]
    return [[round(a, 1), round(b, 1)] for a, b in corners]


def ground(buildings: int) -> list[Shape]:
    """Everything but the houses: a whole estate for the 25, a yard with a lane for a small one."""
    return _estate() if buildings > 5 else _yard(buildings)


def _estate() -> list[Shape]:
    return [
        _area("ground", "", [[-16, -18], [290, -24], [296, 96], [292, 214], [-16, 214]]),
        _area("green", "中心花园", [[124, 92], [226, 92], [226, 118], [124, 118]]),
        _area("green", "小游园", [[0, 94], [84, 94], [84, 116], [0, 116]]),
        _area("water", "", [[166, 99], [184, 97], [190, 105], [182, 112], [166, 111]]),
        _area("green", "", [[212, 182], [270, 180], [272, 194], [212, 194]]),
        _line("北门大道", 9, [[115, -20], [115, 214]]),
        _line("", 5, [[-8, -10], [115, -10], [286, -15]]),
        _line("", 5, [[-8, -10], [-8, 202], [115, 202], [286, 202]]),
        _line("", 5, [[286, -15], [289, 96], [286, 202]]),
        _line("", 4, [[-8, 88], [234, 88], [289, 84]]),
        _line("", 4, [[-8, 121], [115, 121], [288, 119]]),
        _area("hall", "", [[124, 181], [150, 181], [150, 191], [124, 191]]),
        _spot("hall", "社区会客厅", 137, 184),
        _spot("board", "24小时留言板", 184, 184),
        _spot("gate", "南门", 115, 211),
        _spot("gate", "北门", 115, -17),
        _spot("gate", "东便门", 290, 96),
        _spot("spot", "车棚", 26, 190),
        _spot("spot", "垃圾分类亭", 76, 190),
        _spot("spot", "健身角", 42, 105),
    ]


def _yard(buildings: int) -> list[Shape]:
    right = COLUMNS[min(buildings, 5) - 1][0] + 62
    return [
        _area("ground", "", [[-12, -14], [right, -14], [right, 46], [-12, 46]]),
        _line("", 5, [[-8, 28], [right - 4, 28]]),
        _area("green", "", [[0, 33], [right - 16, 33], [right - 16, 42], [0, 42]]),
        _spot("gate", "大门", right - 4, 28),
    ]


def _area(kind: str, name: str, corners: list[Point]) -> Shape:
    return _shape(kind, name, {"type": "Polygon", "coordinates": [[*corners, corners[0]]]})


def _line(name: str, width: float, points: list[Point]) -> Shape:
    made = _shape("road", name, {"type": "LineString", "coordinates": points})
    made["properties"]["width"] = width
    return made


def _spot(kind: str, name: str, x: float, y: float) -> Shape:
    return _shape(kind, name, {"type": "Point", "coordinates": [x, y]})


def _shape(kind: str, name: str, geometry: dict[str, Any]) -> Shape:
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": name}}


def house(number: int) -> Shape:
    """The house as a feature of the uploaded plan."""
    corners = outline(number)
    return _shape("building", str(number), {"type": "Polygon", "coordinates": [[*corners, corners[0]]]})


def grid_ring(first: int, last: int) -> list[Point]:
    """The outline of a grid that holds the rows from `first` to `last` (counted from 0)."""
    top, bottom = ROWS[first] - 8, ROWS[last] + DEPTH + (11 if last == 2 else 8)
    return [[-6, top], [284, top], [284, bottom], [-6, bottom], [-6, top]]
