"""The section's router, shared by its route files."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import SectionRouter

router = SectionRouter("alerts")
# What narrows a route further than its gate: the whole tree, being that person, a signature (whose failed tries are counted).
WHOLE: dict[str, Any] = {"openapi_extra": {"x-reach": "whole"}}
NARROW: dict[str, Any] = {"openapi_extra": {"x-reach": "narrow"}}
SIGNED: dict[str, Any] = {"openapi_extra": {"x-reach": "narrow", "x-not-remembered": True}}
SECRET: dict[str, Any] = {"openapi_extra": {"x-not-remembered": True}}
