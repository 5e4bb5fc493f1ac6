"""kill -9 of `linli serve` during an import: nothing half done, and after the restart everything in, once."""

import random
import time
from pathlib import Path

import pytest

from tests.crash.conftest import ROUNDS, Victim

ROOT = Path(__file__).resolve().parents[2]
ROSTER = ROOT / "linli/sections/registry/tests/data/北门小区居民花名册.xlsx"
PEOPLE = "SELECT count(*) FROM registry_person"
HOMES = "SELECT count(*) FROM registry_home"
JOB = "SELECT count(*) FROM kernel_jobrow WHERE function LIKE '%run_import' AND state = "
FINISHED = "SELECT count(*) FROM kernel_auditentry WHERE action = 'registry.import.finished'"


@pytest.mark.crash
@pytest.mark.once
@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_an_import_survives_kills(victim: Victim, chance: random.Random, round_number: int) -> None:
    victim.prepare("queue", str(ROSTER))
    for _ in range(2):
        with victim.serve() as process:
            victim.wait(lambda: victim.number(f"{JOB}'running'") + finished(victim) > 0, process)
            time.sleep(chance.uniform(0, 4))  # a random moment of the import, not a wait for something
            process.kill()
        people, homes = victim.number(PEOPLE), victim.number(HOMES)
        assert (people > 0) == (homes > 0) == (finished(victim) == 1)
    with victim.serve() as process:
        victim.wait(lambda: victim.number(f"{JOB}'done'") == 1, process)
        victim.wait(lambda: victim.number("SELECT count(*) FROM kernel_outboxrow") == 0, process)
    result = victim.ask("SELECT state, result FROM registry_importbatch")
    assert [state for state, _ in result] == ["done"]
    assert finished(victim) == 1
    assert (victim.number(PEOPLE), victim.number(HOMES)) == expected()
    victim.check()


def finished(victim: Victim) -> int:
    """How many times the import was completed."""
    return victim.number(FINISHED)


def expected() -> tuple[int, int]:
    """People and homes of the sample, from its key."""
    import json

    key = json.loads((ROSTER.parent / "roster-key.json").read_text("utf-8"))
    return int(key["people"]), int(key["homes"])
