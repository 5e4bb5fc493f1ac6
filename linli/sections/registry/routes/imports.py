"""Imports of rosters (2.7)."""

from __future__ import annotations

from typing import Any

from ninja import File, Form, Query
from ninja.files import UploadedFile

from linli.kernel import jobs
from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import listed
from linli.kernel.errors import TooLarge
from linli.sections.registry import queries
from linli.sections.registry.models import ImportBatch, ImportRow
from linli.sections.registry.queries import imports as read
from linli.sections.registry.roster.guard import MAX_BYTES
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import imports as shapes
from linli.sections.registry.schemas.imports import SheetName
from linli.sections.registry.schemas.people import Id
from linli.sections.registry.services import imports as services

RUN = "registry.import.run"


@router.get("/imports", gate=RUN, response=Page[shapes.BatchOut])
def list_imports(request: Request, paging: Query[Paging]) -> Any:
    """导入记录"""
    return listed(paging, read.batches(request.actor), read.batch_row, shapes.BatchOut)


@router.post("/imports", gate=RUN, response=shapes.BatchOut)
def upload_roster(request: Request, area_id: Form[Id], file: File[UploadedFile]) -> Any:
    """上传花名册（.xlsx）"""
    area = queries.area_of(request.actor, RUN, area_id)
    if (file.size or 0) > MAX_BYTES:
        size = (file.size or 0) / 1024 / 1024
        raise TooLarge(
            f"文件有 {size:.0f} MB，超过 {MAX_BYTES // 1024 // 1024} MB 的上限，请分成几个文件上传。"
        )
    batch = services.upload_roster(actor=request.actor, area=area, name=file.name or "", content=file.read())
    return read.batch_row(batch)


@router.get("/imports/{batch_id}", gate=RUN, response=shapes.BatchOut)
def import_status(request: Request, batch_id: int) -> Any:
    """导入详情与进度"""
    return read.batch_row(_one(request, batch_id))


@router.get("/imports/{batch_id}/picture", gate=RUN, response=shapes.PictureOut)
def import_picture(request: Request, batch_id: int, sheet: Query[SheetName]) -> Any:
    """工作表识别结果（前几行）"""
    return read.picture(_one(request, batch_id), sheet)


@router.put("/imports/{batch_id}/columns", gate=RUN, response=shapes.BatchOut)
def correct_columns(request: Request, batch_id: int, body: shapes.ColumnsIn) -> Any:
    """手工更正表头和列"""
    given = {name: sheet.dict(exclude_none=True) for name, sheet in body.sheets.items()}
    batch = services.correct_columns(actor=request.actor, batch=_one(request, batch_id), corrections=given)
    return read.batch_row(batch)


@router.get("/imports/{batch_id}/rows", gate=RUN, response=Page[shapes.ImportRowOut])
def import_rows(
    request: Request, batch_id: int, filters: Query[shapes.RowFilters], paging: Query[Paging]
) -> Any:
    """存疑和疑似重复的行"""
    rows = read.rows_to_decide(_one(request, batch_id), **filters.dict())
    return listed(paging, rows, read.import_row, shapes.ImportRowOut)


@router.post("/import-rows/{row_id}/decide", gate=RUN, response=shapes.ImportRowOut)
def decide_row(request: Request, row_id: int, body: shapes.DecisionIn) -> Any:
    """处理一行"""
    row = queries.one(ImportRow, request.actor, RUN, row_id, "batch__area", "person", field="batch__area")
    return read.import_row(services.decide_row(actor=request.actor, row=row, **body.dict()))


@router.post("/imports/{batch_id}/confirm", gate=RUN, response=shapes.BatchOut)
def confirm_import(request: Request, batch_id: int) -> Any:
    """确认导入（后台进行）"""
    return read.batch_row(services.confirm_import(actor=request.actor, batch=_one(request, batch_id)))


@router.post("/imports/{batch_id}/cancel", gate=RUN, response=shapes.BatchOut)
def cancel_import(request: Request, batch_id: int) -> Any:
    """停止或放弃导入"""
    batch = _one(request, batch_id)
    if batch.job_id:  # before any write of ours: on SQLite the running import holds the only write lock
        jobs.ask_to_stop(batch.job_id)
    return read.batch_row(services.cancel_import(actor=request.actor, batch=batch))


@router.post("/imports/{batch_id}/undo", gate=RUN, response=shapes.BatchOut)
def undo_import(request: Request, batch_id: int) -> Any:
    """撤销整批导入"""
    return read.batch_row(services.undo_import(actor=request.actor, batch=_one(request, batch_id)))


def _one(request: Request, batch_id: int) -> ImportBatch:
    return queries.one(ImportBatch, request.actor, RUN, batch_id, "created_by")
