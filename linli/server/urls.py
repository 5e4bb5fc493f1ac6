"""The address map: the API, the three faces, and the visitor's way to the right one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from linli.kernel.api.build import build_api, refused
from linli.kernel.discovery import doors
from linli.kernel.errors import NotFound
from linli.server import faces, health

api = build_api()


@csrf_exempt
def no_such_route(request: HttpRequest) -> HttpResponse:
    """The answer under /api where no route is; it changes nothing, so it asks for no CSRF token."""
    return refused(request, NotFound("没有这个接口地址，请核对接口文档。"))


urlpatterns = [
    path("api/", api.urls),
    re_path(r"^api/", no_such_route),
    *(path(door.path, import_string(door.api).urls) for door in doors()),
    *(re_path(f"^{door.path}", no_such_route) for door in doors()),
    path("healthz", health.healthz),
    path("metrics", health.metrics),
    path("", faces.home),
    re_path(r"^(?:console|resident|screen)/sw\.js$", faces.worker),
    re_path(r"^(?P<face>console|resident|screen)/.*$", faces.page),
]
