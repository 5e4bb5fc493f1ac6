"""`linli speaker` as it runs on a box: a process of its own, over real MQTT and HTTP, killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import wave
from pathlib import Path
from typing import Any

import pytest

from linli.kernel import jobs
from linli.kernel.access import SYSTEM
from linli.kernel.testing.serving import COMMAND
from linli.kernel.tests.waiting import eventually
from linli.sections.devices.tests.conftest import Open, embedded, open_world
from linli.sections.outreach.models import Play, PlayStep
from linli.sections.outreach.services import broadcasts
from linli.sections.outreach.tests.yard import Tones

__all__ = ["embedded", "open_world"]
pytestmark = [pytest.mark.function("4.4"), pytest.mark.crash, pytest.mark.once]


def started(folder: Path, number: str, key: str, server: str, broker: int) -> subprocess.Popen[bytes]:
    """The box: its journal in `folder`, what is heard in `folder`/heard, eight times as fast as real."""
    words = [
        "speaker", number, "--server", server, "--broker", f"mqtt://127.0.0.1:{broker}", "--data", str(folder),
        "--to", str(folder / "heard"), "--pace", "8",
    ]  # fmt: skip
    env = os.environ | {"LINLI_SPEAKER_KEY": key, "LINLI_DATA": str(folder)}
    return subprocess.Popen([*COMMAND, *words], env=env, stdout=subprocess.DEVNULL)


def told() -> list[str]:
    """What the box has reported, in its own order."""
    return list(PlayStep.objects.order_by("nth").values_list("what", flat=True))


def test_a_box_that_is_killed_plays_it_again_and_says_so(
    embedded: Open, live_server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("linli.sections.outreach.services.airing.port", lambda name: Tones())
    wire = embedded("S-1", type_code="speaker")
    box = tmp_path / "box"
    args = (box, "S-1", wire.devices["S-1"].key, live_server.url, wire.port)
    process = started(*args)
    try:
        broadcasts.say(actor=SYSTEM, area=wire.world.near.estate, text="紧急广播请撤离" * 6, urgent=True)
        jobs.drain_jobs()
        eventually(lambda: "started" in told())
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process = started(*args)
        eventually(lambda: "finished" in told())
    finally:
        process.terminate()
        process.wait()
    assert told() == ["accepted", "started", "cut", "started", "finished"]
    assert Play.objects.get().state == "played"
    first, second = sorted((box / "heard").glob("*.wav"))
    with wave.open(str(second)) as whole:
        assert round(whole.getnframes() / whole.getframerate(), 1) == 10.5
    assert first.stat().st_size < second.stat().st_size
