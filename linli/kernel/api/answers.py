"""What wraps every operation: remembered answers for repeated POSTs, ETags for GETs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from hashlib import blake2b, sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from linli.kernel.access.resolve import resolve
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import RememberedAnswer

KEPT = dt.timedelta(days=1)
JSON = "application/json"
View = Callable[..., HttpResponse]


def answering(run: View) -> View:
    """Decorates an operation's run: repeats get the first answer again, unchanged GETs get 304.

    Operations marked `x-not-remembered` answer with secrets or count failed tries: neither may be kept or rolled back.
    """
    operation = getattr(run, "__self__", None)
    remembered = "x-not-remembered" not in (getattr(operation, "openapi_extra", None) or {})

    @wraps(run)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET":
            return _tagged(request, run(request, *args, **kwargs))
        key = request.headers.get("Idempotency-Key", "")
        if request.method != "POST" or not key or not remembered:
            return run(request, *args, **kwargs)
        try:
            return _once(key, request, lambda: run(request, *args, **kwargs))
        except DomainError as error:
            from linli.kernel.api.build import refused

            return refused(request, error)

    return wrapped


def _tagged(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code != 200 or response.streaming or response.has_header("ETag"):
        return response
    tag = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    response["ETag"] = tag
    return response


def _once(key: str, request: HttpRequest, run: Callable[[], HttpResponse]) -> HttpResponse:
    """Runs the request and remembers its answer in one transaction; a repetition gets that answer.

    Raises Conflict when the key was used for another request, or while the first is still running.
    """
    if len(key) > 128:
        raise DomainError("Idempotency-Key 过长（最多 128 个字符）。")
    digest = sha256(
        f"{request.path}\0".encode() + request.body
    ).hexdigest()  # before the CSRF check reads the form
    actor = str(resolve(request).user_id or "-")
    RememberedAnswer.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            row = RememberedAnswer.objects.create(key=key, actor=actor, request_hash=digest)
            response = run()
            if response.status_code >= 400:
                transaction.set_rollback(True)
            else:
                row.status, row.body = response.status_code, response.content.decode()
                row.save(update_fields=["status", "body"])
            return response
    except IntegrityError:
        return _remembered(key, actor, digest)


def _remembered(key: str, actor: str, digest: str) -> HttpResponse:
    row = RememberedAnswer.objects.filter(key=key, actor=actor).first()
    if row is None or row.status is None:
        raise Conflict("同一请求正在处理，请稍候再试。")
    if row.request_hash != digest:
        raise Conflict("这个 Idempotency-Key 已用于另一个请求。")
    return HttpResponse(row.body, status=row.status, content_type=JSON, headers={"Idempotent-Replay": "true"})
