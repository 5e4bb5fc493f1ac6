"""A real Mosquitto beside the tests, with the configuration that `deploy/` ships: own port, own folder."""

import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[3] / "deploy" / "mosquitto.conf"
PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"])
START_SECONDS = 60.0


class Mosquitto:
    """Reads `passwords` and `access` from the folder (`linli mosquitto_files FOLDER`) and keeps its sessions there."""

    def __init__(self, folder: Path, port: int) -> None:
        """Not started yet. Raises RuntimeError when there is no Mosquitto on this machine."""
        found = os.environ.get("TEST_MOSQUITTO") or shutil.which("mosquitto", path=PLACES)
        if not found:
            raise RuntimeError("mosquitto is needed: apt-get install mosquitto")
        self.port, config = port, folder / "mosquitto.conf"
        self._command = [found, "-c", str(config)]
        shipped = SHIPPED.read_text("utf-8").replace("listener 1883", f"listener {port} 127.0.0.1")
        for place in ("/etc/mosquitto/linli", "/var/lib/mosquitto"):
            shipped = shipped.replace(place, str(folder))
        config.write_text(shipped + ("user root\n" if os.geteuid() == 0 else ""))

    def start(self) -> None:
        """Runs it with what it kept; returns once it lets somebody connect."""
        self._running = subprocess.Popen(self._command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._running.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise RuntimeError(f"mosquitto did not start on port {self.port}")

    def kill(self) -> None:
        """SIGKILL: nothing is written any more."""
        self._running.kill()
        self._running.wait()

    def stop(self) -> None:
        """Ends it politely; nothing happens when it has ended."""
        self._running.terminate()
        self._running.wait(30)
