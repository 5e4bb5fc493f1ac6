"""`linli play_devices`: plays the demo devices over MQTT until stopped."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from linli.sections.devices.pileplayer import PilePlayer
from linli.sections.devices.player import Player, address


class Command(BaseCommand):
    """Connects each demo device with its own key."""

    help = "让演示设备通过 MQTT 真实上报，大屏随之变化（Ctrl-C 停止）"

    def add_arguments(self, parser: CommandParser) -> None:
        """How long to play."""
        parser.add_argument("--seconds", type=float, default=0, help="播放多少秒后停止；0 表示一直播放")

    def handle(self, *args: Any, **options: Any) -> None:
        """Plays until SIGINT or SIGTERM, or for the given time."""
        host, port = address(
            os.environ.get("LINLI_MQTT_URL", ""), int(os.environ.get("LINLI_MQTT_PORT", "1883"))
        )
        player = Player(host, port)
        if not player.parts:
            self.stderr.write("没有演示设备，请先执行 linli demo。")
            return
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        if options["seconds"]:
            timer = threading.Timer(options["seconds"], stop.set)
            timer.daemon = True
            timer.start()
        piles = play_piles(stop)
        self.stdout.write(
            f"{len(player.parts)} 台设备、{piles} 台充电桩正在向 {host}:{port} 上报，按 Ctrl-C 停止。"
        )
        player.run(stop)
        self.stdout.write(f"共上报 {player.sent} 条。")


def play_piles(stop: threading.Event) -> int:
    """The piles speak OCPP in a thread of their own; returns how many there are."""
    port = os.environ.get("LINLI_OCPP_PORT", "9220")
    piles = PilePlayer(int(port)) if port.isdigit() else None
    if piles is None or not piles.casts:
        return 0
    threading.Thread(target=piles.run, args=(stop,), name="piles", daemon=True).start()
    return len(piles.casts)
