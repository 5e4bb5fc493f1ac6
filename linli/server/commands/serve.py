"""`linli serve`: the web, the couriers and the device ingest in one process."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext

from django.conf import settings
from django.db import connection

HELP = "启动全部：网页与接口、后台任务、设备接入（一个进程）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `linli serve`."""
    parser.add_argument("--demo-if-empty", action="store_true", help="数据库为空时写入演示小区")
    parser.add_argument(
        "--host", default=os.environ.get("LINLI_HOST", "127.0.0.1"), help="监听地址，默认 127.0.0.1"
    )
    parser.add_argument(
        "--port", type=int, default=int(os.environ.get("PORT") or 8000), help="端口，默认 8000"
    )


def run(options: argparse.Namespace) -> int:
    """Prepares the database, then serves until SIGTERM."""
    from linli.server.database_state import migrate, pending_migrations
    from linli.server.lock import alone
    from linli.server.runtime import Runtime, bind, serve_http

    with alone(settings.DATA) if connection.vendor == "sqlite" else nullcontext():
        bound = bind(options.host, options.port)
        if pending_migrations():
            say("正在准备数据库 …")
            migrate()
        prepare(demo=options.demo_if_empty)
        runtime = Runtime(courier=True, ingest=True)
        runtime.start()
        try:
            say(addresses(options.host, options.port))
            say(accounts())
            serve_http(bound)
        finally:
            runtime.stop()
    return 0


def prepare(*, demo: bool) -> None:
    """What a fresh installation needs before anybody can log in; tells where the passwords are."""
    from linli.server.demo import fill, first_start, is_empty

    if demo and is_empty():
        say("正在写入演示小区 …")
        fill(say)
    first_start()


def addresses(host: str, port: int) -> str:
    """The three addresses, and where the passwords are."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    base = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    faces = (("工作台", "console"), ("居民端", "resident"), ("大屏", "screen"))
    return "\n".join(
        ["邻里已启动，按 Ctrl-C 停止。", *(f"  {title}\t{base}/{face}/" for title, face in faces)]
    )


def accounts() -> str:
    """The generated accounts as long as their file exists (delete it once the passwords are changed)."""
    file = settings.DATA / "passwords.txt"
    if not file.exists():
        return ""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    return "\n".join([f"账号（也在 {file}，仅本人可读）：", *(f"  {line}" for line in lines)])


def say(text: str) -> None:
    """Tells the person at the terminal at once, also through a pipe."""
    print(text, flush=True, file=sys.stdout)
