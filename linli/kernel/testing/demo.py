"""The demo community as somebody gets it who tries linli; `python -m linli.kernel.testing.demo FOLDER` makes it beforehand."""

import sys
from pathlib import Path

from linli.kernel.testing.serving import Installation, installation

DEMO_SECONDS = 300.0


def first_start(place: Installation) -> None:
    """Starts linli, which fills itself with the demo community, and ends it."""
    with place.serving("--demo-if-empty", seconds=DEMO_SECONDS):
        pass


if __name__ == "__main__":
    with installation(Path(sys.argv[1])) as made:
        first_start(made)
