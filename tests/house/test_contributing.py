"""The section that CONTRIBUTING.md builds step by step works as it is printed, its own test included."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT, text

FILES = (
    "apps.py",
    "models.py",
    "events.py",
    "services.py",
    "queries.py",
    "routes.py",
    "tests/test_tables.py",
)
SCRIPT = """
import sys
import linli.sections
linli.sections.__path__.append(sys.argv[1])
import django, pytest
django.setup()
from django.core.management import call_command
call_command("makemigrations", "chess", verbosity=0)
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", sys.argv[1] + "/chess"]))
"""


def test_the_section_of_the_guide_works(tmp_path: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", text(Path("CONTRIBUTING.md")), re.DOTALL)
    folder = tmp_path / "more" / "chess"
    (folder / "tests").mkdir(parents=True)
    (folder / "__init__.py").write_text('"""The chess room (棋牌室)."""\n')
    for name, block in zip(FILES, blocks, strict=True):
        (folder / name).write_text(block)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env |= {"LINLI_DATABASE_URL": "", "LINLI_DATA": str(tmp_path / "data")}
    env |= {"DJANGO_SETTINGS_MODULE": "linli.server.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder.parent)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
