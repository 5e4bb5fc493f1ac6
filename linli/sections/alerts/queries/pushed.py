"""What outside systems are told of a new alert: what kind, how grave, where; nothing of health alerts (健康类)."""

from __future__ import annotations

from typing import Any

from linli.sections.alerts.events import AlertRaised
from linli.sections.alerts.models import Alert


def payload(event: AlertRaised) -> dict[str, Any] | None:
    """None when the alert is gone or tells of somebody's health."""
    alert = Alert.objects.select_related("kind").filter(pk=event.alert_id, kind__health=False).first()
    if alert is None:
        return None
    return {
        "id": alert.pk,
        "kind": alert.kind.code,
        "kind_name": alert.kind.title,
        "severity": alert.severity,
        "status": alert.status,
    }
