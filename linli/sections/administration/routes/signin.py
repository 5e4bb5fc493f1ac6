"""Signing in and out, one's own account, sessions and second factor."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import ANONYMOUS
from linli.kernel.access.resolve import actor_of
from linli.kernel.api import LOGGED_IN, PUBLIC, Request, client_address
from linli.kernel.models import User
from linli.sections.administration import browser
from linli.sections.administration.models import LoginSession
from linli.sections.administration.queries.me import me as me_of
from linli.sections.administration.routes.router import OWN, OWN_SECRET, SECRET, own_account, router
from linli.sections.administration.schemas import signin as shapes
from linli.sections.administration.services import apikeys, passwords, sessions, signin, totp


@router.get("/me", gate=LOGGED_IN, response=shapes.MeOut)
def me(request: Request) -> Any:
    """当前用户：角色、区域、权限"""
    sessions.note_seen(request.session.session_key or "")
    return me_of(request, User.objects.get(pk=request.actor.user_id or 0), request.actor)


@router.get("/password-policy", gate=PUBLIC, response=shapes.PolicyOut)
def password_policy(request: Request) -> Any:
    """密码要求"""
    return {
        "text": passwords.POLICY,
        "min_length": passwords.MIN_LENGTH,
        "max_length": passwords.MAX_LENGTH,
    }


@router.post("/login", gate=PUBLIC, response=shapes.LoginOut, **SECRET)
def login(request: Request, body: shapes.LoginIn) -> Any:
    """工作人员登录"""
    found = signin.check_login(**body.dict(), address=client_address(request))
    if found.needs_code:
        return {"needs_code": True}
    return {"me": enter(request, found.user, "password")}


@router.post("/logout", gate=PUBLIC, response=shapes.Done)
def logout(request: Request) -> Any:
    """退出登录"""
    browser.close_session(request)
    return {"message": "已退出。"}


@router.post("/screen-login", gate=PUBLIC, response=shapes.LoginOut, **SECRET)
def screen_login(request: Request, body: shapes.ScreenKeyIn) -> Any:
    """大屏登录"""
    user = apikeys.check_screen(key=body.key, address=client_address(request))
    return {"me": enter(request, user, "screen")}


@router.post("/me/password", gate=LOGGED_IN, response=shapes.Done, **OWN_SECRET)
def change_password(request: Request, body: shapes.PasswordIn) -> Any:
    """修改自己的密码"""
    user = own_account(request)
    passwords.change_password(actor=request.actor, user=user, old=body.old, new=body.password)
    sessions.end_others(actor=request.actor, user=user, keep=request.session.session_key or "")
    browser.keep_session(request, user)
    return {"message": "密码已修改，其他设备已退出登录。"}


@router.post("/me/totp/start", gate=LOGGED_IN, response=shapes.TotpStartOut, **OWN_SECRET)
def start_totp(request: Request, body: shapes.PasswordAgainIn) -> Any:
    """获取动态口令二维码"""
    uri, picture = totp.start(actor=request.actor, user=own_account(request), password=body.password)
    return {"uri": uri, "qr_svg": picture}


@router.post("/me/totp/confirm", gate=LOGGED_IN, response=shapes.RecoveryCodesOut, **OWN_SECRET)
def confirm_totp(request: Request, body: shapes.TotpConfirmIn) -> Any:
    """开启动态口令"""
    return {"codes": totp.confirm(actor=request.actor, user=own_account(request), code=body.code)}


@router.post("/me/totp/off", gate=LOGGED_IN, response=shapes.Done, **OWN_SECRET)
def switch_off_totp(request: Request, body: shapes.PasswordAgainIn) -> Any:
    """关闭动态口令"""
    totp.switch_off(actor=request.actor, user=own_account(request), password=body.password)
    return {"message": "动态口令已关闭。"}


@router.get("/me/sessions", gate=LOGGED_IN, response=list[shapes.SessionOut], **OWN)
def my_sessions(request: Request) -> Any:
    """登录设备"""
    rows = LoginSession.objects.filter(user=own_account(request))[:100]
    key = request.session.session_key
    return [{**_session(row), "current": row.session_key == key} for row in rows]


@router.delete("/me/sessions/{int:session_id}", gate=LOGGED_IN, response=shapes.Done, **OWN)
def end_session(request: Request, session_id: int) -> Any:
    """退出一台设备"""
    sessions.end_session(actor=request.actor, user=own_account(request), session_id=session_id)
    return {"message": "该设备已退出登录。"}


@router.post("/me/sessions/end-others", gate=LOGGED_IN, response=shapes.Done, **OWN)
def end_other_sessions(request: Request) -> Any:
    """退出其他所有设备"""
    key = request.session.session_key or ""
    count = sessions.end_others(actor=request.actor, user=own_account(request), keep=key)
    return {"message": f"已退出其他 {count} 台设备。"}


def enter(request: Request, user: User, method: str) -> dict[str, Any]:
    """Opens the session and says who is in now."""
    actor = actor_of(user)
    browser.open_session(request, user, actor=actor if actor.known else ANONYMOUS, method=method)
    return me_of(request, user, actor)


def _session(row: LoginSession) -> dict[str, Any]:
    return {
        "id": row.pk,
        "device": row.device,
        "address": row.address,
        "method": METHODS.get(row.method, row.method),
        "created_at": row.created_at,
        "last_seen_at": row.last_seen_at,
    }


METHODS = {"password": "密码", "phone": "短信验证码", "paper": "纸质登录码", "screen": "大屏密钥"}
