"""Sections meet only at their doors; the checker itself is checked on a tree with known faults."""

import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import contracts  # noqa: E402

pytestmark = pytest.mark.smoke


def _tree(root: Path, **sections: dict[str, str]) -> Path:
    for name, modules in sections.items():
        folder = root / "linli" / "sections" / name
        folder.mkdir(parents=True)
        for module, source in {"__init__": "", "apps": "needs = ()", **modules}.items():
            (folder / f"{module}.py").write_text(source)
    return root


def test_the_sections_keep_their_contracts() -> None:
    assert contracts.violations() == []


def test_events_are_open_to_all_and_needs_open_services_and_queries(tmp_path: Path) -> None:
    code = (
        "from linli.sections.homes.events import Moved\nfrom linli.sections.homes import queries, services\n"
    )
    _tree(tmp_path, homes={}, bills={"apps": "needs: tuple[str, ...] = ('homes',)", "services": code})
    assert contracts.violations(tmp_path) == []


def test_a_section_that_is_not_needed_shows_only_its_events(tmp_path: Path) -> None:
    code = "from linli.sections.homes import events, queries\n"
    _tree(tmp_path, homes={}, bills={"services": code})
    assert contracts.violations(tmp_path) == [
        "linli/sections/bills/services.py:1: bills imports linli.sections.homes.queries (add 'homes' to needs)"
    ]


@pytest.mark.parametrize(
    "line", ["from linli.sections.homes.models import Home", "from ..homes import models"]
)
def test_models_are_never_a_door(tmp_path: Path, line: str) -> None:
    _tree(tmp_path, homes={}, bills={"apps": "needs = ('homes',)", "services": line})
    (fault,) = contracts.violations(tmp_path)
    assert fault.endswith("(only events, services and queries are doors)")


def test_needs_in_a_circle_and_unknown_needs_are_found(tmp_path: Path) -> None:
    _tree(tmp_path, a={"apps": "needs = ('b',)"}, b={"apps": "needs = ('a', 'c')"})
    assert contracts.violations(tmp_path) == [
        "a: needs itself in a circle",
        "b: needs unknown section 'c'",
        "b: needs itself in a circle",
    ]


def test_nothing_outside_names_a_section(tmp_path: Path) -> None:
    _tree(tmp_path, homes={})
    server = tmp_path / "linli" / "server"
    server.mkdir()
    (server / "urls.py").write_text('"""Urls."""\nroutes = "linli.sections.homes.routes"\n')
    assert contracts.violations(tmp_path) == [
        'linli/server/urls.py:2: names a section: routes = "linli.sections.homes.routes"'
    ]
