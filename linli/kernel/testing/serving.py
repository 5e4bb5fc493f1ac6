"""A real `linli` process beside the tests, with its own data folder, database and ports."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

from linli.kernel.testing.databases import fresh_database

FREE_PORTS = (12_000, 32_000)
READY_SECONDS = 90.0
STOP_SECONDS = 20.0
COMMAND = [sys.executable, "-c", "import sys; from linli.server.cli import main; sys.exit(main())"]


def free_port() -> int:
    """A TCP port that nobody uses, and that is not handed out to connections: a client's may be given to itself."""
    while True:
        port = random.SystemRandom().randrange(*FREE_PORTS)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


class Installation:
    """One data folder with its database and ports; `linli` commands run against it, servers start and die in it."""

    def __init__(self, folder: Path, database_url: str, **settings: str) -> None:
        """Settings are further environment variables, such as LINLI_MQTT_URL."""
        self.folder = folder
        self.port = free_port()
        self.mqtt_port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.env = {
            **os.environ,
            "LINLI_DATA": str(folder),
            "LINLI_DATABASE_URL": database_url,
            "LINLI_MQTT_PORT": str(self.mqtt_port),
            "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "linli.server.settings",
            **settings,
        }
        self.log = folder / "serve.log"

    def command(self, *words: str, timeout: float = 300.0) -> subprocess.CompletedProcess[str]:
        """Run `linli WORDS…` to its end and keep what it said."""
        return subprocess.run(
            [*COMMAND, *words], env=self.env, capture_output=True, text=True, timeout=timeout, check=False
        )

    @contextmanager
    def serving(self, *words: str, seconds: float = READY_SECONDS) -> Iterator["Process"]:
        """`linli serve WORDS…`, answering; ended with all it started when the block is left."""
        with Process(self, ["serve", *words]) as process:
            process.wait_ready(seconds)
            yield process

    def passwords(self) -> dict[str, str]:
        """The generated passwords by user name, as the file for the operator has them."""
        lines = (self.folder / "passwords.txt").read_text("utf-8").splitlines()
        return {row[0]: row[1] for row in (line.split("\t") for line in lines if line[:1] != "#")}


class Process:
    """A running `linli` process, in a process group of its own."""

    def __init__(self, installation: Installation, words: list[str]) -> None:
        """Start it; its output goes to `serve.log` in the data folder."""
        self.installation = installation
        with installation.log.open("ab") as output:
            self.popen = subprocess.Popen(
                [*COMMAND, *words],
                env=installation.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait_ready(self, seconds: float = READY_SECONDS) -> dict[str, Any]:
        """Wait until /healthz answers; what it said. Fails with the log when the process ends or time is up."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and self.popen.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.installation.url}/healthz", timeout=5) as answer:
                    return dict(json.load(answer))
            except (urllib.error.URLError, OSError, ValueError):
                time.sleep(0.1)
        raise AssertionError(f"linli serve 没有就绪：\n{self.installation.log.read_text('utf-8', 'replace')}")

    def kill(self) -> None:
        """SIGKILL to the whole group: the power cut of the crash tests."""
        self._signal(signal.SIGKILL)
        self.popen.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Ask politely, insist after a while; nothing is left running."""
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.popen.wait(STOP_SECONDS)
        self.kill()

    def _signal(self, number: int) -> None:
        try:
            os.killpg(self.popen.pid, number)
        except ProcessLookupError:
            return


@contextmanager
def installation(folder: Path, like: Installation | None = None, **settings: str) -> Iterator[Installation]:
    """A new installation on the kind of database under test: empty, or with the database of `like`, which must be idle."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(like.folder.glob("*.sqlite3")) if like else ():
        shutil.copy(file, folder)
    with fresh_database(like.env["LINLI_DATABASE_URL"] if like else "") as database_url:
        yield Installation(folder, database_url, **settings)
