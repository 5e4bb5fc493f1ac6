"""The catalogue is true: a function that says it is done has a test that carries its id, and the READMEs say the same."""

import re
import sys

import pytest

from linli.kernel.discovery import sections
from linli.server.commands.functions import catalogue
from tests.house.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import readme  # noqa: E402

pytestmark = pytest.mark.smoke
FUNCTION_ID = re.compile(r"^\d{1,2}\.\d{1,2}$")


def test_function_ids_are_unique_and_well_formed() -> None:
    ids = [function.id for section in sections() for function in section.functions]
    assert [name for name in ids if not FUNCTION_ID.match(name)] == []
    assert sorted(ids) == sorted(set(ids))


def test_every_done_function_has_a_test_that_proves_it() -> None:
    assert [row["id"] for row in catalogue() if row["done"] and not row["tests"]] == []


def test_every_proof_names_a_function_of_the_catalogue() -> None:
    from linli.server.commands.functions import proofs_by_function

    known = {function.id for section in sections() for function in section.functions}
    assert {name: tests for name, tests in proofs_by_function(ROOT).items() if name not in known} == {}


def test_faces_are_known_letters_and_permissions_are_declared() -> None:
    declared = {permission.id for section in sections() for permission in section.permissions}
    for section in sections():
        for function in section.functions:
            assert set(function.faces) <= set("CRSD"), function.id
            assert not function.permission or function.permission in declared, function.id


def test_the_readmes_say_what_the_catalogue_says() -> None:
    assert readme.lagging(catalogue()) == []


def test_the_readme_table_lists_what_is_done_and_names_what_is_not() -> None:
    rows = [
        {
            "id": "2.1",
            "title": "房屋",
            "section": "registry",
            "faces": "CR",
            "done": True,
            "tests": ["a", "b"],
        },
        {"id": "2.2", "title": "人口", "section": "registry", "faces": "C", "done": False, "tests": []},
    ]
    assert readme.chinese(rows) == (
        "共 2 项功能，已完成 1 项。\n\n| 编号 | 功能 | 板块 | 用在 |\n|---|---|---|---|\n"
        "| 2.1 | 房屋 | `registry` | 电脑、手机 |\n\n还没有完成：2.2。\n"
    )
    assert "| registry | 2.1 | console, phone |" in readme.english(rows)
