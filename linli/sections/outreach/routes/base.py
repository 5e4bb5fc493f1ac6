"""The section's router, shared by its route files."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Path

from linli.kernel.api import SectionRouter

router = SectionRouter("outreach")
OWN: dict[str, Any] = {"openapi_extra": {"x-reach": "own"}}
"""Only what is meant for the person who asks."""
Id = Annotated[int, Path(ge=1, le=2**53)]
