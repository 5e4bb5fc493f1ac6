"""People (人口): personal fields are ciphertext, found by blind indexes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_id_number, mask_phone

REVEAL = "registry.person.reveal"


def mask_phones(value: str) -> str:
    """Each number masked, as it is listed."""
    return " ".join(mask_phone(number) for number in value.split(","))


class Person(models.Model):
    """A person known to an estate. Age is never stored. `address`, `building`, `tag_text` follow other tables."""

    class Sex(models.TextChoices):
        """性别."""

        MALE = "男", "男"
        FEMALE = "女", "女"
        UNKNOWN = "", "未知"

    class Status(models.TextChoices):
        """Residence status (居住情况)."""

        RESIDENT = "resident", "常住"
        TENANT = "tenant", "租住"
        AWAY = "away", "户在人不在"
        MOVED = "moved", "已迁出"
        DEAD = "dead", "已故"

    estate = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    area = models.ForeignKey(
        "kernel.Area", models.PROTECT, verbose_name="区域", related_name="+", db_index=False
    )
    name = models.CharField("姓名", max_length=60)
    initials = models.CharField("拼音首字母", max_length=60, blank=True, default="", db_index=True)
    sex = models.CharField("性别", max_length=1, choices=Sex.choices, blank=True, default="")
    born_on = models.DateField("出生日期", null=True, blank=True)
    id_number = EncryptedTextField("身份证号", blank=True, default="", mask=mask_id_number, reveal=REVEAL)
    id_index = models.CharField(max_length=32, blank=True, default="")
    id_doubtful = EncryptedTextField(
        "存疑的身份证号", blank=True, default="", mask=mask_id_number, reveal=REVEAL
    )
    phones = EncryptedTextField("联系电话", blank=True, default="", mask=mask_phones, reveal=REVEAL)
    hukou = models.CharField("户籍地", max_length=60, blank=True, default="")
    status = models.CharField("居住情况", max_length=10, choices=Status.choices, default=Status.RESIDENT)
    home = models.ForeignKey(
        "registry.Home", models.SET_NULL, null=True, blank=True, verbose_name="住址", related_name="people"
    )
    building = models.ForeignKey(
        "registry.Building", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    address = models.CharField("住址", max_length=80, blank=True, default="")
    tag_text = models.CharField("标签", max_length=300, blank=True, default="")
    lives_alone = models.BooleanField("独自居住", default=False)
    note = models.CharField("备注", max_length=200, blank=True, default="")
    verified_at = models.DateTimeField("本人核实时间", null=True, blank=True)
    batch = models.ForeignKey(
        "registry.ImportBatch", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField("更新时间", default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "人口"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("estate", "id_index"), condition=~models.Q(id_index=""), name="person_id_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=("area", "name"), name="person_area_name"),
            models.Index(fields=("area", "born_on"), name="person_area_born"),
            models.Index(fields=("area", "status", "sex", "born_on"), name="person_area_status"),
            models.Index(fields=("name",), name="person_name"),
        ]

    def __str__(self) -> str:
        return self.name


class PhoneIndex(models.Model):
    """The blind indexes by which a phone number of a person is found: whole number, and last four digits."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="phone_indexes")
    number = models.CharField(max_length=32, db_index=True)
    tail = models.CharField(max_length=32, db_index=True)


class Contact(models.Model):
    """Somebody to call about a person (联系人)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    area = models.ForeignKey("kernel.Area", models.PROTECT, related_name="+")
    name = models.CharField("姓名", max_length=60)
    relation = models.CharField("关系", max_length=20)
    phone = EncryptedTextField("电话", mask=mask_phone, reveal=REVEAL)

    class Meta:
        verbose_name = verbose_name_plural = "联系人"
