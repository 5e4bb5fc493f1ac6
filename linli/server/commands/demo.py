"""`linli demo`: fills an empty installation with the demo community; `--live` plays its devices over MQTT."""

from __future__ import annotations

import argparse

HELP = "写入演示小区（仅空库）；--live 让演示设备通过 MQTT 真实上报"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli demo`."""
    parser.add_argument("--seed", type=int, default=7, help="换一个数得到另一批数据，默认 7")
    parser.add_argument("--live", action="store_true", help="播放演示设备（需要 linli serve 正在运行）")


def run(options: argparse.Namespace) -> int:
    """Fills the database unless it holds something; with --live then plays until Ctrl-C."""
    from linli.kernel.errors import DomainError
    from linli.server import demo
    from linli.server.commands.serve import say
    from linli.server.database_state import migrate, pending_migrations

    if pending_migrations():
        migrate()
    if demo.is_empty():
        say("正在写入演示小区 …")
        demo.fill(say, seed=options.seed)
    elif not options.live:
        raise DomainError("数据库里已有数据，演示小区只能写入空库。请换一个 LINLI_DATA 目录再试。")
    if options.live:
        _play()
    return 0


def _play() -> None:
    from django.core.management import call_command

    call_command("play_devices")
