"""Accounts and the roles they hold: given only inside one's own areas, and only below one's own rank."""

from __future__ import annotations

import re

from django.db import IntegrityError, transaction

from linli.kernel import audit
from linli.kernel.access import ADMIN, PROPERTY_MANAGER, PROPERTY_STAFF, ROLES, Actor
from linli.kernel.errors import Conflict, DomainError, Forbidden
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.privacy import blind_index
from linli.sections.administration.services import passwords, sessions, totp
from linli.sections.administration.services.places import home_area

MANAGE = "administration.user.manage"
USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,29}")
PHONE = re.compile(r"1[3-9]\d{9}")
LAST_ADMIN = "这是最后一位平台管理员，不能停用或收回，否则无人能管理平台。"


def may_give(actor: Actor, role: str, area: Area) -> bool:
    """True when the actor may give `role` on `area`: he manages users there and outranks the role.

    A platform administrator may also make another; a property manager (物业经理) only names his own staff, since
    the owners' committee that supervises him must not be his to appoint (民法典第278条).
    """
    if actor.kind == "system":
        return True
    if not actor.can(MANAGE, area):
        return False
    held = {g.role for g in actor.grants if area.path.startswith(g.area_path)}
    if ADMIN in held:
        return True
    allowed = {key for key, r in ROLES.items() for own in held if _outranks(own, r.key)}
    return role in allowed


def _outranks(own: str, role: str) -> bool:
    if own == PROPERTY_MANAGER:
        return role == PROPERTY_STAFF
    return own in MANAGING and ROLES[own].rank > ROLES[role].rank


MANAGING = ("street", "secretary")


def require_may_edit(actor: Actor, user: User) -> None:
    """Raises Forbidden unless the actor could give every role that the user holds (so nobody resets his superior)."""
    for holding in user.holdings.select_related("area"):
        if not may_give(actor, holding.role, holding.area):
            title = ROLES[holding.role].title
            raise Forbidden(f"该用户持有“{holding.area.name}·{title}”，您无权改动，请联系上级管理员。")


@transaction.atomic
def create_user(
    *, actor: Actor, username: str, name: str, phone: str, role: str, area: Area
) -> tuple[User, str]:
    """A new staff account with its first role. Returns it and a random password, to be changed at first login."""
    _require_may_give(actor, role, area)
    _check_fields(username, name, phone)
    password = passwords.random_password()
    try:
        with transaction.atomic():
            user = User.objects.create_user(username, password, name=name.strip(), must_change_password=True)
    except IntegrityError:
        raise Conflict("用户名已被使用。", fields={"username": "用户名已被使用，请换一个。"}) from None
    _set_phone(user, phone)
    RoleHolding.objects.create(user=user, role=role, area=area)
    audit.record(actor, "administration.user.created", target=user, area=area, detail={"role": role})
    return user, password


def _check_fields(username: str, name: str, phone: str) -> None:
    fields = {}
    if not USERNAME.fullmatch(username):
        fields["username"] = "用户名用 3–30 位小写字母、数字、点、横线，以字母开头。"
    if not name.strip():
        fields["name"] = "请填写姓名。"
    if phone and not PHONE.fullmatch(phone):
        fields["phone"] = "手机号码应为 11 位数字。"
    if fields:
        raise DomainError("请检查填写的内容。", fields=fields)


def _set_phone(user: User, phone: str) -> None:
    user.phone, user.phone_index = phone, blind_index(phone, "phone")
    user.save(update_fields=["phone", "phone_index"])


@transaction.atomic
def edit_user(*, actor: Actor, user: User, name: str | None, phone: str | None) -> User:
    """Changes name or phone of an account."""
    require_may_edit(actor, user)
    _check_fields(
        user.username if user.kind == "staff" else "any", name if name is not None else "x", phone or ""
    )
    changed = [f for f, v in (("name", name), ("phone", phone)) if v is not None]
    if name is not None:
        user.name = name.strip()
        user.save(update_fields=["name"])
    if phone is not None:
        _set_phone(user, phone)
    audit.record(
        actor, "administration.user.edited", target=user, area=home_area(user), detail={"fields": changed}
    )
    return user


@transaction.atomic
def disable_user(*, actor: Actor, user: User) -> None:
    """The account can no longer sign in; its sessions and keys end now."""
    require_may_edit(actor, user)
    if user.pk == actor.user_id:
        raise Conflict("不能停用自己的账号。")
    if user.holdings.filter(role=ADMIN).exists():
        _require_other_admin(user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    sessions.end_all(user)
    audit.record(actor, "administration.user.disabled", target=user, area=home_area(user))


@transaction.atomic
def enable_user(*, actor: Actor, user: User) -> None:
    """The account can sign in again."""
    require_may_edit(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(actor, "administration.user.enabled", target=user, area=home_area(user))


@transaction.atomic
def reset_password(*, actor: Actor, user: User) -> str:
    """A new random password, to be changed at first login; ends the sessions and the second factor."""
    require_may_edit(actor, user)
    if user.kind != User.Kind.STAFF:
        raise Conflict("只有工作人员账号使用密码登录。")
    password = passwords.random_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    totp.forget(user)
    sessions.end_all(user)
    audit.record(actor, "administration.password.reset", target=user, area=home_area(user))
    return password


@transaction.atomic
def give_role(*, actor: Actor, user: User, role: str, area: Area) -> RoleHolding:
    """Gives a role on an area. Raises Forbidden above one's rank or outside one's areas, Conflict when held."""
    require_may_edit(actor, user)
    _require_may_give(actor, role, area)
    holding, made = RoleHolding.objects.get_or_create(user=user, role=role, area=area)
    if not made:
        raise Conflict("该用户在此区域已持有这个角色。")
    audit.record(actor, "administration.role.given", target=user, area=area, detail={"role": role})
    return holding


@transaction.atomic
def take_role(*, actor: Actor, holding: RoleHolding) -> None:
    """Takes a role back. The last platform administrator stays."""
    _require_may_give(actor, holding.role, holding.area)
    if holding.role == ADMIN:
        _require_other_admin(holding.user)
    detail = {"role": holding.role}
    audit.record(actor, "administration.role.taken", target=holding.user, area=holding.area, detail=detail)
    holding.delete()


def _require_may_give(actor: Actor, role: str, area: Area) -> None:
    if role not in ROLES:
        raise DomainError("没有这个角色。", fields={"role": "没有这个角色。"})
    if not may_give(actor, role, area):
        raise Forbidden(f"您不能授予或收回“{area.name}·{ROLES[role].title}”。")


def _require_other_admin(user: User) -> None:
    others = RoleHolding.objects.filter(role=ADMIN, user__is_active=True).exclude(user=user)
    if not others.select_for_update().exists():
        raise Conflict(LAST_ADMIN)
