"""`make run`: prepare, then everything in one process, with the demo community when the database is empty."""

import os

from prepare import VENV, prepare
from steps import ROOT, ending, say


def main() -> int:
    """Replace this process by the server, so that signals reach it."""
    prepare()
    say("启动邻里 …")
    os.chdir(ROOT)
    command = str(VENV / "bin" / "linli")
    os.execv(command, [command, "serve", "--demo-if-empty"])


if __name__ == "__main__":
    ending(main)
