"""`linli doctor` and an outside broker: a limit that drops messages is found by filling a queue."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.edge.mqtt import examine
from linli.kernel.testing.mosquitto import SHIPPED
from linli.kernel.testing.world import World
from linli.sections.devices.tests.conftest import PLATFORM_PASSWORD, start_mosquitto
from linli.server import checks


def findings(monkeypatch: pytest.MonkeyPatch, folder: Path, config: str = SHIPPED) -> list[tuple[str, str]]:
    folder.mkdir()
    broker = start_mosquitto(folder, config)
    monkeypatch.setenv("LINLI_MQTT_URL", f"mqtt://platform:{PLATFORM_PASSWORD}@127.0.0.1:{broker.port}")
    try:
        return [(f.level, f.text) for f in checks.foreign_broker("here") if f.subject == "消息服务器"]
    finally:
        broker.stop()


@pytest.mark.function("7.2")
def test_doctor_finds_a_broker_that_drops(
    open_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(examine, "PROBE", 400)
    sound = findings(monkeypatch, tmp_path / "sound")
    assert [level for level, _ in sound] == ["ok", "ok"]
    assert sound[1][1].startswith("离线排队 400 条全部交付")
    monkeypatch.setenv("LINLI_MQTT_SHARE", "linli")
    shared = findings(monkeypatch, tmp_path / "shared")
    assert [level for level, text in shared if "共享订阅" in text] == ["warning"]
    monkeypatch.delenv("LINLI_MQTT_SHARE")
    limited = SHIPPED.replace("max_queued_messages 0", "max_queued_messages 100")
    level, text = findings(monkeypatch, tmp_path / "limited", limited)[1]
    assert (level, "确认收下 400 条，只交付 1" in text) == ("error", True)
