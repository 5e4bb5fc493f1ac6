"""What a MeterValues message measures (OCPP 1.6 §7.43): register, power, temperature out of sampled values."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

REGISTER, POWER, TEMPERATURE = "Energy.Active.Import.Register", "Power.Active.Import", "Temperature"
WIDEST = 10**12


class Measured(NamedTuple):
    """Wh, W and ℃; None where it was not measured."""

    register_wh: int | None
    power_w: float | None
    temperature: float | None


def measured(sampled: Sequence[Mapping[str, Any]]) -> Measured:
    """The values of one moment. What can't be read is left out; the whole comes before its phases."""
    register, power = _total(sampled, REGISTER), _total(sampled, POWER)
    heats = [_celsius(s) for s in sampled if s.get("measurand") == TEMPERATURE]
    known = [heat for heat in heats if heat is not None]
    return Measured(None if register is None else round(register), power, max(known, default=None))


def _total(sampled: Sequence[Mapping[str, Any]], measurand: str) -> float | None:
    """The value without a phase, else the sum of the phases L1 to L3."""
    fitting = [
        s for s in sampled if s.get("measurand", REGISTER) == measurand and s.get("format") != "SignedData"
    ]
    whole = [_scaled(s) for s in fitting if "phase" not in s]
    if known := [v for v in whole if v is not None]:
        return known[-1]
    phases = {s["phase"][:2]: _scaled(s) for s in fitting if s.get("phase", "")[:2] in ("L1", "L2", "L3")}
    found = [v for v in phases.values() if v is not None]
    return sum(found) if found else None


def _scaled(sample: Mapping[str, Any]) -> float | None:
    """The value in Wh or W."""
    value = number(sample["value"])
    if value is None or value < 0:
        return None
    return value * 1000 if sample.get("unit") in ("kWh", "kW") else value


def _celsius(sample: Mapping[str, Any]) -> float | None:
    value = number(sample["value"])
    if value is None:
        return None
    if sample.get("unit") == "Fahrenheit":
        return round((value - 32) / 1.8, 2)
    return round(value - 273.15, 2) if sample.get("unit") == "K" else value


def number(text: str) -> float | None:
    """A finite number of a believable size, else None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < WIDEST else None
