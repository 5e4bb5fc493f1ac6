"""Shapes of signing in and of one's own account."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

Phone = Field(pattern=r"^1[3-9]\d{9}$", title="手机号")


class LoginIn(Schema):
    """Name and password; the code of the second factor when asked for."""

    username: str = Field(min_length=1, max_length=60)
    password: str = Field(min_length=1, max_length=128)
    code: str = Field("", max_length=20)


class RoleOut(Schema):
    """A role held on an area."""

    role: str
    title: str
    area_id: int
    area_name: str


class AreaOut(Schema):
    """An area of the tree."""

    id: int
    name: str
    kind: str
    kind_title: str
    parent_id: int | None = None
    depth: int


class MeOut(Schema):
    """Who I am and what I may do. `csrf` goes into the header X-CSRFToken of every change."""

    user_id: int | None = None
    name: str
    kind: str
    person_id: int | None = None
    face: str
    roles: list[RoleOut]
    areas: list[AreaOut]
    permissions: list[str]
    must_change_password: bool = False
    has_second_factor: bool = False
    demo: bool = False
    csrf: str


class LoginOut(Schema):
    """`needs_code`: the password was right, ask for the code of the second factor and send all three again."""

    needs_code: bool = False
    me: MeOut | None = None


class Done(Schema):
    """It is done; `message` says what."""

    message: str


class PasswordIn(Schema):
    """The old and the new password."""

    old: str = Field(min_length=1, max_length=128)
    password: str = Field(min_length=1, max_length=128)


class PasswordAgainIn(Schema):
    """The password once more, before a change that matters."""

    password: str = Field(min_length=1, max_length=128)


class TotpStartOut(Schema):
    """What to scan or type into the authenticator app."""

    uri: str
    qr_svg: str


class TotpConfirmIn(Schema):
    """The six digits now shown by the app."""

    code: str = Field(min_length=6, max_length=10)


class RecoveryCodesOut(Schema):
    """Shown this once; each works once."""

    codes: list[str]


class SessionOut(Schema):
    """A signed-in browser; `current` is the one asking."""

    id: int
    device: str
    address: str | None = None
    method: str
    created_at: dt.datetime
    last_seen_at: dt.datetime
    current: bool


class PolicyOut(Schema):
    """The password policy in plain words."""

    text: str
    min_length: int
    max_length: int


class ScreenKeyIn(Schema):
    """A key of a wall screen."""

    key: str = Field(min_length=8, max_length=80)
