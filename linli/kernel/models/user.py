"""Users, the roles they hold, and the keys of outside systems."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from linli.kernel.access.roles import ROLES
from linli.kernel.privacy import EncryptedTextField, mask_phone


class UserManager(BaseUserManager["User"]):
    """Creates users with a hashed password, or with none."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        """A user of any kind; without a password nobody can log in by password."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can log in: staff, a resident, or a service (screen, outside system)."""

    class Kind(models.TextChoices):
        """What kind of somebody."""

        STAFF = "staff", "工作人员"
        RESIDENT = "resident", "居民"
        SERVICE = "service", "系统账号"

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices, default=Kind.STAFF)
    person_id = models.BigIntegerField("人口档案", null=True, blank=True, db_index=True)
    phone = EncryptedTextField(
        "手机", blank=True, default="", mask=mask_phone, reveal="administration.user.reveal"
    )
    phone_index = models.CharField(max_length=32, blank=True, default="", db_index=True)
    is_active = models.BooleanField("启用", default=True)
    totp_secret = EncryptedTextField(blank=True, default="")
    must_change_password = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """A resident's person has one account."""

        ordering = ("username",)
        constraints = (
            models.UniqueConstraint(
                fields=("person_id",), condition=models.Q(kind="resident"), name="user_person_once"
            ),
        )

    def __str__(self) -> str:
        return self.name


class RoleHolding(models.Model):
    """A role held on an area; it reaches the area's subtree."""

    user = models.ForeignKey(User, models.CASCADE, related_name="holdings")
    role = models.CharField("角色", max_length=20, choices=[(r.key, r.title) for r in ROLES.values()])
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        """A role is held once per area."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("user", "role", "area"), name="role_held_once"),)


class ApiKey(models.Model):
    """A key of an outside system. Only its SHA-256 is stored; `scopes` are permission ids."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_keys")
    title = models.CharField("用途", max_length=60)
    prefix = models.CharField(max_length=12, unique=True)
    secret_hash = models.CharField(max_length=64)
    scopes = models.JSONField("权限范围", default=list)
    per_minute = models.PositiveIntegerField("每分钟次数", default=60)
    per_day = models.PositiveIntegerField("每日次数", default=10_000)
    expires_at = models.DateTimeField("到期时间", null=True, blank=True)
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)


class ApiUsage(models.Model):
    """Requests of a key within one window (a minute or a day), for its quotas."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="usage")
    window = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row per key and window."""

        constraints = (models.UniqueConstraint(fields=("key", "window"), name="usage_window_once"),)
