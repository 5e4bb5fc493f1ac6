"""Rewording by a language model over a loopback HTTP server: used only when nothing is changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from linli.kernel.ports import port

PASSAGE = "先到派出所申报丢失并补领，带户口本。补领收工本费 40 元，着急可办临时身份证（10 元）。"


class Model(BaseHTTPRequestHandler):
    """Answers with what the server object holds, and keeps what it was asked."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, self.headers.get("Authorization"), body))
        status, said = server.said
        content = json.dumps({"choices": [{"message": {"content": said}}]}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    made: Any = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    made.asked, made.said = [], (200, "")
    Thread(target=made.serve_forever, daemon=True).start()
    monkeypatch.setenv("LINLI_PHRASING_URL", f"http://127.0.0.1:{made.server_port}/v1/")
    monkeypatch.setenv("LINLI_PHRASING_KEY", "k-7")
    monkeypatch.setenv("LINLI_PHRASING_MODEL", "small")
    yield made
    made.shutdown()
    made.server_close()


def phrased() -> str | None:
    said: str | None = port("phrasing").phrase(question="身份证丢了咋办", passage=PASSAGE)
    return said


def test_only_a_faithful_wording_is_used(server: Any) -> None:
    good = "您别着急，先到派出所申报丢失并补领，带上户口本就行。补领收工本费 40 元，着急可办临时身份证（10 元）。"
    for said, used in (
        (good, good),
        (good.replace("40", "20"), None),
        (good.replace("（10 元）", ""), None),
        (good + "也可以打电话 12345 预约上门。", None),
        ("我建议您先去银行挂失所有的卡，再联系单位人事，最后到法院公告。40 元，10 元。", None),
        ("", None),
    ):
        server.said = (200, said)
        assert phrased() == used, said
    path, key, body = server.asked[0]
    assert (path, key, body["model"], body["temperature"]) == (
        "/v1/chat/completions",
        "Bearer k-7",
        "small",
        0,
    )
    assert body["messages"][1]["content"] == f"居民问：身份证丢了咋办\n资料：{PASSAGE}"


def test_a_model_that_fails_or_is_not_configured_changes_nothing(
    server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.said = (500, "内部错误")
    assert phrased() is None
    monkeypatch.setenv("LINLI_PHRASING_URL", "")
    assert (phrased(), len(server.asked)) == (None, 1)
