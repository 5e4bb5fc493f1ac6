"""Codes of the vital-signs profiles: LOINC, UCUM, categories; and which vital sign a code means."""

from __future__ import annotations

from typing import Any

from linli.sections.eldercare import vitals

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
PROFILE = "http://hl7.org/fhir/StructureDefinition/vitalsigns"
PRESSURE_PANEL = "85354-9"
PULSE_OXIMETRY = "59408-5"
"""Said beside 2708-6 when oxygen saturation was measured by a pulse oximeter."""
PERSON, MEASUREMENT, DEVICE = "urn:linli:person", "urn:linli:measurement", "urn:linli:device"
CATEGORIES = {"glucose": "laboratory", "steps": "activity", "consciousness": "exam"}
"""What is not a vital sign by the profile."""
BY_LOINC = {v.loinc: v.code for v in vitals.VITALS.values()} | {PULSE_OXIMETRY: "spo2"}
LATER = frozenset({"final", "amended", "corrected"})
"""Statuses of an observation whose value counts."""


def coded(code: str) -> dict[str, Any]:
    """The CodeableConcept of a vital sign."""
    vital = vitals.VITALS[code]
    coding = [{"system": LOINC, "code": vital.loinc}]
    if code == "spo2":
        coding.append({"system": LOINC, "code": PULSE_OXIMETRY})
    return {"coding": coding, "text": vital.title}


def quantity(code: str, value: float) -> dict[str, Any]:
    """The Quantity with its UCUM unit."""
    vital = vitals.VITALS[code]
    return {"value": value, "unit": vital.unit or "1", "system": UCUM, "code": vital.ucum}


def category(code: str) -> list[dict[str, Any]]:
    """The category of an observation."""
    return [{"coding": [{"system": CATEGORY, "code": CATEGORIES.get(code, "vital-signs")}]}]
