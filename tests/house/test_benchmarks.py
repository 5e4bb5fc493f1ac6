"""Every benchmark of the folder can be asked for by name, and `all` leaves none out."""

from importlib import import_module

from benchmarks.__main__ import NAMES, TOGETHER
from tests.house.sources import ROOT


def test_the_names_are_the_files() -> None:
    files = {path.stem.removeprefix("bench_") for path in (ROOT / "benchmarks").glob("bench_*.py")}
    assert files == set(NAMES) == set(TOGETHER["all"])
    assert {name for name in files if name.startswith("outreach_")} == set(TOGETHER["outreach"]) != set()
    assert all(callable(import_module(f"benchmarks.bench_{name}").run) for name in NAMES)
