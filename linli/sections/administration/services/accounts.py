"""The first accounts of an installation: random passwords, written to a file that only the owner can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import (
    ADMIN,
    COMMITTEE,
    DOCTOR,
    GRID,
    PROPERTY_MANAGER,
    PROPERTY_STAFF,
    ROLES,
    SCREEN,
    SECRETARY,
    STREET,
    SYSTEM,
    WORKER,
)
from linli.kernel.models import ApiKey, Area, RoleHolding, User, add_area
from linli.kernel.privacy import blind_index
from linli.sections.administration import people
from linli.sections.administration.services import apikeys, passwords

FILE = "passwords.txt"
HEAD = (
    "# 首次启动时随机生成的账号。请各自登录后修改密码，改完可删除本文件。\n# 用户名\t密码\t姓名\t角色\t区域\n"
)
SCREEN_TITLE = "会客厅大屏"


@dataclass(frozen=True)
class Account:
    """An account of the demo: who, as what, on which level of the area tree."""

    username: str
    name: str
    role: str
    level: str
    phone: str = ""


DEMO = (
    Account("jiedao", "周建国", STREET, "street", "19900000101"),
    Account("shuji", "王秀英", SECRETARY, "community", "19900000102"),
    Account("shegong", "李敏", WORKER, "community", "19900000103"),
    Account("wangge", "张伟", GRID, "grid", "19900000104"),
    Account("wangge2", "马小燕", GRID, "grid", "19900000105"),
    Account("wangge3", "孔祥云", GRID, "grid", "19900000106"),
    Account("wangge4", "杜立新", GRID, "grid", "19900000107"),
    Account("wuye", "刘强", PROPERTY_MANAGER, "estate", "19900000108"),
    Account("weixiu", "陈勇", PROPERTY_STAFF, "estate", "19900000109"),
    Account("yeweihui", "赵芳", COMMITTEE, "estate", "19900000110"),
    Account("yisheng", "孙丽", DOCTOR, "community", "19900000111"),
)


@transaction.atomic
def first_admin() -> list[str]:
    """Makes the platform administrator, on every root of the area tree, unless there is one.

    Returns the new lines of the password file. An empty tree gets its first node, to be renamed by the administrator.
    """
    if RoleHolding.objects.filter(role=ADMIN).exists():
        return []
    roots = list(Area.objects.filter(parent=None)) or [add_area(name="本街道", kind="street")]
    line = _make(Account("admin", "平台管理员", ADMIN, ""), roots[0])
    admin = User.objects.get(username="admin")
    for root in roots[1:]:
        RoleHolding.objects.create(user=admin, role=ADMIN, area=root)
    return _written([line])


@transaction.atomic
def seed_accounts() -> list[str]:
    """Makes the accounts of the demo that are missing, one of each role, and a wall screen.

    Names are fixed, passwords random. Returns the new lines of the password file. Needs the area tree of the demo.
    """
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).first()
    if estate is None:
        return []
    missing = [a for a in DEMO if not User.objects.filter(username=a.username).exists()]
    places = _places(estate)
    lines = [_make(a, places[a.username]) for a in missing]
    if not ApiKey.objects.filter(title=SCREEN_TITLE).exists():
        _, key = apikeys.make_screen(actor=SYSTEM, title=SCREEN_TITLE, area=estate, days=None)
        lines.append(f"（大屏密钥）\t{key}\t{SCREEN_TITLE}\t{ROLES[SCREEN].title}\t{estate.name}")
    if lines and (example := people.with_own_phone(200)):
        person, phone = example
        lines.append(
            f"（居民手机号）\t{phone}\t{person.name}\t验证码见“平台管理 → 演示短信”\t{person.estate.name}"
        )
    return _written(lines)


def _places(estate: Area) -> dict[str, Area]:
    """The area of each demo account; the grid wardens share the grids between them."""
    chain = [Area.objects.get(pk=pk) for pk in estate.around]
    level = {area.kind: area for area in chain}
    grids = list(Area.objects.filter(parent=estate, kind=Area.Kind.GRID)) or [estate]
    wardens = [a.username for a in DEMO if a.level == "grid"]
    places = {a.username: level.get(a.level, estate) for a in DEMO}
    return places | {name: grids[i % len(grids)] for i, name in enumerate(wardens)}


def _make(account: Account, area: Area) -> str:
    password = passwords.random_password()
    user = User.objects.create_user(
        account.username, password, name=account.name, kind=User.Kind.STAFF, phone=account.phone,
        phone_index=blind_index(account.phone, "phone"),
    )  # fmt: skip
    RoleHolding.objects.create(user=user, role=account.role, area=area)
    if account.level == "grid":
        people.make_warden(user, area)
    detail = {"role": account.role, "first_start": True}
    audit.record(SYSTEM, "administration.user.created", target=user, area=area, detail=detail)
    return f"{account.username}\t{password}\t{account.name}\t{ROLES[account.role].title}\t{area.name}"


def _written(lines: list[str]) -> list[str]:
    """Appends the lines to the password file, which only its owner can read."""
    if lines:
        path = password_file()
        fresh = not path.exists()
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write((HEAD if fresh else "") + "".join(f"{line}\n" for line in lines))
    return lines


def password_file() -> Path:
    """Where the generated passwords are: passwords.txt in the data folder."""
    return Path(settings.DATA) / FILE
