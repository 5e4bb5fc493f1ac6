"""A small API over the area table, mounted in place of the real one by the API tests."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from django.urls import path
from ninja import Query, Schema, UploadedFile
from pydantic import Field

from linli.kernel.api import LOGGED_IN, PUBLIC, Page, Paging, Request, SectionRouter
from linli.kernel.api.build import build_api
from linli.kernel.errors import Conflict
from linli.kernel.models import Area, add_area

router = SectionRouter("small")


class AreaIn(Schema):
    """A new area."""

    name: Annotated[str, Field(min_length=2, max_length=10)]
    order: Annotated[int, Field(ge=0)] = 0


class AreaOut(Schema):
    """An area."""

    id: int = Field(title="编号")
    name: str = Field(title="名称")
    order: int = Field(title="次序")


class AreaPaging(Paging):
    """Sortable by name and order."""

    sortable: ClassVar = ("name", "order")


@router.get("/areas", gate=PUBLIC, response=Page[AreaOut])
def areas(request: Request, paging: Query[AreaPaging]) -> Any:
    """列表"""
    return paging.of(Area.objects.all(), AreaOut)


@router.post("/areas", gate=PUBLIC, response=AreaOut)
def add(request: Request, data: AreaIn) -> Any:
    """新建"""
    area = add_area(name=data.name, kind="estate", order=data.order)
    if data.name == "冲突":
        raise Conflict("已有同名小区。")
    return area


@router.post("/uploads", gate=LOGGED_IN, response=int)
def upload(request: Request, file: UploadedFile) -> Any:
    """上传，答大小"""
    return len(file.read())


@router.get("/secret", gate=LOGGED_IN, response=AreaOut)
def secret(request: Request, wanted: Annotated[int, Field(ge=10)]) -> Any:
    """要登录"""
    return Area.objects.first()


api = build_api({"small": router}, namespace="small")
urlpatterns = [path("api/", api.urls)]
