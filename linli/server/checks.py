"""The examinations of `linli doctor`."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import stat
import time
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from linli.kernel import conf

LOW_DISK = 1024**3
CLOCK_TOLERANCE = dt.timedelta(seconds=5)


class Finding(NamedTuple):
    """One finding: `advice` says what to do, empty when all is well."""

    level: Literal["ok", "warning", "error"]
    subject: str
    text: str
    advice: str = ""


def examine() -> list[Finding]:
    """All findings; an examination that breaks is itself a finding."""
    findings: list[Finding] = []
    for check in (_settings, _secrets, _database, _migrations, _broker, _outbox, _disk, _clock):
        findings += _safely(check)
    return findings


def _safely(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(check())
    except (DatabaseError, OSError) as error:
        return [
            Finding(
                "error", check.__name__.strip("_"), f"无法检查（{error}）", "请先解决数据库或文件系统的问题。"
            )
        ]


def _settings() -> Iterator[Finding]:
    wrong = []
    for setting in conf.table().values():
        try:
            conf.get(setting.name)
        except ValueError as error:
            wrong.append(str(error))
    known = {conf.env_name(name) for name in conf.table()} | PLAIN
    strange = sorted(n for n in os.environ if n.startswith("LINLI_") and n not in known)
    for text in wrong:
        yield Finding("error", "配置", text, "请改正或去掉这个环境变量。")
    if strange:
        yield Finding(
            "warning", "配置", f"不认识的环境变量：{'、'.join(strange)}", "可能拼写有误，不会生效。"
        )
    if not wrong and not strange:
        yield Finding("ok", "配置", f"{len(conf.table())} 项设置均有效")


PLAIN = {
    "LINLI_DATA",
    "LINLI_DATABASE_URL",
    "LINLI_HOST",
    "LINLI_HOSTS",
    "LINLI_HTTPS",
    "LINLI_LOG",
    "LINLI_METRICS_TOKEN",
    "LINLI_MQTT_HOST",
    "LINLI_MQTT_PORT",
    "LINLI_MQTT_URL",
    "LINLI_WATCH_HOST",
    "LINLI_WATCH_PORT",
    "LINLI_WATCH_RATE",
    "LINLI_WATCH_ALLOW",
    "LINLI_WATCH_TLS_CERT",
    "LINLI_WATCH_TLS_KEY",
    "LINLI_OCPP_HOST",
    "LINLI_OCPP_PORT",
    "LINLI_OCPP_RATE",
    "LINLI_OCPP_TLS_CERT",
    "LINLI_OCPP_TLS_KEY",
    "LINLI_CRASH_ROUNDS",
}


def _secrets() -> Iterator[Finding]:
    path = settings.DATA / "secrets.json"
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield Finding("error", "密钥", f"{path} 他人可读（{mode:o}）", f"请运行：chmod 600 {path}")
    else:
        yield Finding("ok", "密钥", "只有本账号可读；请另行保管一份，丢失后加密的个人信息无法恢复")


def _database() -> Iterator[Finding]:
    from linli.server.database_state import engine, in_wal_reset_range

    try:
        name = engine()
    except DatabaseError as error:
        yield Finding("error", "数据库", f"连接不上：{error}", "请检查 LINLI_DATABASE_URL 与数据库服务。")
        return
    if in_wal_reset_range():
        advice = "请安装 sqlcipher3 0.6.4 以上（自带新版 SQLite），或改用 PostgreSQL；在此之前不要同时运行两个写入进程。"
        yield Finding(
            "warning", "数据库", f"{name} 有 WAL 重置缺陷（3.51.3 已修复），极少数情况下会损坏数据", advice
        )
    else:
        yield Finding("ok", "数据库", name)
    if connection.vendor == "sqlite":
        yield from _integrity()


def _integrity() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        answer = cursor.fetchone()[0]
    if answer == "ok":
        yield Finding("ok", "数据库文件", "结构完整")
    else:
        yield Finding(
            "error", "数据库文件", f"已损坏：{answer}", "请停止服务，用 linli restore 恢复最近的备份。"
        )


def _migrations() -> Iterator[Finding]:
    from linli.server.database_state import pending_migrations

    pending = pending_migrations()
    if pending:
        yield Finding(
            "warning",
            "数据库结构",
            f"有 {len(pending)} 项升级未执行",
            "请运行 linli migrate（linli serve 会自动执行）。",
        )
    else:
        yield Finding("ok", "数据库结构", "已是最新")


def _broker() -> Iterator[Finding]:
    url = os.environ.get("LINLI_MQTT_URL", "")
    parts = (
        urlsplit(url) if url else urlsplit(f"mqtt://127.0.0.1:{os.environ.get('LINLI_MQTT_PORT') or 1883}")
    )
    where = f"{parts.hostname}:{parts.port or (8883 if parts.scheme == 'mqtts' else 1883)}"
    open_port = _listens(parts.hostname or "", int(where.rsplit(":", 1)[1]))
    if url and not open_port:
        yield Finding(
            "error", "设备接入", f"外部 MQTT 服务 {where} 连接不上", "请检查 LINLI_MQTT_URL 与该服务。"
        )
    elif url:
        yield from foreign_broker(where)
    elif open_port:
        yield Finding("ok", "设备接入", f"MQTT {where} 有服务在监听")
    else:
        yield Finding("ok", "设备接入", f"内置 MQTT 使用 {where}，当前未运行（linli serve 启动后可用）")


def foreign_broker(where: str) -> Iterator[Finding]:
    """Limits of an outside broker that would drop messages in silence."""
    from linli.edge.mqtt.config import outside_broker
    from linli.edge.mqtt.examine import examine

    yield Finding("ok", "设备接入", f"MQTT {where} 有服务在监听")
    config = outside_broker()
    for level, text, advice in examine(config) if config else ():
        yield Finding(
            "error" if level == "error" else "warning" if level == "warning" else "ok",
            "消息服务器",
            text,
            advice,
        )


def _listens(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=3):
            return True
    except OSError:
        return False


def _outbox() -> Iterator[Finding]:
    from linli.kernel.outbox import state

    now = state()
    if now.dead:
        advice = "请在“平台管理 → 运行状况”查看原因，处理后重发。"
        yield Finding("warning", "事件投递", f"{now.dead} 件多次失败已停止重试", advice)
    else:
        yield Finding("ok", "事件投递", f"待投递 {now.waiting} 件，重试中 {now.failing} 件")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA).free
    text = f"数据文件夹 {settings.DATA} 所在磁盘剩余 {free / 1024**3:.1f} GB"
    if not os.access(settings.DATA, os.W_OK):
        yield Finding("error", "磁盘", f"{settings.DATA} 不可写", "请检查文件夹的所有者与权限。")
    elif free < LOW_DISK:
        yield Finding("warning", "磁盘", text, "请清理磁盘，空间用尽后无法保存任何数据。")
    else:
        yield Finding("ok", "磁盘", text)


def _clock() -> Iterator[Finding]:
    """Against the database's clock, and against the newest audit entry (which cannot lie in the future)."""
    from linli.kernel.models import AuditEntry

    began, before = timezone.now(), time.monotonic()
    with connection.cursor() as cursor:
        postgres = connection.vendor == "postgresql"
        cursor.execute("SELECT extract(epoch FROM now())" if postgres else "SELECT strftime('%s', 'now')")
        told = dt.datetime.fromtimestamp(float(cursor.fetchone()[0]), dt.UTC)
    taken = dt.timedelta(seconds=time.monotonic() - before)
    if abs(told - began) > CLOCK_TOLERANCE + taken:
        yield Finding(
            "error",
            "时钟",
            f"与数据库服务器相差 {abs(told - began).seconds} 秒",
            "请在两台机器上开启时间同步（NTP）。",
        )
        return
    last = AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    if last and last > began + CLOCK_TOLERANCE:
        yield Finding(
            "error",
            "时钟",
            f"比最近的审计记录（{timezone.localtime(last):%m-%d %H:%M}）还早",
            "系统时间被调慢了，请校准后再运行。",
        )
    else:
        yield Finding("ok", "时钟", f"{timezone.localtime(began):%Y-%m-%d %H:%M:%S}（{settings.TIME_ZONE}）")
