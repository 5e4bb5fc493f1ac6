"""Shapes of users, roles, keys and screens."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field


class HoldingOut(Schema):
    """A role that a user holds on an area; `mine_to_take` when the one asking may take it back."""

    id: int
    role: str
    title: str
    area_id: int
    area_name: str
    since: dt.datetime
    mine_to_take: bool = False


class UserRow(Schema):
    """A user in the list."""

    id: int = Field(title="编号")
    username: str = Field(title="用户名")
    name: str = Field(title="姓名")
    kind_title: str = Field(title="类别")
    phone: str = Field(title="手机（隐去）")
    roles: list[str] = Field(title="角色")
    is_active: bool = Field(title="启用")
    last_login: dt.datetime | None = Field(None, title="最近登录")


class UserOut(UserRow):
    """One user with the roles held."""

    kind: str
    created_at: dt.datetime
    has_second_factor: bool
    holdings: list[HoldingOut]
    editable: bool


class UserIn(Schema):
    """A new staff account with its first role."""

    username: str = Field(min_length=3, max_length=30)
    name: str = Field(min_length=1, max_length=60)
    phone: str = Field("", max_length=11)
    role: str = Field(max_length=20)
    area_id: int = Field(ge=1, le=2**53)


class UserEditIn(Schema):
    """What to change; None leaves as is."""

    name: str | None = Field(None, min_length=1, max_length=60)
    phone: str | None = Field(None, max_length=11)


class NewUserOut(Schema):
    """The new account and its first password, shown this once."""

    user: UserOut
    password: str


class NewPasswordOut(Schema):
    """A reset password, shown this once."""

    password: str


class HoldingIn(Schema):
    """A role to give on an area."""

    role: str = Field(max_length=20)
    area_id: int = Field(ge=1, le=2**53)


class UserFilters(Schema):
    """Filters of the user list."""

    q: str = Field("", max_length=60, description="用户名或姓名")
    role: str = Field("", max_length=20)
    area_id: int | None = Field(None, ge=1, le=2**53)
    kind: str = Field("", max_length=10)
    is_active: bool | None = None


class RoleTitle(Schema):
    """A role that exists; `rank` orders them."""

    key: str
    title: str
    rank: int


class GivableOut(Schema):
    """The roles one may give on an area."""

    area_id: int
    area_name: str
    roles: list[RoleTitle]


class ScopeFilters(Schema):
    """Which role the key is to have."""

    role: str = Field("external", max_length=20)


class ScopeOut(Schema):
    """A permission a key may have."""

    id: str
    title: str
    section: str


class KeyRow(Schema):
    """A key of an outside system; the key itself is never shown again."""

    id: int = Field(title="编号")
    title: str = Field(title="用途")
    prefix: str = Field(title="前缀")
    role: str = Field(title="角色")
    area_name: str = Field(title="区域")
    scopes: list[str] = Field(title="权限范围")
    per_minute: int = Field(title="每分钟次数")
    per_day: int = Field(title="每日次数")
    used_today: int = Field(title="今日已用")
    created_at: dt.datetime = Field(title="创建时间")
    expires_at: dt.datetime | None = Field(None, title="到期时间")
    last_used_at: dt.datetime | None = Field(None, title="最近使用")
    state: str = Field(title="状态")


class KeyIn(Schema):
    """A new key: whose role on which area, narrowed to which permissions, how often, how long."""

    title: str = Field(min_length=2, max_length=60)
    area_id: int = Field(ge=1, le=2**53)
    role: str = Field("external", max_length=20)
    scopes: list[str] = Field(min_length=1, max_length=100)
    per_minute: int = Field(60, ge=1, le=6000)
    per_day: int = Field(10_000, ge=1, le=1_000_000)
    days: int | None = Field(365, ge=1, le=3650)


class NewKeyOut(Schema):
    """The key, shown this once."""

    id: int
    key: str
    expires_at: dt.datetime | None = None


class ScreenIn(Schema):
    """A wall screen to be."""

    title: str = Field(min_length=2, max_length=60)
    area_id: int = Field(ge=1, le=2**53)
    days: int | None = Field(365, ge=1, le=3650)
