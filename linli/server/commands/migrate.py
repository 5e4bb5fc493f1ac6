"""`linli migrate`: brings the database up to date."""

from __future__ import annotations

import argparse

HELP = "建立或升级数据库结构（可重复运行）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli migrate`."""
    parser.add_argument("--check", action="store_true", help="只检查：有未执行的升级时退出码为 1")


def run(options: argparse.Namespace) -> int:
    """Applies what is pending."""
    from linli.server.database_state import migrate, pending_migrations

    pending = pending_migrations()
    if not pending:
        print("数据库结构已是最新。")
        return 0
    if options.check:
        print("待执行：" + "、".join(pending))
        return 1
    migrate()
    print(f"已执行 {len(pending)} 项升级。")
    return 0
