"""Plans of estates (平面图) as GeoJSON (2.1, 1.3)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from ninja import File
from ninja.files import UploadedFile

from linli.kernel.api import Request
from linli.kernel.errors import TooLarge
from linli.sections.registry import queries, services
from linli.sections.registry.planfile import MAX_BYTES
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import plans as shapes

READ, EDIT = "registry.plan.read", "registry.place.edit"
ONE = "/plans/{int:area_id}"
GEOJSON = "application/geo+json"


@router.get("/plans", gate=READ, response=list[shapes.PlanRow])
def list_plans(request: Request) -> Any:
    """各小区的平面图"""
    return queries.plans(request.actor)


@router.get(ONE, gate=READ, response=shapes.PlanOut)
def read_plan(request: Request, area_id: int) -> Any:
    """一个小区的平面图（GeoJSON，单位米，y 向下）"""
    return queries.plan_of(request.actor, area_id)


FILE: dict[str, Any] = {"responses": {200: {"content": {GEOJSON: {"schema": {"type": "object"}}}}}}


@router.get(f"{ONE}/export", gate=READ, response=shapes.PlanCollection, openapi_extra=FILE)
def export_plan(request: Request, area_id: int) -> Any:
    """下载平面图文件：按经纬度上传的还原为经纬度"""
    found = queries.plan_file(request.actor, area_id)
    name = quote(f"{found['name']}平面图.geojson")
    return HttpResponse(
        json.dumps(found, ensure_ascii=False),
        content_type=f"{GEOJSON}; charset=utf-8",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


@router.post(f"{ONE}/check", gate=EDIT, response=shapes.PlanCheck)
def check_plan(request: Request, area_id: int, file: File[UploadedFile]) -> Any:
    """预览平面图文件，不保存"""
    estate = queries.area_of(request.actor, EDIT, area_id)
    return services.check_plan(actor=request.actor, estate=estate, content=_content(file))


@router.post(ONE, gate=EDIT, response=shapes.PlanOut)
def save_plan(request: Request, area_id: int, file: File[UploadedFile]) -> Any:
    """上传平面图文件（GeoJSON），换下原来的"""
    estate = queries.area_of(request.actor, EDIT, area_id)
    services.save_plan(actor=request.actor, estate=estate, name=file.name or "", content=_content(file))
    return queries.plan_of(request.actor, area_id)


@router.post(f"{ONE}/restore", gate=EDIT, response=shapes.PlanOut)
def restore_plan(request: Request, area_id: int, body: shapes.PlanRestore) -> Any:
    """恢复上一版平面图"""
    estate = queries.area_of(request.actor, EDIT, area_id)
    services.restore_plan(actor=request.actor, estate=estate, version=body.version)
    return queries.plan_of(request.actor, area_id)


def _content(file: UploadedFile) -> bytes:
    if (file.size or 0) > MAX_BYTES:
        raise TooLarge(f"平面图文件超过 {MAX_BYTES // 1024 // 1024} MB，请只保留小区范围内的图形。")
    content: bytes = file.read()
    return content
