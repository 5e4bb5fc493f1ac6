"""The types that the pages are checked against are those of the API as it is."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import node  # noqa: E402
from steps import merged  # noqa: E402

pytestmark = pytest.mark.smoke


def test_page_types_are_those_of_the_api(tmp_path: Path) -> None:
    fresh = tmp_path / "schema.d.ts"
    command = ["node", "web/tools/api.mjs", str(fresh)]
    done = subprocess.run(
        command, cwd=ROOT, env=merged(node.env()), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert fresh.read_text("utf-8") == (ROOT / "web/src/api/schema.d.ts").read_text("utf-8"), (
        "run `make openapi`"
    )
