"""`/healthz` for people and supervisors, `/metrics` for Prometheus."""

from __future__ import annotations

import hmac
import os
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from linli.kernel import telemetry
from linli.server.version import version

LATE_SECONDS = 60
LOOPBACK = ("127.0.0.1", "::1")


def healthz(request: HttpRequest) -> JsonResponse:
    """200 while requests can be answered, 503 when the database cannot be reached; no personal data."""
    parts = {"database": _database(), "outbox": _outbox(), "broker": _broker()}
    status = "ok" if all(part["ok"] for part in parts.values()) else "degraded"
    if not parts["database"]["ok"]:
        status = "down"
    body = {"status": status, "version": version(), "time": timezone.localtime().isoformat(), **parts}
    return JsonResponse(body, status=503 if status == "down" else 200, headers={"Cache-Control": "no-store"})


def _database() -> dict[str, Any]:
    from linli.server.database_state import engine

    try:
        return {"ok": True, "engine": engine()}
    except DatabaseError:
        return {"ok": False, "engine": ""}


def _outbox() -> dict[str, Any]:
    from linli.kernel.outbox import state

    try:
        now = state()
    except DatabaseError:
        return {"ok": False}
    late = now.oldest_seconds > LATE_SECONDS and now.waiting > now.failing
    return {"ok": not late and not now.dead, "lag_seconds": round(now.oldest_seconds, 1), **_counts(now)}


def _counts(now: Any) -> dict[str, int]:
    return {"waiting": now.waiting, "failing": now.failing, "dead": now.dead}


def _broker() -> dict[str, Any]:
    """The device ingest of this process; `linli web` has none and needs none."""
    from linli.server.runtime import wants_ingest

    pipeline = telemetry.running()
    if pipeline is None:
        return {"ok": not wants_ingest(), "running": False}
    return {"ok": True, "running": True, "unfinished": pipeline.unfinished()}


def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, to this machine or to whoever has LINLI_METRICS_TOKEN."""
    if not _may_scrape(request):
        return HttpResponse("forbidden", status=403, content_type="text/plain")
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    from linli.server.metrics import REGISTRY

    return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)


def _may_scrape(request: HttpRequest) -> bool:
    token = os.environ.get("LINLI_METRICS_TOKEN", "")
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    return request.META.get("REMOTE_ADDR") in LOOPBACK and "HTTP_X_FORWARDED_FOR" not in request.META
