"""Samples of the kernel's own endpoints for the route walk."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from linli.kernel import files
from linli.kernel.models import Area, JobRow, StoredFile


def samples(area: Area) -> dict[str, Any]:
    """One of each thing on that area: parameter name → value."""
    digest = sha256(area.name.encode()).hexdigest()
    path = files.path_of(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(area.name.encode())
    file = StoredFile.objects.create(
        sha256=digest, name=f"{area.name}.jpg", content_type="image/jpeg", size=1, area=area
    )
    return {"file_id": file.pk, "job_id": JobRow.objects.create(function="x.y").pk}


def bodies(area: Area) -> dict[str, Any]:
    """The kernel takes no bodies."""
    return {}
