"""kill -9 of `linli serve` during the delivery of 1,000 events: every event handled, its effects exactly once."""

import json
import random
from collections import Counter

import pytest

from tests.crash.conftest import ROUNDS, Victim

EVENTS = 1000
NOTED = "SELECT count(*) FROM kernel_auditentry WHERE action = 'crash.bell.rang'"
LEFT = "SELECT count(*) FROM kernel_outboxrow WHERE handler LIKE 'crash.%'"


@pytest.mark.crash
@pytest.mark.parametrize("round_number", range(ROUNDS))
def test_events_survive_kills_during_delivery(
    victim: Victim, chance: random.Random, round_number: int
) -> None:
    victim.prepare("publish", str(EVENTS))
    assert victim.number(LEFT) == 2 * EVENTS
    for moment in sorted(chance.sample(range(1, EVENTS), 2)):
        with victim.serve() as process:
            victim.wait(lambda moment=moment: victim.number(NOTED) >= moment, process)
            process.kill()
        assert victim.number(LEFT) > 0
    with victim.serve() as process:
        victim.wait(lambda: victim.number(LEFT) == 0, process)
    for action in ("crash.bell.rang", "crash.bell.echoed"):
        details = victim.ask(f"SELECT detail FROM kernel_auditentry WHERE action = '{action}'")
        counts = Counter(number_in(detail) for (detail,) in details)
        assert counts == Counter(range(EVENTS))
    victim.check()


def number_in(detail: object) -> int:
    """The number in an audit entry's detail (text on SQLite, decoded on PostgreSQL)."""
    return int((json.loads(detail) if isinstance(detail, str) else dict(detail))["number"])  # type: ignore[call-overload]
