"""Sends telemetry tables to their own SQLite file, so that every file has one busy writer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import Model


class TelemetryRouter:
    """Models with `telemetry = True` live under settings.TELEMETRY_DB."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """The alias for telemetry models, else Django's default."""
        return settings.TELEMETRY_DB if getattr(model, "telemetry", False) else None

    db_for_write = db_for_read

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool | None:
        """Each table is made in one database only; RunPython steps run in the default one."""
        from django.apps import apps

        if model_name is None:
            return db == "default"
        try:
            telemetry = getattr(apps.get_model(app_label, model_name), "telemetry", False)
        except LookupError:
            telemetry = False
        return db == (settings.TELEMETRY_DB if telemetry else "default")
