"""`linli restore FILE`: puts a backup in place of the present data."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.db import connection

HELP = "恢复：先核对整个备份文件，再整体替换现有数据"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli restore`."""
    parser.add_argument("file", type=Path, help="备份文件")
    parser.add_argument("--yes", action="store_true", help="不再询问")
    parser.add_argument("--check", action="store_true", help="只核对备份文件，不恢复")


def run(options: argparse.Namespace) -> int:
    """Asks once, restores, and brings an older backup up to date."""
    from linli.kernel import backup
    from linli.server.database_state import migrate
    from linli.server.lock import alone

    manifest = backup.check(options.file)
    print(f"✓ 备份完好：{manifest.created_at}，{len(manifest.parts)} 个部分")
    if options.check:
        return 0
    if not options.yes and not _confirmed(manifest.created_at):
        print("没有恢复，现有数据未改动。")
        return 1
    with alone(settings.DATA) if connection.vendor == "sqlite" else nullcontext():
        restored = backup.restore(options.file)
        migrate()
    kept = "数据" if connection.vendor == "sqlite" else "附件"
    print(f"✓ 已恢复到 {manifest.created_at} 的状态。原来的{kept}保留在 {restored.former}")
    return 0


def _confirmed(created_at: str) -> bool:
    if not sys.stdin.isatty():
        print("没有终端可以确认；确实要恢复请加 --yes。", file=sys.stderr)
        return False
    return input(f"将用 {created_at} 的备份替换现有全部数据，输入 yes 继续：").strip() == "yes"
