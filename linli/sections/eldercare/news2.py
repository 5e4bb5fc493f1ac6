"""NEWS2: early warning score over seven parameters, with what is missing said and never assumed.

Source: Royal College of Physicians. National Early Warning Score (NEWS) 2. Standardising the assessment of
acute-illness severity in the NHS. London: RCP, 2017 — Charts 1 and 4, reproduced unmodified and acknowledged.

It is a hospital score. Here, with partial vital signs, it is an aid to triage (分诊参考), not a diagnosis.

Rounding, because the chart's bands are whole numbers (tenths for temperature) and instruments say more: a value is first
rounded to the chart's resolution, halves up, on its decimal text as it was written: 91.5 % is 92 %, 37.95 ℃ is 38.0 ℃,
38.05 ℃ is 38.1 ℃.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

PARAMETERS = ("respiration", "spo2", "oxygen", "systolic", "heart_rate", "consciousness", "temperature")
TITLES = {
    "respiration": "呼吸", "spo2": "血氧", "oxygen": "是否吸氧", "systolic": "收缩压", "heart_rate": "脉搏",
    "consciousness": "意识", "temperature": "体温",
}  # fmt: skip
HIGHEST = 20
Band = tuple[tuple[str, int], ...]
"""(upper end of the band, points), lowest band first; the last band has no end."""
CHART: dict[str, Band] = {
    "respiration": (("8", 3), ("11", 1), ("20", 0), ("24", 2), ("inf", 3)),
    "spo2": (("91", 3), ("93", 2), ("95", 1), ("inf", 0)),
    "systolic": (("90", 3), ("100", 2), ("110", 1), ("219", 0), ("inf", 3)),
    "heart_rate": (("40", 3), ("50", 1), ("90", 0), ("110", 1), ("130", 2), ("inf", 3)),
    "temperature": (("35.0", 3), ("36.0", 1), ("38.0", 0), ("39.0", 1), ("inf", 2)),
}
SCALE2_LOW: Band = (("83", 3), ("85", 2), ("87", 1), ("92", 0))
"""SpO₂ scale 2 up to 92 %; from 93 % on it depends on oxygen."""
SCALE2_ON_OXYGEN: Band = (("94", 1), ("96", 2), ("inf", 3))
STEP = {"temperature": Decimal("0.1")}


@dataclass(frozen=True)
class Score:
    """Points per parameter (None: missing), their sum, and what the chart asks for."""

    points: dict[str, int | None]
    total: int
    level: int
    """0 none, 1 low (1–4), 2 one parameter at 3, 3 urgent (5–6), 4 emergency (7 and more)."""

    @property
    def missing(self) -> list[str]:
        """Parameters without a usable value, in the chart's order."""
        return [name for name in PARAMETERS if self.points[name] is None]

    @property
    def complete(self) -> bool:
        """True when all seven parameters are known."""
        return not self.missing

    @property
    def label(self) -> str:
        """“5 分”, or “部分 2 分：缺呼吸、意识”; “未评分” when nothing is known."""
        if len(self.missing) >= len(PARAMETERS) - ("oxygen" not in self.missing):
            return "未评分"
        if self.complete:
            return f"{self.total} 分"
        return f"部分 {self.total} 分：缺{'、'.join(TITLES[name] for name in self.missing)}"

    @property
    def response(self) -> str:
        """What the chart asks for, in words for a community."""
        return RESPONSES[self.level]


RESPONSES = (
    "按平常安排，至少每 12 小时看一次。",
    "低风险：每 4 到 6 小时复测一次，由社区医生决定是否增加测量。",
    "单项得 3 分：至少每小时复测一次，请社区医生尽快查看。",
    "5 到 6 分：紧急，请社区医生立即评估，至少每小时复测一次。",
    "7 分及以上：危急，立即拨打 120 或送急诊，并持续观察。",
)


def score(values: Mapping[str, float], *, scale: int = 1) -> Score:
    """The score of what is known; a parameter that is absent stays absent.

    `oxygen` is 1 on supplemental oxygen, 0 on air; `consciousness` 0 is alert. `scale` 2 only when a doctor set it.
    """
    points = {name: _points(name, values, scale) for name in PARAMETERS}
    known = [each for each in points.values() if each is not None]
    total = sum(known)
    return Score(points, total, _level(total, 3 in known))


def _level(total: int, red: bool) -> int:
    if total >= 7:
        return 4
    if total >= 5:
        return 3
    return 2 if red else int(total > 0)


def _points(name: str, values: Mapping[str, float], scale: int) -> int | None:
    value = values.get(name)
    if value is None:
        return None
    if name == "oxygen":
        return 2 if value else 0
    if name == "consciousness":
        return 3 if value else 0
    rounded = to_chart(name, value)
    if name == "spo2" and scale == 2:
        return _scale2(rounded, values.get("oxygen"))
    return _in(CHART[name], rounded)


def to_chart(name: str, value: float) -> Decimal:
    """The value at the chart's resolution, halves up."""
    return Decimal(repr(value)).quantize(STEP.get(name, Decimal(1)), ROUND_HALF_UP)


def _scale2(value: Decimal, oxygen: float | None) -> int | None:
    """SpO₂ scale 2: from 93 % on nobody can say without knowing about oxygen."""
    if value <= 92:
        return _in(SCALE2_LOW, value)
    if oxygen is None:
        return None
    return _in(SCALE2_ON_OXYGEN, value) if oxygen else 0


def _in(bands: Band, value: Decimal) -> int:
    return next(points for end, points in bands if value <= Decimal(end))
