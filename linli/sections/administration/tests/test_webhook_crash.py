"""A server killed while a receiver holds the line: after the restart the message arrives again, under the same id."""

from __future__ import annotations

import http.cookiejar
import json
import urllib.request
from typing import Any

import pytest

from linli.kernel.testing.serving import Installation, Process
from linli.sections.administration.tests.receiver import receiving

pytestmark = [pytest.mark.crash, pytest.mark.once, pytest.mark.function("13.5")]
API = "/api/administration/webhooks"


class Console:
    """The administrator's browser."""

    def __init__(self, place: Installation) -> None:
        self.base = place.url
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))
        name, password = next(iter(place.passwords().items()))
        self.call("POST", "/api/administration/login", {"username": name, "password": password})

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """One request; its JSON."""
        token = next((c.value for c in self.cookies if c.name == "csrftoken"), "")
        headers = {"Content-Type": "application/json", "X-CSRFToken": token or ""}
        data = json.dumps(body).encode() if body is not None else b"" if method == "POST" else None
        sent = urllib.request.Request(self.base + path, data, headers, method=method)
        with self.opener.open(sent, timeout=30) as answer:
            return json.loads(answer.read())


def test_a_killed_server_sends_the_message_again_under_the_same_id(installed: Installation) -> None:
    installed.env |= {"LINLI_PUSH_INNER": "1", "LINLI_LEASE_SECONDS": "1", "LINLI_PUSH_SECONDS": "3"}
    with receiving() as receiver:
        receiver.answers = [(0, {})]
        with Process(installed, ["serve"]) as process:
            process.wait_ready(90)
            console = Console(installed)
            area = console.call("GET", "/api/administration/me")["areas"][0]["id"]
            body = {"title": "区平台", "url": receiver.url, "area_id": area, "kinds": ["case.closed"]}
            made = console.call("POST", API, body)
            receiver.secret = made["secret"]
            console.call("POST", f"{API}/{made['id']}/ping")
            assert receiver.arrived.wait(20)
            process.kill()
        receiver.arrived.clear()
        with Process(installed, ["serve"]) as process:
            process.wait_ready(90)
            assert receiver.arrived.wait(40)
        assert len(receiver.ids) == 2
        assert len(set(receiver.ids)) == 1
