"""Users, roles, keys of outside systems, wall screens."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.models import ApiKey
from linli.sections.administration.queries import users as queries
from linli.sections.administration.routes.router import SECRET, listed, router
from linli.sections.administration.schemas import users as shapes
from linli.sections.administration.schemas.signin import Done
from linli.sections.administration.services import apikeys
from linli.sections.administration.services import users as services

READ, MANAGE, KEYS, SCREENS = queries.READ, queries.MANAGE, queries.KEYS, queries.SCREENS


class UserPaging(Paging):
    """Paging of the user list."""

    sortable = ("username", "name", "last_login", "created_at")


@router.get("/users", gate=READ, response=Page[shapes.UserRow])
def list_users(request: Request, filters: Query[shapes.UserFilters], paging: Query[UserPaging]) -> Any:
    """用户列表"""
    return listed(paging, queries.users(request.actor, filters), queries.user_row, shapes.UserRow)


@router.post("/users", gate=MANAGE, response=shapes.NewUserOut, **SECRET)
def create_user(request: Request, body: shapes.UserIn) -> Any:
    """新建工作人员账号"""
    area = queries.area(request.actor, MANAGE, body.area_id)
    fields = body.dict(exclude={"area_id"})
    user, password = services.create_user(actor=request.actor, area=area, **fields)
    return {"user": queries.user_detail(request.actor, user), "password": password}


@router.get("/users/{int:user_id}", gate=READ, response=shapes.UserOut)
def read_user(request: Request, user_id: int) -> Any:
    """一个用户"""
    return queries.user_detail(request.actor, queries.user(request.actor, user_id))


@router.patch("/users/{int:user_id}", gate=MANAGE, response=shapes.UserOut)
def edit_user(request: Request, user_id: int, body: shapes.UserEditIn) -> Any:
    """修改用户资料"""
    user = queries.user(request.actor, user_id, MANAGE)
    services.edit_user(actor=request.actor, user=user, name=body.name, phone=body.phone)
    return queries.user_detail(request.actor, user)


@router.post("/users/{int:user_id}/disable", gate=MANAGE, response=shapes.UserOut)
def disable_user(request: Request, user_id: int) -> Any:
    """停用账号"""
    user = queries.user(request.actor, user_id, MANAGE)
    services.disable_user(actor=request.actor, user=user)
    return queries.user_detail(request.actor, user)


@router.post("/users/{int:user_id}/enable", gate=MANAGE, response=shapes.UserOut)
def enable_user(request: Request, user_id: int) -> Any:
    """启用账号"""
    user = queries.user(request.actor, user_id, MANAGE)
    services.enable_user(actor=request.actor, user=user)
    return queries.user_detail(request.actor, user)


@router.post("/users/{int:user_id}/reset-password", gate=MANAGE, response=shapes.NewPasswordOut, **SECRET)
def reset_password(request: Request, user_id: int) -> Any:
    """重置密码"""
    user = queries.user(request.actor, user_id, MANAGE)
    return {"password": services.reset_password(actor=request.actor, user=user)}


@router.post("/users/{int:user_id}/roles", gate=MANAGE, response=shapes.UserOut)
def give_role(request: Request, user_id: int, body: shapes.HoldingIn) -> Any:
    """授予角色"""
    user = queries.user(request.actor, user_id, MANAGE)
    area = queries.area(request.actor, MANAGE, body.area_id)
    services.give_role(actor=request.actor, user=user, role=body.role, area=area)
    return queries.user_detail(request.actor, user)


@router.delete("/users/{int:user_id}/roles/{int:holding_id}", gate=MANAGE, response=Done)
def take_role(request: Request, user_id: int, holding_id: int) -> Any:
    """收回角色"""
    holding = queries.holding(request.actor, user_id, holding_id)
    services.take_role(actor=request.actor, holding=holding)
    return {"message": "角色已收回。"}


@router.get("/givable-roles", gate=MANAGE, response=list[shapes.GivableOut])
def givable_roles(request: Request) -> Any:
    """可授予的角色"""
    return queries.givable(request.actor)


@router.get("/api-keys", gate=KEYS, response=Page[shapes.KeyRow])
def list_keys(request: Request, paging: Query[Paging]) -> Any:
    """接口密钥列表"""
    return listed(paging, queries.keys(request.actor, screens=False), queries.key_row, shapes.KeyRow)


@router.get("/api-keys/scopes", gate=KEYS, response=list[shapes.ScopeOut])
def key_scopes(request: Request, filters: Query[shapes.ScopeFilters]) -> Any:
    """密钥可选的权限"""
    return queries.scopes(filters.role)


@router.post("/api-keys", gate=KEYS, response=shapes.NewKeyOut, **SECRET)
def make_key(request: Request, body: shapes.KeyIn) -> Any:
    """新建接口密钥"""
    area = queries.area(request.actor, KEYS, body.area_id)
    row, text = apikeys.make_key(actor=request.actor, area=area, **body.dict(exclude={"area_id"}))
    return _issued(row, text)


@router.post("/api-keys/{int:key_id}/revoke", gate=KEYS, response=Done)
def revoke_key(request: Request, key_id: int) -> Any:
    """停用接口密钥"""
    apikeys.revoke(actor=request.actor, key=queries.key(request.actor, key_id, screens=False))
    return {"message": "密钥已停用，使用它的系统将无法再访问。"}


@router.get("/screens", gate=SCREENS, response=Page[shapes.KeyRow])
def list_screens(request: Request, paging: Query[Paging]) -> Any:
    """大屏密钥列表"""
    return listed(paging, queries.keys(request.actor, screens=True), queries.key_row, shapes.KeyRow)


@router.post("/screens", gate=SCREENS, response=shapes.NewKeyOut, **SECRET)
def make_screen(request: Request, body: shapes.ScreenIn) -> Any:
    """新建大屏密钥"""
    area = queries.area(request.actor, SCREENS, body.area_id)
    row, text = apikeys.make_screen(actor=request.actor, title=body.title, area=area, days=body.days)
    return _issued(row, text)


@router.post("/screens/{int:screen_id}/revoke", gate=SCREENS, response=Done)
def revoke_screen(request: Request, screen_id: int) -> Any:
    """停用大屏密钥"""
    apikeys.revoke(actor=request.actor, key=queries.key(request.actor, screen_id, screens=True))
    return {"message": "大屏密钥已停用，大屏将退出登录。"}


def _issued(row: ApiKey, text: str) -> dict[str, Any]:
    return {"id": row.pk, "key": text, "expires_at": row.expires_at}
