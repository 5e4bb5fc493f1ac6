"""Early pytest plugin: each test process has a data folder of its own before the settings are read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 – a folder in memory: waiting for a disk proves nothing here
ROOM = 2 * 1024**3


def _place() -> str | None:
    """Where to put the data folder; containers often have too little memory disk."""
    roomy = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy else None


FOLDER = Path(tempfile.mkdtemp(prefix="linli-test-", dir=_place()))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
# Never the developer's own data, whatever the shell says.
os.environ["LINLI_DATA"] = str(FOLDER)
# Nor ports that a server on this machine may hold; a test that wants one says so.
os.environ["LINLI_WATCH_PORT"] = os.environ["LINLI_OCPP_PORT"] = "off"


def pytest_configure() -> None:
    """Cheaper passwords, a cheaper end of tests, and no list of all built pages for every client; else as in production."""
    from django.conf import settings

    from linli.kernel.testing import emptying

    settings.PASSWORD_HASHERS = ["linli.kernel.testing.passwords.CheapArgon2"]
    settings.WHITENOISE_AUTOREFRESH = True
    emptying.install()


def pytest_report_header() -> str:
    """Say on which database the tests run."""
    from linli.kernel.testing.databases import engine

    return f"database: {engine()}"
