"""The catalogue is true: a function that says it is done has a test that carries its id."""

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from linli.kernel.discovery import sections
from tests.house.sources import python_files, text

pytestmark = pytest.mark.smoke
FUNCTION_ID = re.compile(r"^\d{1,2}\.\d{1,2}$")


@cache
def proofs() -> dict[str, set[str]]:
    """Function id -> the tests marked with it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in python_files():
        if "tests" not in path.parts:
            continue
        for node in ast.walk(ast.parse(text(path))):
            for marker in getattr(node, "decorator_list", []):
                if isinstance(marker, ast.Call) and ast.unparse(marker.func).endswith("mark.function"):
                    for word in marker.args:
                        found[ast.literal_eval(word)].add(f"{path}::{getattr(node, 'name', '')}")
    return found


def test_function_ids_are_unique_and_well_formed() -> None:
    ids = [function.id for section in sections() for function in section.functions]
    assert [name for name in ids if not FUNCTION_ID.match(name)] == []
    assert sorted(ids) == sorted(set(ids))


def test_every_done_function_has_a_test_that_proves_it() -> None:
    done = {function.id for section in sections() for function in section.functions if function.done}
    assert done - set(proofs()) == set()


def test_every_proof_names_a_function_of_the_catalogue() -> None:
    known = {function.id for section in sections() for function in section.functions}
    assert {name: sorted(tests) for name, tests in proofs().items() if name not in known} == {}


def test_faces_are_known_letters_and_permissions_are_declared() -> None:
    declared = {permission.id for section in sections() for permission in section.permissions}
    for section in sections():
        for function in section.functions:
            assert set(function.faces) <= set("CRSD"), function.id
            assert not function.permission or function.permission in declared, function.id
