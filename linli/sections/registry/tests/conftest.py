"""Fixtures of the registry's tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.kernel.testing.world import Browser, World, make_world

DATA = Path(__file__).parent / "data"
SAMPLE = DATA / "北门小区居民花名册.xlsx"


@pytest.fixture
def world(db: None) -> World:
    """Two streets that must not see each other."""
    return make_world()


@pytest.fixture
def upload(world: World) -> Callable[..., Any]:
    """Uploads a file as the community worker of the near estate; returns the answer."""

    def send(
        content: bytes, name: str = "花名册.xlsx", browser: Browser | None = None, area: Any = None
    ) -> Any:
        visitor = browser or world.browser("worker")
        token = visitor.cookies["csrftoken"].value
        data = {"area_id": (area or world.near.estate).pk, "file": SimpleUploadedFile(name, content)}
        return visitor.post("/api/registry/imports", data, headers={"X-CSRFToken": token})

    return send
