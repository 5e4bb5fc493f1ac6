"""The address map: the API, the three faces, and the visitor's way to the right one."""

from __future__ import annotations

from django.urls import path, re_path

from linli.kernel.api.build import build_api
from linli.server import faces

api = build_api()

urlpatterns = [
    path("api/", api.urls),
    path("", faces.home),
    re_path(r"^(?P<face>console|resident|screen)/.*$", faces.page),
]
