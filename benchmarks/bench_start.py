"""start: seconds from a fresh clone to the first answer of `make run`, with cold caches, and again with warm ones.

The share that is downloads is what the package managers take when their caches are empty over when they are full.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from benchmarks.report import report
from benchmarks.stage import ROOT, free_port, wait_for

AGAIN_AT_MOST = 5.0
CACHES = ("PIP_CACHE_DIR", "UV_CACHE_DIR", "npm_config_cache")


def run(*, quick: bool) -> bool:
    """Three starts: caches empty, caches full in a second clone, and the same clone again (at most 5 s)."""
    with tempfile.TemporaryDirectory(prefix="linli-start-") as folder:
        home = Path(folder)
        env = {**os.environ, **{name: str(home / "cache" / name) for name in CACHES}}
        env.pop("LINLI_DATABASE_URL", None)
        cold = _first_start(home / "cold", env)
        warm = _first_start(home / "warm", env)
        again = _start(home / "warm", env)
    report("start.cold", cold, "s", downloads_share=round(max(0.0, 1 - warm / cold), 2))
    report("start.warm_caches", warm, "s")
    return report("start.again", again, "s", at_most=AGAIN_AT_MOST)


def _first_start(clone: Path, env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    cloned = time.perf_counter() - began
    return cloned + _start(clone, env)


def _start(clone: Path, env: dict[str, str]) -> float:
    """Seconds until the console's page answers; everything started is stopped."""
    port = free_port()
    here = {**env, "PORT": str(port), "LINLI_DATA": str(clone / "data"), "LINLI_MQTT_PORT": str(free_port())}
    with (clone.parent / f"{clone.name}.log").open("ab") as log:
        began = time.perf_counter()
        make = subprocess.Popen(
            [shutil.which("make") or "make", "run"],
            cwd=clone,
            env=here,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/console/", make, seconds=900)
            return time.perf_counter() - began
        finally:
            os.killpg(make.pid, signal.SIGTERM)
            make.wait(60)
