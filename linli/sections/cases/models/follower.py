"""Other people who said the same thing (跟办人): they stay informed of the one case that is worked on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from linli.kernel.privacy import EncryptedTextField, mask_name, mask_phone
from linli.sections.cases.models.case import REVEAL, Case


class CaseFollower(models.Model):
    """One who is told about `case`; `via` is the case by whose number they ask, `code` their own query code."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="followers")
    via = models.ForeignKey(Case, models.CASCADE, related_name="followers_via")
    code = EncryptedTextField("查询码", reveal=REVEAL)
    text = models.TextField("本人的话", blank=True, default="")
    user = models.ForeignKey("kernel.User", models.SET_NULL, null=True, blank=True, related_name="+")
    person_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    name = EncryptedTextField("姓名", blank=True, default="", mask=mask_name, reveal=REVEAL)
    phone = EncryptedTextField("联系电话", blank=True, default="", mask=mask_phone, reveal=REVEAL)
    phone_index = models.CharField(max_length=32, blank=True, default="", db_index=True)
    by_merge = models.BooleanField("由合并而来", default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """An account follows a case once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("via", "user"), condition=Q(user__isnull=False), name="case_follower_once"
            ),
        )
