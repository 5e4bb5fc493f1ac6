"""A yard with loudspeakers: real boxes (their sound written as WAV files) that meet the platform at its own doors."""

from __future__ import annotations

import base64
import json
import wave
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from django.test import Client

from linli.edge.speaker.box import Box
from linli.edge.speaker.platform import Platform
from linli.edge.speaker.sinks import FolderSink
from linli.kernel import clock, jobs, telemetry
from linli.kernel.models import Area
from linli.kernel.ports import Spoken
from linli.kernel.testing.world import World
from linli.sections.devices.models import Command
from linli.sections.devices.services import commands
from linli.sections.devices.services.register import Registered
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.devices.tests.factories import make_device
from linli.sections.outreach.models import Broadcast

ALL_DAY = [60] * 24


@dataclass
class Yard:
    """Registered loudspeakers by number, and the boxes that are switched on."""

    world: World
    folder: Path
    devices: dict[str, Registered] = field(default_factory=dict)
    boxes: dict[str, Box] = field(default_factory=dict)
    ahead_ms: int = 0
    name: str = "mqtt"

    def speaker(self, number: str, area: Area | None = None, **details: Any) -> int:
        """Registers a loudspeaker and switches its box on; returns the device's id."""
        ensure_catalogue()
        made = make_device(area or self.world.near.estate, number, "speaker", name=f"{number}音箱", **details)
        self.devices[number] = made
        self.switch_on(number)
        return made.device.pk

    def switch_on(self, number: str) -> Box:
        """The box starts, with whatever its journal holds."""
        platform = Platform("http://testserver", number, self.devices[number].key, Door())
        home = self.folder / number
        box = Box(
            home,
            platform,
            FolderSink(home / "heard", pace=0),
            lambda k, b: self.hear(number, k, b),
            self.now_ms,
        )
        self.boxes[number] = box
        return box

    def cut(self, number: str) -> None:
        """Power goes: nothing is said and nothing is saved."""
        self.boxes.pop(number).journal.close()

    def now_ms(self) -> int:
        """The boxes' clock."""
        return clock.now_ms() + self.ahead_ms

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """The line down: 0 when the box is off."""
        box = self.boxes.get(number)
        if box is not None:
            box.take(payload)
        return int(box is not None)

    def hear(self, number: str, kind: str, body: dict[str, Any]) -> None:
        """What a box publishes; answers are taken as the ingest takes them, after the order was told."""
        if kind == "acks":
            self._acks.append((self.devices[number].device.pk, json.loads(json.dumps(body))))

    _acks: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    def carry(self) -> None:
        """Runs what is due, brings commands to the boxes and their answers back, has sounds fetched and reports handed in."""
        jobs.drain_jobs()
        telemetry.open_line(self)
        for command in Command.objects.filter(state="queued").order_by("pk"):
            commands.deliver(command.pk)
        telemetry.close_line(self)
        while self._acks:
            device_id, body = self._acks.pop(0)
            commands.acknowledge(
                device_id=device_id, command_id=body["id"], ok=body["ok"], result=body.get("result")
            )
        for box in self.boxes.values():
            assert box.fetch()
            assert box.report()

    def play(self, number: str, turns: int = 10_000) -> int:
        """Lets a box play some pieces, or to the end; returns how many turns it made."""
        player = self.boxes[number].player
        made = 0
        while made < turns and player.turn():
            made += 1
        return made

    def heard(self, number: str) -> list[tuple[str, float]]:
        """What came out of a box: (what, seconds), in order."""
        found = []
        for path in sorted((self.folder / number / "heard").glob("*.wav")):
            with wave.open(str(path)) as file:
                found.append((path.stem.split("-", 1)[1], round(file.getnframes() / file.getframerate(), 1)))
        return found


class Door(httpx.BaseTransport):
    """The platform's own HTTP door, without a network."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of the platform."""
        headers = {"Authorization": request.headers["Authorization"]}
        kind = request.headers.get("Content-Type", "")
        path = request.url.raw_path.decode()
        answer = Client().generic(request.method, path, request.read(), kind, headers=headers)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[arg-type]
        return httpx.Response(answer.status_code, content=content)


class Tones:
    """A speech port that hums instead of speaking: as long as the text, so that tests need no voice."""

    def say(self, *, text: str, compact: bool = True) -> Spoken:
        """A quarter of a second for each character."""
        from linli.edge.speech.espeak import wav_of

        samples = b"\x00\x10\x00\xf0" * (len(text) * 22_050 // 8)
        return Spoken(wav_of(samples, 22_050), "audio/wav", "wav", len(text) / 4, text, "hum")


def basic(made: Registered) -> str:
    """The device's Basic authorization."""
    return "Basic " + base64.b64encode(f"{made.device.number}:{made.key}".encode()).decode()


def log_of(broadcast: Broadcast) -> dict[str, tuple[str, list[str]]]:
    """State and reported steps of each play by the loudspeaker's number."""
    return {
        play.device.number: (play.state, [step.what for step in play.steps.all()])
        for play in broadcast.plays.select_related("device").prefetch_related("steps")
    }
