"""Staff sign-in (工作人员登录): name, password, second factor; lock-out that says when to come back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import ANONYMOUS
from linli.kernel.errors import DomainError, Unauthorized
from linli.kernel.models import User
from linli.sections.administration.services import throttle, totp
from linli.sections.administration.services.places import home_area

WRONG = "用户名或密码不正确。"


@dataclass(frozen=True)
class SignIn:
    """The user whose password was right; `needs_code` when the second factor is still missing."""

    user: User
    needs_code: bool = False


def check_login(*, username: str, password: str, code: str, address: str) -> SignIn:
    """Checks name, password and second factor. Raises Unauthorized or TooMany; every try is counted first."""
    name = username.strip()
    throttle.take(throttle.ADDRESS, address)
    throttle.take(throttle.ACCOUNT, name)
    user = _by_password(name, password)
    if user is None:
        _note_failure(name)
        raise Unauthorized(WRONG)
    throttle.clear(throttle.ACCOUNT, name)
    throttle.give_back(throttle.ADDRESS, address)
    if totp.enabled(user):
        if not code:
            return SignIn(user, needs_code=True)
        _check_code(user, code)
    return SignIn(user)


def _by_password(name: str, password: str) -> User | None:
    user = User.objects.filter(username=name, kind=User.Kind.STAFF).first()
    if user is None or not user.has_usable_password():
        make_password(password)  # as slow as a real check: the time must not tell whether the name exists
        return None
    return user if user.check_password(password) and user.is_active else None


def _check_code(user: User, code: str) -> None:
    throttle.take(throttle.SECOND_FACTOR, user.username)
    if not totp.check(user, code):
        raise DomainError("动态口令不正确或已用过。", fields={"code": "动态口令不正确或已用过。"})
    throttle.clear(throttle.SECOND_FACTOR, user.username)


@transaction.atomic
def _note_failure(name: str) -> None:
    user = User.objects.filter(username=name).first()
    if user:
        audit.record(ANONYMOUS, "administration.login.failed", target=user, area=home_area(user))
