"""The browser's side of signing in: opening and closing the session, its device name."""

from __future__ import annotations

from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest

from linli.kernel.access import Actor
from linli.kernel.api import client_address
from linli.kernel.models import User
from linli.sections.administration.services import sessions

BACKEND = "django.contrib.auth.backends.ModelBackend"
BROWSERS = (("MicroMessenger", "微信"), ("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"))
MORE_SYSTEMS = (("Mac OS", "macOS"), ("Linux", "Linux"))


def open_session(request: HttpRequest, user: User, *, actor: Actor, method: str) -> None:
    """Signs the browser in under a new session key (no fixation) and a new CSRF token."""
    old = request.session.session_key
    if old:
        sessions.forget(old)
    login(request, user, backend=BACKEND)
    if not request.session.session_key:
        request.session.create()
    sessions.note_opened(
        actor=actor,
        user=user,
        session_key=request.session.session_key or "",
        method=method,
        device=device(request),
        address=client_address(request),
    )


def close_session(request: HttpRequest) -> None:
    """Signs the browser out."""
    sessions.forget(request.session.session_key or "")
    logout(request)


def device(request: HttpRequest) -> str:
    """Browser and system in a few words, such as “Chrome · Windows”."""
    agent = request.headers.get("User-Agent", "")
    browser = next((title for mark, title in BROWSERS if mark in agent), "浏览器")
    system = next((title for mark, title in (*SYSTEMS, *MORE_SYSTEMS) if mark in agent), "未知系统")
    return f"{browser} · {system}"


def keep_session(request: HttpRequest, user: User) -> None:
    """Keeps this browser signed in after its user changed the password, under a new session key."""
    old = request.session.session_key or ""
    update_session_auth_hash(request, user)
    sessions.rename(old, request.session.session_key or "")
