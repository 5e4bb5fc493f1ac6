"""kill -9 while two thousand people are told by SMS: nobody twice, nobody lost, every row explained."""

import json
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linli.edge.sms.tests import gateway as g
from linli.kernel.testing.serving import Installation
from linli.sections.outreach.tests import crowd

pytest.importorskip("linli.edge.sms.aliyun")
PEOPLE = 2000
MODULE = "linli.sections.outreach.tests.crowd"


@pytest.fixture
def gateway(chance: random.Random) -> Iterator[g.Gateway]:
    """It takes a call in twenty and says nothing."""
    silent = set(chance.sample(range(2, 18), 1))
    found = g.Gateway()
    found.fault = lambda phones: g.TIME_OUT if found.calls in silent else ""
    with g.serving(found):
        yield found


def run(installation: Installation, gateway: g.Gateway, *words: str) -> subprocess.Popen[str]:
    env = installation.env | crowd.settings(gateway.url, g.KEY_ID, g.SECRET)
    return subprocess.Popen(
        [sys.executable, "-m", MODULE, *words], env=env, stdout=subprocess.PIPE, text=True
    )


def told(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, _ = process.communicate(timeout=240)
    assert process.returncode == 0
    return dict(json.loads(out))


@pytest.mark.crash
@pytest.mark.once
@pytest.mark.function("4.3", "4.6")
def test_a_campaign_survives_a_kill(
    installed: Installation, gateway: g.Gateway, chance: random.Random, tmp_path: Path
) -> None:
    told(run(installed, gateway, "prepare", str(PEOPLE)))
    cut_at = chance.randrange(1, 15)
    worker = run(installed, gateway, "work")
    assert gateway.wait_for_calls(cut_at, 120)
    worker.send_signal(signal.SIGKILL)
    worker.communicate()
    assert told(run(installed, gateway, "work")) == {"left": 0}
    receipts = tmp_path / "receipts.json"
    receipts.write_text(json.dumps(gateway.receipts(chance)))
    found = told(run(installed, gateway, "finish", str(receipts)))
    counted = gateway.counted()
    assert (gateway.wrong, set(counted.values())) == ([], {1})
    phones = {number for nth in range(PEOPLE) if (number := crowd.phone(nth))}
    unknown = set(found["unknown_phones"])
    assert (set(counted) | unknown, set(counted) & unknown) == (phones, set())
    assert (found["people"], found["unexplained"], found["doubles"]) == (PEOPLE, 0, 0)
    reached = sum(crowd.phone(nth) in counted for nth in range(PEOPLE))
    nobody = sum(not crowd.phone(nth) for nth in range(PEOPLE))
    states = {"reached:sms": reached, "waiting:visit": nobody, "waiting:phone": PEOPLE - reached - nobody}
    assert found["targets"] == {name: count for name, count in states.items() if count}
