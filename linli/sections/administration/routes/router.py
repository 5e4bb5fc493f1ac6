"""The section's router, and what its routes share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from ninja import Schema

from linli.kernel.api import Paging, Request, SectionRouter
from linli.kernel.api.export import as_xlsx
from linli.kernel.api.paging import EXPORT_CAP
from linli.kernel.errors import Forbidden, Unauthorized
from linli.kernel.models import User
from linli.sections.administration import people

router = SectionRouter("administration")

# Answers with a password or key in them, and tries that must be counted, are never remembered for repetition.
SECRET: dict[str, Any] = {"openapi_extra": {"x-not-remembered": True}}

# What narrows a route further than its gate: one's own things, the whole tree, or another rule.
OWN: dict[str, Any] = {"openapi_extra": {"x-reach": "own"}}
WHOLE: dict[str, Any] = {"openapi_extra": {"x-reach": "whole"}}
OWN_SECRET: dict[str, Any] = {"openapi_extra": {"x-reach": "own", "x-not-remembered": True}}
NARROW_SECRET: dict[str, Any] = {"openapi_extra": {"x-reach": "narrow", "x-not-remembered": True}}


def own_account(request: Request) -> User:
    """The account of the person at the browser. Raises Unauthorized; Forbidden for an API key."""
    if request.actor.scopes is not None:
        raise Forbidden("接口密钥不能管理登录账号，请在浏览器中登录。")
    user = User.objects.filter(pk=request.actor.user_id or 0).first()
    if user is None:
        raise Unauthorized
    return user


def listed(
    paging: Paging, rows: QuerySet[Any, Any], shown: Callable[[Any], dict[str, Any]], schema: type[Schema]
) -> Any:
    """One page of `rows`, each as `shown` makes it; or the whole list as XLSX. Fills in `person_name`."""
    if paging.format == "xlsx":
        wanted = [c for c in paging.columns.split(",") if c in schema.model_fields]
        found = named([shown(row) for row in paging.ordered(rows)[:EXPORT_CAP]], schema)
        return as_xlsx(found, schema, wanted or list(schema.model_fields))
    page = paging.of(rows)
    page["items"] = named([shown(row) for row in page["items"]], schema)
    return page


def named(rows: list[dict[str, Any]], schema: type[Schema]) -> list[dict[str, Any]]:
    """The rows with the names of the people they are about, if the schema shows them; one query for all."""
    if "person_name" in schema.model_fields:
        known = people.names([row["person_id"] for row in rows])
        for row in rows:
            row["person_name"] = known.get(row["person_id"], "")
    return rows
