"""Broadcasts (智慧广播): on the console, and what loudspeakers fetch and report with their own keys."""

from __future__ import annotations

import base64
import datetime as dt
from typing import Any

from django.http import FileResponse, HttpRequest
from ninja import File, Form, Query, Status
from ninja.files import UploadedFile

from linli.kernel import files
from linli.kernel.api import PUBLIC, Page, Request
from linli.kernel.models import StoredFile
from linli.kernel.ports import port
from linli.sections.devices import queries as devices
from linli.sections.outreach.queries import broadcasts as queries
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import broadcasts as s
from linli.sections.outreach.services import broadcasts, recordings, reporting
from linli.sections.outreach.services.reporting import Report
from linli.sections.outreach.services.zones import area_of

READ, SEND = queries.READ, broadcasts.SEND
NOT_KEPT: dict[str, Any] = {"openapi_extra": {"x-not-remembered": True}}


@router.get("/broadcasts", gate=READ, response=Page[s.BroadcastRow])
def list_broadcasts(
    request: Request, filters: Query[s.BroadcastFilters], paging: Query[s.BroadcastPaging]
) -> Any:
    """广播"""
    return paging.of(queries.broadcasts(request.actor, **filters.dict()), s.BroadcastRow)


@router.post("/broadcasts", gate=SEND, response={201: s.BroadcastOut})
def say(request: Request, body: s.BroadcastIn) -> Any:
    """发起广播"""
    data = body.dict()
    area = area_of(request.actor, data.pop("area_id"), SEND)
    made = broadcasts.say(actor=request.actor, area=area, **data)
    return Status(201, queries.broadcast(request.actor, made.pk))


@router.post("/broadcasts/speech", gate=SEND, response=s.SpeechOut, **NOT_KEPT)
def try_speech(request: Request, body: s.SpeechIn) -> Any:
    """试听：怎么读、多长"""
    spoken = port("speech").say(text=body.text)
    return {
        "words": spoken.words, "pinyin": spoken.pinyin, "seconds": spoken.seconds,
        "content_type": spoken.content_type, "sound": base64.b64encode(spoken.sound).decode(),
    }  # fmt: skip


@router.post("/broadcasts/recordings", gate=SEND, response={201: s.RecordingOut})
def add_recording(request: Request, file: File[UploadedFile], area_id: Form[int]) -> Any:
    """上传录音"""
    return Status(201, recordings.add_recording(actor=request.actor, area_id=area_id, upload=file))


@router.get("/broadcasts/{broadcast_id}", gate=READ, response=s.BroadcastOut)
def read_broadcast(request: Request, broadcast_id: Id) -> Any:
    """广播详情：每个音箱播得怎样"""
    return queries.broadcast(request.actor, broadcast_id)


@router.post("/broadcasts/{broadcast_id}/withdraw", gate=SEND, response=s.BroadcastOut)
def withdraw_broadcast(request: Request, broadcast_id: Id, body: s.WithdrawIn) -> Any:
    """撤回广播（正在播放的立即停止）"""
    broadcasts.withdraw(actor=request.actor, broadcast_id=broadcast_id, reason=body.reason)
    return queries.broadcast(request.actor, broadcast_id)


@router.get("/broadcasts/{broadcast_id}/sound", gate=READ, response=None)
def read_broadcast_sound(request: Request, broadcast_id: Id) -> Any:
    """听一听"""
    return _sound(queries.sound_of(request.actor, broadcast_id))


@router.get("/plays", gate=READ, response=Page[s.PlayRow])
def list_plays(request: Request, filters: Query[s.PlayFilters], paging: Query[s.PlayPaging]) -> Any:
    """播放记录"""
    return paging.of(queries.plays(request.actor, **filters.dict()), s.PlayRow)


@router.get("/speakers", gate=READ, response=list[s.LoudspeakerOut])
def list_speakers(request: Request) -> Any:
    """音箱"""
    return queries.speakers(request.actor)


@router.get("/speaker/plays/{play_id}/sound", gate=PUBLIC, response=None)
def read_play_sound(request: HttpRequest, play_id: Id) -> Any:
    """音箱取要播放的声音（以设备编号和密钥作 Basic 认证）"""
    return _sound(queries.sound_for(devices.by_key(request.headers.get("Authorization", "")), play_id))


@router.post("/speaker/reports", gate=PUBLIC, response=s.ReportsOut, **NOT_KEPT)
def take_reports(request: HttpRequest, body: s.ReportsIn) -> Any:
    """音箱回报播放情况（以设备编号和密钥作 Basic 认证；重复回报不会重复记）"""
    card = devices.by_key(request.headers.get("Authorization", ""))
    reports = [Report(**{**one.dict(), "at": _moment(one.at)}) for one in body.reports]
    return {"taken": reporting.take_reports(device_id=card.id, reports=reports)}


def _moment(at_ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC)


def _sound(file: StoredFile) -> FileResponse:
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"}
    return FileResponse(files.opened(file), content_type=file.content_type, headers=headers)
