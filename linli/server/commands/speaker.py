"""`linli speaker`: the player on a speaker box; it needs no database."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

HELP = "音箱播放程序：接收平台的广播并播放，没有声卡时写成 WAV 文件（装在音箱上，不需要数据库）"
NEEDS_DJANGO = False
HEARTBEAT_S = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who it is, where the platform is, where the sound goes."""
    parser.add_argument("number", help="设备编号，如 SPEAKER-0001")
    parser.add_argument(
        "--key-file", type=Path, help="存放设备密钥的文件（也可用环境变量 LINLI_SPEAKER_KEY）"
    )
    parser.add_argument(
        "--server", default="http://127.0.0.1:8000", help="平台网址，默认 http://127.0.0.1:8000"
    )
    parser.add_argument("--broker", default="mqtt://127.0.0.1:1883", help="设备接入地址，加密时用 mqtts://")
    parser.add_argument("--data", type=Path, default=Path("speaker-data"), help="存放播放日志和声音的文件夹")
    parser.add_argument("--to", type=Path, help="不用声卡，把播放的内容写成 WAV 文件放进这个文件夹")
    parser.add_argument("--pace", type=float, default=1.0, help="写文件时的速度，1 为实时，0 为不等待")


def run(options: argparse.Namespace) -> int:
    """Plays until SIGINT or SIGTERM."""
    from linli.edge.speaker.box import Box
    from linli.edge.speaker.line import Line
    from linli.edge.speaker.platform import Platform
    from linli.edge.speaker.sinks import CardSink, FolderSink

    logging.basicConfig(level=os.environ.get("LINLI_LOG", "WARNING"), format="%(asctime)s %(message)s")
    key = key_of(options)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    sink = FolderSink(options.to, options.pace) if options.to else CardSink()
    line, platform = Line(options.broker, options.number, key), Platform(options.server, options.number, key)
    box = Box(options.data, platform, sink, line.tell)
    line.start(box.take)
    print(f"音箱 {options.number} 已启动，等待广播；按 Ctrl-C 停止。", flush=True)
    beat(box.heartbeat, stop)
    try:
        box.run(stop)
    finally:
        line.stop()
        platform.close()
        sink.close()
    return 0


def key_of(options: argparse.Namespace) -> str:
    """The key, from the file or the environment. Raises OSError when there is none."""
    if options.key_file:
        return str(options.key_file.read_text("utf-8").strip())
    if key := os.environ.get("LINLI_SPEAKER_KEY", ""):
        return key
    raise OSError("请用 --key-file 或环境变量 LINLI_SPEAKER_KEY 给出设备密钥（登记设备时显示一次）。")


def beat(heartbeat: Callable[[], None], stop: threading.Event) -> None:
    """A heartbeat every minute, in a thread of its own."""

    def run_on() -> None:
        while not stop.wait(HEARTBEAT_S):
            heartbeat()

    threading.Thread(target=run_on, name="heartbeat", daemon=True).start()
