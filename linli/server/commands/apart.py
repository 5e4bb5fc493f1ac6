"""`linli web`, `linli work`, `linli ingest`: the parts of `serve` as processes of their own, on PostgreSQL."""

from __future__ import annotations

import argparse
import os

from django.db import connection

from linli.kernel.errors import DomainError

HELP = {
    "web": "只启动网页与接口（PostgreSQL，可启动多个）",
    "work": "只启动后台任务与事件投递（PostgreSQL，可启动多个）",
    "ingest": "只启动设备接入（PostgreSQL，可启动多个）",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli web`."""
    parser.add_argument("--host", default=os.environ.get("LINLI_HOST", "127.0.0.1"), help="监听地址（web）")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="端口（web）")


def run(options: argparse.Namespace) -> int:
    """Runs one part until SIGTERM. Refused on SQLite, whose files have one writing process."""
    from linli.server.database_state import pending_migrations
    from linli.server.runtime import Runtime, bind, serve_http, wait_for_signal

    if connection.vendor == "sqlite":
        raise DomainError(
            f"SQLite 数据库只能由一个进程写入，不能单独运行 linli {options.command}。"
            "请用 linli serve，或用 LINLI_DATABASE_URL 配置 PostgreSQL 后再分开运行。"
        )
    if pending_migrations():
        raise DomainError("数据库还没有准备好，请先运行 linli migrate。")
    web = options.command == "web"
    bound = bind(options.host, options.port) if web else None
    runtime = Runtime(courier=options.command == "work", ingest=options.command == "ingest")
    stop = None if bound else wait_for_signal()
    runtime.start()
    try:
        print(f"linli {options.command} 已启动。", flush=True)
        if bound:
            serve_http(bound)
        elif stop:
            stop.wait()
    finally:
        runtime.stop()
    return 0
