"""Serves the three faces' pages and sends a visitor at `/` to the right one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import ensure_csrf_cookie

PHONES = ("Mobile", "Android", "iPhone", "MicroMessenger")
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; media-src 'self' blob:; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)


FRESH = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache"}


def home(request: HttpRequest) -> HttpResponse:
    """Staff go to the console, residents and phones to the resident pages, a wall screen to the screen."""
    if request.user.is_authenticated:
        service = "screen" if request.user.kind == "service" else "console"
        face = "resident" if request.user.kind == "resident" else service
    else:
        agent = request.headers.get("User-Agent", "")
        face = "resident" if any(mark in agent for mark in PHONES) else "console"
    return HttpResponseRedirect(f"/{face}/")


@ensure_csrf_cookie
def page(request: HttpRequest, face: str) -> HttpResponse:
    """The built page of a face; its script routes within the face."""
    built = settings.WEB_DIST / f"{face}.html"
    if not built.exists():
        return HttpResponse(
            "页面尚未构建，请先运行 make setup。", status=503, content_type="text/plain; charset=utf-8"
        )
    return HttpResponse(built.read_bytes(), headers=FRESH)


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its address below the face is its scope, and it is asked for anew at every visit."""
    built = settings.WEB_DIST / "sw.js"
    if not built.exists():
        return HttpResponse(status=404)
    return HttpResponse(built.read_bytes(), content_type="text/javascript; charset=utf-8", headers=FRESH)
