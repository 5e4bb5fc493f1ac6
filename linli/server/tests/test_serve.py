"""`linli serve` as a process: it answers, refuses a second one on SQLite, and ends when told to."""

import json
import signal
import urllib.error
import urllib.request

import pytest

from linli.kernel.testing.serving import Installation, Process


def fetch(process: Process, path: str) -> tuple[int, bytes]:
    """Status and body, redirects followed."""
    try:
        with urllib.request.urlopen(process.installation.url + path, timeout=20) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def on_sqlite(installation: Installation) -> bool:
    """Which of the two databases is under test."""
    return not installation.env["LINLI_DATABASE_URL"]


@pytest.mark.function("13.6")
def test_a_fresh_installation_serves_tells_its_health_and_ends(untouched: Installation) -> None:
    with untouched.serving() as served:
        status, body = fetch(served, "/healthz")
        health = json.loads(body)
        assert (status, health["status"]) == (200, "ok")
        assert health["database"]["engine"].split()[0] == ("SQLite" if on_sqlite(untouched) else "PostgreSQL")
        assert health["broker"]["running"] is True
        assert health["outbox"]["dead"] == 0
        status, body = fetch(served, "/metrics")
        assert status == 200
        assert b'linli_requests_total{status="200"}' in body
        assert b"linli_outbox_waiting 0.0" in body
        said = untouched.log.read_text("utf-8")
        for face in ("console", "resident", "screen"):
            assert f"{untouched.url}/{face}/" in said
        if on_sqlite(untouched):  # on PostgreSQL a second one is welcome, and would serve until it is stopped
            second = untouched.command("serve", "--port", "0")
            assert (second.returncode, second.stdout) == (1, "")
            assert "另一个邻里进程正在使用数据文件夹" in second.stderr
        served.popen.send_signal(signal.SIGTERM)
        assert served.popen.wait(20) == 0


def test_parts_run_apart_on_postgresql_only(untouched: Installation) -> None:
    if on_sqlite(untouched):
        done = untouched.command("work")
        assert done.returncode == 1
        assert "SQLite 数据库只能由一个进程写入，不能单独运行 linli work" in done.stderr
        return
    before = untouched.command("web")
    assert (before.returncode, "请先运行 linli migrate" in before.stderr) == (1, True)
    assert untouched.command("migrate").returncode == 0
    with Process(untouched, ["web"]) as web:
        assert web.wait_ready()["broker"] == {"ok": True, "running": False}
        web.popen.send_signal(signal.SIGTERM)
        assert web.popen.wait(20) == 0


@pytest.mark.once
def test_a_taken_port_is_said_in_plain_words(served: Process, installed: Installation) -> None:
    other = installed.command("serve", "--port", str(installed.port))
    assert other.returncode == 1
    assert "Traceback" not in other.stderr
