"""The health of the platform (运行状况): database, outbox, jobs, disk, backups, and what sections add."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel import telemetry
from linli.kernel.access import Actor
from linli.kernel.discovery import hooks
from linli.kernel.errors import NotFound
from linli.kernel.models import JobRow, OutboxRow
from linli.kernel.outbox import state as outbox_state
from linli.kernel.ports import port
from linli.sections.administration import backups
from linli.sections.administration.queries.audit import reads_all

READ = "administration.health.read"
OPERATE = "administration.health.operate"
LATE_SECONDS, LOW_DISK, OLD_BACKUP = 60, 1024**3, dt.timedelta(days=2)
ORDER = {"ok": 0, "warn": 1, "bad": 2}


def require_whole(actor: Actor, permission: str) -> None:
    """The platform is one: only whoever holds the permission on the whole tree. Raises NotFound."""
    if not reads_all(actor, permission):
        raise NotFound("运行状况只对平台管理员开放。")


def health() -> dict[str, Any]:
    """All lines, the worst of them as the state of the whole."""
    lines = [
        _database(),
        _broker(),
        _outbox(),
        _given_up(),
        _jobs(),
        _disk(),
        _backup(),
        _sms(),
        *_of_sections(),
    ]
    worst = max(lines, key=lambda line: ORDER[line["state"]])["state"]
    return {"at": timezone.now(), "state": worst, "lines": lines}


def _line(name: str, title: str, state: str, value: str, advice: str = "") -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "state": state,
        "value": value,
        "advice": advice if state != "ok" else "",
    }


def _database() -> dict[str, Any]:
    with connection.cursor() as cursor:
        lite = connection.vendor == "sqlite"
        cursor.execute("SELECT sqlite_version()" if lite else "SHOW server_version")
        version = cursor.fetchone()[0]
    return _line("database", "数据库", "ok", f"{connection.display_name} {version}")


def _broker() -> dict[str, Any]:
    """The device ingest of this process; a process that only serves pages has none."""
    pipeline = telemetry.running()
    if pipeline is None:
        return _line("broker", "设备接入", "ok", "不在此进程运行（linli serve 或 linli ingest 负责）")
    return _line("broker", "设备接入", "ok", f"运行中，{pipeline.unfinished()} 条消息等待入库")


def _outbox() -> dict[str, Any]:
    now = outbox_state()
    late = now.oldest_seconds > LATE_SECONDS and now.waiting > 0
    value = f"待处理 {now.waiting} 件，最久 {now.oldest_seconds:.0f} 秒，重试中 {now.failing} 件"
    return _line(
        "outbox", "事件投递", "warn" if late else "ok", value, "后台处理变慢，请查看下方失败的事件。"
    )


def _given_up() -> dict[str, Any]:
    dead = outbox_state().dead
    value = f"{dead} 件" if dead else "没有"
    return _line("events", "处理失败的事件", "bad" if dead else "ok", value, "请查看原因，处理后点“重发”。")


def _jobs() -> dict[str, Any]:
    count = JobRow.objects.filter(state=JobRow.State.FAILED).count()
    late = JobRow.objects.filter(due_at__lt=timezone.now() - dt.timedelta(minutes=5), state="waiting").count()
    value = f"失败 {count} 项，逾期未开始 {late} 项"
    return _line("jobs", "后台任务", "warn" if count or late else "ok", value, "请查看失败任务的原因。")


def _disk() -> dict[str, Any]:
    free = shutil.disk_usage(settings.DATA).free
    value = f"剩余 {free / 1024**3:.1f} GB"
    return _line(
        "disk", "磁盘", "bad" if free < LOW_DISK else "ok", value, "请清理磁盘，空间用尽后无法保存数据。"
    )


def _backup() -> dict[str, Any]:
    found = backups.listed()
    if not found:
        return _line("backup", "备份", "warn", "还没有备份", "请点“立即备份”，并把备份文件拷到别处。")
    last = found[0]["made_at"]
    old = timezone.now() - last > OLD_BACKUP
    value = f"最近 {timezone.localtime(last):%Y-%m-%d %H:%M}，共 {len(found)} 份"
    return _line("backup", "备份", "warn" if old else "ok", value, "最近的备份已超过两天，请点“立即备份”。")


def _sms() -> dict[str, Any]:
    demo = bool(getattr(port("sms"), "demo", False))
    value = "演示通道（不会真正发送）" if demo else "已接入"
    return _line(
        "sms", "短信通道", "warn" if demo else "ok", value, "正式使用前请用 LINLI_PORT_SMS 换成真实通道。"
    )


def _of_sections() -> list[dict[str, Any]]:
    """Lines from the manifests' `health` hooks: fn() -> lines with name, title, state, value, advice."""
    return [line for _, hook in hooks("health") for line in hook()]


def failed_events() -> QuerySet[OutboxRow]:
    """Events whose handler failed: given up first, then those being retried."""
    return OutboxRow.objects.filter(Q(due_at=None) | Q(attempts__gt=0)).order_by("due_at", "-pk")


def event_row(row: OutboxRow) -> dict[str, Any]:
    """A failed event as the list shows it."""
    names = ("event", "handler", "attempts", "created_at", "last_error")
    return {"id": row.pk, "given_up": row.due_at is None, **{name: getattr(row, name) for name in names}}


def job_rows() -> QuerySet[JobRow]:
    """Background jobs, the newest first."""
    return JobRow.objects.order_by("-pk")


def job_row(row: JobRow) -> dict[str, Any]:
    """A job as the list shows it."""
    names = ("function", "schedule", "due_at", "started_at", "finished_at", "attempts", "last_error")
    return {"id": row.pk, "state": row.get_state_display(), **{name: getattr(row, name) for name in names}}


def demo_sms() -> list[dict[str, Any]]:
    """The last messages of the demo gateway. Raises NotFound when a real gateway is in use."""
    driver = port("sms")
    if not getattr(driver, "demo", False):
        raise NotFound("已接入真实短信通道，没有演示短信。")
    found: list[dict[str, Any]] = driver.outbox()
    return found
