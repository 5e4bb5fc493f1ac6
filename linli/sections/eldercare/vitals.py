"""Vital signs (体征) the section knows: Chinese title, UCUM unit, LOINC code, plausible range, what a band calls them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Vital:
    """One vital sign. `low` and `high` bound what can be true at all; values outside are refused.

    `ucum` and `loinc` are the codes of FHIR R4's vital-signs profiles where there is one.
    """

    code: str
    title: str
    unit: str
    ucum: str
    loinc: str
    low: float
    high: float
    decimals: int = 0
    band: str = ""
    """The metric of a wristband that measures it, "" when none does."""


CONSCIOUSNESS = ("清醒", "新发意识混乱", "对声音有反应", "对疼痛有反应", "无反应")
"""A C V P U of NEWS2, as 0 to 4."""

VITALS: dict[str, Vital] = {
    v.code: v
    for v in (
        Vital("respiration", "呼吸", "次/分", "/min", "9279-1", 1, 80),
        Vital("spo2", "血氧", "%", "%", "2708-6", 40, 100, 0, "spo2"),
        Vital("systolic", "收缩压", "mmHg", "mm[Hg]", "8480-6", 40, 300, 0, "systolic"),
        Vital("diastolic", "舒张压", "mmHg", "mm[Hg]", "8462-4", 20, 200, 0, "diastolic"),
        Vital("heart_rate", "心率", "次/分", "/min", "8867-4", 20, 260, 0, "heart_rate"),
        Vital("consciousness", "意识", "", "1", "80288-4", 0, 4),
        Vital("temperature", "体温", "℃", "Cel", "8310-5", 28, 44, 1, "body_temperature"),
        Vital("glucose", "血糖", "mmol/L", "mmol/L", "15074-8", 0.5, 40, 1),
        Vital("weight", "体重", "kg", "kg", "29463-7", 20, 250, 1),
        Vital("steps", "步数", "步", "{steps}", "55423-8", 0, 200_000, 0, "steps"),
    )
}
BAND = {v.band: v.code for v in VITALS.values() if v.band}
"""Metric of a wristband → vital sign."""
PRESSURE = ("systolic", "diastolic")


def shown(code: str, value: float) -> str:
    """The value with its unit as people read it: 36.5 ℃; consciousness in words."""
    vital = VITALS[code]
    if code == "consciousness":
        return CONSCIOUSNESS[int(value)]
    return f"{value:.{vital.decimals}f} {vital.unit}"


def plausible(code: str, value: float) -> bool:
    """True when the value can be a measurement of a living person."""
    vital = VITALS[code]
    whole = code != "consciousness" or value == int(value)
    return whole and vital.low <= value <= vital.high
