"""A real Mosquitto beside the tests: own port, own folder, as `deploy/` ships it unless said otherwise."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from linli.kernel.testing.serving import free_port
from linli.kernel.tests.waiting import eventually

SHIPPED = (Path(__file__).resolve().parents[3] / "deploy" / "mosquitto.conf").read_text("utf-8")
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"])
START_SECONDS = 60.0


class Mosquitto:
    """Reads `passwords` and `access` from the folder (`linli mosquitto_files FOLDER`) and keeps its sessions there."""

    def __init__(self, folder: Path, config: str = SHIPPED) -> None:
        """Not started yet; `config` names the places that the shipped one names. Raises RuntimeError without a Mosquitto."""
        found = os.environ.get("TEST_MOSQUITTO") or shutil.which("mosquitto", path=PLACES)
        if not found:
            raise RuntimeError("mosquitto is needed: apt-get install mosquitto")
        self.port, file = free_port(), folder / "mosquitto.conf"
        self._command = [found, "-c", str(file)]
        config = config.replace("listener 1883", f"listener {self.port} 127.0.0.1")
        for place in ("/etc/mosquitto/linli", "/var/lib/mosquitto"):
            config = config.replace(place, str(folder))
        file.write_text(config + ("user root\n" if os.geteuid() == 0 else ""))

    def start(self) -> None:
        """Runs it with what it kept; returns once it lets somebody connect."""
        self._running = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        eventually(lambda: self._running.poll() is not None or self._listens(), START_SECONDS)
        assert self._running.poll() is None, f"mosquitto did not start on port {self.port}"

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """SIGKILL: nothing is written any more."""
        self._running.kill()
        self._running.wait()

    def stop(self) -> None:
        """Ends it politely; nothing happens when it has ended."""
        self._running.terminate()
        self._running.wait(30)
