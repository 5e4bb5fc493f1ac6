"""How a condition is written (条件树): a tree of a few kinds of nodes in JSON, checked at the door."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from linli.sections.alerts.engine.places import Fence

MONTH = 31 * 86_400
DEPTH, NODES = 6, 40
FINEST = 200
"""A stretch has at most so many slots."""
Operator = Literal[">", ">=", "<", "<=", "==", "!="]
Metric = Annotated[str, Field(max_length=40, pattern=r"^[$a-z*][a-z0-9_]*$")]
Type = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9_-]*$")]
Number = Annotated[float, Field(ge=-1e12, le=1e12)]
Seconds = Annotated[float, Field(gt=0, le=MONTH)]
Corner = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-90, le=90)]]
EASIER = {">": -1, ">=": -1, "<": 1, "<=": 1}


class Spec(BaseModel):
    """A node. Times are in seconds of event time."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Compared(Spec):
    """A comparison with a limit, and the limit to come back to once raised (滞回)."""

    op: Operator
    limit: Number
    clear_limit: Number | None = None

    @model_validator(mode="after")
    def _settles(self) -> Any:
        """The clear limit must be reached later than the limit, else nothing could ever settle."""
        if self.clear_limit is not None and (
            self.op not in EASIER or (self.clear_limit - self.limit) * EASIER[self.op] < 0
        ):
            raise ValueError("恢复阈值：大于类应不高于阈值，小于类应不低于阈值，等于类不填")
        return self


class ValueSpec(Compared):
    """数值: the newest value of a metric against a limit."""

    node: Literal["value"] = "value"
    metric: Metric
    type: Type = ""
    max_gap_s: Seconds | None = 300


class EventSpec(Spec):
    """事件: the device reports it."""

    node: Literal["event"] = "event"
    metric: Metric
    type: Type = ""


class AbsentSpec(Spec):
    """无数据: nothing of a metric (or of the device: *) for a time, and `grace_s` more for what is on its way."""

    node: Literal["absent"] = "absent"
    metric: Metric = "*"
    type: Type = ""
    seconds: Seconds
    grace_s: Annotated[float, Field(ge=0, le=86_400)] = 0


class WhereSpec(Spec):
    """Which readings count."""

    op: Operator
    limit: Number


class OverSpec(Compared):
    """一段时间内: how many (count), how many beginnings (times), sum, mean, min, max, increase of a meter, rise, fall,
    or in how many slots a meter moved (busy)."""

    node: Literal["over"] = "over"
    metric: Metric
    type: Type = ""
    how: Literal["count", "times", "sum", "mean", "min", "max", "increase", "rise", "fall", "busy"]
    seconds: Seconds
    where: WhereSpec | None = None
    slot_s: Seconds | None = None
    max_gap_s: Seconds | None = None

    @model_validator(mode="after")
    def _fits(self) -> Any:
        counted = self.how in ("count", "times")
        if counted and not 0 <= max(self.limit, self.clear_limit or 0) <= 1000:
            raise ValueError("次数请填写 0 到 1000")
        if self.where and not counted:
            raise ValueError("只有计次数时才能筛选读数")
        if self.slot_s and not 1 <= self.seconds / self.slot_s <= FINEST:
            raise ValueError(f"一段时间应分为 1 到 {FINEST} 格")
        return self

    @property
    def slot(self) -> float:
        """Length of a slot: as told, or about a sixtieth of the stretch."""
        return self.slot_s or max(self.seconds / 60, 0.001)


class ZoneSpec(Spec):
    """电子围栏: a reported position is outside (or inside) a polygon of [longitude, latitude] corners in WGS-84.

    `buffer_m` keeps an unsteady position near the edge from counting; so does `min_satellites`, where it is told.
    """

    METRICS: ClassVar[tuple[str, ...]] = ("latitude", "longitude")
    node: Literal["zone"] = "zone"
    type: Type = ""
    name: Annotated[str, Field(max_length=40)] = ""
    side: Literal["outside", "inside"] = "outside"
    ring: Annotated[list[Corner], Field(max_length=200)]
    buffer_m: Annotated[float, Field(ge=0, le=2000)] = 30
    min_satellites: Annotated[int, Field(ge=0, le=60)] = 4
    max_gap_s: Seconds | None = 1800

    @model_validator(mode="after")
    def _drawn(self) -> Any:
        """The corners must make a polygon."""
        Fence(self.ring)
        return self


