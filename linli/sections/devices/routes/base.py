"""The section's router, shared by its route files."""

from __future__ import annotations

from typing import Annotated

from ninja import Path

from linli.kernel.api import SectionRouter

router = SectionRouter("devices")
READ, MANAGE, KEY = "devices.device.read", "devices.device.manage", "devices.device.key"
SECRET = {"x-not-remembered": True}
"""The answer holds a key: it must not be kept for a repetition."""
WHOLE = {"x-reach": "whole"}
DeviceId = Annotated[int, Path(ge=1, le=2**53)]
