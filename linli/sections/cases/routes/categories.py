"""The category tree: read by everybody who reports, kept by the platform's administrators."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import LOGGED_IN, Request
from linli.kernel.errors import NotFound
from linli.sections.cases import queries, services
from linli.sections.cases.models import Category
from linli.sections.cases.routes.base import WHOLE, router
from linli.sections.cases.schemas import CaseCategoryIn, CaseCategoryNew, CaseCategoryOut

MANAGE = "cases.category.manage"


@router.get("/categories", gate=LOGGED_IN, response=list[CaseCategoryOut])
def list_categories(request: Request) -> Any:
    """诉求分类"""
    return queries.categories()


@router.post("/categories", gate=MANAGE, response=CaseCategoryOut, **WHOLE)
def add_category(request: Request, body: CaseCategoryNew) -> Any:
    """新增分类"""
    return _shown(services.add_category(actor=request.actor, **body.model_dump(exclude={"active"})))


@router.put("/categories/{int:category_id}", gate=MANAGE, response=CaseCategoryOut, **WHOLE)
def change_category(request: Request, category_id: int, body: CaseCategoryIn) -> Any:
    """修改分类的名称、时限和建议责任方"""
    return _shown(services.change_category(actor=request.actor, category_id=category_id, **body.model_dump()))


def _shown(category: Category) -> Category:
    found = queries.categories().filter(pk=category.pk).first()
    if found is None:
        raise NotFound
    return found
