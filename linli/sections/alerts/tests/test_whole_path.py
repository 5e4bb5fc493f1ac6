"""From a wristband to a closed case, on a real server."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from linli.kernel.testing.serving import Installation
from linli.kernel.tests.waiting import eventually
from linli.sections.alerts.tests.served import Ear, Person, prepare, send

ALERTS = "/api/alerts/alerts"
CLOCK = ("notified", "escalated")
"""What the clock adds to a story, sooner or later."""


def beats(since: datetime, seconds: range, rate: float) -> list[dict[str, Any]]:
    """One heart rate message for each of these seconds."""
    return [
        {"t": round((since + timedelta(seconds=s)).timestamp() * 1000), "v": {"heart_rate": rate}}
        for s in seconds
    ]


def whole_second() -> datetime:
    """Now, on a whole second."""
    return datetime.fromtimestamp(int(time.time()), UTC)


@pytest.mark.once
@pytest.mark.function("6.2", "6.3", "6.4", "6.5", "7.2")
def test_from_a_wristband_to_a_closed_case(installed: Installation) -> None:
    _, _, number, key = prepare(installed)
    with installed.serving():
        grid, worker, fixer = (Person(installed, name) for name in ("grid", "worker", "property_staff"))
        ear = Ear(worker)
        since = whole_second() - timedelta(seconds=65)
        send(installed, number, key, beats(since, range(0, 61, 10), 150))
        ear.wait()
        eventually(lambda: worker.get(ALERTS)["items"][0]["addressed_to"] == "赵网格")
        [found] = worker.get(ALERTS)["items"]
        assert (found["status"], found["kind_title"]) == ("open", "心率异常")
        assert datetime.fromisoformat(found["raised_at"]) == since + timedelta(seconds=60)
        assert [b["link"] for b in grid.get("/api/kernel/bell")] == [f"/alerts?open={found['id']}"]
        path = f"{ALERTS}/{found['id']}"
        assert grid.post(f"{path}/accept")["accepted_by"] == "赵网格"
        assert worker.call("POST", f"{path}/accept")[1]["error"]["message"].startswith("赵网格 已于 ")
        assert fixer.call("GET", path)[0] == 404
        assert [p["value"] for p in grid.get(f"{path}/curve")["points"]] == [150.0] * 7
        case_id = grid.post(f"{path}/case", text="老人独居，请上门")["case_id"]
        work_off(worker, fixer, case_id)
        eventually(lambda: grid.get(path)["status"] == "resolved")
        verbs = [e["verb"] for e in grid.get(path)["entries"] if e["verb"] not in CLOCK]
        assert verbs == ["raised", "accepted", "case", "resolved"]
        send(installed, number, key, [{"e": "sos", "t": since.isoformat()}], "events")
        eventually(lambda: worker.get(f"{ALERTS}?kind=sos")["total"] == 1)
        [cry] = grid.get(f"{ALERTS}?kind=sos")["items"]
        assert (cry["status"], cry["message"], cry["severity_title"]) == ("open", "手环01 报告：呼救", "紧急")
        assert datetime.fromisoformat(cry["raised_at"]) == since


def work_off(worker: Person, fixer: Person, case_id: int) -> None:
    """The case from its report to its end."""
    case = f"/api/cases/cases/{case_id}"
    worker.post(f"{case}/accept", version=1)
    worker.post(f"{case}/dispatch", version=2, role="property_staff")
    fixer.post(f"{case}/take", version=3)
    fixer.post(f"{case}/handle", version=4, note="已上门，老人运动后心率偏高，休息后恢复")
    worker.post(f"{case}/verify", version=5, resolved=True, note="电话核实")
