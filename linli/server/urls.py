"""The address map: the API, the three faces, and the visitor's way to the right one."""

from __future__ import annotations

from django.urls import path, re_path

from linli.kernel.api.build import build_api, refused
from linli.kernel.errors import NotFound
from linli.server import faces, health

api = build_api()

urlpatterns = [
    path("api/", api.urls),
    re_path(r"^api/", lambda request: refused(request, NotFound("没有这个接口地址，请核对接口文档。"))),
    path("healthz", health.healthz),
    path("metrics", health.metrics),
    path("", faces.home),
    re_path(r"^(?P<face>console|resident|screen)/.*$", faces.page),
]
