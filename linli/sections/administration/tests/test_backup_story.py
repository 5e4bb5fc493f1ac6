"""A whole story on a running installation: first password, sign in, press “立即备份”, check the file."""

from __future__ import annotations

import json
import time
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

import pytest

from linli.kernel.testing.serving import Installation

WAIT_SECONDS = 60


class Caller:
    """A browser's cookies and JSON, over real HTTP."""

    def __init__(self, base: str) -> None:
        self.base, self.jar, self.csrf = base, CookieJar(), ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.csrf}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with self.opener.open(request, timeout=30) as answer:
            return json.load(answer)


@pytest.mark.once
@pytest.mark.function("13.6")
def test_an_administrator_makes_a_backup_that_checks(installed: Installation) -> None:
    with installed.serving():
        rows = (installed.folder / "passwords.txt").read_text().splitlines()
        password = next(row.split("\t")[1] for row in rows if row.startswith("admin\t"))
        caller = Caller(installed.url)
        login = caller.call("POST", "/api/administration/login", {"username": "admin", "password": password})
        caller.csrf = login["me"]["csrf"]
        caller.call("POST", "/api/administration/backups")
        name = wait_for_backup(caller)
        lines = caller.call("GET", "/api/administration/health")["lines"]
    assert next(line["state"] for line in lines if line["name"] == "backup") == "ok"
    checked = installed.command("restore", str(installed.folder / "backups" / name), "--check")
    assert checked.returncode == 0, checked.stderr
    assert "备份完好" in checked.stdout


def wait_for_backup(caller: Caller) -> str:
    """The name of the backup file once it is there. Fails loudly when it does not come."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        found = caller.call("GET", "/api/administration/backups")
        if found:
            return str(found[0]["name"])
        time.sleep(0.2)
    raise AssertionError(f"没有等到备份：{caller.call('GET', '/api/administration/jobs')}")
