"""Where a benchmark runs: a fresh data folder and database, servers on free ports, the load beside them."""

import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linli.server.cli import RARELY

ROOT = Path(__file__).resolve().parents[1]
SERVE = [sys.executable, "-c", "import sys; from linli.server.cli import main; sys.exit(main())"]
PATIENCE = 120.0
CONNECTIONS = 16


def free_port() -> int:
    """A port nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def stage() -> Iterator[dict[str, str]]:
    """The environment of a fresh installation, in this process too. LINLI_DATABASE_URL must name an empty database."""
    with tempfile.TemporaryDirectory(prefix="linli-bench-") as folder:
        fresh = {
            "LINLI_DATA": folder,
            "LINLI_MQTT_PORT": str(free_port()),
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "PYTHONPATH": str(ROOT),
        }
        os.environ.update(fresh)
        gc.set_threshold(*RARELY)  # what is measured in this process runs as under `linli`
        yield {**os.environ}


@contextmanager
def process(command: list[str], url: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers at `url`, stopped afterwards."""
    with (Path(env["LINLI_DATA"]) / "server.log").open("ab") as log:
        running = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=ROOT)
    try:
        wait_for(url, running)
        yield running
    finally:
        running.terminate()
        running.wait(30)


@contextmanager
def linli_serve(env: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The default `linli serve`; its address and process."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with process([*SERVE, "serve", "--port", str(port)], f"{base}/healthz", env) as running:
        yield base, running


@contextmanager
def gunicorn(env: dict[str, str]) -> Iterator[str]:
    """Plain WSGI: gunicorn with one synchronous worker."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "-w",
        "1",
        "-b",
        f"127.0.0.1:{port}",
        "benchmarks.wsgi:application",
    ]
    with process(command, f"{base}/healthz", env):
        yield base


def wait_for(url: str, running: "subprocess.Popen[bytes] | None" = None, seconds: float = PATIENCE) -> None:
    """Returns when the address answers. Raises when the process ends or patience does."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and (running is None or running.poll() is None):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{url} does not answer")


def load(
    url: str, *, seconds: float, cookie: str = "", body: str = "", connections: int = CONNECTIONS
) -> dict[str, Any]:
    """Requests per second and latencies under load; a POST when there is a body. Raises when an answer was not 200."""
    words = [url, str(connections), str(seconds), cookie, body]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, Any] = json.loads(done.stdout)
    if result["errors"]:
        raise RuntimeError(f"{url}: {result['errors']} answers were not 200")
    return result


def memory_mb(pid: int) -> float:
    """Memory of a process and all its helpers together in MB: on Linux the proportional set size (PSS), else the resident.

    PSS counts a page that forked processes share once and not once per process, so the sum is what the machine really gives.
    """
    return _own_memory_mb(pid) + sum(memory_mb(child) for child in _children(pid))


def _children(pid: int) -> list[int]:
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [line.split() for line in told.splitlines()]
    return [int(child) for child, parent in pairs if int(parent) == pid]


def _own_memory_mb(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if rollup.exists():
        lines = rollup.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    told = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    ).stdout
    return int(told or 0) / 1024
