"""Terminals (终端): devices that call themselves by an id of their maker instead of our number."""

from __future__ import annotations

from django.db import close_old_connections

from linli.sections.devices.models import Device


class RegisteredWatches:
    """The watches in the register, for the edge."""

    def number_of(self, terminal: str) -> str | None:
        """The number of the watch in use with that id."""
        close_old_connections()
        rows = Device.objects.filter(line=Device.Line.WATCH, terminal=terminal, status=Device.Status.ACTIVE)
        return rows.values_list("number", flat=True).first()
