"""kill -9 while an outside system reports: what was answered with 2xx is kept, and sent again it counts once."""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import Any

import pytest

from linli.kernel.testing.serving import Installation
from linli.sections.alerts.services import signature
from tests.crash.conftest import Victim

KEY = "k" * 43
EVENTS, SENDERS = 40, 4
PREPARE = f"""
from linli.kernel.access import SYSTEM, roles
from linli.kernel.access.resolve import hash_key
from linli.kernel.models import ApiKey, RoleHolding, User, add_area
from linli.sections.alerts import services
area = add_area(name="断电小区", kind="estate")
user = User.objects.create(username="camera", name="摄像头平台")
RoleHolding.objects.create(user=user, role=roles.EXTERNAL, area=area)
ApiKey.objects.create(user=user, title="测试", prefix="{KEY[:12]}", secret_hash=hash_key("{KEY}"),
                      scopes=["alerts.event.send"], per_minute=1000)
print(services.create_source(actor=SYSTEM, code="camera", title="摄像头平台", area_id=area.pk)[1])
"""
KEPT = "SELECT event_id, count(*), count(alert_id) FROM alerts_eventreceipt GROUP BY event_id"
COUNTS = "SELECT source, count FROM alerts_alert"


class System:
    """An outside system: every event concerns a thing of its own, and is sent until it is answered."""

    def __init__(self, installed: Installation, secret: str, enough: int) -> None:
        self.url, self.secret, self.enough = f"{installed.url}/api/alerts/events", secret, enough
        self.answered: dict[str, dict[str, Any]] = {}
        self.told = threading.Event()
        self.stopping = False

    def report(self, ids: list[str]) -> None:
        """Sends the events one after another until it is stopped."""
        for event_id in ids:
            while not self.stopping:
                with suppress(urllib.error.URLError, OSError):
                    self.answered[event_id] = self.send(event_id)
                    break
            if len(self.answered) >= self.enough:
                self.told.set()

    def send(self, event_id: str) -> dict[str, Any]:
        """One signed POST; what was answered. Raises when there was no good answer."""
        body = json.dumps({
            "source": "camera", "event_id": event_id, "kind": "lane_blocked", "key": event_id, "title": "摄像机",
            "at": time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime()),
        }).encode()  # fmt: skip
        stamp = str(int(time.time()))
        headers = {
            "Authorization": f"Bearer {KEY}", "Content-Type": "application/json", "X-Linli-Timestamp": stamp,
            "X-Linli-Signature": signature(self.secret, stamp, body),
        }  # fmt: skip
        asked = urllib.request.Request(self.url, body, headers)
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return dict(json.load(answer))


@pytest.mark.crash
@pytest.mark.function("6.2")
def test_an_event_that_was_answered_survives_the_power_cut_and_counts_once(
    victim: Victim, chance: random.Random
) -> None:
    made = victim.installation.command("shell", "-v", "0", "-c", PREPARE)
    assert made.returncode == 0, made.stderr
    system = System(victim.installation, made.stdout.split()[-1], chance.randrange(1, EVENTS - SENDERS))
    ids = [f"e-{n}" for n in range(EVENTS)]
    process = victim.serve()
    process.wait_ready()
    threads = [threading.Thread(target=system.report, args=(ids[n::SENDERS],)) for n in range(SENDERS)]
    for thread in threads:
        thread.start()
    assert system.told.wait(60)
    process.kill()
    system.stopping = True
    for thread in threads:
        thread.join(20)
    before = dict(system.answered)
    assert set(before) <= {kept for kept, n, alert in victim.ask(KEPT) if n == alert == 1}
    process = victim.serve()
    try:
        process.wait_ready()
        after = {event_id: system.send(event_id) for event_id in ids}
    finally:
        process.kill()
    assert all(after[one]["repeated"] and after[one]["alert_id"] == before[one]["alert_id"] for one in before)
    assert sorted(victim.ask(KEPT)) == sorted((one, 1, 1) for one in ids)
    assert sorted(victim.ask(COUNTS)) == sorted((f"event:camera:{one}", 1) for one in ids)
    victim.check()
