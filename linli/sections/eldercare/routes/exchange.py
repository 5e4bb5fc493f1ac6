"""FHIR R4 over REST: export of a Bundle, import with a preview (5.2)."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Request
from linli.sections.eldercare.access import EXCHANGE
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import exchange as s
from linli.sections.eldercare.services import exchange


@router.get("/elders/{elder_id}/fhir", gate=EXCHANGE, response=dict[str, Any])
def export_fhir(request: Request, elder_id: Id, wanted: Query[s.ExportIn]) -> Any:
    """导出健康数据（FHIR R4 Bundle，留痕）"""
    return exchange.export_bundle(actor=request.actor, elder_id=elder_id, days=wanted.days)


@router.post("/elders/{elder_id}/fhir", gate=EXCHANGE, response=s.ImportOut)
def import_fhir(request: Request, elder_id: Id, body: s.ImportIn) -> Any:
    """导入健康数据（先预览）"""
    return exchange.import_bundle(actor=request.actor, elder_id=elder_id, **body.dict())
