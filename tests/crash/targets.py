"""What dies in a storm: the whole server, its main process alone, its evaluator alone, or the broker outside."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from linli.kernel.testing.mosquitto import Mosquitto
from linli.kernel.testing.serving import Installation, Process
from tests.crash.conftest import Victim

PASSWORD = "platform-password-of-the-storm"
ALIVE = "SELECT coalesce(max(alive_ms), 0) FROM alerts_watermark"
"""Written by an evaluator as soon as it knows its rules and their memory."""
PATIENCE, LOOK_S = 60.0, 0.05


class Targets:
    """The processes of one installation; what is killed comes back as its supervisor would have it."""

    def __init__(self, victim: Victim, broker: Mosquitto | None = None) -> None:
        """With `broker`, that one dies as well."""
        self.victim, self.broker = victim, broker
        self._kills: dict[str, Callable[[], None]] = {
            "server": self._server, "main": self._main, "evaluator": self._evaluator,
        }  # fmt: skip
        if broker:
            self._kills["broker"] = self._broker
        self.names = tuple(self._kills)
        self.ready: list[float] = []
        """When what was killed answered again (wall clock, seconds)."""
        self.killed: list[tuple[float, str]] = []

    def start(self) -> None:
        """Starts the server; `ready` grows once it answers."""
        process = self.process = self.victim.serve()
        self._note_when(process.wait_ready)

    def wait_ready(self) -> None:
        """Until it answers for the first time: before, a broker outside keeps nothing for it."""
        self.victim.wait(lambda: bool(self.ready), self.process, PATIENCE)

    def kill(self, name: str) -> None:
        """SIGKILL to the named one, and its return."""
        self.killed.append((time.time(), name))
        self._kills[name]()

    def _server(self) -> None:
        self.process.kill()
        self.start()

    def _main(self) -> None:
        """What ran beside it finds out alone."""
        self.process.popen.kill()
        self.process.popen.wait()
        self.start()

    def _evaluator(self) -> None:
        """The server itself brings it back."""
        process, at_ms = self.process, time.time() * 1000
        for pid in _children(process):
            os.kill(pid, signal.SIGKILL)
        self._note_when(
            lambda: self.victim.wait(lambda: self.victim.number(ALIVE) > at_ms, process, PATIENCE)
        )

    def _broker(self) -> None:
        assert self.broker
        self.broker.kill()
        self.broker.start()
        self.ready.append(time.time())

    def _note_when(self, wait: Callable[[], object]) -> None:
        def note() -> None:
            with suppress(AssertionError):  # killed before it answered
                wait()
                self.ready.append(time.time())

        threading.Thread(target=note, daemon=True).start()


def _children(process: Process) -> list[int]:
    """The processes beside the main one."""
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.popen.pid)], capture_output=True, text=True, check=False
    )
    return [int(line) for line in told.stdout.split()]


@contextmanager
def outside_broker(installed: Installation) -> Iterator[Mosquitto]:
    """A Mosquitto that knows the registered devices, named to the installation."""
    with tempfile.TemporaryDirectory(prefix="linli-mosquitto-") as folder:
        told = installed.command("mosquitto_files", folder, "--platform-password", PASSWORD)
        assert told.returncode == 0, told.stderr
        broker = Mosquitto(Path(folder))
        installed.env["LINLI_MQTT_URL"] = f"mqtt://platform:{PASSWORD}@127.0.0.1:{broker.port}"
        broker.start()
        try:
            yield broker
        finally:
            broker.stop()
