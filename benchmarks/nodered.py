"""Node-RED from npm, with one flow: MQTT in (JSON), a function that remembers since when the pulse is high, MQTT out.

It is installed once into a cache folder (`~/.cache/linli-bench`); nothing of it is part of the project.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.stage import free_port, wait_for

VERSION = "4"
TOPIC = "bench/alerts"
FUNCTION = """
const since = context.get('since') || new Map(), up = context.get('up') || new Map();
context.set('since', since); context.set('up', up);
const band = msg.topic, at = msg.payload.t, rate = msg.payload.v.heart_rate;
if (rate <= 110) { since.delete(band); up.delete(band); return null; }
if (rate > 120 && !since.has(band)) since.set(band, at);
if (since.has(band) && !up.has(band) && at - since.get(band) >= 3000) {
  up.set(band, at);
  return { topic: '%s', payload: { band, at } };
}
return null;
"""


SETTINGS = """
module.exports = {flowFile: 'flows.json', uiPort: %d, uiHost: '127.0.0.1', logging: {console: {level: 'error'}}};
"""


def installed() -> Path:
    """The folder with Node-RED, installed if it is not there yet. Raises RuntimeError without npm."""
    folder = (
        Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "linli-bench" / f"node-red-{VERSION}"
    )
    program = folder / "node_modules" / "node-red" / "red.js"
    if program.exists():
        return folder
    npm = shutil.which("npm")
    if not npm:
        raise RuntimeError("npm is needed to install Node-RED")
    folder.mkdir(parents=True, exist_ok=True)
    words = [
        npm,
        "install",
        "--prefix",
        str(folder),
        "--no-audit",
        "--no-fund",
        "--silent",
        f"node-red@{VERSION}",
    ]
    subprocess.run(words, check=True)
    return folder


def flow(port: int) -> list[dict[str, object]]:
    """The flow as Node-RED keeps it."""
    broker = {"id": "broker", "type": "mqtt-broker", "broker": "127.0.0.1", "port": str(port), "clientid": "node-red",
              "cleansession": True, "protocolVersion": "4", "keepalive": "60", "autoConnect": True}  # fmt: skip
    read = {"id": "in", "type": "mqtt in", "z": "tab", "topic": "linli/+/up/readings", "qos": "1", "datatype": "json",
            "broker": "broker", "wires": [["fn"]]}  # fmt: skip
    work = {
        "id": "fn",
        "type": "function",
        "z": "tab",
        "func": FUNCTION % TOPIC,
        "outputs": 1,
        "wires": [["out"]],
    }
    write = {
        "id": "out",
        "type": "mqtt out",
        "z": "tab",
        "topic": "",
        "qos": "1",
        "retain": "",
        "broker": "broker",
        "wires": [],
    }
    return [{"id": "tab", "type": "tab", "label": "bench"}, broker, read, work, write]


@contextmanager
def node_red(port: int) -> Iterator[int]:
    """Node-RED on the broker at `port`; its process id."""
    folder, own = installed(), free_port()
    with tempfile.TemporaryDirectory(prefix="linli-node-red-") as user:
        (Path(user) / "flows.json").write_text(json.dumps(flow(port)))
        (Path(user) / "settings.js").write_text(SETTINGS % own)
        program = folder / "node_modules" / "node-red" / "red.js"
        running = subprocess.Popen(
            ["node", str(program), "--userDir", user], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            wait_for(f"http://127.0.0.1:{own}/", running)
            yield running.pid
        finally:
            running.terminate()
            running.wait(20)