class StaySpec(Spec):
    """停留: somebody has been for so long in the place that a camera calls by this number (`zone`, `dwell_s`)."""

    METRICS: ClassVar[tuple[str, ...]] = ("zone", "dwell_s")
    node: Literal["stay"] = "stay"
    type: Type = ""
    zone: Annotated[int, Field(ge=0, le=9999)]
    seconds: Seconds
    max_gap_s: Seconds | None = 300


class TimeSpec(Spec):
    """时段: from … to …, or the very moment `from` when there is no `to`; on weekdays (0 = Monday), 工作日 or 节假日."""

    node: Literal["time"] = "time"
    starts: dt.time
    ends: dt.time | None = None
    weekdays: Annotated[list[Annotated[int, Field(ge=0, le=6)]], Field(max_length=7)] = []
    days: Literal["all", "workdays", "holidays"] = "all"


class ForSpec(Spec):
    """持续: holds without a break for so long."""

    node: Literal["for"] = "for"
    seconds: Annotated[float, Field(ge=0, le=MONTH)]
    of: TreeSpec


class AllSpec(Spec):
    """全部满足."""

    node: Literal["all"] = "all"
    of: Annotated[list[TreeSpec], Field(min_length=1, max_length=12)]


class AnySpec(Spec):
    """任一满足."""

    node: Literal["any"] = "any"
    of: Annotated[list[TreeSpec], Field(min_length=1, max_length=12)]


class NotSpec(Spec):
    """不满足."""

    node: Literal["not"] = "not"
    of: TreeSpec


TreeSpec = Annotated[
    ValueSpec
    | EventSpec
    | AbsentSpec
    | OverSpec
    | ZoneSpec
    | StaySpec
    | TimeSpec
    | ForSpec
    | AllSpec
    | AnySpec
    | NotSpec,
    Field(discriminator="node"),
]
Leaf = ValueSpec | EventSpec | AbsentSpec | OverSpec | ZoneSpec | StaySpec
for _spec in (ForSpec, AllSpec, AnySpec, NotSpec):
    _spec.model_rebuild()
_adapter: TypeAdapter[Any] = TypeAdapter(TreeSpec)


def read(tree: Any) -> Any:
    """The checked tree from JSON values. Raises ValueError with one Chinese sentence."""
    try:
        spec = _adapter.validate_json(json.dumps(tree))
    except (ValidationError, RecursionError) as error:
        raise ValueError(_sentence(error)) from None
    found = list(walk(spec))
    if max(depth for depth, _ in found) > DEPTH or len(found) > NODES:
        raise ValueError(f"条件最多 {DEPTH} 层、{NODES} 项")
    if any(
        isinstance(one, EventSpec) for _, node in found if isinstance(node, NotSpec) for _, one in walk(node)
    ):
        raise ValueError("事件是一瞬间的事，不能放在“不满足”里；请用“一段时间内”计次数")
    if not any(isinstance(node, Leaf) for _, node in found):
        raise ValueError("条件里至少要有一项数据：数值、事件、无数据、一段时间内、围栏或停留")
    return spec


def walk(spec: Any, depth: int = 1) -> Any:
    """(depth, node) of every node, from the top, left to right."""
    yield depth, spec
    inner = getattr(spec, "of", ())
    for child in inner if isinstance(inner, list) else [inner] if inner else ():
        yield from walk(child, depth + 1)


def leaves(spec: Any) -> list[Leaf]:
    """The nodes that look at data."""
    return [node for _, node in walk(spec) if isinstance(node, Leaf)]


def metrics(leaf: Leaf) -> tuple[str, ...]:
    """What a leaf listens to."""
    return leaf.METRICS if isinstance(leaf, ZoneSpec | StaySpec) else (leaf.metric,)


def _sentence(error: ValidationError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "条件层数太多"
    first = error.errors()[0]
    if first["type"] == "value_error":
        return str(first["msg"]).removeprefix("Value error, ")
    return f"条件不完整：{'.'.join(str(part) for part in first['loc'])}"
