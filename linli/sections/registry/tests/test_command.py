"""`linli import-roster` on the command line."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from linli.kernel.testing.world import World
from linli.sections.registry.models import Person
from linli.sections.registry.tests.conftest import DATA, SAMPLE
from linli.sections.registry.tests.rosters import small_roster

pytestmark = [pytest.mark.django_db, pytest.mark.function("2.7")]
KEY = json.loads((DATA / "roster-key.json").read_text())


def run(*words: str) -> str:
    out = StringIO()
    call_command("import_roster", *words, stdout=out)
    return out.getvalue()


def test_dry_run_prints_the_key(world: World) -> None:
    found = json.loads(run(str(SAMPLE), "--dry-run", "--json"))
    names = ("buildings", "homes", "people", "occupancies", "vacant_homes", "errors", "warnings", "tags")
    assert {name: found[name] for name in names} == {name: KEY[name] for name in names}
    assert not Person.objects.exists()


def test_import_into_a_named_estate(world: World, tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_bytes(small_roster())
    assert "imported.people\t2" in run(str(file), "--estate", world.near.estate.name)
    assert Person.objects.filter(estate=world.near.estate).count() == 2
    with pytest.raises(CommandError, match="--estate"):
        run(str(file))


def test_a_refused_file(world: World, tmp_path: Path) -> None:
    file = tmp_path / "名册.xlsx"
    file.write_text("姓名,电话")
    with pytest.raises(CommandError, match="CSV"):
        run(str(file), "--dry-run")
    with pytest.raises(CommandError, match="没有这个文件"):
        run(str(tmp_path / "none.xlsx"))
