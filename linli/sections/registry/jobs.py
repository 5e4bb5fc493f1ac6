"""The registry at night: rule tags are worked out anew, old roster files are deleted."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.kernel import conf
from linli.kernel.jobs import daily
from linli.sections.registry.models import ImportFile, Tag
from linli.sections.registry.services.tags import evaluate_tag


@daily("02:30")
def work_out_rule_tags() -> None:
    """Ages change overnight, and so do the groups that depend on them."""
    for tag in Tag.objects.filter(rule__isnull=False).select_related("area"):
        evaluate_tag(tag)


@daily("03:20")
def delete_old_roster_files() -> None:
    """Uploaded rosters hold everybody's data: they are kept only as long as an undo may need them."""
    days = int(conf.get("registry.import_files_days"))
    ImportFile.objects.filter(batch__created_at__lt=timezone.now() - dt.timedelta(days=days)).delete()
