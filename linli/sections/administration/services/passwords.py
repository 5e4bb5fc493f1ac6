"""The password policy (密码要求) and changes of password."""

from __future__ import annotations

import secrets
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import User
from linli.sections.administration.services.places import home_area

MIN_LENGTH, MAX_LENGTH = 10, 128
POLICY = "密码至少 10 位，不能全是数字，不能包含用户名，不能是常见密码。用几个不相关的词连起来最好记。"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def check_policy(password: str, user: User) -> None:
    """Raises DomainError, in plain words, when the password is too easy to guess."""
    fault = _fault(password, user)
    if fault:
        raise DomainError(fault, fields={"password": fault})


def _fault(password: str, user: User) -> str:
    if len(password) < MIN_LENGTH:
        return f"密码太短：至少 {MIN_LENGTH} 位。"
    if len(password) > MAX_LENGTH:
        return f"密码太长：最多 {MAX_LENGTH} 位。"
    if password.isdigit():
        return "密码不能全是数字，请加上字母。"
    if user.username and user.username.lower() in password.lower():
        return "密码不能包含用户名。"
    if len(set(password)) < 5:
        return "密码里重复的字符太多，请换一个。"
    return _common(password)


def _common(password: str) -> str:
    try:
        _common_passwords().validate(password)
    except ValidationError:
        return "这个密码太常见，很容易被猜到，请换一个。"
    return ""


@cache
def _common_passwords() -> CommonPasswordValidator:
    return CommonPasswordValidator()


def random_password() -> str:
    """Twelve characters that can be read aloud and typed: about 59 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


@transaction.atomic
def change_password(*, actor: Actor, user: User, old: str, new: str) -> None:
    """Changes one's own password. Raises DomainError when the old one is wrong or the new one too weak."""
    if not user.check_password(old):
        raise DomainError("原密码不正确。", fields={"old": "原密码不正确。"})
    if old == new:
        raise DomainError("新密码不能与原密码相同。", fields={"password": "新密码不能与原密码相同。"})
    check_policy(new, user)
    user.set_password(new)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    audit.record(actor, "administration.password.changed", target=user, area=home_area(user))
