from django.db import migrations
from django.db.models import F

OPEN = ("reported", "accepted", "dispatched", "working", "suspended", "handled")


def set_next_level(apps, schema_editor):
    """Cases that were open before levels existed are raised from now on like all others."""
    cases = apps.get_model("cases", "Case").objects.using(schema_editor.connection.alias)
    cases.filter(state__in=OPEN, escalate_at=None, escalation=0).update(escalate_at=F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_newest_first")]
    operations = [migrations.RunPython(set_next_level, migrations.RunPython.noop, elidable=True)]
