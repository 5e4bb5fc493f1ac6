"""Which alerts an actor may see or handle: by area, and health alerts (健康类) only by those who look after people."""

from __future__ import annotations

from django.db.models import Case, Q, QuerySet, Value, When

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.sections.alerts.models import Alert

READ = "alerts.alert.read"
HANDLE = "alerts.alert.handle"
HEALTH = "alerts.health.read"
VALUES = "alerts.values.read"
COUNT = "alerts.alert.count"


def visible_alerts(actor: Actor, permission: str = READ) -> QuerySet[Alert]:
    """The alerts on which the actor holds the permission; health alerts also need `alerts.health.read`.

    `private` is true where the actor may know that there is one and what to do, but not what was measured.
    """
    rows = Alert.objects.select_related(
        "kind", "area", "addressed_to", "accepted_by", "closed_by", "silenced_by"
    )
    if actor.kind == "system":
        return rows.annotate(private=Value(False))
    mine = Q(kind__health=False) | Q(area__in=actor.areas(VALUES).values("pk"))
    rows = rows.annotate(private=Case(When(mine, then=Value(False)), default=Value(True)))
    open_to_all = Q(kind__health=False) | Q(area__in=actor.areas(HEALTH).values("pk"))
    return rows.filter(open_to_all, area__in=actor.areas(permission).values("pk"))


def lock_alert(actor: Actor, alert_id: int, permission: str = HANDLE) -> Alert:
    """The alert, locked until the transaction ends. Raises Unauthorized, Forbidden or NotFound."""
    actor.require(permission)
    if not visible_alerts(actor, permission).filter(pk=alert_id).exists():
        raise NotFound
    # Not with `accepted_by`: after waiting for a lock PostgreSQL has the new row but the old join.
    return Alert.objects.select_for_update(of=("self",)).select_related("kind", "area").get(pk=alert_id)
