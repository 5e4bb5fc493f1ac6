"""The second factor (动态口令, TOTP, RFC 6238) and its recovery codes (备用码)."""

from __future__ import annotations

import secrets

import pyotp
import segno
from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import User
from linli.kernel.privacy import blind_index
from linli.sections.administration.models import RecoveryCode, TotpState
from linli.sections.administration.services.places import home_area

STEP_SECONDS = 30
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def enabled(user: User) -> bool:
    """True when the user must give a code at login."""
    return TotpState.objects.filter(user=user, confirmed_at__isnull=False).exists()


@transaction.atomic
def start(*, actor: Actor, user: User, password: str) -> tuple[str, str]:
    """A new secret, not yet in force. Returns (otpauth URI, QR code as inline SVG). Needs the password again."""
    _require_password(user, password)
    if enabled(user):
        raise Conflict("动态口令已经开启，如需更换请先关闭。")
    user.totp_secret = pyotp.random_base32()
    user.save(update_fields=["totp_secret"])
    TotpState.objects.update_or_create(user=user, defaults={"confirmed_at": None, "last_step": 0})
    uri = pyotp.TOTP(user.totp_secret).provisioning_uri(name=user.username, issuer_name="邻里")
    return uri, segno.make(uri, error="m").svg_inline(scale=4)


@transaction.atomic
def confirm(*, actor: Actor, user: User, code: str) -> list[str]:
    """Puts the second factor in force. Returns the recovery codes, shown this once."""
    state = TotpState.objects.filter(user=user).first()
    if state is None or not user.totp_secret:
        raise Conflict("请先获取二维码，再输入动态口令。")
    if state.confirmed_at:
        raise Conflict("动态口令已经开启。")
    if not _use_step(user, code):
        raise DomainError("动态口令不正确，请核对手机时间后重试。", fields={"code": "动态口令不正确"})
    TotpState.objects.filter(user=user).update(confirmed_at=timezone.now())
    codes = _new_recovery_codes(user)
    audit.record(actor, "administration.totp.enabled", target=user, area=home_area(user))
    return codes


@transaction.atomic
def switch_off(*, actor: Actor, user: User, password: str) -> None:
    """Ends the second factor; needs the password again."""
    _require_password(user, password)
    forget(user)
    audit.record(actor, "administration.totp.disabled", target=user, area=home_area(user))


def forget(user: User) -> None:
    """Removes the secret, its state and the recovery codes."""
    user.totp_secret = ""
    user.save(update_fields=["totp_secret"])
    TotpState.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


@transaction.atomic
def check(user: User, code: str) -> bool:
    """True when `code` is the current one, or an unused recovery code; either works once."""
    text = code.strip().lower().replace(" ", "")
    return _use_step(user, text) if text.isdigit() else _use_recovery(user, text)


def _use_step(user: User, code: str) -> bool:
    totp, now = pyotp.TOTP(user.totp_secret), int(timezone.now().timestamp()) // STEP_SECONDS
    for step in (now - 1, now, now + 1):
        if secrets.compare_digest(totp.generate_otp(step), code.strip()):
            fresh = TotpState.objects.filter(user=user, last_step__lt=step)
            return fresh.update(last_step=step) == 1
    return False


def _use_recovery(user: User, code: str) -> bool:
    unused = RecoveryCode.objects.filter(user=user, used_at__isnull=True)
    return unused.filter(code_hash=_hash(user, code)).update(used_at=timezone.now()) == 1


def _new_recovery_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash(user, code)) for code in codes)
    return codes


def _hash(user: User, code: str) -> str:
    return blind_index(f"{user.pk}:{code}", "recovery-code")


def _require_password(user: User, password: str) -> None:
    if not user.check_password(password):
        raise DomainError("密码不正确。", fields={"password": "密码不正确。"})
