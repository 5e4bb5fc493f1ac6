"""The platform's addresses and constant answers beside them, through the same middleware."""

from functools import cache

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from linli.kernel import live
from linli.kernel.api.gate import Gate
from linli.server import urls as platform

PERMISSION = "registry.person.read"


@cache
def content(size: int) -> bytes:
    """Valid JSON of exactly `size` bytes."""
    return b'{"pad": "' + b"x" * (size - 11) + b'"}'


def constant(request: HttpRequest) -> HttpResponse:
    """`?size=N`: constant JSON of N bytes, to anybody."""
    size = request.GET["size"]
    return HttpResponse(content(int(size)), content_type="application/json", headers={"Content-Length": size})


@csrf_exempt
def gated(request: HttpRequest) -> HttpResponse:
    """The same behind the gate of a route (`&permission=`): session, user, roles, permission; for POST also CSRF."""
    Gate(request.GET.get("permission", PERMISSION))(request)
    return constant(request)


@transaction.atomic
def change(request: HttpRequest) -> HttpResponse:
    """A change that open pages are told of after commit."""
    live.touch("bench")
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [
    path("bench/constant", constant),
    path("bench/gated", gated),
    path("bench/touch", change),
    *platform.urlpatterns,
]
