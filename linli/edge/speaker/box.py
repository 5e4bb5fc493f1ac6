"""A speaker box put together: orders in by MQTT, sounds fetched or spoken here, played, reported. Threads only loop."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linli.edge.speaker.journal import OPEN, Entry, Journal
from linli.edge.speaker.orders import Order, order_of
from linli.edge.speaker.platform import Platform, Refused
from linli.edge.speaker.player import Player
from linli.edge.speaker.sinks import Sink
from linli.edge.speech import EspeakSpeech
from linli.kernel import clock
from linli.kernel.errors import DomainError

logger = logging.getLogger(__name__)
USUAL_VOLUME = 70
IDLE_S, RETRY_S = 0.2, 3.0
RESULTS = {"done": "已播完", "cancelled": "已停止"}
Answer = dict[str, Any]


class Box:
    """One loudspeaker. `tell(kind, body)` publishes to the platform; it may fail, for the platform asks again."""

    def __init__(
        self, folder: Path, platform: Platform, sink: Sink, tell: Callable[[str, Answer], None],
        now_ms: Callable[[], int] = clock.now_ms,
    ) -> None:  # fmt: skip
        self.folder, self.platform, self.tell, self.now_ms = folder, platform, tell, now_ms
        self.journal = Journal(folder / "speaker.db")
        self.player = Player(self.journal, sink, self.sound_of, now_ms, self._ended)
        self._wake = threading.Event()
        self._said: Answer = {}

    @property
    def volume(self) -> int:
        """The volume of what brings none of its own, in percent."""
        return int(self.journal.fact("volume", str(USUAL_VOLUME)))

    def take(self, payload: bytes) -> None:
        """A command has come: it is kept before it is answered, so that nothing answered is ever lost."""
        try:
            command = json.loads(payload)
            answer = self._take(command)
        except (ValueError, KeyError, TypeError):
            logger.warning("a command that cannot be read: %s", payload[:200])
            return
        if answer is not None:
            self.tell("acks", {"id": command["id"], **answer})
        self._wake.set()

    def _take(self, command: dict[str, Any]) -> Answer | None:
        code, params = command["code"], dict(command.get("params") or {})
        order = order_of(command, self.now_ms(), self.volume)
        if order is not None:
            return self._keep(order)
        if code == "set_volume":
            self.journal.remember("volume", str(max(0, min(100, int(params["volume"])))))
        elif code == "cancel":
            self._cancel(f"play-{int(params['play'])}", "已撤回")
        elif code == "stop":
            for order in self.journal.open():
                self._cancel(order.id, "现场停止")
        else:
            return {"ok": False, "result": "音箱不懂这个指令"}
        return {"ok": True}

    def _keep(self, order: Order) -> Answer | None:
        """A play is answered when it is kept; a text when it has been spoken."""
        fresh = self.journal.accept(order, self.now_ms())
        if order.play:
            return {"ok": True, "result": "已收下，排入播放"}
        entry = self.journal.entry(order.id)
        return None if fresh or entry is None or entry.state in OPEN else self._result(entry)

    def _result(self, entry: Entry) -> Answer:
        return {"ok": entry.state == "done", "result": entry.reason or RESULTS.get(entry.state, "没有播成")}

    def _cancel(self, order_id: str, reason: str) -> None:
        entry = self.journal.entry(order_id)
        if entry is not None and entry.state in OPEN:
            self.journal.move(entry.order, "cancelled", "cancelled", self.now_ms(), entry.second, reason)
            self._ended(entry.order, False, reason)

    def sound_of(self, order: Order) -> Path:
        """Where the sound of an order lies."""
        return self.folder / "sounds" / (order.sha256 or order.id)

    def fetch(self) -> bool:
        """Brings in the sounds that are missing; False when one has to be tried again."""
        done = True
        for order in self.journal.waiting():
            try:
                self._bring(order)
            except (Refused, DomainError) as error:
                self._fail(order, str(error))
            except OSError as error:
                logger.warning("%s: %s", order.id, error)
                done = self._late(order, str(error)) and done
        return done

    def _bring(self, order: Order) -> None:
        path = self.sound_of(order)
        if order.sound:
            self.platform.fetch(order.sound, order.sha256, path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(EspeakSpeech().say(text=order.text, compact=False).sound)
        self.journal.set_ready(order)

    def _late(self, order: Order, reason: str) -> bool:
        """True when the order's time is over: then it is given up."""
        late = self.now_ms() > order.until_ms
        if late:
            self._fail(order, f"到时限还没有取到声音：{reason}")
        return late

    def _fail(self, order: Order, reason: str) -> None:
        self.journal.move(order, "failed", "failed", self.now_ms(), 0, reason[:200])
        self._ended(order, False, reason)

    def report(self) -> bool:
        """Hands in what is to be told; False when it has to be tried again."""
        while reports := self.journal.unsent():
            try:
                self.platform.report(reports)
            except OSError as error:
                logger.warning("reports wait: %s", error)
                return False
            except Refused as error:
                logger.error("reports are refused: %s", error)
            self.journal.set_sent([one["nth"] for one in reports])
        return True

    def measure(self) -> None:
        """Tells, when it has changed, whether something is being played, and how loud."""
        playing = self.player.current
        volume = playing.order.volume if playing else self.volume
        said = {"playing": int(playing is not None), "volume": volume}
        if said != self._said:
            self._said = said
            self.tell("readings", {"t": self.now_ms(), "v": said})

    def heartbeat(self) -> None:
        """Tells that it is there."""
        self._said = {}
        self.measure()

    def _ended(self, order: Order, ok: bool, reason: str) -> None:
        """Answers a text that was spoken; a sound that nothing needs any more is deleted."""
        if not order.play:
            self.tell("acks", {"id": order.command_id, "ok": ok, "result": reason or RESULTS["done"]})
        path = self.sound_of(order)
        if all(self.sound_of(other) != path for other in self.journal.open()):
            path.unlink(missing_ok=True)

    def run(self, stop: threading.Event) -> None:
        """Plays until `stop` is set; fetching and reporting have a thread of their own."""
        carrier = threading.Thread(target=self._carry, args=(stop,), name="carrier", daemon=True)
        carrier.start()
        while not stop.is_set():
            if not self.player.turn():
                stop.wait(IDLE_S)
            self.measure()
        self._wake.set()
        carrier.join(5)

    def _carry(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                done = self.fetch() & self.report()
            except Exception:
                logger.exception("fetching and reporting will be tried again")
                done = False
            self._wake.wait(IDLE_S * 2 if done else RETRY_S)
            self._wake.clear()
