"""The bridge from ASGI to WSGI: bodies, limits, headers, streams."""

import io
import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.tests.waiting import eventually
from linli.server import asgi
from linli.server.bridge import CHUNK, Bridge, environ_of, gather
from linli.server.tests.conftest import Port

Told = list[tuple[str, str]]


class Streamed:
    """A body that comes in pieces and wants to be closed."""

    streaming = True

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces, self.closed = pieces, False

    def __iter__(self) -> Any:
        return iter(self.pieces)

    def close(self) -> None:
        self.closed = True


streamed = Streamed([])


def app(environ: dict[str, Any], start: Callable[[str, Told], Any]) -> Iterable[bytes]:
    """Echoes what it was given; `/stream` answers in pieces."""
    if environ["PATH_INFO"] == "/stream":
        start("200 OK", [("Content-Type", "text/plain")])
        return streamed
    told = {k: v for k, v in environ.items() if isinstance(v, str)}
    told["body"] = str(len(environ["wsgi.input"].read()))
    start("201 Created", [("X-Kind", "echo")])
    answer = Streamed([json.dumps(told).encode()])
    answer.streaming = False  # type: ignore[misc]
    return answer


@pytest.fixture
def echo(port: Port, monkeypatch: pytest.MonkeyPatch) -> Port:
    monkeypatch.setattr(port.application, "bridge", Bridge(app, threads=1, max_body=3 * 1024 * 1024))
    return port


def post(port: Port, body: Any, **headers: str) -> tuple[int, dict[str, Any]]:
    connection = port.connect()
    connection.request("POST", "/a%20b/%E4%B8%AD?x=%E6%96%87", body=body, headers=headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())


def test_the_request_arrives_whole(echo: Port) -> None:
    status, told = post(echo, b"abc", Cookie="a=1", **{"X-Area": "7", "Content-Type": "text/plain"})
    assert status == 201
    assert (told["REQUEST_METHOD"], told["body"], told["CONTENT_LENGTH"]) == ("POST", "3", "3")
    assert told["PATH_INFO"].encode("latin-1").decode() == "/a b/中"
    assert (told["QUERY_STRING"], told["HTTP_X_AREA"]) == ("x=%E6%96%87", "7")
    assert (told["CONTENT_TYPE"], told["HTTP_COOKIE"], told["REMOTE_ADDR"]) == (
        "text/plain",
        "a=1",
        "127.0.0.1",
    )


def test_a_header_with_an_underscore_cannot_pass_for_another(echo: Port) -> None:
    _, told = post(echo, b"", **{"X_Area": "7"})
    assert "HTTP_X_AREA" not in told


def test_a_large_body_arrives_whole(echo: Port) -> None:
    assert post(echo, b"x" * 2_500_000)[1]["body"] == "2500000"


def test_a_body_of_unknown_length_arrives_whole(echo: Port) -> None:
    status, told = post(echo, iter([b"x" * 1000] * 100))
    assert (status, told["body"], told["CONTENT_LENGTH"]) == (201, "100000", "100000")


@pytest.mark.parametrize("announced", [True, False])
def test_a_too_large_body_is_refused(echo: Port, announced: bool) -> None:
    connection = echo.connect()
    connection.putrequest("POST", "/")
    if announced:
        connection.putheader("Content-Length", str(4 * 1024 * 1024))
        connection.endheaders()
    else:
        connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        for _ in range(50):
            connection.send(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
    answer = connection.getresponse()
    assert answer.status == 413
    error = json.loads(answer.read())["error"]
    assert error == {"code": "too_large", "message": "上传的内容太大，最多 3 MB。", "fields": {}}


def test_a_stream_comes_whole_and_is_closed(echo: Port, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = Streamed(bytes([n % 256]) * 1000 for n in range(1000))
    monkeypatch.setitem(globals(), "streamed", parts)
    status, body = echo.get("/stream")
    assert (status, len(body)) == (200, 1_000_000)
    eventually(lambda: parts.closed)
    assert body[500_000:500_001] == bytes([500 % 256])


def test_a_flood_is_turned_away(echo: Port) -> None:
    echo.application.bridge.waiting = 1000
    status, body = echo.get("/")
    assert (status, json.loads(body)["error"]["code"]) == (503, "busy")


def test_the_limit_is_sixty_megabytes() -> None:
    assert asgi.MAX_BODY == 60 * 1024 * 1024


@given(st.lists(st.binary(max_size=CHUNK // 3), max_size=12))
def test_gathering_loses_nothing(chunks: list[bytes]) -> None:
    rest, parts = iter(chunks), []
    for _ in range(len(chunks) + 1):
        parts.append(gather(rest))
    assert b"".join(parts) == b"".join(chunks)
    assert all(len(part) < CHUNK + CHUNK // 3 for part in parts)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_path_survives(path: str) -> None:
    scope = {"method": "GET", "path": path, "query_string": b"", "http_version": "1.1", "headers": []}
    assert environ_of(scope, io.BytesIO())["PATH_INFO"].encode("latin-1").decode() == path
