"""kill.*: any process is killed at 50 random moments under load; what is due must exist once, and in time.

Not a speed but a promise: 200 devices, 2,000 messages a second, rules on duration, repetition and absence. The whole
server dies, its main process alone, its evaluator alone, or the broker beside it. An alert is in time when it exists within
a second of the latest of: its due moment, the acknowledgement of the reading that decides it, and, if something was
killed before that second was over, the first sign of life of what was killed.
"""

import os
import random
import tempfile
from collections import Counter
from contextlib import nullcontext
from pathlib import Path

from benchmarks.report import report
from linli.kernel.testing.serving import installation
from tests.crash.conftest import Victim
from tests.crash.storm import ABSENCE, Due, Storm, prepare
from tests.crash.targets import Targets, outside_broker
from tests.crash.test_alerts import ALERTS, moment_ms, raised

DEVICES, GROUP, ABSENCE_S = 200, 4, 20
ROUNDS, QUICK_ROUNDS = int(os.environ.get("LINLI_KILL_ROUNDS", "50")), 8
SEED = 20261122
PROMISE_S = 1


def run(*, quick: bool) -> bool:
    """SQLite and the embedded broker; with a PostgreSQL in LINLI_DATABASE_URL that one, and Mosquitto as `deploy/` has it."""
    with (
        tempfile.TemporaryDirectory(prefix="linli-bench-") as folder,
        installation(Path(folder) / "data") as place,
    ):
        place.env["LINLI_MQTT_RATE"] = "1000"
        assert place.command("migrate").returncode == 0
        devices, victim = prepare(place, DEVICES, ABSENCE_S), Victim(place)
        with outside_broker(place) if place.env["LINLI_DATABASE_URL"] else nullcontext() as broker:
            storm = Storm(Targets(victim, broker), devices, random.Random(SEED), ABSENCE_S, GROUP)
            storm.rage(QUICK_ROUNDS if quick else ROUNDS, lambda: len(raised(victim)))
        victim.check()
        return all([_readings(storm, victim), _alerts(storm, victim), _lateness(storm, victim)])


def _readings(storm: Storm, victim: Victim) -> bool:
    stored, acknowledged = victim.readings(), set(storm.fleet.acknowledged)
    lost, doubled = len(acknowledged - set(stored)), len(stored) - len(set(stored))
    more = {"acknowledged": len(acknowledged), "lost": lost, "doubled": doubled}
    return report("kill.readings_wrong", lost + doubled, "readings", at_most=0, **more)


def _alerts(storm: Storm, victim: Victim) -> bool:
    found = raised(victim)
    missing, wrong = set(storm.due) - set(found), set(found) - set(storm.due)
    doubled = len(found) - len(set(found))
    more = {"due": len(storm.due), "missing": len(missing), "wrong": len(wrong), "doubled": doubled}
    return report("kill.alerts_wrong", len(missing | wrong) + doubled, "alerts", at_most=0, **more)


def _lateness(storm: Storm, victim: Victim) -> bool:
    rows = victim.ask(ALERTS)
    late = sorted((_late(storm, *row), row[1], _last_cut(storm, row[3])) for row in rows)
    missed = Counter(f"{code} after {name}" for seconds, code, name in late if seconds > PROMISE_S)
    cuts = Counter(name for _, name in storm.targets.killed)
    more = {"p50": round(late[len(late) // 2][0], 3), "late": dict(missed), "cuts": dict(cuts)}
    return report("kill.latest_alert", late[-1][0], "s", at_most=PROMISE_S, **more)


def _last_cut(storm: Storm, created_at: object) -> str:
    """What was killed last before the alert was there."""
    before = [name for killed, name in storm.targets.killed if killed * 1000 < moment_ms(created_at)]
    return before[-1] if before else "nothing"


def _late(storm: Storm, source: str, code: str, raised_at: object, created_at: object) -> float:
    """Seconds by which an alert came after it could have; negative when it was there before the server answered again."""
    due: Due = (int(source.split(":")[1]), code, moment_ms(raised_at))
    possible = due[2] / 1000
    if code != ABSENCE and due in storm.due:
        possible = max(possible, storm.fleet.acknowledged[due[0], storm.due[due]])
    for killed, _ in storm.targets.killed:
        answered = min((moment for moment in storm.targets.ready if moment > killed), default=possible)
        if killed < possible + PROMISE_S and answered > possible:
            possible = answered
    return moment_ms(created_at) / 1000 - possible
