"""The kernel's own REST endpoints: menu, search, bell, files."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import FileResponse
from pydantic import Field

from linli.kernel import files, queries
from linli.kernel.api import LOGGED_IN, Request, SectionRouter
from linli.kernel.schemas import BellEntry, Hit, MenuGroup

SearchText = Annotated[str, Field(max_length=60)]
HitLimit = Annotated[int, Field(ge=1, le=20)]
router = SectionRouter("kernel")


@router.get("/menu", gate=LOGGED_IN, response=list[MenuGroup])
def menu(request: Request) -> Any:
    """控制台菜单"""
    return queries.menu(request.actor)


@router.get("/search", gate=LOGGED_IN, response=list[Hit])
def search(request: Request, q: SearchText = "", limit: HitLimit = 6) -> Any:
    """全局搜索"""
    return queries.search(request.actor, q, limit)


@router.get("/bell", gate=LOGGED_IN, response=list[BellEntry])
def bell(request: Request) -> Any:
    """实时提醒"""
    return queries.bell(request.actor)


@router.get("/files/{int:file_id}", gate=LOGGED_IN, response=None, openapi_extra={"x-reach": "narrow"})
def read_file(request: Request, file_id: int) -> Any:
    """读取附件"""
    file = queries.readable_file(request.actor, file_id)
    return FileResponse(
        files.opened(file),
        content_type=file.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )
