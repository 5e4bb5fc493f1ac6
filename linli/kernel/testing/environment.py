"""Early pytest plugin: each test process has a data folder of its own before the settings are read."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="linli-test-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
# Never the developer's own data, whatever the shell says.
os.environ["LINLI_DATA"] = str(FOLDER)


def pytest_report_header() -> str:
    """Say on which database the tests run."""
    from linli.kernel.testing.databases import engine

    return f"database: {engine()}"
