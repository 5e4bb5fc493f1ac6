"""The platform's addresses and `/bench/constant?size=N`: constant JSON of N bytes, through the same middleware."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path

from linli.server import urls as platform


@cache
def content(size: int) -> bytes:
    """Valid JSON of exactly `size` bytes."""
    return b'{"pad": "' + b"x" * (size - 11) + b'"}'


def constant(request: HttpRequest) -> HttpResponse:
    """The constant answer."""
    size = request.GET["size"]
    return HttpResponse(content(int(size)), content_type="application/json", headers={"Content-Length": size})


urlpatterns = [path("bench/constant", constant), *platform.urlpatterns]
